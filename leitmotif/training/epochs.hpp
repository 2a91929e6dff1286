// Epochs of learning, the same for every network of the paper: shuffle, learn in batches, validate, keep the best.
// Flow: a network and its examples -> learning curve; the network remembers the weights that were kept.
// Source: the paper's protocol: Adam, cross-entropy, batches of 32; early stopping is ours.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/models/model_card.hpp"

namespace leitmotif::training {

/// Rows with their classes. Shape: rows [n x terms], labels [n].
struct Examples {
  const SparseMatrix* rows = nullptr;
  std::span<const int> labels;
};

/// Some epochs with the same rules.
struct Phase {
  int epochs = 20;
  double rate = 1e-3;            ///< Adam's learning rate at the beginning
  bool plateau = false;          ///< lower the rate when the validation loss no longer falls (plateau.hpp)
  bool last_layer_only = false;  ///< the other layers stay as they are; epochs of such a phase are never kept
};

struct Course {
  std::vector<Phase> phases;
  std::size_t batch = 32;   ///< songs a step
  int averaged_epochs = 1;  ///< what is validated and kept is the running mean of the weights at the ends of about so
                            ///< many epochs; 1: the weights themselves
  bool keep_best = true;    ///< keep the weights of the epoch with the best validation accuracy, not of the last one
  int patience = 5;         ///< with keep_best: stop after so many epochs without a better one
  std::uint64_t seed = 0;   ///< decides the order of songs
};

/// A network while it learns from examples that it was made with. Beside the weights that learn it holds the candidate:
/// the weights that are validated, and kept when they are good.
class Network {
 public:
  virtual ~Network() = default;
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  /// Begins a phase with a new optimizer.
  virtual void begin(const Phase& phase) = 0;
  /// One step of Adam; gives the mean loss before it.
  virtual double learn(std::span<const std::size_t> songs, double rate) = 0;
  /// Moves the candidate by `share` of the way to the weights that learn; 1: all the way.
  virtual void update_candidate(float share) = 0;
  /// The candidate's values before the softmax, nothing dropped. Shape: [rows x classes].
  [[nodiscard]] virtual std::vector<float> logits(const SparseMatrix& rows) const = 0;
  /// The same for the first `songs` rows by the code that will be used for inference.
  [[nodiscard]] virtual std::vector<float> inferred_logits(const SparseMatrix& rows, std::size_t songs) const = 0;
  /// Makes the candidate the result.
  virtual void keep() = 0;

 protected:
  Network() = default;
};

using OnEpoch = std::function<void(const models::EpochReport&)>;

struct LearningCurve {
  std::vector<models::EpochReport> epochs;
  int kept_epoch = 0;  ///< after which epoch the kept weights were taken, from 1
};

/// Lets the network learn. `on_epoch` may throw to stop.
/// Throws invalid_argument when either part is empty; internal when inference and training disagree by more than 1e-4.
[[nodiscard]] LearningCurve learn(Network& network, const Examples& train, const Examples& validation,
                                  const Course& course, const OnEpoch& on_epoch);

/// mean += (values - mean) * share, for each number.
void move_towards(std::span<float> mean, std::span<const float> values, float share);

/// Mean cross-entropy of softmax(logits). When `gradient` is not empty it becomes that of the mean with respect to the
/// logits. Shape: logits and gradient [labels x classes].
double cross_entropy(std::span<const float> logits, std::span<const int> labels, std::span<float> gradient);

}  // namespace leitmotif::training

// Several processes that learn one network: each looks at a share of every batch, all move along the sum of their
// gradients, so that all have the same weights at every step, and those that one process would have.
// Flow: Fitting::learn -> a share of the batch -> backward() -> Together::add_up -> the optimizer's step.
// Source: pytorch.org/docs/stable/distributed.html (Gloo); torch/csrc/distributed/c10d.
#pragma once

#include <cstddef>
#include <memory>

#include "leitmotif/core/share.hpp"
#include "leitmotif/training/ranks.hpp"
#include "leitmotif/training/torch/torch.hpp"

namespace leitmotif::training {

/// The processes of a training, which have found each other. Everything throws unavailable when another process ends or
/// does not answer.
class Together {
 public:
  /// Waits for the others. Throws unsupported when LibTorch was built without Gloo.
  explicit Together(const Ranks& ranks);
  ~Together();
  Together(const Together&) = delete;
  Together& operator=(const Together&) = delete;

  /// Which songs of a batch this process looks at; may be none.
  [[nodiscard]] ShareRange share_of(std::size_t songs) const noexcept;
  /// Puts the sum over all processes in the place of each parameter's gradient, dense or sparse, and gives the sum of
  /// `loss`. All must have gradients of the same parameters.
  double add_up(torch::nn::Module& network, double loss);
  /// Waits until all have come here.
  void meet();

 private:
  class Group;
  Ranks ranks_;
  std::unique_ptr<Group> group_;
};

}  // namespace leitmotif::training

#include "leitmotif/training/torch/feed_forward_trainer.hpp"

#include <algorithm>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/training/dropout.hpp"
#include "leitmotif/training/sparse_layer.hpp"
#include "leitmotif/training/torch/dense_layer.hpp"
#include "leitmotif/training/torch/tensors.hpp"

namespace leitmotif::training {
namespace {

constexpr std::size_t kSongsLookedAt = 1024;  // at once when nothing is learned

class FeedForwardNetwork final : public Network {
 public:
  FeedForwardNetwork(const Examples& train, const FeedForwardOptions& options, RandomSource& random)
      : train_(train),
        options_(options),
        first_(SparseLayer::at_random(train.rows->columns, options.hidden[0], random)),
        second_(DenseLayer::at_random(options.hidden[0], options.hidden[1], random)),
        third_(DenseLayer::at_random(options.hidden[1], options.classes, random)),
        dropout_(options.dropout, random.next()) {}

  void begin(const Phase& phase) override {
    first_.restart();
    second_.restart();
    third_.restart();
    frozen_sums_.clear();
    if (!phase.last_layer_only) return;
    frozen_sums_.resize(train_.rows->rows() * options_.hidden[0]);
    sparse_sums(*train_.rows, 0, first_.weight(), first_.bias(), frozen_sums_);
  }

  double learn(std::span<const std::size_t> songs, double rate) override {
    const bool last_layer_only = !frozen_sums_.empty();
    at::Tensor hidden1 = new_matrix(songs.size(), options_.hidden[0]);
    if (last_layer_only)
      gather_frozen(songs, numbers(hidden1));
    else
      first_.forward(*train_.rows, songs, numbers(hidden1));
    dropout_.rectify_and_drop(numbers(hidden1));
    at::Tensor hidden2 = second_.forward(hidden1);
    dropout_.rectify_and_drop(numbers(hidden2));
    const at::Tensor logits = third_.forward(hidden2);

    labels_.clear();
    for (const std::size_t song : songs) labels_.push_back(train_.labels[song]);
    const at::Tensor gradient3 = at::empty_like(logits);
    const double loss = cross_entropy(numbers(logits), labels_, numbers(gradient3));
    if (!last_layer_only) learn_hidden(hidden1, hidden2, third_.backward(gradient3), rate);
    third_.step(hidden2, gradient3, rate);
    return loss;
  }

  void update_candidate(float share) override {
    models::FeedForwardWeights now = weights();
    if (share == 1.0F) {
      candidate_ = std::move(now);
      return;
    }
    for (std::size_t layer = 0; layer < now.weight.size(); ++layer) {
      move_towards(candidate_.weight[layer], now.weight[layer], share);
      move_towards(candidate_.bias[layer], now.bias[layer], share);
    }
  }

  std::vector<float> logits(const SparseMatrix& rows) const override {
    const std::array<std::vector<float>, 3>& weight = candidate_.weight;
    const std::array<std::vector<float>, 3>& bias = candidate_.bias;
    std::vector<float> result;
    for (std::size_t begin = 0; begin < rows.rows(); begin += kSongsLookedAt) {
      at::Tensor hidden1 = new_matrix(std::min(kSongsLookedAt, rows.rows() - begin), options_.hidden[0]);
      sparse_sums(rows, begin, weight[0], bias[0], numbers(hidden1));
      at::Tensor hidden2 = dense(hidden1.relu_(), weight[1], bias[1]);
      const at::Tensor piece = dense(hidden2.relu_(), weight[2], bias[2]);
      result.insert(result.end(), numbers(piece).begin(), numbers(piece).end());
    }
    return result;
  }

  std::vector<float> inferred_logits(const SparseMatrix& rows, std::size_t songs) const override {
    std::vector<float> result;
    for (std::size_t song = 0; song < songs; ++song) {
      const std::vector<float> row = models::feed_forward_logits(candidate_, models::row_of(rows, song));
      result.insert(result.end(), row.begin(), row.end());
    }
    return result;
  }

  void keep() override { kept_ = candidate_; }
  models::FeedForwardWeights take_kept() { return std::move(kept_); }

 private:
  void gather_frozen(std::span<const std::size_t> songs, std::span<float> out) const {
    const std::size_t columns = options_.hidden[0];
    for (std::size_t place = 0; place < songs.size(); ++place)
      std::copy_n(frozen_sums_.data() + songs[place] * columns, columns, out.data() + place * columns);
  }

  void learn_hidden(const at::Tensor& hidden1, const at::Tensor& hidden2, const at::Tensor& gradient2, double rate) {
    gate(numbers(gradient2), numbers(hidden2), dropout_.gain());
    const at::Tensor gradient1 = second_.backward(gradient2);
    gate(numbers(gradient1), numbers(hidden1), dropout_.gain());
    second_.step(hidden1, gradient2, rate);
    first_.step(numbers(gradient1), rate);
  }

  models::FeedForwardWeights weights() {
    models::FeedForwardWeights weights;
    weights.inputs = train_.rows->columns;
    weights.hidden = options_.hidden;
    weights.outputs = options_.classes;
    weights.weight = {first_.weight(), second_.weight(), third_.weight()};
    weights.bias = {first_.bias(), second_.bias(), third_.bias()};
    return weights;
  }

  const Examples& train_;
  FeedForwardOptions options_;
  SparseLayer first_;
  DenseLayer second_;
  DenseLayer third_;
  Dropout dropout_;
  std::vector<float> frozen_sums_;  ///< [songs x hidden 1] while only the last layer learns: what never changes
  std::vector<int> labels_;         ///< of the batch
  models::FeedForwardWeights candidate_;
  models::FeedForwardWeights kept_;
};

}  // namespace

TrainedFeedForward train_feed_forward(const Examples& train, const Examples& validation,
                                      const FeedForwardOptions& options, const Course& course,
                                      const OnEpoch& on_epoch) {
  const PlainArithmetic plain;
  RandomSource random(options.seed);
  FeedForwardNetwork network(train, options, random);
  TrainedFeedForward result;
  result.curve = learn(network, train, validation, course, on_epoch);
  result.weights = network.take_kept();
  return result;
}

}  // namespace leitmotif::training

#include "leitmotif/training/feed_forward_trainer.hpp"

#include <torch/nn.h>
#include <torch/optim.h>
#include <torch/utils.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <random>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/vectorized.hpp"
#include "leitmotif/training/row_adam.hpp"

namespace leitmotif::training {
namespace {

using Clock = std::chrono::steady_clock;

/// As torch::nn::Linear starts: uniform in +-1/sqrt(inputs).
std::vector<float> initial_weights(std::size_t inputs, std::size_t count, std::mt19937_64& random) {
  const double bound = 1 / std::sqrt(static_cast<double>(inputs));
  std::vector<float> values(count);
  for (float& value : values)
    value = static_cast<float>((static_cast<double>(random() >> 11U) * 0x1p-53 * 2 - 1) * bound);
  return values;
}

/// Fisher-Yates, written out because std::shuffle may differ between standard libraries.
void shuffle(std::vector<std::size_t>& order, std::mt19937_64& random) {
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
}

/// sum += factor * row
LEITMOTIF_VECTORIZED void add_scaled(float* sum, const float* row, std::size_t count, float factor) {
  for (std::size_t c = 0; c < count; ++c) sum[c] += factor * row[c];
}

/// The first layer, sparse, outside LibTorch: LibTorch would treat its 99 % zeros as numbers.
class SparseLayer {
 public:
  SparseLayer(std::size_t inputs, std::size_t outputs, std::mt19937_64& random)
      : outputs_(outputs),
        weight_(initial_weights(inputs, inputs * outputs, random), outputs),
        bias_(initial_weights(inputs, outputs, random), outputs),
        slot_(inputs, kNoSlot) {}

  /// Shape: the rows `songs` of `rows` -> [songs x outputs].
  torch::Tensor forward(const SparseMatrix& rows, std::span<const std::size_t> songs) {
    torch::Tensor result = torch::empty({static_cast<std::int64_t>(songs.size()), static_cast<std::int64_t>(outputs_)});
    auto* out = result.data_ptr<float>();
    bias_.catch_up(0);
    for (const std::size_t song : songs) {
      std::ranges::copy(bias_.row(0), out);
      for (std::size_t e = rows.row_begin[song]; e < rows.row_begin[song + 1]; ++e) {
        weight_.catch_up(rows.column[e]);
        add_scaled(out, weight_.row(rows.column[e]).data(), outputs_, rows.value[e]);
      }
      out += outputs_;
    }
    return result;
  }

  /// Shape: gradient [songs x outputs] of the same songs that went forward.
  void step(const SparseMatrix& rows, std::span<const std::size_t> songs, const torch::Tensor& gradient, double rate) {
    weight_.begin_step(rate);
    bias_.begin_step(rate);
    bias_gradient_.assign(outputs_, 0.0F);
    const auto* incoming = gradient.data_ptr<float>();
    for (const std::size_t song : songs) {
      add_scaled(bias_gradient_.data(), incoming, outputs_, 1.0F);
      for (std::size_t e = rows.row_begin[song]; e < rows.row_begin[song + 1]; ++e)
        add_gradient(rows.column[e], rows.value[e], incoming);
      incoming += outputs_;
    }
    bias_.apply(0, bias_gradient_);
    for (std::size_t t = 0; t < touched_.size(); ++t) {
      weight_.apply(touched_[t], {gradient_.data() + t * outputs_, outputs_});
      slot_[touched_[t]] = kNoSlot;
    }
    touched_.clear();
    gradient_.clear();
  }

  const std::vector<float>& weight() { return weight_.finished(); }
  const std::vector<float>& bias() { return bias_.finished(); }

 private:
  static constexpr std::uint32_t kNoSlot = std::numeric_limits<std::uint32_t>::max();

  void add_gradient(std::uint32_t column, float value, const float* incoming) {
    if (slot_[column] == kNoSlot) {
      slot_[column] = static_cast<std::uint32_t>(touched_.size());
      touched_.push_back(column);
      gradient_.resize(gradient_.size() + outputs_, 0.0F);
    }
    add_scaled(gradient_.data() + slot_[column] * outputs_, incoming, outputs_, value);
  }

  std::size_t outputs_;
  RowAdam weight_;
  RowAdam bias_;
  std::vector<std::uint32_t> slot_;     ///< [inputs] where a touched column's gradient is kept in this step
  std::vector<std::uint32_t> touched_;  ///< columns of this step
  std::vector<float> gradient_;         ///< [touched x outputs]
  std::vector<float> bias_gradient_;
};

torch::nn::Linear dense_layer(std::size_t inputs, std::size_t outputs, std::mt19937_64& random) {
  const torch::NoGradGuard no_gradient;
  torch::nn::Linear layer(static_cast<std::int64_t>(inputs), static_cast<std::int64_t>(outputs));
  const std::vector<float> weight = initial_weights(inputs, inputs * outputs, random);
  const std::vector<float> bias = initial_weights(inputs, outputs, random);
  std::copy(weight.begin(), weight.end(), layer->weight.data_ptr<float>());
  std::copy(bias.begin(), bias.end(), layer->bias.data_ptr<float>());
  return layer;
}

/// LibTorch keeps a layer as [outputs x inputs]; ours is [inputs x outputs].
std::vector<float> transposed(const torch::Tensor& weight) {
  const torch::Tensor turned = weight.detach().t().contiguous();
  const auto* numbers = turned.data_ptr<float>();
  return {numbers, numbers + turned.numel()};
}

std::vector<float> copied(const torch::Tensor& bias) {
  const torch::Tensor numbers = bias.detach().contiguous();
  return {numbers.data_ptr<float>(), numbers.data_ptr<float>() + numbers.numel()};
}

/// The whole network while it learns.
class Network {
 public:
  Network(std::size_t inputs, const FeedForwardOptions& options, std::mt19937_64& random)
      : inputs_(inputs),
        options_(options),
        first_(inputs, options.hidden[0], random),
        second_(dense_layer(options.hidden[0], options.hidden[1], random)),
        third_(dense_layer(options.hidden[1], options.classes, random)),
        optimizer_(parameters(), torch::optim::AdamOptions(options.rate)) {}

  /// One step of Adam; gives the loss before it.
  double learn(const Examples& examples, std::span<const std::size_t> songs) {
    std::vector<std::int64_t> labels;
    for (const std::size_t song : songs) labels.push_back(examples.labels[song]);
    torch::Tensor hidden = first_.forward(*examples.rows, songs).requires_grad_();
    const torch::Tensor loss = torch::nn::functional::cross_entropy(rest(hidden), torch::tensor(labels));
    optimizer_.zero_grad();
    loss.backward();
    first_.step(*examples.rows, songs, hidden.grad(), options_.rate);
    optimizer_.step();
    return loss.item<double>();
  }

  models::FeedForwardWeights weights() {
    models::FeedForwardWeights weights;
    weights.inputs = inputs_;
    weights.hidden = options_.hidden;
    weights.outputs = options_.classes;
    weights.weight = {first_.weight(), transposed(second_->weight), transposed(third_->weight)};
    weights.bias = {first_.bias(), copied(second_->bias), copied(third_->bias)};
    return weights;
  }

  /// LibTorch's own answer for one row, to hold the inference code to.
  std::vector<float> logits(const SparseMatrix& rows, std::size_t song) {
    const torch::NoGradGuard no_gradient;
    return copied(rest(first_.forward(rows, std::span(&song, 1))));
  }

 private:
  std::vector<torch::Tensor> parameters() { return {second_->weight, second_->bias, third_->weight, third_->bias}; }
  torch::Tensor rest(const torch::Tensor& hidden) { return third_(torch::relu(second_(torch::relu(hidden)))); }

  std::size_t inputs_;
  FeedForwardOptions options_;
  SparseLayer first_;
  torch::nn::Linear second_;
  torch::nn::Linear third_;
  torch::optim::Adam optimizer_;
};

/// Mean cross-entropy and accuracy of the weights, by the code that will be used for inference.
void validate(const models::FeedForwardWeights& weights, const Examples& examples, models::EpochReport& report) {
  double loss = 0;
  std::size_t right = 0;
  for (std::size_t song = 0; song < examples.rows->rows(); ++song) {
    const std::size_t begin = examples.rows->row_begin[song];
    const std::size_t count = examples.rows->row_begin[song + 1] - begin;
    const std::vector<float> probabilities =
        models::softmax(models::feed_forward_logits(weights, {examples.rows->column.data() + begin, count},
                                                    {examples.rows->value.data() + begin, count}),
                        1.0F);
    const auto label = static_cast<std::size_t>(examples.labels[song]);
    loss -= std::log(std::max(probabilities[label], 1e-30F));
    right += std::ranges::max_element(probabilities) - probabilities.begin() == examples.labels[song] ? 1U : 0U;
  }
  const auto songs = static_cast<double>(examples.rows->rows());
  report.validation_loss = loss / songs;
  report.validation_accuracy = static_cast<double>(right) / songs;
}

/// Training and inference are written separately; this holds them to the same numbers.
void check_same_answers(Network& network, const models::FeedForwardWeights& weights, const SparseMatrix& rows) {
  for (std::size_t song = 0; song < std::min<std::size_t>(rows.rows(), 20); ++song) {
    const std::size_t begin = rows.row_begin[song];
    const std::size_t count = rows.row_begin[song + 1] - begin;
    const std::vector<float> ours =
        models::feed_forward_logits(weights, {rows.column.data() + begin, count}, {rows.value.data() + begin, count});
    const std::vector<float> theirs = network.logits(rows, song);
    for (std::size_t k = 0; k < ours.size(); ++k)
      if (std::abs(ours[k] - theirs[k]) > 1e-4F * std::max(1.0F, std::abs(theirs[k])))
        throw Error(ErrorKind::internal, "inference and LibTorch give different answers for the same weights");
  }
}

}  // namespace

TrainedFeedForward train_feed_forward(const Examples& train, const Examples& validation,
                                      const FeedForwardOptions& options,
                                      const std::function<void(const models::EpochReport&)>& on_epoch) {
  if (train.rows->rows() == 0 || validation.rows->rows() == 0)
    throw Error(ErrorKind::invalid_argument, "training needs at least one song to train on and one to validate with");
  torch::set_num_threads(1);
  std::mt19937_64 random(options.seed);
  Network network(train.rows->columns, options, random);
  std::vector<std::size_t> order(train.rows->rows());
  std::iota(order.begin(), order.end(), 0U);

  const auto start = Clock::now();
  TrainedFeedForward result;
  double best = -1;
  for (int epoch = 1; epoch <= options.epochs; ++epoch) {
    shuffle(order, random);
    models::EpochReport report;
    report.epoch = epoch;
    for (std::size_t begin = 0; begin < order.size(); begin += options.batch) {
      const std::size_t count = std::min(options.batch, order.size() - begin);
      report.train_loss += network.learn(train, {order.data() + begin, count}) * static_cast<double>(count);
    }
    report.train_loss /= static_cast<double>(order.size());
    models::FeedForwardWeights weights = network.weights();
    validate(weights, validation, report);
    report.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    check_same_answers(network, weights, *validation.rows);
    if (!options.keep_best || report.validation_accuracy > best) {
      best = report.validation_accuracy;
      result.weights = std::move(weights);
      result.kept_epoch = epoch;
    }
    result.epochs.push_back(report);
    on_epoch(report);
    if (options.keep_best && epoch - result.kept_epoch >= options.patience) break;
  }
  return result;
}

}  // namespace leitmotif::training

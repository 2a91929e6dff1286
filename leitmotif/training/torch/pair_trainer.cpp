#include "leitmotif/training/torch/pair_trainer.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/training/torch/adam.hpp"
#include "leitmotif/training/torch/dropout.hpp"
#include "leitmotif/training/torch/torch.hpp"

namespace leitmotif::training {
namespace {

constexpr std::size_t kLinks = taste::kLinkNumbers;
constexpr std::size_t kSongs = taste::kSongNumbers;
constexpr std::size_t kPairsCompared = 256;
constexpr double kPairAgreement = 1e-4;
/// Deviations below this are none.
constexpr double kLeastDeviation = 1e-6;
/// Of each three examples the first is a song of the list.
constexpr std::size_t kTriple = 3;
constexpr double kNoAttention = -1e30;

std::int64_t whole(std::size_t number) { return static_cast<std::int64_t>(number); }

/// Mean and deviation of columns, over some rows.
struct InputScale {
  std::vector<double> sum, squares;
  std::size_t rows = 0;
  explicit InputScale(std::size_t width) : sum(width), squares(width) {}
  void add(std::span<const float> row) {
    for (std::size_t k = 0; k < sum.size(); ++k) {
      sum[k] += static_cast<double>(row[k]);
      squares[k] += static_cast<double>(row[k]) * static_cast<double>(row[k]);
    }
    ++rows;
  }
  void write(std::vector<float>& mean, std::vector<float>& deviation) const {
    const auto count = static_cast<double>(std::max<std::size_t>(rows, 1));
    for (std::size_t k = 0; k < sum.size(); ++k) {
      const double middle = sum[k] / count;
      const double spread = std::sqrt(std::max(squares[k] / count - middle * middle, 0.0));
      mean.push_back(static_cast<float>(middle));
      deviation.push_back(spread > kLeastDeviation ? static_cast<float>(spread) : 1);
    }
  }
};

/// Some examples as tensors, inputs as standard scores.
struct PairBatch {
  at::Tensor links;    ///< [n x kNine x kLinks]
  at::Tensor missing;  ///< [n x kNine] where there is no liked song
  at::Tensor songs;    ///< [n x kSongs]
  at::Tensor goes;     ///< [n]
  at::Tensor weight;   ///< [n]
};

class PairModule final : public torch::nn::Module {
 public:
  explicit PairModule(const PairOptions& options)
      : link(register_module("link", torch::nn::Linear(kLinks + kSongs, options.hidden))),
        joint(register_module("joint", torch::nn::Linear(options.hidden + kSongs, options.joint))),
        output(register_module("output", torch::nn::Linear(options.joint + kSongs, 1))),
        dropout_(register_module("dropout", Dropout(options.dropout))),
        attends_(options.attends) {
    attention = at::zeros({whole(options.hidden)});
    if (attends_) attention = register_parameter("attention", attention);
  }

  at::Tensor forward(const PairBatch& batch) {
    const at::Tensor candidates = batch.songs.unsqueeze(1).expand({-1, whole(kNine), -1});
    const at::Tensor each = dropout_->rectified(link(at::cat({batch.links, candidates}, 2)));
    const at::Tensor shares = each.matmul(attention).masked_fill(batch.missing, kNoAttention).softmax(1);
    const at::Tensor joined = (each * shares.unsqueeze(2)).sum(1);
    const at::Tensor last = at::relu(joint(at::cat({joined, batch.songs}, 1)));
    return output(at::cat({last, batch.songs}, 1)).squeeze(1);
  }

  torch::nn::Linear link, joint, output;
  at::Tensor attention;

 private:
  Dropout dropout_;
  bool attends_;
};

std::vector<float> copied(const at::Tensor& tensor) {
  const at::Tensor whole_tensor = tensor.detach().contiguous();
  const std::span<const float> values = numbers(whole_tensor);
  return {values.begin(), values.end()};
}

class PairTrainer {
 public:
  PairTrainer(const PairExamples& examples, const PairOptions& options)
      : examples_(examples),
        options_(options),
        random_(options.seed),
        module_(std::make_shared<PairModule>(options)),
        optimizer_(*module_) {
    InputScale links(kLinks);
    InputScale songs(kSongs);
    for (std::size_t place = 0; place < examples.size(); ++place) {
      for (std::size_t k = 0; k < examples.liked[place]; ++k)
        links.add(std::span(examples.links).subspan((place * kNine + k) * kLinks, kLinks));
      songs.add(std::span(examples.songs).subspan(place * kSongs, kSongs));
    }
    links.write(mean_, deviation_);
    songs.write(mean_, deviation_);
    begin_as_the_blend();
  }

  void learn() {
    std::vector<std::size_t> order(examples_.size());
    std::iota(order.begin(), order.end(), 0U);
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      const double phase = std::numbers::pi * epoch / options_.epochs;
      random_.shuffle(order);
      for (std::size_t begin = 0; begin < order.size(); begin += options_.batch)
        step(std::span(order).subspan(begin, std::min(options_.batch, order.size() - begin)),
             options_.rate * (1 + std::cos(phase)) / 2);
    }
  }

  [[nodiscard]] models::PairWeights weights() const {
    models::PairWeights weights{kLinks, kSongs, options_.hidden, options_.joint, mean_, deviation_, {}, {}, {}, {}, {},
                                {},     {}};
    weights.link_weight = copied(module_->link->weight.t());
    weights.link_bias = copied(module_->link->bias);
    weights.attention = copied(module_->attention);
    weights.joint_weight = copied(module_->joint->weight.t());
    weights.joint_bias = copied(module_->joint->bias);
    weights.output_weight = copied(module_->output->weight);
    weights.output_bias = copied(module_->output->bias);
    return weights;
  }

  /// Throws when inference by the same weights gives other logits.
  void check_agreement(const models::PairNetwork& network) const {
    const torch::NoGradGuard no_gradient;
    std::vector<std::size_t> places(std::min(kPairsCompared, examples_.size()));
    std::iota(places.begin(), places.end(), 0U);
    module_->eval();
    const at::Tensor logits = module_->forward(batch_of(places));
    for (const std::size_t place : places) {
      const float own =
          network.logit(std::span(examples_.links).subspan(place * kNine * kLinks, examples_.liked[place] * kLinks),
                        std::span(examples_.songs).subspan(place * kSongs, kSongs));
      if (!(std::abs(logits[whole(place)].item<double>() - static_cast<double>(own)) <= kPairAgreement))
        throw Error(ErrorKind::internal,
                    "pairs: inference and training disagree about example " + std::to_string(place));
    }
  }

 private:
  /// The first of the candidate's numbers is the blend's judgement: the network begins by saying just that, so that few
  /// examples do not make it worse.
  void begin_as_the_blend() {
    const torch::NoGradGuard no_gradient;
    module_->output->weight.zero_();
    module_->output->weight[0][whole(options_.joint)] = deviation_[kLinks];
    module_->output->bias.fill_(mean_[kLinks]);
  }

  [[nodiscard]] PairBatch batch_of(std::span<const std::size_t> places) const {
    const std::int64_t size = whole(places.size());
    PairBatch batch{at::zeros({size, whole(kNine), whole(kLinks)}), at::zeros({size, whole(kNine)}, torch::kBool),
                    at::empty({size, whole(kSongs)}), at::zeros({size}), at::empty({size})};
    const std::span<float> links = numbers(batch.links);
    const std::span<float> songs = numbers(batch.songs);
    for (std::size_t row = 0; row < places.size(); ++row) {
      const std::size_t place = places[row];
      for (std::size_t k = 0; k < examples_.liked[place] * kLinks; ++k)
        links[row * kNine * kLinks + k] =
            models::pair_input(examples_.links[place * kNine * kLinks + k], mean_[k % kLinks], deviation_[k % kLinks]);
      for (std::size_t k = 0; k < kSongs; ++k)
        songs[row * kSongs + k] =
            models::pair_input(examples_.songs[place * kSongs + k], mean_[kLinks + k], deviation_[kLinks + k]);
      for (std::size_t k = examples_.liked[place]; k < kNine; ++k)
        batch.missing.data_ptr<bool>()[row * kNine + k] = true;
      const bool goes = place % kTriple == 0;
      numbers(batch.goes)[row] = goes ? 1 : 0;
      numbers(batch.weight)[row] = goes ? 1 : 0.5F;
    }
    return batch;
  }

  void step(std::span<const std::size_t> places, double rate) {
    const PairBatch batch = batch_of(places);
    const at::Tensor loss = at::binary_cross_entropy_with_logits(module_->forward(batch), batch.goes, batch.weight);
    loss.backward();
    optimizer_.step(rate);
  }

  const PairExamples& examples_;
  const PairOptions& options_;
  RandomSource random_;
  std::shared_ptr<PairModule> module_;
  Adam optimizer_;
  std::vector<float> mean_, deviation_;
};

}  // namespace

models::PairWeights train_pair_network(const PairExamples& examples, const PairOptions& options) {
  if (examples.size() == 0) throw Error(ErrorKind::invalid_argument, "pairs: nothing to learn from");
  const Reproducible reproducible(options.seed);
  PairTrainer trainer(examples, options);
  trainer.learn();
  models::PairWeights weights = trainer.weights();
  trainer.check_agreement(models::PairNetwork(weights));
  return weights;
}

}  // namespace leitmotif::training

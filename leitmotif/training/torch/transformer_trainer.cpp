#include "leitmotif/training/torch/transformer_trainer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/training/sparse_layer.hpp"
#include "leitmotif/training/torch/dense_layer.hpp"
#include "leitmotif/training/torch/encoder_layer.hpp"
#include "leitmotif/training/torch/tensors.hpp"

namespace leitmotif::training {
namespace {

constexpr std::size_t kSongsLookedAt = 256;  // at once when nothing is learned
constexpr std::uint64_t kContextStream = 1;

std::vector<float> normal_numbers(std::size_t count, RandomSource& random) {
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(random.normal());
  return values;
}

/// As many as a song of a batch has beside it while the network learns. With 255 the accuracy is the same.
constexpr std::size_t kContextSongs = 31;

/// Songs of the training part, drawn by the seed.
std::vector<models::SparseRow> draw_context(const SparseMatrix& rows, std::uint64_t seed) {
  std::vector<std::size_t> order(rows.rows());
  std::iota(order.begin(), order.end(), 0U);
  RandomSource(seed, kContextStream).shuffle(order);
  order.resize(std::min(order.size(), kContextSongs));
  std::vector<models::SparseRow> songs;
  for (const std::size_t song : order) songs.push_back(models::row_of(rows, song));
  return songs;
}

/// What each song sees of the context and of itself. Shape: [n x width] -> [n x width].
at::Tensor attend(const models::EncoderLayerWeights& layer, const at::Tensor& input) {
  const std::int64_t heads = models::kAttentionHeads;
  const std::int64_t head_width = input.size(1) / heads;
  const auto context = static_cast<std::int64_t>(layer.context_keys.size()) / input.size(1);
  const at::Tensor projected =
      dense(input, layer.project_weight, layer.project_bias).view({-1, 3, heads, head_width}).permute({1, 2, 0, 3});
  const at::Tensor keys = view_of(layer.context_keys, {context, heads, head_width}).permute({1, 2, 0});
  const at::Tensor values = view_of(layer.context_values, {context, heads, head_width}).transpose(0, 1);
  const at::Tensor own = (projected[0] * projected[1]).sum(-1, true);
  const at::Tensor weights =
      at::softmax(at::cat({at::bmm(projected[0], keys), own}, -1) / std::sqrt(static_cast<double>(head_width)), -1);
  return at::bmm(weights.slice(-1, 0, context), values)
      .add_(weights.slice(-1, context) * projected[2])
      .transpose(0, 1)
      .reshape(input.sizes());
}

/// One encoder layer by LibTorch's own operators, nothing dropped.
at::Tensor encode(const models::EncoderLayerWeights& layer, const at::Tensor& input) {
  const auto normalised = [&](const at::Tensor& rows, std::span<const float> scale, std::span<const float> shift) {
    const std::array<std::int64_t, 1> width = {rows.size(1)};
    return at::layer_norm(rows, width, view_of(scale, width), view_of(shift, width), models::kLayerNormEpsilon);
  };
  const at::Tensor attended = normalised(dense(attend(layer, input), layer.out_weight, layer.out_bias) + input,
                                         layer.norm1_scale, layer.norm1_shift);
  const at::Tensor hidden = dense(attended, layer.expand_weight, layer.expand_bias).relu_();
  return normalised(dense(hidden, layer.contract_weight, layer.contract_bias) + attended, layer.norm2_scale,
                    layer.norm2_shift);
}

class TransformerNetwork final : public Network {
 public:
  TransformerNetwork(const Examples& train, const TransformerOptions& options, RandomSource& random)
      : train_(train),
        classes_(options.classes),
        embed_(SparseLayer::at_random(train.rows->columns, shape_.width, random)),
        position_(normal_numbers(shape_.width, random), shape_.width),
        layers_{EncoderLayer(shape_, random), EncoderLayer(shape_, random)},
        head_(DenseLayer::at_random(shape_.width, options.classes, random)),
        context_(draw_context(*train.rows, options.seed)) {}

  void begin(const Phase& phase) override {
    if (phase.last_layer_only || begun_)
      throw Error(ErrorKind::internal, "the Transformer learns in one phase, all layers at once");
    begun_ = true;
  }

  double learn(std::span<const std::size_t> songs, double rate) override {
    at::Tensor state = new_matrix(songs.size(), shape_.width);
    embed_.forward(*train_.rows, songs, numbers(state));
    add_position(numbers(state));
    for (EncoderLayer& layer : layers_) state = layer.forward(state);
    const at::Tensor logits = head_.forward(state);

    labels_.clear();
    for (const std::size_t song : songs) labels_.push_back(train_.labels[song]);
    const at::Tensor head_gradient = at::empty_like(logits);
    const double loss = cross_entropy(numbers(logits), labels_, numbers(head_gradient));
    at::Tensor gradient = head_.backward(head_gradient);
    head_.step(state, head_gradient, rate);
    for (std::size_t i = layers_.size(); i-- > 0;) gradient = layers_[i].step(gradient, rate);
    position_.begin_step(rate);
    position_.apply(0, numbers(gradient.sum(0)));
    embed_.step(numbers(gradient), rate);
    return loss;
  }

  void update_candidate(float share) override {
    models::TransformerWeights now = weights();
    if (share == 1.0F)
      candidate_ = std::move(now);
    else
      move_candidate_towards(now, share);
    models::set_context(candidate_, context_);
  }

  std::vector<float> logits(const SparseMatrix& rows) const override {
    std::vector<float> result;
    for (std::size_t begin = 0; begin < rows.rows(); begin += kSongsLookedAt) {
      at::Tensor state = new_matrix(std::min(kSongsLookedAt, rows.rows() - begin), shape_.width);
      sparse_sums(rows, begin, candidate_.embed_weight, candidate_.embed_bias, numbers(state));
      state.add_(view_of(candidate_.position, {state.size(1)}));
      for (const models::EncoderLayerWeights& layer : candidate_.layers) state = encode(layer, state);
      const at::Tensor piece = dense(state, candidate_.head_weight, candidate_.head_bias);
      result.insert(result.end(), numbers(piece).begin(), numbers(piece).end());
    }
    return result;
  }

  std::vector<float> inferred_logits(const SparseMatrix& rows, std::size_t songs) const override {
    std::vector<float> result;
    for (std::size_t song = 0; song < songs; ++song) {
      const std::vector<float> row = models::transformer_logits(candidate_, models::row_of(rows, song));
      result.insert(result.end(), row.begin(), row.end());
    }
    return result;
  }

  void keep() override { kept_ = candidate_; }
  models::TransformerWeights take_kept() { return std::move(kept_); }

 private:
  void add_position(std::span<float> states) const {
    for (std::size_t i = 0; i < states.size(); ++i) states[i] += position_.row(0)[i % shape_.width];
  }

  void move_candidate_towards(const models::TransformerWeights& weights, float share) {
    std::vector<std::span<float>> means;
    models::for_each_learned_tensor(candidate_, [&](const std::string&, const std::vector<std::size_t>&,
                                                    std::vector<float>& tensor) { means.emplace_back(tensor); });
    auto mean = means.begin();
    models::for_each_learned_tensor(
        weights, [&](const std::string&, const std::vector<std::size_t>&, const std::vector<float>& tensor) {
          move_towards(*mean++, tensor, share);
        });
  }

  models::TransformerWeights weights() {
    models::TransformerWeights weights;
    weights.inputs = train_.rows->columns;
    weights.width = shape_.width;
    weights.hidden = shape_.hidden;
    weights.outputs = classes_;
    weights.embed_weight = embed_.weight();
    weights.embed_bias = embed_.bias();
    weights.position = position_.finished();
    for (std::size_t i = 0; i < layers_.size(); ++i) weights.layers[i] = layers_[i].weights();
    weights.head_weight = head_.weight();
    weights.head_bias = head_.bias();
    return weights;
  }

  const Examples& train_;
  std::size_t classes_;
  EncoderShape shape_;
  SparseLayer embed_;
  RowAdam position_;
  std::array<EncoderLayer, 2> layers_;
  DenseLayer head_;
  std::vector<models::SparseRow> context_;
  bool begun_ = false;
  std::vector<int> labels_;  ///< of the batch
  models::TransformerWeights candidate_;
  models::TransformerWeights kept_;
};

}  // namespace

TrainedTransformer train_transformer(const Examples& train, const Examples& validation,
                                     const TransformerOptions& options, const Course& course, const OnEpoch& on_epoch) {
  const PlainArithmetic plain;
  RandomSource random(options.seed);
  TransformerNetwork network(train, options, random);
  TrainedTransformer result;
  result.curve = learn(network, train, validation, course, on_epoch);
  result.weights = network.take_kept();
  return result;
}

}  // namespace leitmotif::training

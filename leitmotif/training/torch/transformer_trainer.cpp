#include "leitmotif/training/torch/transformer_trainer.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/core/error.hpp"
#include "leitmotif/training/random_source.hpp"
#include "leitmotif/training/sparse_layer.hpp"
#include "leitmotif/training/torch/dense_layer.hpp"
#include "leitmotif/training/torch/encoder_layer.hpp"
#include "leitmotif/training/torch/tensors.hpp"

namespace leitmotif::training {
namespace {

constexpr std::size_t kSongsLookedAt = 256;  // at once when nothing is learned

std::vector<float> normal_numbers(std::size_t count, RandomSource& random) {
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(random.normal());
  return values;
}

class TransformerNetwork final : public Network {
 public:
  TransformerNetwork(const Examples& train, const TransformerOptions& options, RandomSource& random)
      : train_(train),
        classes_(options.classes),
        embed_(SparseLayer::at_random(train.rows->columns, shape_.width, random)),
        position_(normal_numbers(shape_.width, random), shape_.width),
        layers_{EncoderLayer(shape_, random), EncoderLayer(shape_, random)},
        head_(DenseLayer::at_random(shape_.width, options.classes, random)) {}

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

  std::vector<float> logits(const SparseMatrix& rows) override {
    std::vector<float> result;
    for (std::size_t begin = 0; begin < rows.rows(); begin += kSongsLookedAt) {
      at::Tensor state = new_matrix(std::min(kSongsLookedAt, rows.rows() - begin), shape_.width);
      embed_.evaluate(rows, begin, numbers(state));
      add_position(numbers(state));
      for (EncoderLayer& layer : layers_) state = layer.look(state);
      const at::Tensor piece = head_.forward(state);
      result.insert(result.end(), numbers(piece).begin(), numbers(piece).end());
    }
    return result;
  }

  std::vector<float> inferred_logits(const SparseMatrix& rows, std::size_t songs) override {
    const models::TransformerWeights weights = this->weights();
    std::vector<float> result;
    for (std::size_t song = 0; song < songs; ++song) {
      const std::size_t begin = rows.row_begin[song];
      const std::size_t count = rows.row_begin[song + 1] - begin;
      const std::vector<float> row = models::transformer_logits(
          weights, {{rows.column.data() + begin, count}, {rows.value.data() + begin, count}});
      result.insert(result.end(), row.begin(), row.end());
    }
    return result;
  }

  void keep() override { kept_ = weights(); }
  models::TransformerWeights take_kept() { return std::move(kept_); }

 private:
  void add_position(std::span<float> states) const {
    for (std::size_t i = 0; i < states.size(); ++i) states[i] += position_.row(0)[i % shape_.width];
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
  bool begun_ = false;
  std::vector<int> labels_;  ///< of the batch
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

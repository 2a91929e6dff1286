#include "leitmotif/training/torch/transformer.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/training/torch/encoder_layer.hpp"
#include "leitmotif/training/torch/train_topics.hpp"

namespace leitmotif::training {
namespace {

/// As many as a song of a batch has beside it while the network learns. With 255 the accuracy is the same.
constexpr std::size_t kContextSongs = 31;
constexpr std::uint64_t kContextStream = 1;

/// Songs of the training part, drawn by the seed.
std::vector<std::size_t> draw_context(const SparseMatrix& rows, std::uint64_t seed) {
  std::vector<std::size_t> songs(rows.rows());
  std::iota(songs.begin(), songs.end(), 0U);
  RandomSource(seed, kContextStream).shuffle(songs);
  songs.resize(std::min(songs.size(), kContextSongs));
  return songs;
}

class Transformer final : public TopicNetwork {
 public:
  Transformer(const SparseMatrix& rows, std::size_t classes, std::uint64_t seed)
      : rows_(rows),
        context_(draw_context(rows, seed)),
        shape_{.context = static_cast<std::int64_t>(context_.size())},
        embed_(register_module("embed", SparseLinear(rows.columns, shape_.width))),
        position_(register_parameter("position", torch::randn({shape_.width}))),
        layers_{register_module("encoder1", EncoderLayer(shape_)), register_module("encoder2", EncoderLayer(shape_))},
        head_(register_module("head", torch::nn::Linear(shape_.width, classes))) {}

  at::Tensor forward(const SongBatch& batch) override {
    at::Tensor state = embed_(batch) + position_;
    for (EncoderLayer& layer : layers_) state = layer(state);
    return head_(state);
  }
  torch::nn::Module& last_layer() override { return *head_; }

  /// A song of the context is looked at like any other: in every layer it attends to the context and to itself.
  void renew_buffers() override {
    at::Tensor state = embed_(SongBatch{&rows_, context_}) + position_;
    for (EncoderLayer& layer : layers_) {
      layer->set_context(state);
      state = layer(state);
    }
  }

 private:
  const SparseMatrix& rows_;
  std::vector<std::size_t> context_;  ///< rows of it
  EncoderShape shape_;
  SparseLinear embed_;
  at::Tensor position_;
  std::array<EncoderLayer, 2> layers_;
  torch::nn::Linear head_;
};

}  // namespace

TrainedModel train_transformer(const DataSplit& split, const TrainRequest& request, const OnEpochReport& on_epoch) {
  TopicTraining training{"Transformer (songs attend to each other)", start_schedule(request),
                         [&](const Examples& train, std::size_t classes) {
                           return std::make_shared<Transformer>(*train.rows, classes, request.seed);
                         }};
  training.schedule.phases = {{.epochs = request.epochs > 0 ? request.epochs : kTransformerEpochs,
                               .rate = request.set.learning_rate.value_or(Phase().rate)}};
  return train_topics(training, split, request, on_epoch);
}

}  // namespace leitmotif::training

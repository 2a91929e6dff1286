#include "leitmotif/training/torch/embedding_trainer.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/training/torch/adam.hpp"
#include "leitmotif/training/torch/dropout.hpp"
#include "leitmotif/training/torch/topic_network.hpp"
#include "leitmotif/training/torch/triplet_loss.hpp"

namespace leitmotif::training {
namespace {

constexpr std::size_t kSongsCompared = 256;
constexpr double kAgreement = 1e-4;

/// Shape: inputs [n x width] -> rows of length 1 [n x outputs].
class EmbeddingNetwork final : public torch::nn::Module {
 public:
  EmbeddingNetwork(std::size_t width, const EmbeddingOptions& options)
      : layer1_(register_module("layer1", torch::nn::Linear(width, options.hidden))),
        layer2_(register_module("layer2", torch::nn::Linear(options.hidden, options.outputs))),
        dropout_(register_module("dropout", Dropout(options.dropout))) {}

  at::Tensor forward(const at::Tensor& inputs) {
    const at::Tensor outputs = layer2_(dropout_->rectified(layer1_(inputs)));
    return outputs / outputs.norm(2, {1}, true);
  }

 private:
  torch::nn::Linear layer1_, layer2_;
  Dropout dropout_;
};

using Chunk = std::vector<std::size_t>;  ///< songs of one artist

class EmbeddingTraining {
 public:
  EmbeddingTraining(const EmbeddingExamples& examples, const EmbeddingOptions& options)
      : examples_(examples),
        options_(options),
        random_(options.seed),
        playlists_(examples.playlists, options.negatives, options.seed),
        network_(std::make_shared<EmbeddingNetwork>(examples.width, options)),
        optimizer_(*network_) {
    std::map<std::uint32_t, Chunk> by_artist;
    for (std::size_t song = 0; song < examples.artist.size(); ++song) by_artist[examples.artist[song]].push_back(song);
    for (auto& [artist, songs] : by_artist)
      if (songs.size() > 1) artists_.push_back(std::move(songs));
    if (artists_.size() < 2)
      throw Error(ErrorKind::invalid_argument, "similarity: fewer than two artists have two songs to learn from");
  }

  /// Gives the mean loss.
  double learn_epoch(double rate) {
    const std::vector<Chunk> chunks = shuffled_chunks();
    const std::vector<PlaylistPair> pairs = playlists_.drawn();
    const std::size_t batches = (chunks.size() + options_.artists - 1) / options_.artists;
    double loss = 0;
    for (std::size_t batch = 0; batch < batches; ++batch) {
      Chunk songs;
      const std::size_t begin = batch * options_.artists;
      for (std::size_t c = begin; c < std::min(chunks.size(), begin + options_.artists); ++c)
        songs.insert(songs.end(), chunks[c].begin(), chunks[c].end());
      const std::size_t first = batch * pairs.size() / batches;
      loss += learn(songs, std::span(pairs).subspan(first, (batch + 1) * pairs.size() / batches - first), rate);
    }
    return loss / static_cast<double>(batches);
  }

  [[nodiscard]] models::EmbeddingWeights weights() const {
    const std::map<std::string, at::Tensor> tensors = file_tensors(*network_);
    const auto copied = [&](const char* name) {
      const std::span<const float> values = numbers(tensors.at(name));
      return std::vector<float>(values.begin(), values.end());
    };
    return {options_.hidden,       options_.outputs,        copied("layer1.weight"),
            copied("layer1.bias"), copied("layer2.weight"), copied("layer2.bias")};
  }

  /// Throws when inference by the same weights gives other rows.
  void check_agreement(const models::EmbeddingWeights& weights) const {
    const torch::NoGradGuard no_gradient;
    Chunk songs(std::min(kSongsCompared, examples_.artist.size()));
    for (std::size_t song = 0; song < songs.size(); ++song) songs[song] = song;
    network_->eval();
    const at::Tensor rows = network_->forward(rows_of_songs(songs));
    for (const std::size_t song : songs) {
      const at::Tensor row =
          torch::tensor(models::learned_row(weights, examples_.rows.subspan(song * examples_.width, examples_.width)));
      if (!((rows[static_cast<std::int64_t>(song)] - row).abs().max().item<double>() <= kAgreement))
        throw Error(ErrorKind::internal, "similarity: inference and training disagree about song " +
                                             std::to_string(song) + " of the training part");
    }
  }

 private:
  /// Every song of every artist once, an artist's songs in pieces of a few; single songs are left out this time.
  std::vector<Chunk> shuffled_chunks() {
    std::vector<Chunk> chunks;
    for (Chunk& songs : artists_) {
      random_.shuffle(songs);
      for (std::size_t begin = 0; begin + 1 < songs.size(); begin += options_.songs_of_artist) {
        const std::size_t end = std::min(songs.size(), begin + options_.songs_of_artist);
        chunks.emplace_back(songs.begin() + static_cast<std::ptrdiff_t>(begin),
                            songs.begin() + static_cast<std::ptrdiff_t>(end));
      }
    }
    std::vector<std::size_t> order(chunks.size());
    for (std::size_t c = 0; c < order.size(); ++c) order[c] = c;
    random_.shuffle(order);
    std::vector<Chunk> result;
    for (const std::size_t c : order) result.push_back(std::move(chunks[c]));
    return result;
  }

  [[nodiscard]] at::Tensor rows_of_songs(const Chunk& songs) const {
    const at::Tensor rows =
        torch::empty({static_cast<std::int64_t>(songs.size()), static_cast<std::int64_t>(examples_.width)});
    for (std::size_t place = 0; place < songs.size(); ++place)
      std::ranges::copy(examples_.rows.subspan(songs[place] * examples_.width, examples_.width),
                        numbers(rows).begin() + static_cast<std::ptrdiff_t>(place * examples_.width));
    return rows;
  }

  /// Makes songs forget some of their inputs.
  void forget_some(const at::Tensor& rows) {
    const std::span<float> all = numbers(rows);
    for (std::size_t begin = 0; begin < all.size(); begin += examples_.width)
      for (const Forgettable& forgettable : options_.forgettable)
        if (random_.uniform() < forgettable.probability)
          for (const models::InputGroup& group : forgettable.groups)
            models::forget(group, all.subspan(begin, examples_.width));
  }

  /// Rows of songs that forgot some of their inputs.
  at::Tensor learning_rows(const Chunk& songs) {
    const at::Tensor inputs = rows_of_songs(songs);
    forget_some(inputs);
    return network_->forward(inputs);
  }

  at::Tensor loss_of_playlists(std::span<const PlaylistPair> pairs) {
    Chunk songs;
    for (const PlaylistPair& pair : pairs) songs.push_back(pair.song);
    for (const PlaylistPair& pair : pairs) songs.push_back(pair.neighbour);
    for (const PlaylistPair& pair : pairs) songs.insert(songs.end(), pair.others.begin(), pair.others.end());
    const at::Tensor rows = learning_rows(songs);
    const auto count = static_cast<std::int64_t>(pairs.size());
    const at::Tensor others = rows.narrow(0, 2 * count, rows.size(0) - 2 * count);
    return neighbour_loss(rows.narrow(0, 0, count), rows.narrow(0, count, count),
                          others.reshape({count, -1, rows.size(1)}), options_.temperature);
  }

  /// One step; gives the loss before it.
  double learn(const Chunk& songs, std::span<const PlaylistPair> pairs, double rate) {
    const at::Tensor rows = learning_rows(songs);
    std::vector<std::int64_t> artists;
    for (const std::size_t song : songs) artists.push_back(examples_.artist[song]);
    at::Tensor loss = triplet_loss(rows.mm(rows.t()), artists, options_.temperature);
    if (!pairs.empty()) loss = loss + options_.playlist_share * loss_of_playlists(pairs);
    loss.backward();
    optimizer_.step(rate);
    return loss.item<double>();
  }

  const EmbeddingExamples& examples_;
  const EmbeddingOptions& options_;
  RandomSource random_;
  PlaylistPairs playlists_;
  std::shared_ptr<EmbeddingNetwork> network_;
  Adam optimizer_;
  std::vector<Chunk> artists_;
};

}  // namespace

models::EmbeddingWeights train_embedding(const EmbeddingExamples& examples, const EmbeddingOptions& options,
                                         const OnEmbeddingEpoch& on_epoch) {
  const Reproducible reproducible(options.seed);
  EmbeddingTraining training(examples, options);
  models::EmbeddingWeights weights;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    const double phase = std::numbers::pi * epoch / options.epochs;
    const double loss = training.learn_epoch(options.rate * (1 + std::cos(phase)) / 2);
    weights = training.weights();
    if (on_epoch) on_epoch(epoch + 1, loss, weights);
  }
  training.check_agreement(weights);
  return weights;
}

}  // namespace leitmotif::training

#include "leitmotif/training/torch/embedding_trainer.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/training/dropout.hpp"
#include "leitmotif/training/torch/dense_layer.hpp"
#include "leitmotif/training/torch/tensors.hpp"
#include "leitmotif/training/triplet_loss.hpp"

namespace leitmotif::training {
namespace {

constexpr std::size_t kSongsCompared = 256;
constexpr float kAgreement = 1e-4F;

using Chunk = std::vector<std::size_t>;  ///< songs of one artist

class EmbeddingNetwork {
 public:
  EmbeddingNetwork(const EmbeddingExamples& examples, const EmbeddingOptions& options)
      : examples_(examples),
        options_(options),
        random_(options.seed),
        first_(DenseLayer::at_random(examples.width, options.hidden, random_)),
        second_(DenseLayer::at_random(options.hidden, options.outputs, random_)),
        dropout_(options.dropout, random_.next()) {
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
    double loss = 0;
    std::size_t batches = 0;
    for (std::size_t begin = 0; begin < chunks.size(); begin += options_.artists, ++batches) {
      Chunk songs;
      for (std::size_t c = begin; c < std::min(chunks.size(), begin + options_.artists); ++c)
        songs.insert(songs.end(), chunks[c].begin(), chunks[c].end());
      loss += learn(songs, rate);
    }
    return loss / static_cast<double>(batches);
  }

  [[nodiscard]] models::EmbeddingWeights weights() {
    return {options_.hidden, options_.outputs, first_.weight(), first_.bias(), second_.weight(), second_.bias()};
  }

  /// Rows of length 1 of the first `count` songs, nothing dropped. Shape: [count x outputs].
  [[nodiscard]] at::Tensor embed_first(std::size_t count) const {
    const auto width = static_cast<std::int64_t>(examples_.width);
    const at::Tensor input =
        view_of(examples_.rows.first(count * examples_.width), {static_cast<std::int64_t>(count), width});
    const at::Tensor output = second_.forward(first_.forward(input).relu_());
    return output / output.norm(2, {1}, true);
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

  /// The songs' rows, some of them made to forget.
  at::Tensor inputs_of(const Chunk& songs) {
    at::Tensor input = new_matrix(songs.size(), examples_.width);
    std::span<float> all = numbers(input);
    for (std::size_t place = 0; place < songs.size(); ++place) {
      const std::span<float> row = all.subspan(place * examples_.width, examples_.width);
      std::ranges::copy(examples_.rows.subspan(songs[place] * examples_.width, examples_.width), row.begin());
      for (const Forgettable& forgettable : options_.forgettable)
        if (random_.uniform() < forgettable.probability)
          for (const models::InputGroup& group : forgettable.groups) models::forget(group, row);
    }
    return input;
  }

  double learn(const Chunk& songs, double rate) {
    const at::Tensor input = inputs_of(songs);
    at::Tensor hidden = first_.forward(input);
    dropout_.rectify_and_drop(numbers(hidden));
    const at::Tensor output = second_.forward(hidden);
    const at::Tensor length = output.norm(2, {1}, true);
    const at::Tensor row = output / length;
    const at::Tensor similarity = at::mm(row, row.t());

    std::vector<std::uint32_t> group;
    for (const std::size_t song : songs) group.push_back(examples_.artist[song]);
    const at::Tensor pull = at::empty_like(similarity);
    const double loss = triplet_loss(numbers(similarity), group, options_.temperature, numbers(pull));

    const at::Tensor row_gradient = at::mm(pull + pull.t(), row);
    // Of the gradient only what is across the row survives being brought to length 1.
    const at::Tensor output_gradient = (row_gradient - row * (row_gradient * row).sum(1, true)) / length;
    at::Tensor hidden_gradient = second_.backward(output_gradient);
    gate(numbers(hidden_gradient), numbers(hidden), dropout_.gain());
    second_.step(hidden, output_gradient, rate);
    first_.step(input, hidden_gradient, rate);
    return loss;
  }

  const EmbeddingExamples& examples_;
  const EmbeddingOptions& options_;
  RandomSource random_;
  DenseLayer first_;
  DenseLayer second_;
  Dropout dropout_;
  std::vector<Chunk> artists_;
};

void check_agreement(const EmbeddingNetwork& network, const models::EmbeddingWeights& weights,
                     const EmbeddingExamples& examples) {
  const std::size_t count = std::min(kSongsCompared, examples.artist.size());
  const at::Tensor rows = network.embed_first(count);
  for (std::size_t song = 0; song < count; ++song) {
    const std::vector<float> row =
        models::learned_row(weights, examples.rows.subspan(song * examples.width, examples.width));
    const std::span<const float> theirs = numbers(rows).subspan(song * weights.outputs, weights.outputs);
    for (std::size_t c = 0; c < row.size(); ++c)
      if (!(std::abs(row[c] - theirs[c]) <= kAgreement))
        throw Error(ErrorKind::internal, "similarity: inference and training disagree about song " +
                                             std::to_string(song) + " of the training part");
  }
}

}  // namespace

models::EmbeddingWeights train_embedding(const EmbeddingExamples& examples, const EmbeddingOptions& options,
                                         const OnEmbeddingEpoch& on_epoch) {
  const PlainArithmetic plain;
  EmbeddingNetwork network(examples, options);
  models::EmbeddingWeights weights;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    const double phase = std::numbers::pi * epoch / options.epochs;
    const double loss = network.learn_epoch(options.rate * (1 + std::cos(phase)) / 2);
    weights = network.weights();
    if (on_epoch) on_epoch(epoch + 1, loss, weights);
  }
  check_agreement(network, weights, examples);
  return weights;
}

}  // namespace leitmotif::training

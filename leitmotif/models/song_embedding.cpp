#include "leitmotif/models/song_embedding.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/models/layers.hpp"
#include "leitmotif/models/model_file.hpp"

namespace leitmotif::models {
namespace {

constexpr const char* kKind = "similarity";
constexpr std::size_t kSongsAPiece = 1024;
/// A row shorter than this has no direction.
constexpr float kShortest = 1e-12F;

std::vector<float> values_of(std::span<const float> values) { return {values.begin(), values.end()}; }

/// Brings the row to the length `length`; a row of zeros stays one.
void stretch(std::span<float> row, float length) {
  const float own = std::sqrt(std::inner_product(row.begin(), row.end(), row.begin(), 0.0F));
  if (own < kShortest) return;
  for (float& value : row) value *= length / own;
}

std::size_t length_of(const ModelFile& file, const char* tensor) {
  const std::vector<std::size_t>& shape = file.shape(tensor);
  return shape.size() == 1 ? shape[0] : 0;
}

std::vector<std::string> names_in(const Json& list, const std::filesystem::path& path) {
  try {
    return list.get<std::vector<std::string>>();
  } catch (const JsonMismatch&) {
    throw Error(ErrorKind::corrupt_data, path.string() + ": its genres are not a list of names");
  }
}

}  // namespace

std::vector<float> learned_row(const EmbeddingWeights& weights, std::span<const float> inputs) {
  std::vector<float> hidden = dense(inputs, weights.weight1, weights.bias1);
  rectify(hidden);
  std::vector<float> row = dense(hidden, weights.weight2, weights.bias2);
  stretch(row, 1);
  return row;
}

SongEmbedding::SongEmbedding(SongInputs inputs, EmbeddingWeights weights, float topic_share)
    : inputs_(std::move(inputs)), weights_(std::move(weights)), topic_share_(topic_share) {
  if (!(topic_share >= 0 && topic_share <= 1))
    throw Error(ErrorKind::corrupt_data, "similarity: the share of topics is not between 0 and 1");
}

SongEmbedding SongEmbedding::load(const std::filesystem::path& path) {
  const ModelFile file = ModelFile::load(path);
  ModelCard card = model_card_from_json(parse_json(file.text("card"), path.string()), path.string());
  if (card.kind != kKind)
    throw Error(ErrorKind::unsupported,
                path.string() + ": holds a model of kind '" + card.kind + "', expected one of kind '" + kKind + "'");
  const Json genres = parse_json(file.text("genres"), path.string());
  SongInputs inputs(values_of(file.tensor("audio.quantiles", {kAudioFeatures.size(), kQuantiles})),
                    names_in(genres, path));
  EmbeddingWeights weights;
  weights.hidden = length_of(file, "layer1.bias");
  weights.outputs = length_of(file, "layer2.bias");
  weights.weight1 = values_of(file.tensor("layer1.weight", {inputs.width(), weights.hidden}));
  weights.bias1 = values_of(file.tensor("layer1.bias", {weights.hidden}));
  weights.weight2 = values_of(file.tensor("layer2.weight", {weights.hidden, weights.outputs}));
  weights.bias2 = values_of(file.tensor("layer2.bias", {weights.outputs}));
  SongEmbedding result(std::move(inputs), std::move(weights), file.tensor("topic_share", {1})[0]);
  result.card_ = std::move(card);
  result.id_ = file.id();
  return result;
}

void SongEmbedding::save(const std::filesystem::path& path, const ModelCard& card) const {
  ModelCard own = card;
  own.kind = kKind;
  const std::vector<std::string> genres(inputs_.genres().begin(), inputs_.genres().end());
  const std::size_t hidden = weights_.hidden;
  write_model_file(path, card_texts(own, {{"genres", Json(genres).dump()}}),
                   {{"audio.quantiles", {{kAudioFeatures.size(), kQuantiles}, inputs_.quantiles()}},
                    {"layer1.weight", {{inputs_.width(), hidden}, weights_.weight1}},
                    {"layer1.bias", {{hidden}, weights_.bias1}},
                    {"layer2.weight", {{hidden, weights_.outputs}, weights_.weight2}},
                    {"layer2.bias", {{weights_.outputs}, weights_.bias2}},
                    {"topic_share", {{1}, {&topic_share_, 1}}}});
}

void SongEmbedding::embed(const SongFeatures& song, std::span<float> row) const {
  std::vector<float> inputs(inputs_.width());
  inputs_.write(song, inputs);
  std::ranges::copy(learned_row(weights_, inputs), row.begin());
  const std::span<float> topics = row.subspan(weights_.outputs);
  // The network's inputs begin with the square roots of the mixture; zeros when it is not known.
  std::copy_n(inputs.begin() + 1, kMixtureParts.size(), topics.begin());
  stretch(row.first(weights_.outputs), std::sqrt(1 - topic_share_));
  stretch(topics, std::sqrt(topic_share_));
  stretch(row, 1);
}

std::vector<float> SongEmbedding::embed(const SongFeatures& song) const {
  std::vector<float> row(width());
  embed(song, row);
  return row;
}

std::vector<float> SongEmbedding::embed(std::span<const SongFeatures> songs, unsigned threads) const {
  std::vector<float> rows(songs.size() * width());
  parallel_for(songs.size(), kSongsAPiece, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) embed(songs[i], std::span(rows).subspan(i * width(), width()));
  });
  return rows;
}

SimilarityParts SongEmbedding::parts(std::span<const float> a, std::span<const float> b) const noexcept {
  const auto middle = static_cast<std::ptrdiff_t>(weights_.outputs);
  return {std::inner_product(a.begin(), a.begin() + middle, b.begin(), 0.0F),
          std::inner_product(a.begin() + middle, a.end(), b.begin() + middle, 0.0F)};
}

}  // namespace leitmotif::models

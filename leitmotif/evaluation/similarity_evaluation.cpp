#include "leitmotif/evaluation/similarity_evaluation.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "leitmotif/core/json.hpp"
#include "leitmotif/core/standardise.hpp"

namespace leitmotif::evaluation {
namespace {

using Features = std::vector<models::SongFeatures>;

/// How much each group of numbers weighs in a plain distance; 0 leaves it out.
struct PlainWeights {
  double topics = 0;  ///< of the square roots of the mixture
  double audio = 0;   ///< of standardised features
  double era = 0;     ///< of the year in units of 20 years
  double genre = 0;   ///< of 0 or 1 for each genre
};

struct Plain {
  const char* name;
  PlainWeights weights;
};

/// The weights by hand are the best of a grid of powers of two.
constexpr std::array<Plain, 5> kPlain = {{
    {"topics", {.topics = 1}},
    {"audio", {.audio = 1}},
    {"topics and audio", {.topics = 3, .audio = 1}},
    {"audio, era and genre by hand", {.audio = 1, .era = 8, .genre = 4}},
    {"topics, audio, era and genre by hand", {.topics = 3, .audio = 1, .era = 8, .genre = 4}},
}};

constexpr double kYearsAUnit = 20;
constexpr double kMiddleYear = 1985;

/// Of each audio feature, over songs that have every one.
std::array<Standard, kAudioFeatures.size()> standards_of(const Features& songs) {
  std::array<Standard, kAudioFeatures.size()> standards;
  for (std::size_t f = 0; f < standards.size(); ++f) {
    std::vector<double> column;
    for (const models::SongFeatures& song : songs) column.push_back(song.audio[f]);
    standards[f] = standard_of(column);
  }
  return standards;
}

/// Rows for a plain euclidean distance; a mixture or year that is not known counts as zeros.
std::vector<float> plain_rows(const Features& songs, const PlainWeights& weights, std::span<const std::string> genres) {
  const std::array<Standard, kAudioFeatures.size()> standards = standards_of(songs);
  std::vector<float> rows;
  const auto add = [&](double value) { rows.push_back(static_cast<float>(value)); };
  for (const models::SongFeatures& song : songs) {
    for (std::size_t k = 0; k < kMixtureParts.size(); ++k)
      add(song.mixture.empty() ? 0 : weights.topics * std::sqrt(song.mixture[k]));
    for (std::size_t f = 0; f < kAudioFeatures.size(); ++f) add(weights.audio * standards[f].score(song.audio[f]));
    add(song.year ? weights.era * (*song.year - kMiddleYear) / kYearsAUnit : 0);
    for (const std::string& genre : genres) add(song.genre == genre ? weights.genre : 0);
  }
  return rows;
}

/// The songs that take part and what is asked of them.
struct Trial {
  std::vector<std::size_t> songs;
  Features features;
  std::vector<std::uint32_t> artist;
  std::vector<int> topic;
  std::vector<std::size_t> queries;  ///< places among songs, ascending
  unsigned threads = 0;
};

Trial make_trial(const SimilaritySongs& songs, const std::vector<std::size_t>& asked, unsigned threads) {
  Trial trial;
  trial.threads = threads;
  for (std::size_t song = 0; song < songs.size(); ++song) {
    if (!songs.has_audio(song)) continue;
    if (std::ranges::binary_search(asked, song)) trial.queries.push_back(trial.songs.size());
    trial.songs.push_back(song);
    trial.artist.push_back(songs.artist(song));
    trial.topic.push_back(songs.topic(song));
  }
  trial.features = songs.features(trial.songs);
  return trial;
}

Retrieval among_queries(const Trial& trial, std::span<const float> rows, std::size_t width, Measure measure) {
  std::vector<float> own;
  std::vector<std::uint32_t> artist;
  std::vector<int> topic;
  std::vector<std::size_t> queries;
  for (const std::size_t query : trial.queries) {
    const std::span<const float> row = rows.subspan(query * width, width);
    own.insert(own.end(), row.begin(), row.end());
    artist.push_back(trial.artist[query]);
    topic.push_back(trial.topic[query]);
    queries.push_back(queries.size());
  }
  return measure_retrieval({own, width, measure, artist, topic}, queries, trial.threads);
}

SimilarityWay measure_way(const Trial& trial, std::string name, std::span<const float> rows, Measure measure) {
  const std::size_t width = rows.size() / trial.songs.size();
  SimilarityWay way{std::move(name), {}, {}};
  way.among_all = measure_retrieval({rows, width, measure, trial.artist, trial.topic}, trial.queries, trial.threads);
  if (trial.queries.size() < trial.songs.size()) way.among_queries = among_queries(trial, rows, width, measure);
  return way;
}

Features without_audio(Features songs) {
  for (models::SongFeatures& song : songs) song.audio = models::SongFeatures().audio;
  return songs;
}

std::vector<std::size_t> asked_for(const SimilaritySongs& songs, const models::ModelCard& card, bool held_out) {
  const auto share = card.scores.find("held_out");
  if (held_out && share != card.scores.end()) return divide_by_artist(songs, share->second, card.seed).test;
  std::vector<std::size_t> all(songs.size());
  for (std::size_t song = 0; song < all.size(); ++song) all[song] = song;
  return all;
}

}  // namespace

SimilarityEvaluation evaluate_similarity(const SimilaritySongs& songs, const models::SongEmbedding& embedding,
                                         unsigned threads) {
  SimilarityEvaluation result;
  result.held_out = embedding.card().data_sha256 == songs.data().sha256;
  const Trial trial = make_trial(songs, asked_for(songs, embedding.card(), result.held_out), threads);
  result.songs = trial.songs.size();
  for (const Plain& plain : kPlain) {
    const std::vector<float> rows = plain_rows(trial.features, plain.weights, embedding.inputs().genres());
    result.ways.push_back(measure_way(trial, plain.name, rows, Measure::euclidean));
  }
  const auto add_learned = [&](const char* name, const models::SongEmbedding& model, const Features& features) {
    result.ways.push_back(measure_way(trial, name, model.embed(features, threads), Measure::dot_product));
  };
  add_learned("learned part alone", {embedding.inputs(), embedding.weights(), 0}, trial.features);
  add_learned("shipped: learned and topics", embedding, trial.features);
  add_learned("shipped, audio hidden", embedding, without_audio(trial.features));
  return result;
}

Json to_json(const SimilarityEvaluation& evaluation) {
  Json json = {{"held_out", evaluation.held_out}, {"songs", evaluation.songs}, {"ways", Json::array()}};
  for (const SimilarityWay& way : evaluation.ways) {
    Json entry = {{"way", way.name}, {"among_all", to_json(way.among_all)}};
    if (way.among_queries) entry["among_queries"] = to_json(*way.among_queries);
    json["ways"].push_back(std::move(entry));
  }
  return json;
}

}  // namespace leitmotif::evaluation

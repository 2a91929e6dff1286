#include "leitmotif/training/torch/cold_start_evaluation.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/split.hpp"
#include "leitmotif/models/layers.hpp"
#include "leitmotif/training/torch/feed_forward.hpp"

namespace leitmotif::training {
namespace {

constexpr double kLeastProbability = 1e-6;
constexpr double kValidationShare = 0.1;
constexpr int kYearsADecade = 10;

/// The songs with a topic as columns, and which of them are hidden.
struct Trial {
  std::vector<std::size_t> song;
  std::vector<std::uint32_t> artist, genre, decade;
  std::vector<float> audio, targets;
  std::vector<std::uint8_t> known;
  std::vector<int> topic;
  std::vector<std::uint8_t> has_audio;
  std::vector<std::size_t> shown, hidden;  ///< rows; hidden ones have all audio features
  std::set<std::uint32_t> shown_artists;
  std::size_t topics = 0;
  std::vector<double> shares;  ///< [topics] of the songs shown

  [[nodiscard]] explore::ColdStartSongs view() const {
    return {artist, genre, decade, kAudioFeatures.size(), audio, topics, targets, known};
  }
};

Trial make_trial(const evaluation::SimilaritySongs& songs, const ColdStartRequest& request) {
  Trial trial;
  std::map<std::string, std::uint32_t, std::less<>> genres;
  for (std::size_t song = 0; song < songs.size(); ++song) {
    if (songs.topic(song) < 0) continue;
    const models::SongFeatures features = songs.features(song);
    trial.song.push_back(song);
    trial.artist.push_back(songs.artist(song));
    trial.genre.push_back(features.genre.empty()
                              ? explore::kNotKnown
                              : genres.try_emplace(std::string(features.genre), genres.size()).first->second);
    trial.decade.push_back(features.year ? static_cast<std::uint32_t>(*features.year / kYearsADecade)
                                         : explore::kNotKnown);
    for (const double value : features.audio) trial.audio.push_back(static_cast<float>(value));
    trial.topic.push_back(songs.topic(song));
    trial.has_audio.push_back(songs.has_audio(song) ? 1 : 0);
    trial.topics = std::max(trial.topics, static_cast<std::size_t>(songs.topic(song)) + 1);
  }
  std::vector<std::string> names;
  for (const int topic : trial.topic) names.push_back(std::to_string(topic));
  const std::vector<std::string_view> labels(names.begin(), names.end());
  const corpus::Split split = corpus::stratified_split(labels, request.hidden, request.seed);
  trial.targets.assign(trial.song.size() * trial.topics, 0);
  trial.known.assign(trial.song.size(), 0);
  trial.shares.assign(trial.topics, 0);
  trial.shown = split.train;
  for (const std::size_t row : trial.shown) {
    const auto topic = static_cast<std::size_t>(trial.topic[row]);
    trial.known[row] = 1;
    trial.targets[row * trial.topics + topic] = 1;
    trial.shares[topic] += 1 / static_cast<double>(trial.shown.size());
    trial.shown_artists.insert(trial.artist[row]);
  }
  for (const std::size_t row : split.held_out)
    if (trial.has_audio[row] != 0) trial.hidden.push_back(row);
  return trial;
}

/// Gives the probabilities of the topics for a row of the trial.
using Guess = std::function<std::vector<float>(std::size_t row)>;

void add(Guesses& guesses, std::span<const float> probabilities, int topic) {
  const auto right = static_cast<std::size_t>(topic);
  const auto most = static_cast<std::size_t>(std::ranges::max_element(probabilities) - probabilities.begin());
  ++guesses.songs;
  guesses.accuracy += most == right ? 1 : 0;
  guesses.log_loss -= std::log(std::max(kLeastProbability, double{probabilities[right]}));
}

ColdStartWay score(const Trial& trial, std::string name, const Guess& guess) {
  ColdStartWay way{std::move(name), {}, {}, {}};
  for (const std::size_t row : trial.hidden) {
    const std::vector<float> probabilities = guess(row);
    add(way.all, probabilities, trial.topic[row]);
    const bool known = trial.shown_artists.count(trial.artist[row]) > 0;
    add(known ? way.known_artist : way.unknown_artist, probabilities, trial.topic[row]);
  }
  for (Guesses* guesses : {&way.all, &way.known_artist, &way.unknown_artist}) {
    if (guesses->songs == 0) continue;
    guesses->accuracy /= static_cast<double>(guesses->songs);
    guesses->log_loss /= static_cast<double>(guesses->songs);
  }
  return way;
}

/// Standardised audio features as rows, each beside its square.
class AudioRows {
 public:
  explicit AudioRows(const Trial& trial) : trial_(trial) {
    double count = 0;
    for (const std::size_t row : trial.shown) count += trial.has_audio[row];
    for (std::size_t f = 0; f < kAudioFeatures.size(); ++f) {
      for (const std::size_t row : trial.shown)
        if (trial.has_audio[row] != 0) mean_[f] += value(row, f) / count;
      for (const std::size_t row : trial.shown)
        if (trial.has_audio[row] != 0) deviation_[f] += std::pow(value(row, f) - mean_[f], 2) / count;
      deviation_[f] = deviation_[f] > 0 ? std::sqrt(deviation_[f]) : 1;
    }
  }
  void append(std::size_t row, SparseMatrix& rows) const {
    rows.columns = kAudioFeatures.size();
    for (std::uint32_t f = 0; f < kAudioFeatures.size(); ++f) {
      rows.column.push_back(f);
      rows.value.push_back(static_cast<float>((value(row, f) - mean_[f]) / deviation_[f]));
    }
    rows.row_begin.push_back(rows.column.size());
  }

 private:
  [[nodiscard]] double value(std::size_t row, std::size_t feature) const {
    return trial_.audio[row * kAudioFeatures.size() + feature];
  }
  const Trial& trial_;
  std::array<double, kAudioFeatures.size()> mean_{};
  std::array<double, kAudioFeatures.size()> deviation_{};
};

models::FeedForwardWeights train_network(const Trial& trial, const AudioRows& audio, const ColdStartRequest& request) {
  std::array<SparseMatrix, 2> rows;
  std::array<std::vector<int>, 2> labels;
  std::vector<std::string> names;
  for (const std::size_t row : trial.shown) names.push_back(std::to_string(trial.topic[row]));
  const std::vector<std::string_view> views(names.begin(), names.end());
  const corpus::Split split = corpus::stratified_split(views, kValidationShare, request.seed + 1);
  const std::array<const std::vector<std::size_t>*, 2> parts = {&split.train, &split.held_out};
  for (std::size_t part = 0; part < 2; ++part)
    for (const std::size_t place : *parts[part]) {
      const std::size_t row = trial.shown[place];
      if (trial.has_audio[row] == 0) continue;
      audio.append(row, rows[part]);
      labels[part].push_back(trial.topic[row]);
    }
  FeedForwardOptions options;
  options.classes = trial.topics;
  options.hidden = {64, 32};
  Schedule schedule;
  schedule.seed = request.seed;
  schedule.phases = {{.epochs = request.epochs}};
  return train_feed_forward({&rows[0], labels[0]}, {&rows[1], labels[1]}, options, schedule);
}

}  // namespace

ColdStartEvaluation evaluate_cold_start(const evaluation::SimilaritySongs& songs, const ColdStartRequest& request) {
  const Trial trial = make_trial(songs, request);
  if (trial.hidden.empty())
    throw Error(ErrorKind::invalid_argument, "cold start: no song that is hidden has every audio feature");
  ColdStartEvaluation result;
  result.shown = trial.shown.size();
  const std::vector<float> shares(trial.shares.begin(), trial.shares.end());
  result.ways.push_back(score(trial, "majority class", [&](std::size_t) { return shares; }));

  const AudioRows audio(trial);
  const models::FeedForwardWeights network = train_network(trial, audio, request);
  result.ways.push_back(score(trial, "network on audio features", [&](std::size_t row) {
    SparseMatrix rows;
    audio.append(row, rows);
    return models::softmax(models::feed_forward_logits(network, models::row_of(rows, 0)), 1);
  }));

  explore::ColdStartOptions options;
  options.clusters = request.clusters;
  options.seed = request.seed;
  options.threads = request.threads;
  const explore::ColdStartSongs view = trial.view();
  const explore::ColdStart model = explore::ColdStart::fit(view, options);
  const auto guess_with = [&](const std::array<double, explore::kBackOffLevels>& weights) {
    return [&model, &trial, weights](std::size_t row) {
      std::vector<float> guess(trial.topics);
      model.guess_with(row, weights, guess);
      return guess;
    };
  };
  result.weights = explore::learn_back_off(model, view, trial.topics, request.threads);
  result.ways.push_back(score(trial, "cold start, weights learned here", guess_with(result.weights)));
  result.ways.push_back(score(trial, "cold start, weights of the program", guess_with(options.weights)));
  return result;
}

Json to_json(const ColdStartEvaluation& evaluation) {
  const auto guesses = [](const Guesses& one) {
    return Json{{"songs", one.songs}, {"accuracy", one.accuracy}, {"log_loss", one.log_loss}};
  };
  Json json = {{"shown", evaluation.shown},
               {"weights",
                {{"cluster", evaluation.weights[0]},
                 {"genre", evaluation.weights[1]},
                 {"decade", evaluation.weights[2]},
                 {"artist", evaluation.weights[3]}}},
               {"ways", Json::array()}};
  for (const ColdStartWay& way : evaluation.ways)
    json["ways"].push_back({{"way", way.name},
                            {"all", guesses(way.all)},
                            {"known_artist", guesses(way.known_artist)},
                            {"unknown_artist", guesses(way.unknown_artist)}});
  return json;
}

}  // namespace leitmotif::training

#include "leitmotif/training/similarity.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/data_source.hpp"

namespace leitmotif::training {
namespace {

/// Shares of topics that are tried.
constexpr double kShareStep = 0.025;
constexpr double kMostShare = 0.5;

constexpr const char* kWhatItIs =
    "Similarity of songs: a network with one hidden layer reads the topic mixture, six audio features, year and genre, "
    "each of which may be missing, and gives 48 numbers that are near for songs of one artist; the square roots of the "
    "topic mixture stand beside them, so that neighbours also speak of the same things. Trained by triplets.";
constexpr const char* kExplanation =
    "The similarity of two songs is the dot product of their rows: a learned part (sound, time and kind) and a part "
    "for "
    "their topics, which add up to it.";

std::vector<std::uint32_t> artists_of(const evaluation::SimilaritySongs& songs, std::span<const std::size_t> chosen) {
  std::vector<std::uint32_t> artists;
  for (const std::size_t song : chosen) artists.push_back(songs.artist(song));
  return artists;
}

/// Playlists as places among the training songs, those with two of them or more.
std::vector<std::vector<std::uint32_t>> training_playlists(const std::vector<std::vector<std::size_t>>& playlists,
                                                           std::span<const std::size_t> train, std::size_t songs) {
  constexpr std::uint32_t kElsewhere = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> place(songs, kElsewhere);
  for (std::size_t k = 0; k < train.size(); ++k) place[train[k]] = static_cast<std::uint32_t>(k);
  std::vector<std::vector<std::uint32_t>> kept;
  for (const std::vector<std::size_t>& playlist : playlists) {
    std::vector<std::uint32_t> places;
    for (const std::size_t song : playlist)
      if (place[song] != kElsewhere && std::ranges::find(places, place[song]) == places.end())
        places.push_back(place[song]);
    if (places.size() > 1) kept.push_back(std::move(places));
  }
  return kept;
}

models::EmbeddingWeights learn_from(const evaluation::SimilaritySongs& songs, const models::SongInputs& inputs,
                                    const SimilarityRequest& request, SimilarityReport& report,
                                    const LearnEmbedding& learn,
                                    const std::function<void(const SimilarityEpoch&)>& on_epoch) {
  const std::vector<std::size_t>& train = report.parts.train;
  std::vector<float> rows(train.size() * inputs.width());
  std::vector<std::int32_t> years;
  for (std::size_t place = 0; place < train.size(); ++place) {
    const models::SongFeatures features = songs.features(train[place]);
    inputs.write(features, std::span(rows).subspan(place * inputs.width(), inputs.width()));
    years.push_back(features.year.value_or(kNoYear));
  }
  const auto playlists = training_playlists(request.playlists, train, songs.size());
  report.playlists = playlists.size();
  return learn({inputs, rows, artists_of(songs, train), {playlists, years}, request.seed}, on_epoch);
}

/// Validation artists' songs asked for among themselves and the training songs, with every share of topics.
std::vector<TopicShare> try_shares(const evaluation::SimilaritySongs& songs, const evaluation::ArtistParts& parts,
                                   const models::SongInputs& inputs, const models::EmbeddingWeights& weights,
                                   unsigned threads) {
  std::vector<std::size_t> pool;
  std::vector<std::size_t> queries;
  for (const std::size_t song : parts.validation) {
    queries.push_back(pool.size());
    pool.push_back(song);
  }
  pool.insert(pool.end(), parts.train.begin(), parts.train.end());
  const std::vector<models::SongFeatures> features = songs.features(pool);
  const std::vector<std::uint32_t> artists = artists_of(songs, pool);
  std::vector<int> topics;
  for (const std::size_t song : pool) topics.push_back(songs.topic(song));
  std::vector<TopicShare> tried;
  for (int step = 0; step * kShareStep <= kMostShare; ++step) {
    const double share = step * kShareStep;
    const models::SongEmbedding embedding(inputs, weights, static_cast<float>(share));
    const std::vector<float> rows = embedding.embed(features, threads);
    tried.push_back({share, evaluation::measure_retrieval({.rows = rows,
                                                           .width = embedding.width(),
                                                           .measure = evaluation::Measure::dot_product,
                                                           .artist = artists,
                                                           .topic = topics},
                                                          queries, threads)});
  }
  return tried;
}

const TopicShare& best_share(const std::vector<TopicShare>& tried) {
  const TopicShare* best = &tried.front();
  const auto worth = [](const evaluation::Retrieval& retrieval) {
    return retrieval.reciprocal_rank * retrieval.same_topic;
  };
  for (const TopicShare& share : tried)
    if (worth(share.retrieval) > worth(best->retrieval)) best = &share;
  return *best;
}

models::ModelCard card_of(const evaluation::SimilaritySongs& songs, const SimilarityRequest& request,
                          const evaluation::ArtistParts& parts, const TopicShare& chosen) {
  models::ModelCard card;
  card.pipeline = "none";
  card.protocol = "honest";
  card.description = kWhatItIs;
  card.explanation = kExplanation;
  const corpus::DataSource source = corpus::data_source(songs.file(), songs.data().sha256);
  card.data_name = source.name;
  card.data_licence = source.licence;
  card.data_citation = source.citation;
  card.data_doi = source.doi;
  card.data_sha256 = songs.data().sha256;
  card.training_songs = parts.train.size();
  card.validation_songs = parts.validation.size();
  card.seed = request.seed;
  card.scores["held_out"] = request.held_out;
  card.scores["validation_reciprocal_rank"] = chosen.retrieval.reciprocal_rank;
  card.scores["validation_same_topic"] = chosen.retrieval.same_topic;
  return card;
}

}  // namespace

SimilarityReport train_similarity(const evaluation::SimilaritySongs& songs, const SimilarityRequest& request,
                                  const LearnEmbedding& learn,
                                  const std::function<void(const SimilarityEpoch&)>& on_epoch) {
  const auto start = std::chrono::steady_clock::now();
  SimilarityReport report;
  report.parts = evaluation::divide_by_artist(songs, request.held_out, request.seed);
  const models::SongInputs inputs = models::SongInputs::fit(songs.features(report.parts.train));
  const auto note_epoch = [&](const SimilarityEpoch& epoch) {
    report.epochs.push_back(epoch);
    if (on_epoch) on_epoch(epoch);
  };
  models::EmbeddingWeights weights = learn_from(songs, inputs, request, report, learn, note_epoch);
  report.shares = try_shares(songs, report.parts, inputs, weights, request.threads);
  const TopicShare& chosen = best_share(report.shares);
  report.topic_share = chosen.share;
  const models::SongEmbedding embedding(inputs, std::move(weights), static_cast<float>(chosen.share));
  embedding.save(request.output, card_of(songs, request, report.parts, chosen));
  report.file = request.output;
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

Json to_json(const SimilarityReport& report) {
  Json json = {{"model", "similarity"},
               {"protocol", "honest"},
               {"songs", report.parts.train.size()},
               {"validation_songs", report.parts.validation.size()},
               {"test_songs", report.parts.test.size()},
               {"playlists", report.playlists},
               {"seconds", report.seconds},
               {"topic_share", report.topic_share},
               {"epochs", Json::array()},
               {"shares", Json::array()},
               {"file", report.file.string()}};
  for (const SimilarityEpoch& epoch : report.epochs)
    json["epochs"].push_back({{"epoch", epoch.epoch}, {"train_loss", epoch.train_loss}});
  for (const TopicShare& share : report.shares) {
    Json entry = to_json(share.retrieval);
    entry["share"] = share.share;
    json["shares"].push_back(std::move(entry));
  }
  return json;
}

}  // namespace leitmotif::training

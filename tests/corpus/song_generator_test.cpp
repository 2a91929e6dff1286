// Generated songs: rows that can be read, the same bytes at any number of threads, and the stated statistics.
#include "leitmotif/corpus/song_generator.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/corpus/invented_names.hpp"
#include "support/expect_error.hpp"
#include "support/expect_song.hpp"

namespace leitmotif::corpus {
namespace {

using leitmotif::testing::error_of;
using Parts = std::array<PartWords, kMixtureParts.size()>;

/// Three words of its own for every topic but the first.
Parts some_words() {
  Parts parts;
  for (std::size_t part = 1; part < parts.size(); ++part)
    for (int word = 0; word < 3; ++word) {
      parts[part].words.push_back("t" + std::to_string(part) + "w" + std::to_string(word));
      parts[part].weights.push_back(1.0 / (word + 1));
    }
  return parts;
}

std::string csv_of(std::size_t songs, std::uint64_t seed, unsigned threads) {
  std::string csv;
  write_generated_csv(SongGenerator(some_words(), songs, seed), threads, [&](std::string_view piece) { csv += piece; });
  return csv;
}

std::vector<LabelledSong> songs_of(std::size_t songs) {
  const SongGenerator generator(some_words(), songs, 7);
  std::vector<LabelledSong> rows;
  for (std::size_t i = 0; i < songs; ++i) rows.push_back(generator.song(i));
  return rows;
}

TEST(SongGenerator, GivesTheSameBytesForASeedAtAnyNumberOfThreads) {
  const std::string csv = csv_of(2500, 1, 1);
  EXPECT_EQ(csv_of(2500, 1, 5), csv);
  EXPECT_NE(csv_of(2500, 2, 1), csv);
}

TEST(SongGenerator, RowsComeBackAsTheyWereMade) {
  const SongGenerator generator(some_words(), 300, 3);
  std::string csv;
  write_generated_csv(generator, 1, [&](std::string_view piece) { csv += piece; });
  std::size_t number = 0;
  parse_dataset(csv, "generated",
                {[&](LabelledSong&& read) {
                   const LabelledSong made = generator.song(number++);
                   EXPECT_EQ(read.line, made.line);
                   testing::expect_same_song(read.song, made.song);
                   EXPECT_EQ(read.labels.topic, made.labels.topic);
                   for (std::size_t i = 0; i < kAudioFeatures.size(); ++i)
                     EXPECT_NEAR(read.song.audio[i], made.song.audio[i], 1e-6);
                   for (std::size_t i = 0; i < kMixtureParts.size(); ++i)
                     EXPECT_NEAR(read.labels.weights[i], made.labels.weights[i], 1e-6);
                 },
                 [](Rejected&& rejected) { ADD_FAILURE() << rejected.reason; }});
  EXPECT_EQ(number, 300U);
}

TEST(SongGenerator, NoTwoSongsAreOneAndTheTopicIsTheStrongestWeight) {
  std::set<std::string> identities;
  for (const LabelledSong& row : songs_of(3000)) {
    identities.insert(row.song.artist + "\n" + row.song.title);
    double best = -1;
    std::string topic;
    for (std::size_t part = 0; part < kMixtureParts.size(); ++part)
      if (std::ranges::find(kTopics, kMixtureParts[part]) != kTopics.end() && row.labels.weights[part] > best + 1e-12) {
        best = row.labels.weights[part];
        topic = kMixtureParts[part];
      }
    const auto weight_of = [&](const std::string& name) {
      return row.labels
          .weights[static_cast<std::size_t>(std::ranges::find(kMixtureParts, name) - kMixtureParts.begin())];
    };
    EXPECT_NEAR(weight_of(row.labels.topic), best, 1e-12) << row.labels.topic << " instead of " << topic;
    const double sum = std::accumulate(row.labels.weights.begin(), row.labels.weights.end(), 0.0);
    EXPECT_LT(sum, 1);
  }
  EXPECT_EQ(identities.size(), 3000U);
}

/// Normal scores of the years and features. Shape: -> [kScores][songs].
std::vector<std::vector<double>> scores_of(const std::vector<LabelledSong>& songs) {
  std::vector<std::vector<double>> scores(kScores);
  for (std::size_t k = 0; k < kScores; ++k) {
    std::vector<double> values;
    for (std::size_t i = 0; i < songs.size(); ++i)
      values.push_back(k == 0 ? *songs[i].song.year + static_cast<double>(i) * 1e-6 : songs[i].song.audio[k - 1]);
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
    scores[k].resize(values.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
      // The normal quantile by bisection: slow and plain.
      const double share = (static_cast<double>(rank) + 0.5) / static_cast<double>(order.size());
      double low = -6;
      double high = 6;
      for (int step = 0; step < 40; ++step) {
        const double middle = (low + high) / 2;
        (std::erfc(-middle / std::sqrt(2.0)) / 2 < share ? low : high) = middle;
      }
      scores[k][order[rank]] = low;
    }
  }
  return scores;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double ab = 0;
  double aa = 0;
  double bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {  // the means are 0
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return ab / std::sqrt(aa * bb);
}

TEST(SongGenerator, AudioFeaturesAreCorrelatedAsStated) {
  const std::vector<std::vector<double>> scores = scores_of(songs_of(20000));
  for (std::size_t a = 0; a < kScores; ++a)
    for (std::size_t b = 0; b < a; ++b)
      EXPECT_NEAR(correlation(scores[a], scores[b]), kScoreCorrelation[a][b], 0.12) << a << " and " << b;
}

TEST(SongGenerator, SharesAndQuantilesAreAsStated) {
  const std::vector<LabelledSong> songs = songs_of(20000);
  std::map<std::string, double> genres;
  std::map<std::string, int> artists;
  std::vector<double> energy;
  for (const LabelledSong& row : songs) {
    genres[row.song.genre] += 1.0 / static_cast<double>(songs.size());
    ++artists[row.song.artist];
    energy.push_back(row.song.audio[5]);
  }
  for (std::size_t genre = 0; genre < kGeneratedGenres; ++genre)
    EXPECT_NEAR(genres[std::string(kGenres[genre])], kGenreShare[genre], 0.03) << kGenres[genre];
  std::ranges::sort(energy);
  for (std::size_t twentieth = 1; twentieth < 20; ++twentieth)
    EXPECT_NEAR(energy[energy.size() * twentieth / 20], kFeatureQuantiles[5][twentieth], 0.05);
  const auto most = std::ranges::max_element(artists, {}, [](const auto& entry) { return entry.second; });
  EXPECT_GT(most->second, 80) << "the most frequent artist has some hundred songs";
  EXPECT_GT(std::ranges::count_if(artists, [](const auto& entry) { return entry.second == 1; }), 500);
}

TEST(SongGenerator, RefusesWhatCannotBeMade) {
  EXPECT_EQ(error_of([] { SongGenerator(some_words(), 0, 0); }).kind(), ErrorKind::invalid_argument);
  EXPECT_EQ(error_of([] { SongGenerator(some_words(), kMostGeneratedSongs + 1, 0); }).kind(),
            ErrorKind::resource_limit);
  EXPECT_EQ(error_of([] { SongGenerator(Parts{}, 1, 0); }).kind(), ErrorKind::invalid_argument);
  Parts two_words = some_words();
  two_words[1].words[0] = "two words";
  EXPECT_EQ(error_of([&] { SongGenerator(two_words, 1, 0); }).kind(), ErrorKind::invalid_argument);
  EXPECT_NO_THROW((void)SongGenerator(some_words(), 1, 0).song(0));
}

TEST(InventedNames, AreDifferentForDifferentNumbers) {
  std::set<std::string> names;
  std::set<std::string> words;
  for (std::size_t number = 0; number < 20000; ++number) {
    names.insert(invented_artist(number));
    words.insert(invented_word(number, 2));
  }
  EXPECT_EQ(names.size(), 20000U);
  EXPECT_EQ(words.size(), 20000U);
}

TEST(WeightedDraw, DrawsInProportion) {
  const std::array<double, 4> weights = {1, 0, 5, 2};
  const WeightedDraw draw(weights);
  RandomSource random(1);
  std::array<int, 4> counts{};
  for (int i = 0; i < 80000; ++i) ++counts[draw.draw(random)];
  EXPECT_EQ(counts[1], 0);
  for (const std::size_t i : {0U, 2U, 3U}) EXPECT_NEAR(counts[i] / 10000.0, weights[i], 0.1);
  EXPECT_EQ(error_of([] { WeightedDraw(std::array<double, 2>{0, 0}); }).kind(), ErrorKind::invalid_argument);
  EXPECT_EQ(error_of([] { WeightedDraw(std::array<double, 2>{-1, 2}); }).kind(), ErrorKind::invalid_argument);
  EXPECT_EQ(error_of([] { WeightedDraw(std::span<const double>()); }).kind(), ErrorKind::invalid_argument);
}

TEST(RandomSource, GammaHasItsMeanAndVariance) {
  for (const double shape : {0.05, 0.7, 1.0, 4.0}) {
    RandomSource random(5, 2);
    double sum = 0;
    double squares = 0;
    constexpr int kDraws = 100000;
    for (int i = 0; i < kDraws; ++i) {
      const double value = random.gamma(shape);
      sum += value;
      squares += value * value;
    }
    const double mean = sum / kDraws;
    EXPECT_NEAR(mean, shape, 0.02 * std::sqrt(shape) + 0.01) << shape;
    EXPECT_NEAR(squares / kDraws - mean * mean, shape, 0.05 * shape + 0.01) << shape;
  }
}

}  // namespace
}  // namespace leitmotif::corpus

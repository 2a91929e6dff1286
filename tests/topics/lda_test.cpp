// Topics learned without labels, on songs whose topics are known because they were made from them.
#include "leitmotif/topics/lda.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/topics/lda_step.hpp"

namespace leitmotif::topics {
namespace {

constexpr std::size_t kThemes = 3;
constexpr std::size_t kWordsOfTheme = 20;

/// Songs of 40 places, each about one theme, in nine places of ten by words of that theme alone.
SparseMatrix made_songs(std::size_t songs, std::uint64_t seed) {
  RandomSource random(seed);
  SparseMatrix counts;
  counts.columns = kThemes * kWordsOfTheme;
  for (std::size_t song = 0; song < songs; ++song) {
    std::vector<float> row(counts.columns);
    for (int place = 0; place < 40; ++place) {
      const std::size_t theme = random.below(10) == 0 ? random.below(kThemes) : song % kThemes;
      row[theme * kWordsOfTheme + random.below(kWordsOfTheme)] += 1;
    }
    for (std::size_t word = 0; word < row.size(); ++word) {
      if (row[word] == 0) continue;
      counts.column.push_back(static_cast<std::uint32_t>(word));
      counts.value.push_back(row[word]);
    }
    counts.row_begin.push_back(counts.column.size());
  }
  return counts;
}

LdaOptions three_topics() { return {.topics = kThemes, .passes = 8, .seed = 4, .threads = 1}; }

/// Derivative of std::lgamma, by differences of its own.
double digamma(double x) { return (std::lgamma(x + 1e-4) - std::lgamma(x - 1e-4)) / 2e-4; }

TEST(Lda, ExpOfDigammaIsWhatLgammaSays) {
  const std::vector<float> x = {0.05F, 0.2F, 0.5F, 1.0F, 2.5F, 7.0F, 40.0F, 1e4F};
  std::vector<float> results(x.size());
  exp_digamma(x, results);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double expected = std::exp(digamma(x[i]));
    EXPECT_NEAR(results[i], expected, 2e-4 * expected) << x[i];
  }
}

TEST(Lda, ExpOfDigammaStaysFiniteForTinyPriors) {
  std::vector<float> x(kLanes, 0.001F);
  exp_digamma(x, x);
  for (const float value : x) {
    EXPECT_GE(value, 0.0F);
    EXPECT_LT(value, 1e-20F);
  }
}

TEST(Lda, FindsTheThemesThatSongsWereMadeFrom) {
  const SparseMatrix songs = made_songs(300, 1);
  const LdaModel model = learn_topics(songs, three_topics());
  const std::vector<float> weights = song_weights(model, songs);
  std::vector<std::size_t> topic_of_theme;
  for (std::size_t theme = 0; theme < kThemes; ++theme) {
    const auto row = weights.begin() + static_cast<std::ptrdiff_t>(theme * kThemes);
    topic_of_theme.push_back(static_cast<std::size_t>(std::max_element(row, row + kThemes) - row));
  }
  EXPECT_THAT(topic_of_theme, ::testing::UnorderedElementsAre(0U, 1U, 2U));
  for (std::size_t song = 0; song < songs.rows(); ++song)
    EXPECT_GT(weights[song * kThemes + topic_of_theme[song % kThemes]], 0.6F) << song;
}

TEST(Lda, PredictsHeldOutWordsFarBetterThanChance) {
  const LdaModel model = learn_topics(made_songs(300, 1), three_topics());
  const double perplexity = completion_perplexity(model, made_songs(60, 2));
  // Nine places of ten are one of 20 words, the others one of 60: entropy 3.29 nats when the theme is known.
  EXPECT_GT(perplexity, 24.0);
  EXPECT_LT(perplexity, 30.0);
}

TEST(Lda, WeightsAndProbabilitiesAddUpToOne) {
  const SparseMatrix songs = made_songs(60, 3);
  const LdaModel model = learn_topics(songs, three_topics());
  const std::vector<float> weights = song_weights(model, songs);
  for (std::size_t song = 0; song < songs.rows(); ++song)
    EXPECT_NEAR(weights[song * 3] + weights[song * 3 + 1] + weights[song * 3 + 2], 1.0F, 1e-5F);
  const std::vector<float> probabilities = word_probabilities(model);
  double sum = 0;
  for (std::size_t word = 0; word < model.words(); ++word) sum += probabilities[word * 3];
  EXPECT_NEAR(sum, 1.0, 1e-5);
}

TEST(Lda, SameBytesAtAnyNumberOfThreads) {
  const SparseMatrix songs = made_songs(400, 5);
  LdaOptions options = three_topics();
  const LdaModel one = learn_topics(songs, options);
  for (const unsigned threads : {2U, 3U, 8U}) {
    options.threads = threads;
    EXPECT_EQ(learn_topics(songs, options).weight, one.weight) << threads;
  }
  EXPECT_EQ(song_weights(one, songs, 1), song_weights(one, songs, 3));
}

TEST(Lda, ASongOfNoWordIsAboutEverything) {
  SparseMatrix songs = made_songs(30, 6);
  songs.row_begin.push_back(songs.column.size());
  const LdaModel model = learn_topics(songs, three_topics());
  const std::vector<float> weights = song_weights(model, songs);
  for (std::size_t k = 0; k < kThemes; ++k) EXPECT_FLOAT_EQ(weights[30 * kThemes + k], 1.0F / 3);
}

TEST(Lda, RefusesWhatMakesNoSense) {
  const SparseMatrix songs = made_songs(10, 7);
  LdaOptions options = three_topics();
  options.topics = 1;
  EXPECT_THROW((void)learn_topics(songs, options), Error);
  options = three_topics();
  options.passes = 0;
  EXPECT_THROW((void)learn_topics(songs, options), Error);
  options = three_topics();
  options.song_prior = -1;
  EXPECT_THROW((void)learn_topics(songs, options), Error);
  EXPECT_THROW((void)learn_topics(SparseMatrix{}, three_topics()), Error);
  SparseMatrix one_place{.columns = 60, .row_begin = {0, 1}, .column = {3}, .value = {1}};
  EXPECT_THROW((void)completion_perplexity(learn_topics(songs, three_topics()), one_place), Error);
}

TEST(Lda, StopsWhenProgressThrows) {
  const OnProgress stop = [](const Progress&) { throw Error(ErrorKind::cancelled, "stopped"); };
  EXPECT_THROW((void)learn_topics(made_songs(30, 8), three_topics(), stop), Error);
}

}  // namespace
}  // namespace leitmotif::topics

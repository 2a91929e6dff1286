#include "leitmotif/training/equilibrium_songs.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "leitmotif/core/error.hpp"
#include "support/topic_model.hpp"

namespace leitmotif::training {
namespace {

std::vector<const LabelledSong*> pointers(const std::vector<LabelledSong>& songs) {
  std::vector<const LabelledSong*> result;
  for (const LabelledSong& song : songs) result.push_back(&song);
  return result;
}

LabelledSong with_lyrics(std::string lyrics) {
  LabelledSong song;
  song.song.lyrics = std::move(lyrics);
  return song;
}

TEST(EquilibriumSongs, CountsWords) {
  const std::vector<LabelledSong> songs = {with_lyrics("stone  river\tstone\n"), with_lyrics(""),
                                           with_lyrics("night stone")};
  const WordCounts words = count_words(pointers(songs));
  EXPECT_EQ(words.vocabulary, (std::vector<std::string>{"night", "river", "stone"}));
  EXPECT_EQ(words.counts.rows(), 3U);
  EXPECT_EQ(words.counts.columns, 3U);
  EXPECT_EQ(words.counts.column, (std::vector<std::uint32_t>{1, 2, 0, 2}));
  EXPECT_EQ(words.counts.value, (std::vector<float>{1, 2, 1, 1}));
  EXPECT_EQ(words.counts.row_begin, (std::vector<std::size_t>{0, 2, 2, 4}));
}

TEST(EquilibriumSongs, TheSmallestWeightTellsTheNumberOfWords) {
  const testing::TopicModel model(95, 1);
  for (const LabelledSong& song : model.songs(50, 2)) {
    double words = 0;
    for (const std::string_view word : words_of(song)) words += word.substr(0, 4) == "word" ? 1 : 0;
    EXPECT_EQ(counted_words_of(song.labels), words);
  }
}

TEST(EquilibriumSongs, WeightsThatDoNotTellGiveMinusOne) {
  Labels labels;
  EXPECT_EQ(counted_words_of(labels), -1);
  labels.weights.fill(1.0 / 16);
  EXPECT_EQ(counted_words_of(labels), -1);
  labels.weights[3] = 0;
  EXPECT_EQ(counted_words_of(labels), -1);
}

TEST(EquilibriumSongs, FindsExactlyTheCountedWords) {
  const testing::TopicModel model(95, 1);
  const std::vector<LabelledSong> songs = model.songs(1500, 2);
  const WordCounts words = count_words(pointers(songs));
  std::vector<double> counted;
  for (const LabelledSong& song : songs) counted.push_back(counted_words_of(song.labels));
  counted[7] = -1;
  const std::vector<std::uint32_t> found = find_counted_words(words.counts, counted);
  EXPECT_EQ(found.size(), 95U);
  for (const std::uint32_t column : found) EXPECT_EQ(words.vocabulary[column].substr(0, 4), "word");
}

TEST(EquilibriumSongs, WordsThatExplainNothingAreRefused) {
  const std::vector<LabelledSong> songs = {with_lyrics("stone"), with_lyrics("")};
  const WordCounts words = count_words(pointers(songs));
  EXPECT_THROW((void)find_counted_words(words.counts, std::vector<double>{0, 0}), Error);
  EXPECT_THROW((void)find_counted_words(words.counts, std::vector<double>{-1, -1}), Error);
}

TEST(EquilibriumSongs, ATargetHoldsTheExactPseudoCounts) {
  const testing::TopicModel model(95, 1);
  const LabelledSong song = model.songs(1, 3)[0];
  const double words = counted_words_of(song.labels);
  const std::optional<Target> target = make_target(song.labels, words);
  ASSERT_TRUE(target);
  double left = words;
  for (std::size_t k = 0; k < 16; ++k) {
    EXPECT_NEAR(static_cast<double>(target->pseudo_counts[k]), song.labels.weights[k] * (words + 1), 1e-5);
    EXPECT_EQ(target->weight[k], 1);
    EXPECT_EQ(target->latent[k], 0);
    left -= song.labels.weights[k] * (words + 1) - models::kTopicPrior;
  }
  for (std::size_t k = 16; k < 19; ++k) EXPECT_EQ(target->latent[k], 1);
  EXPECT_NEAR(static_cast<double>(target->latent_words), left < 1e-3 ? 0 : left, 1e-4);
}

TEST(EquilibriumSongs, MissingWeightsAreLatentAndRoundedOnesAreNotTrusted) {
  const testing::TopicModel model(95, 1);
  LabelledSong song = model.songs(1, 3)[0];
  const double words = counted_words_of(song.labels);
  song.labels.weights[2] = kMissing;
  EXPECT_EQ(make_target(song.labels, words)->latent[2], 1);
  EXPECT_EQ(make_target(song.labels, words)->weight[2], 0);
  for (double& weight : song.labels.weights) weight = std::floor(weight * 1e7) * 1e-7;
  const std::optional<Target> rounded = make_target(song.labels, words);
  ASSERT_TRUE(rounded);
  for (std::size_t k = 0; k < 16; ++k)
    if (k != 2) {
      EXPECT_EQ(rounded->weight[k] > 0, song.labels.weights[k] * (words + 1) > 0.06) << k;
    }
}

TEST(EquilibriumSongs, WeightsOfAnotherSongAreRefused) {
  const testing::TopicModel model(95, 1);
  const LabelledSong song = model.songs(1, 3)[0];
  EXPECT_FALSE(make_target(song.labels, counted_words_of(song.labels) / 2));
}

}  // namespace
}  // namespace leitmotif::training

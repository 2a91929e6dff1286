#include "leitmotif/training/pair_training.hpp"

#include <gtest/gtest.h>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"

namespace leitmotif::testing {
namespace {

using taste::Item;
using Lists = std::vector<std::vector<Item>>;

constexpr std::size_t kSongs = 80;

/// Lists that keep to even or to odd songs.
Lists lists_of_two_kinds(std::size_t count, std::size_t songs_each) {
  RandomSource random(3);
  Lists lists(count);
  for (std::size_t list = 0; list < count; ++list)
    while (lists[list].size() < songs_each) {
      const auto song = static_cast<Item>(list % 2 + 2 * random.below(kSongs / 2));
      if (std::ranges::find(lists[list], song) == lists[list].end()) lists[list].push_back(song);
    }
  return lists;
}

std::shared_ptr<taste::SongFacts> facts_of_artists() {
  auto facts = std::make_shared<taste::SongFacts>();
  for (std::uint32_t song = 0; song < kSongs; ++song) facts->artist.push_back(song / 4);
  return facts;
}

/// A network that passes one of the candidate's numbers on.
models::PairWeights passing(std::size_t number) {
  models::PairWeights weights;
  weights.links = taste::kLinkNumbers;
  weights.songs = taste::kSongNumbers;
  weights.hidden = 1;
  weights.joint = 1;
  const std::size_t inputs = weights.links + weights.songs;
  weights.mean.assign(inputs, 0);
  weights.deviation.assign(inputs, 10);
  weights.link_weight.assign(inputs, 0);
  weights.link_bias.assign(1, 0);
  weights.attention.assign(1, 0);
  weights.joint_weight.assign(1 + weights.songs, 0);
  weights.joint_bias.assign(1, 0);
  weights.output_weight.assign(1 + weights.songs, 0);
  weights.output_weight[1 + number] = 1;
  weights.output_bias.assign(1, 0);
  return weights;
}

TEST(PairTraining, MeasuresEachWayOnListsItDidNotLearnFrom) {
  std::vector<std::pair<std::size_t, bool>> asked;
  const training::PairReport report = training::train_pairs(
      lists_of_two_kinds(60, 14), facts_of_artists(), {.folds = 3, .seed = 1, .threads = 2},
      [&](const training::PairExamples& examples, bool attends) {
        asked.emplace_back(examples.size(), attends);
        return passing(attends ? 0 : 4);
      },
      kNoProgress);
  EXPECT_EQ(report.lists, 60U);
  EXPECT_EQ(report.measured, 60U);
  EXPECT_EQ(report.questions, 60U * 5) << "what is left of fourteen songs";
  ASSERT_EQ(report.ways.size(), 4U);
  EXPECT_EQ(report.ways[2].popular.won, report.ways[0].popular.won) << "this network is popularity";
  EXPECT_EQ(report.ways[3].popular.won, report.ways[1].popular.won) << "and this one the blend";
  EXPECT_GT(report.ways[1].popular.won, 0.65) << "half of the others are of the same kind";
  EXPECT_NEAR(report.ways[0].popular.won, 0.5, 0.15);
  EXPECT_GT(report.ways[1].uniform.precision, 0.6);
  EXPECT_TRUE(report.attends) << "the better one is kept";
  EXPECT_FALSE(report.is_better) << "it is as good as the blend";
  ASSERT_EQ(asked.size(), 7U) << "three folds, two networks, and the one that is kept";
  EXPECT_EQ(asked[0].first, 40U * 5 * 3) << "the lists of the other folds";
  EXPECT_EQ(asked[6].first, 60U * 5 * 3);
}

TEST(PairTraining, SmallListsAreLearnedFromAndNotMeasured) {
  Lists lists = lists_of_two_kinds(6, 12);
  for (std::vector<Item>& more : lists_of_two_kinds(10, 5)) lists.push_back(std::move(more));
  lists.push_back({1, 2});
  lists.push_back({3, 3, 3});
  std::vector<std::uint8_t> liked;
  const training::PairReport report = training::train_pairs(
      lists, facts_of_artists(), {.folds = 2},
      [&](const training::PairExamples& examples, bool) {
        liked = examples.liked;
        for (const float value : examples.links) EXPECT_TRUE(std::isfinite(value));
        return passing(0);
      },
      kNoProgress);
  EXPECT_EQ(report.lists, 16U);
  EXPECT_EQ(report.measured, 6U);
  EXPECT_EQ(report.questions, 18U);
  EXPECT_EQ(std::ranges::count(liked, 4), 10 * 3) << "four of five are liked";
}

TEST(PairTraining, UnmeasuredOnlyTheNetworkWithAttentionIsLearned) {
  std::vector<bool> attention;
  const training::PairReport report = training::train_pairs(
      lists_of_two_kinds(8, 12), facts_of_artists(), {.folds = 2, .measures = false},
      [&](const training::PairExamples&, bool attends) {
        attention.push_back(attends);
        return passing(0);
      },
      kNoProgress);
  EXPECT_EQ(attention, std::vector<bool>{true});
  EXPECT_EQ(report.ways.size(), 2U);
  EXPECT_TRUE(report.attends);
}

TEST(PairTraining, RefusesWhatCannotBeMeasured) {
  const training::LearnPairs never = [](const training::PairExamples&, bool) { return passing(0); };
  EXPECT_THROW(
      (void)training::train_pairs(lists_of_two_kinds(9, 12), facts_of_artists(), {.folds = 1}, never, kNoProgress),
      Error);
  EXPECT_THROW(
      (void)training::train_pairs(lists_of_two_kinds(9, 9), facts_of_artists(), {.folds = 2}, never, kNoProgress),
      Error);
  EXPECT_THROW((void)training::train_pairs({}, facts_of_artists(), {.folds = 2}, never, kNoProgress), Error);
}

}  // namespace
}  // namespace leitmotif::testing

#include "leitmotif/corpus/split.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <string>

#include "support/expect_error.hpp"
#include "support/matchers.hpp"

namespace leitmotif::corpus {
namespace {

using testing::error_of;
using Names = std::vector<std::string_view>;

Names random_names(std::size_t count, unsigned seed) {
  static constexpr std::string_view kPool[] = {"a", "b", "c", "d", "e", "f", "g", "rare"};
  std::mt19937 random(seed);
  Names names(count);
  for (auto& name : names) name = kPool[std::min<std::size_t>(random() % 9 * (random() % 9) / 8, 7)];
  return names;
}

void expect_whole(const Split& split, std::size_t rows) {
  EXPECT_TRUE(std::is_sorted(split.train.begin(), split.train.end()));
  EXPECT_TRUE(std::is_sorted(split.held_out.begin(), split.held_out.end()));
  std::set<std::size_t> all(split.train.begin(), split.train.end());
  all.insert(split.held_out.begin(), split.held_out.end());
  EXPECT_EQ(all.size(), rows);
  EXPECT_EQ(split.train.size() + split.held_out.size(), rows) << "the parts overlap";
  if (rows > 0) {
    EXPECT_EQ(*all.rbegin(), rows - 1);
  }
}

TEST(StratifiedSplit, HoldsOutEachClassInProportion) {
  for (const double share : {0.1, 0.2, 0.33, 0.5, 0.9}) {
    const Names labels = random_names(997, 3);
    const Split split = stratified_split(labels, share, 42);
    expect_whole(split, labels.size());
    std::map<std::string_view, double> all;
    std::map<std::string_view, double> held;
    for (const auto label : labels) ++all[label];
    for (const std::size_t row : split.held_out) ++held[labels[row]];
    for (const auto& [label, count] : all) EXPECT_LE(std::abs(held[label] - share * count), 1.0) << label;
    EXPECT_EQ(split.held_out.size(), static_cast<std::size_t>(std::llround(share * 997)));
  }
}

TEST(StratifiedSplit, GivesTheLargestRemaindersWhatIsLeft) {
  // 0.3 of 5, 4 and 3 rows: 1.5, 1.2 and 0.9; four rows in all, so one each for the remainders .9 and .5.
  const Names labels = {"a", "a", "a", "a", "a", "b", "b", "b", "b", "c", "c", "c"};
  const Split split = stratified_split(labels, 0.3, 1);
  std::map<std::string_view, int> held;
  for (const std::size_t row : split.held_out) ++held[labels[row]];
  EXPECT_EQ(held["a"], 2);
  EXPECT_EQ(held["b"], 1);
  EXPECT_EQ(held["c"], 1);
}

TEST(StratifiedSplit, EveryClassKeepsARowForTraining) {
  const Split one_each = stratified_split(Names{"a", "b", "c"}, 0.5, 1);
  EXPECT_THAT(one_each.train, ElementsAre(0, 1, 2));
  const Split greedy = stratified_split(Names{"a", "a", "a", "b", "b"}, 0.99, 1);
  EXPECT_EQ(greedy.train.size(), 2U);
  expect_whole(greedy, 5);
}

TEST(StratifiedSplit, IsTheSameForTheSameSeedEverywhere) {
  const Names labels = {"x", "x", "y", "x", "y", "x", "x", "y", "x", "y", "x", "y"};
  const Split split = stratified_split(labels, 0.25, 2024);
  EXPECT_EQ(split, stratified_split(labels, 0.25, 2024));
  EXPECT_THAT(split.held_out, ElementsAre(0, 4, 5)) << "worked out by a second program from the published generator";
  const Names many = random_names(500, 1);
  EXPECT_NE(stratified_split(many, 0.2, 1), stratified_split(many, 0.2, 2));
}

TEST(StratifiedSplit, EachRowIsHeldOutEquallyOften) {
  const Names labels(10, "a");
  std::vector<int> held(10);
  for (std::uint64_t seed = 0; seed < 2000; ++seed)
    for (const std::size_t row : stratified_split(labels, 0.3, seed).held_out) ++held[row];
  // 600 expected, standard deviation 20.5
  for (const int count : held) EXPECT_NEAR(count, 600, 103);
}

TEST(StratifiedSplit, TakesNothingAndOddInput) {
  EXPECT_THAT(stratified_split({}, 0.5, 1).train, IsEmpty());
  EXPECT_THAT(stratified_split(Names(5, "a"), 0, 1).held_out, IsEmpty());
  for (const double share : {-0.1, 1.0, 2.0, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_EQ(error_of([&] { (void)stratified_split({}, share, 1); }).kind(), ErrorKind::invalid_argument);
    EXPECT_EQ(error_of([&] { (void)artist_disjoint_split({}, share, 1); }).kind(), ErrorKind::invalid_argument);
  }
}

TEST(ArtistDisjointSplit, NoArtistIsOnBothSides) {
  Names artists = random_names(600, 5);
  std::vector<std::string> many;
  for (int i = 0; i < 200; ++i) many.push_back("artist " + std::to_string(i % 70));
  artists.insert(artists.end(), many.begin(), many.end());
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const Split split = artist_disjoint_split(artists, 0.25, seed);
    expect_whole(split, artists.size());
    std::set<std::string_view> training;
    for (const std::size_t row : split.train) training.insert(artists[row]);
    for (const std::size_t row : split.held_out) EXPECT_FALSE(training.contains(artists[row]));
    EXPECT_LE(split.held_out.size(), 200U);
    EXPECT_GE(split.held_out.size(), 190U);
  }
}

TEST(ArtistDisjointSplit, ComparesNamesWithoutCaseAndLetsNamelessRowsStandAlone) {
  const Names two = {"Ada", "ADA", "ada", "ada"};
  EXPECT_THAT(artist_disjoint_split(two, 0.5, 1).held_out, IsEmpty());
  const Names nameless(8, "");
  EXPECT_EQ(artist_disjoint_split(nameless, 0.5, 1).held_out.size(), 4U);
  EXPECT_EQ(artist_disjoint_split(nameless, 0.5, 1), artist_disjoint_split(nameless, 0.5, 1));
}

/// scikit-learn 1.2.1: GroupKFold(3) tests {a, f}, {b, e}, {c, d} of groups of 7, 5, 4, 3, 2 and 1 rows.
TEST(GroupedFolds, AgreeWithScikitLearn) {
  Names artists;
  for (const auto& [name, rows] :
       std::map<std::string_view, int>{{"a", 7}, {"b", 5}, {"c", 4}, {"d", 3}, {"e", 2}, {"f", 1}})
    artists.insert(artists.end(), static_cast<std::size_t>(rows), name);
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    const std::vector<std::size_t> fold = grouped_folds(artists, 3, seed);
    std::map<std::string_view, std::size_t> of;
    for (std::size_t row = 0; row < artists.size(); ++row) of[artists[row]] = fold[row];
    EXPECT_EQ(of,
              (std::map<std::string_view, std::size_t>{{"a", 0}, {"b", 1}, {"c", 2}, {"d", 2}, {"e", 1}, {"f", 0}}));
  }
}

TEST(GroupedFolds, KeepArtistsWholeAndNamelessRowsApart) {
  const Names artists = {"Ada", "ADA", "ada", "", "", "", "Bo", "bo"};
  const std::vector<std::size_t> fold = grouped_folds(artists, 2, 5);
  EXPECT_EQ(fold[0], fold[1]);
  EXPECT_EQ(fold[0], fold[2]);
  EXPECT_EQ(fold[6], fold[7]);
  EXPECT_EQ(std::ranges::count(fold, 0U), 4);
  const Names two = {"x", "x", "y"};
  EXPECT_EQ(error_of([&] { (void)grouped_folds(two, 3, 1); }).kind(), ErrorKind::invalid_argument);
  EXPECT_EQ(error_of([&] { (void)grouped_folds(two, 1, 1); }).kind(), ErrorKind::invalid_argument);
}

TEST(StratifiedFolds, GiveEachPartItsShareOfEveryLabel) {
  Names labels(60, "calm");
  labels.insert(labels.end(), 40, "wild");
  const std::vector<std::size_t> fold = stratified_folds(labels, 5, 3);
  std::map<std::pair<std::string_view, std::size_t>, int> count;
  for (std::size_t row = 0; row < labels.size(); ++row) ++count[{labels[row], fold[row]}];
  for (std::size_t part = 0; part < 5; ++part) {
    EXPECT_EQ((count[{"calm", part}]), 12);
    EXPECT_EQ((count[{"wild", part}]), 8);
  }
  EXPECT_NE(fold, stratified_folds(labels, 5, 4));
  EXPECT_EQ(fold, stratified_folds(labels, 5, 3));
}

}  // namespace
}  // namespace leitmotif::corpus

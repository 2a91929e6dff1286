// Learning a wish from examples, its file, and the area under the ROC curve.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/evaluation/auc.hpp"
#include "leitmotif/wishes/learn.hpp"
#include "leitmotif/wishes/learned_file.hpp"
#include "support/expect_error.hpp"

namespace leitmotif::wishes {
namespace {

void expect_error_with(const std::function<void()>& action, ErrorKind kind, const std::string& part) {
  const Error error = testing::error_of(action);
  EXPECT_EQ(error.kind(), kind);
  EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
}

/// Songs whose first number tells yes from no as far as `distance`; the other nineteen are noise.
std::vector<Example> examples(std::size_t each, double distance, std::size_t artists) {
  RandomSource random(5);
  std::vector<Example> songs;
  for (std::size_t i = 0; i < 2 * each; ++i) {
    Example song;
    song.is_meant = i % 2 == 0;
    song.artist = static_cast<std::uint32_t>(i / 2 % artists * 2 + i % 2);
    for (int k = 0; k < 20; ++k) song.features.push_back(static_cast<float>(random.normal()));
    song.features[0] += static_cast<float>(song.is_meant ? distance : -distance);
    songs.push_back(std::move(song));
  }
  return songs;
}

TEST(LearnWish, WhatTellsIsFoundAndNoiseIsNot) {
  const std::vector<Example> songs = examples(40, 1.5, 10);
  const LearnedWish wish = learn_wish(songs);
  EXPECT_GT(wish.auc, 0.9);
  EXPECT_LE(wish.interval.low, wish.auc);
  EXPECT_GE(wish.interval.high, wish.auc);
  for (std::size_t k = 1; k < wish.weights.size(); ++k) EXPECT_LT(std::abs(wish.weights[k]), wish.weights[0]);
  const LearnedWish nothing = learn_wish(examples(40, 0, 10));
  EXPECT_LT(nothing.interval.low, 0.55);
}

TEST(LearnWish, TheGradientIsZeroWhereItStops) {
  const std::vector<Example> songs = examples(30, 1, 8);
  const LearnedWish wish = learn_wish(songs);
  std::vector<double> gradient(wish.weights.size());
  double bias = 0;
  for (const Example& song : songs) {
    const double error = (song.is_meant ? 1 : 0) - score_of(wish, song.features);
    for (std::size_t k = 0; k < gradient.size(); ++k) gradient[k] += error * static_cast<double>(song.features[k]);
    bias += error;
  }
  for (std::size_t k = 0; k < gradient.size(); ++k) EXPECT_NEAR(gradient[k], wish.penalty * wish.weights[k], 1e-6);
  EXPECT_NEAR(bias, 0, 1e-6);
}

TEST(LearnWish, TheSameSongsGiveTheSameBytesAndAFileIsReadAsWritten) {
  LearnedWish wish = learn_wish(examples(20, 1, 5));
  wish.name = "kitchen";
  wish.features = "abc";
  LearnedWish again = learn_wish(examples(20, 1, 5));
  again.name = wish.name;
  again.features = wish.features;
  EXPECT_EQ(learned_text(wish), learned_text(again));
  EXPECT_EQ(learned_text(parse_learned(learned_text(wish), "f")), learned_text(wish));
}

TEST(LearnWish, WhatCannotBeLearnedFromIsRefused) {
  const auto bad = ErrorKind::invalid_argument;
  expect_error_with([] { static_cast<void>(learn_wish({})); }, bad, "yes has 0");
  expect_error_with([] { static_cast<void>(learn_wish(examples(3, 1, 3))); }, bad, "yes has 3");
  expect_error_with([] { static_cast<void>(learn_wish(examples(20, 1, 1))); }, bad, "by one artist");
  expect_error_with([] { static_cast<void>(learn_wish(examples(1001, 1, 5))); }, ErrorKind::resource_limit, "2002");
}

TEST(LearnedFile, AFaultIsNamedWithItsLine) {
  const auto bad = ErrorKind::corrupt_data;
  const std::string first = "leitmotif learned wish 1\n";
  expect_error_with([&] { static_cast<void>(parse_learned("x", "f")); }, bad, "f line 1");
  expect_error_with([&] { static_cast<void>(parse_learned(first + "colour red\n", "f")); }, bad,
                    "f line 2: unknown part 'colour'");
  expect_error_with([&] { static_cast<void>(parse_learned(first + "bias much\n", "f")); }, bad, "'much' is not");
  expect_error_with([&] { static_cast<void>(parse_learned(first + "name ../x\n", "f")); }, bad, "name");
}

TEST(AreaUnderCurve, CountsPairsInTheRightOrder) {
  const std::vector<double> scores = {0.1, 0.4, 0.4, 0.9};
  EXPECT_DOUBLE_EQ(evaluation::area_under_curve(scores, std::vector<std::uint8_t>{0, 0, 1, 1}), 3.5 / 4);
  EXPECT_DOUBLE_EQ(evaluation::area_under_curve(scores, std::vector<std::uint8_t>{1, 0, 0, 0}), 0);
  EXPECT_EQ(testing::error_of([&] {
              static_cast<void>(evaluation::area_under_curve(scores, std::vector<std::uint8_t>{0, 0, 0, 0}));
            }).kind(),
            ErrorKind::invalid_argument);
}

TEST(AreaUnderCurve, ItsIntervalHoldsIt) {
  RandomSource random(1);
  std::vector<double> scores;
  std::vector<std::uint8_t> positive;
  for (int i = 0; i < 200; ++i) {
    positive.push_back(i % 4 == 0 ? 1 : 0);
    scores.push_back(random.normal() + positive.back());
  }
  const double area = evaluation::area_under_curve(scores, positive);
  const evaluation::Interval interval = evaluation::area_interval(scores, positive);
  EXPECT_LT(interval.low, area);
  EXPECT_GT(interval.high, area);
  EXPECT_LT(interval.high - interval.low, 0.3);
  EXPECT_EQ(interval.low, evaluation::area_interval(scores, positive).low);
}

}  // namespace
}  // namespace leitmotif::wishes

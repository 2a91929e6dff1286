// The charts: well formed, and marks where the numbers say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "leitmotif/report/style.hpp"
#include "leitmotif/report/svg_axes.hpp"
#include "leitmotif/report/svg_heatmap.hpp"
#include "leitmotif/report/svg_intervals.hpp"
#include "leitmotif/report/svg_lines.hpp"
#include "leitmotif/report/svg_reliability.hpp"
#include "leitmotif/report/words.hpp"
#include "support/expect_error.hpp"
#include "support/html_checker.hpp"
#include "support/matchers.hpp"

namespace leitmotif::report {
namespace {

std::vector<std::string> faults(const Markup& markup) {
  return testing::faults_of_html("<!doctype html>\n" + markup.str());
}

TEST(SvgAxes, TicksAreRoundAndWithin) {
  EXPECT_THAT(ticks(0, 1, 5), Pointwise(DoubleNear(1e-12), std::vector<double>{0, 0.2, 0.4, 0.6, 0.8, 1}));
  EXPECT_THAT(ticks(0.9688, 1, 4), Pointwise(DoubleNear(1e-12), std::vector<double>{0.97, 0.98, 0.99, 1}));
  EXPECT_EQ(ticks(3, 3, 5).size(), 1U);
  EXPECT_EQ(ticks(0, std::numeric_limits<double>::infinity(), 5).size(), 1U);
  EXPECT_EQ(tick_decimals({0.97, 0.98}), 2);
  EXPECT_EQ(tick_decimals({0, 5}), 0);
  EXPECT_EQ(place(12.5), "12.5");
  EXPECT_EQ(place(100), "100");
}

TEST(SvgLines, DrawsEachPointAndTheMark) {
  LineChart chart{"loss", "epoch",
                  "loss", {{"train", {{1, 0.5}, {2, 0.25}}}, {"validation", {{1, 0.6}, {2, NAN}}}},
                  2.0,    "kept: epoch 2"};
  const Markup drawn = line_chart(chart);
  EXPECT_THAT(faults(drawn), IsEmpty());
  EXPECT_THAT(drawn.str(), HasSubstr("train, epoch 2: 0.2500"));
  EXPECT_THAT(drawn.str(), HasSubstr("validation, epoch 1: 0.6000"));
  EXPECT_THAT(drawn.str(), Not(HasSubstr("validation, epoch 2")));
  EXPECT_THAT(drawn.str(), HasSubstr("kept: epoch 2"));
  EXPECT_THAT(drawn.str(), Not(HasSubstr("nan")));
}

// ux 66: there is no epoch 1.5.
TEST(SvgLines, WhatIsCountedHasWholeTicksOnly) {
  LineChart chart{"loss", "epoch", "loss", {{"train", {{1, 0.5}, {2, 0.25}}}}, {}, "", true};
  EXPECT_THAT(line_chart(chart).str(), Not(HasSubstr(">1.4<")));
  chart.whole = false;
  EXPECT_THAT(line_chart(chart).str(), HasSubstr(">1.4<"));
}

TEST(SvgLines, SixAreToldApartByTheirNamesAndStyles) {
  LineChart chart{"runs", "epoch", "accuracy", {}, {}, ""};
  for (std::size_t i = 0; i < kMostLines; ++i)
    chart.series.push_back({"run " + std::to_string(i + 1), {{1, 0.1 * static_cast<double>(i)}, {2, 0.9}}});
  const Markup drawn = line_chart(chart);
  EXPECT_THAT(faults(drawn), IsEmpty());
  for (std::size_t i = 1; i <= kMostLines; ++i) {
    EXPECT_THAT(drawn.str(), HasSubstr("run " + std::to_string(i) + "</text>"));
    EXPECT_THAT(figure_style(), HasSubstr(".curve.series-" + std::to_string(i) + "{"));
  }
}

TEST(SvgLines, AreThereForOnePointAndForNone) {
  EXPECT_THAT(faults(line_chart({"", "epoch", "", {{"a", {{1, 0.5}}}}, {}, ""})), IsEmpty());
  EXPECT_TRUE(line_chart({"", "epoch", "", {{"a", {}}}, {}, ""}).empty());
  EXPECT_TRUE(line_chart({"", "epoch", "", {}, 3.0, ""}).empty());
}

TEST(SvgIntervals, SaysEveryRowAndStaysWithinShares) {
  const Markup drawn = interval_chart({"x", "accuracy", {{"pop & <rock>", 0.9, 0.8, 1, 0.85}}, 0.95, "all", "paper"});
  EXPECT_THAT(faults(drawn), IsEmpty());
  EXPECT_THAT(drawn.str(), HasSubstr("pop &amp; &lt;rock&gt;: 0.9000 (95 %: 0.8000 to 1.0000)"));
  EXPECT_THAT(drawn.str(), HasSubstr("paper: 0.8500"));
  EXPECT_THAT(drawn.str(), Not(HasSubstr(">1.05<")));
  EXPECT_TRUE(interval_chart({}).empty());
  EXPECT_TRUE(begins_at_0({"", "", {{"a", 0.5, 0, 1, {}}}, {}, "", ""}));
  EXPECT_FALSE(begins_at_0({"", "", {{"a", 0.9, 0.8, 1, {}}}, {}, "", ""}));
  EXPECT_THAT(faults(interval_chart({"", "", {{"a", 1, 1, 1, {}}}, {}, "", ""})), IsEmpty());
}

TEST(SvgHeatmap, SaysEveryCell) {
  const Heatmap map{
      "m",
      "is about",
      "read as",
      {"a<b", "c"},
      {"a<b", "c"},
      {{1, "5", "100 %", "right"}, {0, "0", "", "none"}, {0.25, "1", "25 %", "<wrong>"}, {0.75, "3", "75 %", "x"}}};
  const Markup drawn = heatmap(map);
  EXPECT_THAT(faults(drawn), IsEmpty());
  EXPECT_THAT(drawn.str(), HasSubstr("a&lt;b"));
  EXPECT_THAT(drawn.str(), HasSubstr("fill-opacity=\"0.500\"")) << "a quarter, by its square root";
  EXPECT_THAT(drawn.str(), HasSubstr("&lt;wrong&gt;"));
}

TEST(SvgHeatmap, RefusesAWrongSizeAndLeavesOutWhatIsTooLarge) {
  EXPECT_EQ(testing::error_of([] {
              (void)heatmap({"", "", "", {"a"}, {"a"}, {}});
            }).kind(),
            ErrorKind::invalid_argument);
  const std::vector<std::string> names(kMostHeatmapRows + 1, "x");
  EXPECT_TRUE(heatmap({"", "", "", names, names, std::vector<HeatmapCell>(names.size() * names.size())}).empty());
  EXPECT_TRUE(heatmap({}).empty());
}

TEST(SvgReliability, SaysTheSongsOfEachBin) {
  std::vector<evaluation::CalibrationBin> bins(15);
  bins[14] = {12345, 0.98, 0.99};
  bins[7] = {3, 0.5, 1.0 / 3};
  const Markup drawn = reliability_diagram(bins, "r");
  EXPECT_THAT(faults(drawn), IsEmpty());
  EXPECT_THAT(drawn.str(), HasSubstr("12,345 songs: confidence 0.9800, accuracy 0.9900"));
  EXPECT_THAT(drawn.str(), HasSubstr(">12k<"));
  EXPECT_THAT(drawn.str(), HasSubstr(">3<"));
}

TEST(SvgReliability, WilsonIntervalIsTheKnownOne) {
  // 9 of 10: 0.5958 to 0.9821 (Wilson without continuity correction).
  const Ends ends = wilson_interval(0.9, 10);
  EXPECT_NEAR(ends.low, 0.5958, 5e-4);
  EXPECT_NEAR(ends.high, 0.9821, 5e-4);
  EXPECT_NEAR(wilson_interval(0, 5).low, 0, 1e-12);
  EXPECT_LE(wilson_interval(1, 5).high, 1);
}

}  // namespace
}  // namespace leitmotif::report

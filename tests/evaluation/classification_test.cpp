#include "leitmotif/evaluation/classification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/records.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::evaluation {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<std::string> kAbc = {"a", "b", "c"};

template <class Call>
std::string message_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
    return error.what();
  }
  return "no error";
}

TEST(ClassificationReport, IsRightOnACaseWorkedOutByHand) {
  const std::vector<int> truth = {0, 0, 0, 0, 1, 1, 2, 2};
  const std::vector<int> predicted = {0, 0, 1, 2, 1, 0, 2, 2};
  const ClassificationReport report = classification_report(truth, predicted, kAbc);
  EXPECT_EQ(report.songs, 8U);
  EXPECT_DOUBLE_EQ(report.accuracy, 5.0 / 8);
  EXPECT_THAT(report.confusion.counts, ElementsAre(2U, 1U, 1U, 1U, 1U, 0U, 0U, 0U, 2U));
  EXPECT_EQ(report.classes[0].topic, "a");
  EXPECT_DOUBLE_EQ(report.classes[0].precision, 2.0 / 3);
  EXPECT_DOUBLE_EQ(report.classes[0].recall, 0.5);
  EXPECT_DOUBLE_EQ(report.classes[0].accuracy, 0.5);
  EXPECT_DOUBLE_EQ(report.classes[0].f1, 4.0 / 7);
  EXPECT_EQ(report.classes[0].support, 4U);
  EXPECT_EQ(report.classes[0].predicted, 3U);
  EXPECT_DOUBLE_EQ(report.macro.recall, (0.5 + 0.5 + 1) / 3);
  EXPECT_DOUBLE_EQ(report.weighted.precision, (4 * 2.0 / 3 + 2 * 0.5 + 2 * 2.0 / 3) / 8);
  EXPECT_DOUBLE_EQ(report.weighted.f1, (4 * 4.0 / 7 + 2 * 0.5 + 2 * 0.8) / 8);
}

TEST(ClassificationReport, FindsBestWorstAndMostConfused) {
  const ClassificationReport report = classification_report(ConfusionMatrix{3, {3, 1, 0, 0, 6, 2, 0, 2, 6}}, kAbc);
  EXPECT_EQ(report.findings.best_class, "b");  // all at 0.75: the most songs, then the smaller name
  EXPECT_EQ(report.findings.worst_class, "b");
  ASSERT_TRUE(report.findings.most_confused.has_value());
  EXPECT_EQ(report.findings.most_confused->truth, "b");  // two cells hold 2: the earlier
  EXPECT_EQ(report.findings.most_confused->predicted, "c");
  EXPECT_EQ(report.findings.most_confused->count, 2U);
}

TEST(ClassificationReport, PerfectAnswersConfuseNothing) {
  const std::vector<int> truth = {0, 1, 2, 2};
  const ClassificationReport report = classification_report(truth, truth, kAbc);
  EXPECT_EQ(report.accuracy, 1);
  EXPECT_EQ(report.macro.f1, 1);
  EXPECT_EQ(report.weighted.f1, 1);
  EXPECT_FALSE(report.findings.most_confused.has_value());
}

TEST(ClassificationReport, ScoresWithoutDenominatorAreZero) {
  const std::vector<int> truth = {0, 0, 1};
  const std::vector<int> predicted = {0, 0, 0};
  const ClassificationReport report = classification_report(truth, predicted, kAbc);
  EXPECT_EQ(report.classes[1].precision, 0);
  EXPECT_EQ(report.classes[1].f1, 0);
  EXPECT_EQ(report.classes[2].recall, 0);
  EXPECT_DOUBLE_EQ(report.macro.recall, 0.5);  // the class that does not occur is left out
  EXPECT_EQ(report.findings.worst_class, "b");
}

TEST(ClassificationReport, AClassThatIsOnlyPredictedCountsInTheMacroAverage) {
  const std::vector<int> truth = {0, 0};
  const std::vector<int> predicted = {0, 2};
  const ClassificationReport report = classification_report(truth, predicted, kAbc);
  EXPECT_DOUBLE_EQ(report.macro.recall, 0.25);
  EXPECT_EQ(report.findings.worst_class, "a");
}

TEST(ClassificationReport, HoldsItsPropertiesOnRandomLabels) {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::pair<int, int>> songs(1 + random() % 100);
    for (auto& song : songs) song = {static_cast<int>(random() % 3), static_cast<int>(random() % 3)};
    const auto report_of = [&songs] {
      std::vector<int> truth;
      std::vector<int> predicted;
      for (const auto& song : songs) {
        truth.push_back(song.first);
        predicted.push_back(song.second);
      }
      return classification_report(truth, predicted, kAbc);
    };
    const ClassificationReport report = report_of();
    std::shuffle(songs.begin(), songs.end(), random);
    const ClassificationReport shuffled = report_of();
    EXPECT_EQ(report.confusion.counts, shuffled.confusion.counts);
    EXPECT_EQ(report.macro.f1, shuffled.macro.f1);
    EXPECT_EQ(report.findings.best_class, shuffled.findings.best_class);

    double right = 0;
    double given = 0;
    for (std::size_t c = 0; c < 3; ++c) {
      std::size_t row = 0;
      for (std::size_t p = 0; p < 3; ++p) row += report.confusion.at(c, p);
      EXPECT_EQ(row, report.classes[c].support);
      right += report.classes[c].precision * static_cast<double>(report.classes[c].predicted);
      given += static_cast<double>(report.classes[c].predicted);
    }
    EXPECT_NEAR(right / given, report.accuracy, 1e-12);  // the micro average
    EXPECT_NEAR(report.weighted.recall, report.accuracy, 1e-12);
  }
}

TEST(ClassificationReport, SaysWhatIsWrongWithItsInput) {
  const std::vector<int> two = {0, 1};
  const std::vector<int> three = {0, 1, 2};
  const std::vector<int> high = {0, 3};
  const std::vector<int> low = {-1, 0};
  EXPECT_THAT(message_of([&] { (void)classification_report(two, three, kAbc); }), HasSubstr("2 true classes but 3"));
  EXPECT_THAT(message_of([&] { (void)classification_report(two, high, kAbc); }),
              HasSubstr("the predicted class of song 1 is 3; expected 0 to 2"));
  EXPECT_THAT(message_of([&] { (void)classification_report(low, two, kAbc); }), HasSubstr("the true class of song 0"));
  EXPECT_THAT(message_of([&] { (void)classification_report(std::vector<int>{}, std::vector<int>{}, kAbc); }),
              HasSubstr("no songs"));
  EXPECT_THAT(message_of([&] {
                (void)classification_report(ConfusionMatrix{3, std::vector<std::size_t>(9)}, kAbc);
              }),
              HasSubstr("no songs"));
  EXPECT_THAT(message_of([&] {
                (void)classification_report(ConfusionMatrix{2, {1, 0, 0, 1}}, kAbc);
              }),
              HasSubstr("3 class names; expected 2"));
  EXPECT_THAT(message_of([&] { (void)classification_report(ConfusionMatrix{3, {1}}, kAbc); }), HasSubstr("1 cells"));
}

TEST(ClassificationReport, GivesTheNumbersOfScikitLearn) {
  const auto folder = leitmotif::testing::shared_folder();
  if (folder.empty()) GTEST_SKIP() << "the golden numbers are not on this machine";
  const Json golden = parse_json(read_file(folder / "golden/metrics.json", 1U << 20U), "metrics.json");
  const std::vector<std::string> names(kTopics.begin(), kTopics.end());
  const ClassificationReport report =
      classification_report(golden["y_true"].get<std::vector<int>>(), golden["y_pred"].get<std::vector<int>>(), names);
  EXPECT_NEAR(report.accuracy, golden["accuracy"].get<double>(), 1e-12);
  const auto expect_averages = [](const Averages& averages, const Json& expected) {
    EXPECT_NEAR(averages.precision, expected["precision"].get<double>(), 1e-12);
    EXPECT_NEAR(averages.recall, expected["recall"].get<double>(), 1e-12);
    EXPECT_NEAR(averages.f1, expected["f1"].get<double>(), 1e-12);
  };
  expect_averages(report.weighted, golden["weighted"]);
  expect_averages(report.macro, golden["macro"]);
  const Json& classes = golden["per_class"];
  for (std::size_t c = 0; c < names.size(); ++c) {
    EXPECT_NEAR(report.classes[c].precision, classes["precision"][c].get<double>(), 1e-12);
    EXPECT_NEAR(report.classes[c].recall, classes["recall"][c].get<double>(), 1e-12);
    EXPECT_NEAR(report.classes[c].f1, classes["f1"][c].get<double>(), 1e-12);
    EXPECT_EQ(report.classes[c].support, classes["support"][c].get<std::size_t>());
    for (std::size_t p = 0; p < names.size(); ++p)
      EXPECT_EQ(report.confusion.at(c, p), golden["confusion"][c][p].get<std::size_t>());
  }
}

}  // namespace
}  // namespace leitmotif::evaluation

#include "leitmotif/evaluation/calibration.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "leitmotif/core/error.hpp"

namespace leitmotif::evaluation {
namespace {

TEST(Calibration, IsRightOnACaseWorkedOutByHand) {
  // Bins of highest probabilities: 0.9 and 0.92 in (13/15, 14/15], 0.6 on the edge of (8/15, 9/15].
  const std::vector<int> truth = {0, 1, 1};
  const std::vector<float> probabilities = {0.9F, 0.1F, 0.92F, 0.08F, 0.45F, 0.55F};
  const Calibration result = calibration(truth, probabilities, 2);
  EXPECT_NEAR(result.ece, (2 * std::abs(0.5 - 0.91) + std::abs(1 - 0.55)) / 3, 1e-6);
  EXPECT_NEAR(result.negative_log_likelihood, -(std::log(0.9) + std::log(0.08) + std::log(0.55)) / 3, 1e-6);
  ASSERT_EQ(result.bins.size(), kCalibrationBins);
  EXPECT_EQ(result.bins[13].songs, 2U);
  EXPECT_NEAR(result.bins[13].confidence, 0.91, 1e-6);
  EXPECT_NEAR(result.bins[13].accuracy, 0.5, 1e-12);
  EXPECT_EQ(result.bins[8].songs, 1U);
}

TEST(Calibration, CertainAndRightIsPerfect) {
  const Calibration result = calibration(std::vector<int>{0, 1}, std::vector<float>{1, 0, 0, 1}, 2);
  EXPECT_EQ(result.ece, 0);
  EXPECT_EQ(result.negative_log_likelihood, 0);
  EXPECT_EQ(result.bins[14].songs, 2U);
}

TEST(Calibration, CertainAndWrongStaysFinite) {
  const Calibration result = calibration(std::vector<int>{1}, std::vector<float>{1, 0}, 2);
  EXPECT_EQ(result.ece, 1);
  EXPECT_NEAR(result.negative_log_likelihood, -std::log(1e-15), 1e-9);
}

TEST(Calibration, FirstOfEqualProbabilitiesIsTheAnswer) {
  const std::vector<float> probabilities = {0.5F, 0.5F};
  EXPECT_EQ(calibration(std::vector<int>{0}, probabilities, 2).ece, 0.5);
  EXPECT_EQ(calibration(std::vector<int>{0}, probabilities, 2).bins[7].accuracy, 1);
  EXPECT_EQ(calibration(std::vector<int>{1}, probabilities, 2).bins[7].accuracy, 0);
}

TEST(Calibration, HonestProbabilitiesHaveASmallError) {
  std::mt19937 random(4);
  std::vector<int> truth;
  std::vector<float> probabilities;
  for (int song = 0; song < 50'000; ++song) {
    const float first = static_cast<float>(random() % 1000) / 1000;
    probabilities.insert(probabilities.end(), {first, 1 - first});
    truth.push_back(static_cast<float>(random() % 1000) / 1000 < first ? 0 : 1);
  }
  EXPECT_LT(calibration(truth, probabilities, 2).ece, 0.02);
}

TEST(Calibration, RefusesBadInput) {
  const std::vector<int> truth = {0, 1};
  const std::vector<float> good = {1, 0, 0, 1};
  EXPECT_THROW((void)calibration({}, {}, 2), Error);
  EXPECT_THROW((void)calibration(truth, good, 0), Error);
  EXPECT_THROW((void)calibration(truth, good, 3), Error);
  EXPECT_THROW((void)calibration(truth, std::vector<float>{1, 0, 0, 1, 0}, 2), Error);
  EXPECT_THROW((void)calibration(std::vector<int>{0, 2}, good, 2), Error);
  EXPECT_THROW((void)calibration(std::vector<int>{0, -1}, good, 2), Error);
  for (const float bad : {-0.1F, 1.1F, std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()})
    EXPECT_THROW((void)calibration(truth, std::vector<float>{1, 0, bad, 1}, 2), Error) << bad;
}

}  // namespace
}  // namespace leitmotif::evaluation

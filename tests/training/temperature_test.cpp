#include "leitmotif/training/temperature.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "leitmotif/evaluation/calibration.hpp"
#include "leitmotif/models/layers.hpp"

namespace leitmotif::training {
namespace {

struct Songs {
  std::vector<float> logits;
  std::vector<int> truth;
};

/// Songs whose truth is drawn from softmax(logits), which are then made `sharper` times as large.
Songs songs_of(std::size_t count, std::size_t classes, double sharper) {
  std::mt19937_64 random(3);
  const auto uniform = [&] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
  Songs songs;
  for (std::size_t song = 0; song < count; ++song) {
    std::vector<float> row(classes);
    for (float& logit : row) logit = static_cast<float>(uniform() * 6 - 3);
    const std::vector<float> probabilities = models::softmax(row, 1.0F);
    double left = uniform();
    int truth = 0;
    while (truth + 1 < static_cast<int>(classes) &&
           left >= static_cast<double>(probabilities[static_cast<std::size_t>(truth)]))
      left -= static_cast<double>(probabilities[static_cast<std::size_t>(truth++)]);
    songs.truth.push_back(truth);
    for (const float logit : row) songs.logits.push_back(static_cast<float>(sharper) * logit);
  }
  return songs;
}

double loss_at(const Songs& songs, std::size_t classes, float temperature) {
  double loss = 0;
  for (std::size_t song = 0; song < songs.truth.size(); ++song) {
    const std::span<const float> row(songs.logits.data() + song * classes, classes);
    loss -=
        std::log(static_cast<double>(models::softmax(row, temperature)[static_cast<std::size_t>(songs.truth[song])]));
  }
  return loss;
}

TEST(Temperature, FindsHowMuchTooSharpTheLogitsAre) {
  for (const double sharper : {0.5, 1.0, 2.0, 4.0})
    EXPECT_NEAR(fit_temperature(songs_of(20000, 5, sharper).logits, songs_of(20000, 5, sharper).truth, 5), sharper,
                0.05 * sharper);
}

TEST(Temperature, NoOtherTemperatureHasASmallerLoss) {
  const Songs songs = songs_of(300, 8, 2.5);
  const float best = fit_temperature(songs.logits, songs.truth, 8);
  const double least = loss_at(songs, 8, best);
  for (float temperature = 0.15F; temperature < 9.9F; temperature *= 1.1F)
    EXPECT_GE(loss_at(songs, 8, temperature), least - 1e-3 * least) << temperature;
}

TEST(Temperature, CalibrationErrorFalls) {
  const Songs songs = songs_of(5000, 8, 3.0);
  const auto error_at = [&](float temperature) {
    std::vector<float> probabilities;
    for (std::size_t song = 0; song < songs.truth.size(); ++song) {
      const std::vector<float> row =
          models::softmax(std::span<const float>(songs.logits.data() + song * 8, 8), temperature);
      probabilities.insert(probabilities.end(), row.begin(), row.end());
    }
    return evaluation::calibration(songs.truth, probabilities, 8).ece;
  };
  EXPECT_LT(error_at(fit_temperature(songs.logits, songs.truth, 8)), 0.25 * error_at(1.0F));
}

TEST(Temperature, StaysInItsRange) {
  const std::vector<float> logits = {5, 0, 0, 5, 5, 0};
  EXPECT_NEAR(fit_temperature(logits, std::vector<int>{0, 1, 0}, 2), 0.1F, 1e-3F);   // always right: as sharp as may be
  EXPECT_NEAR(fit_temperature(logits, std::vector<int>{1, 0, 1}, 2), 10.0F, 1e-2F);  // always wrong
}

TEST(Temperature, OneClassIsNotAProblem) {
  const float temperature = fit_temperature(std::vector<float>{1, 2, 3}, std::vector<int>{0, 0, 0}, 1);
  EXPECT_GE(temperature, 0.09F);
  EXPECT_LE(temperature, 10.1F);
}

}  // namespace
}  // namespace leitmotif::training

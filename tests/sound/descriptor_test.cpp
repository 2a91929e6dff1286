// What pieces are compared by, and guesses from it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "leitmotif/core/json.hpp"
#include "leitmotif/sound/estimate.hpp"
#include "leitmotif/sound/listener.hpp"
#include "leitmotif/sound/neighbours.hpp"
#include "leitmotif/sound/record.hpp"
#include "support/signals.hpp"

namespace leitmotif::testing {
namespace {

constexpr int kRate = 44100;

sound::Measurement measured(const Signal& signal, int rate = kRate) {
  sound::Stream stream;
  stream.rate = rate;
  stream.channels = 1;
  sound::Listener listener(stream);
  listener.add(signal);
  return sound::measure(listener.finish());
}

std::vector<std::vector<float>> songs(unsigned count) {
  std::vector<std::vector<float>> descriptors;
  for (unsigned i = 0; i < count; ++i)
    descriptors.push_back(measured(little_song(50 + static_cast<int>(i) * 3, 80 + 12.0 * i, 20, kRate, i)).descriptor);
  return descriptors;
}

TEST(Descriptor, QuieterShiftedAndResampledIsNearerThanAnyOther) {
  const std::vector<std::vector<float>> others = songs(6);
  for (unsigned i = 0; i < others.size(); ++i) {
    const Signal song = little_song(50 + static_cast<int>(i) * 3, 80 + 12.0 * i, 20, kRate, i);
    const Signal shifted(song.begin() + kRate, song.end());
    const Signal resampled = little_song(50 + static_cast<int>(i) * 3, 80 + 12.0 * i, 20, 48000, i);
    for (const auto& again : {measured(scaled(song, 0.7)), measured(shifted), measured(resampled, 48000)}) {
      std::vector<double> distances;
      for (const auto& other : others) distances.push_back(sound::distance(again.descriptor, other));
      EXPECT_EQ(std::ranges::min_element(distances) - distances.begin(), i);
    }
  }
}

TEST(Descriptor, LevelChangesNothingButTheLoudnessPart) {
  const Signal song = little_song(57, 100, 20, kRate, 1);
  const std::vector<float> loud = measured(song).descriptor;
  const std::vector<float> quiet = measured(scaled(song, 0.25)).descriptor;
  ASSERT_EQ(loud.size(), sound::descriptor_size());
  const double without = sound::distance(loud, quiet, sound::Compared::all_but_loudness);
  EXPECT_LT(without, 0.1);
  EXPECT_GT(sound::distance(loud, quiet), 2 * without);
}

/// Mutual proximity from its definition, by plain loops.
std::vector<std::vector<double>> mutual(const std::vector<std::vector<double>>& far) {
  const std::size_t n = far.size();
  std::vector<double> mean(n);
  std::vector<double> deviation(n);
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b < n; ++b) mean[a] += a == b ? 0 : far[a][b] / static_cast<double>(n - 1);
    for (std::size_t b = 0; b < n; ++b)
      deviation[a] += a == b ? 0 : std::pow(far[a][b] - mean[a], 2) / static_cast<double>(n - 1);
    deviation[a] = std::sqrt(deviation[a]);
  }
  std::vector<std::vector<double>> result(n, std::vector<double>(n));
  const auto above = [](double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); };
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = 0; b < n; ++b)
      result[a][b] = 1 - above((far[a][b] - mean[a]) / deviation[a]) * above((far[a][b] - mean[b]) / deviation[b]);
  return result;
}

TEST(Neighbours, AreThoseOfMutualProximity) {
  std::mt19937 bits(1);
  std::normal_distribution<float> normal;
  std::vector<std::vector<float>> pieces(40, std::vector<float>(sound::descriptor_size()));
  for (auto& piece : pieces) {
    float squares = 0;
    for (float& number : piece) squares += std::pow(number = normal(bits), 2.0F);
    for (float& number : piece) number /= std::sqrt(squares);
  }
  std::vector<std::vector<double>> far(40, std::vector<double>(40));
  for (std::size_t a = 0; a < 40; ++a)
    for (std::size_t b = 0; b < 40; ++b) far[a][b] = sound::distance(pieces[a], pieces[b]);
  const auto expected = mutual(far);
  std::size_t visited = 0;
  sound::for_each_neighbours(pieces, sound::Compared::everything, 2,
                             [&](std::size_t piece, std::span<const sound::Neighbour> others) {
                               EXPECT_EQ(piece, visited++);
                               ASSERT_EQ(others.size(), 39U);
                               EXPECT_TRUE(std::ranges::is_sorted(others, {}, &sound::Neighbour::distance));
                               for (const sound::Neighbour& other : others)
                                 EXPECT_NEAR(other.distance, expected[piece][other.piece], 1e-5);
                             });
  EXPECT_EQ(visited, 40U);
}

TEST(Neighbours, FewPiecesAreComparedByMusicAtLarge) {
  const std::vector<std::vector<float>> three = songs(3);
  std::vector<std::vector<float>> pieces = three;
  pieces.push_back(three[1]);
  sound::for_each_neighbours(pieces, sound::Compared::everything, 1,
                             [&](std::size_t piece, std::span<const sound::Neighbour> others) {
                               ASSERT_EQ(others.size(), 3U);
                               for (const auto& other : others) {
                                 EXPECT_GE(other.distance, 0);
                                 EXPECT_LE(other.distance, 1);
                               }
                               if (piece == 1) {
                                 EXPECT_EQ(others.front().piece, 3U);
                               }
                             });
  sound::for_each_neighbours({}, sound::Compared::everything, 1, [](std::size_t, auto) { FAIL(); });
}

double estimate(const sound::Measurement& measurement, const std::string& name) {
  for (const sound::Estimate& found : sound::estimates_of(measurement))
    if (found.name == name) return found.value;
  ADD_FAILURE() << name;
  return 0;
}

TEST(Estimates, LouderIsMoreEnergeticAndLessAcoustic) {
  const Signal song = little_song(57, 120, 30, kRate, 1);
  const sound::Measurement quiet = measured(scaled(song, 0.15));
  const sound::Measurement loud = measured(scaled(song, 1.5));
  EXPECT_GT(estimate(loud, "energy"), estimate(quiet, "energy") + 0.05);
  EXPECT_LT(estimate(loud, "acousticness"), estimate(quiet, "acousticness") - 0.05);
  EXPECT_GT(estimate(loud, "arousal"), estimate(quiet, "arousal"));
  EXPECT_NEAR(estimate(loud, "loudness"), 0.02564 * loud.loudness_lufs + 0.914, 1e-9);
}

TEST(Estimates, LieWithinTheirIntervalsAndScales) {
  for (const double level : {0.001, 0.05, 1.0})
    for (const double tempo : {45.0, 120.0, 220.0}) {
      const auto estimates = sound::estimates_of(measured(scaled(little_song(57, tempo, 15, kRate, 1), level)));
      ASSERT_EQ(estimates.size(), 7U);
      for (const sound::Estimate& found : estimates) {
        const bool is_rating = found.name == "arousal" || found.name == "pleasure";
        EXPECT_GE(found.low, is_rating ? 1 : 0) << found.name;
        EXPECT_LE(found.high, is_rating ? 9 : 1) << found.name;
        EXPECT_LE(found.low, found.value) << found.name;
        EXPECT_GE(found.high, found.value) << found.name;
      }
    }
  EXPECT_TRUE(sound::estimates_of(measured(silence(20, kRate))).empty());
}

TEST(Record, ComesBackAsItWas) {
  sound::Measurement sent = measured(little_song(57, 100, 12, kRate, 1));
  sent.problem = "is damaged: \"quote\"";
  sent.fingerprint = "AQAD";
  sent.stream.codec = "vorbis";
  const sound::Measurement back = sound::measurement_from(Json::parse(sound::to_json(sent).dump()));
  EXPECT_EQ(sound::to_json(back).dump(), sound::to_json(sent).dump());
  EXPECT_EQ(back.descriptor, sent.descriptor);
  EXPECT_EQ(back.tempo, sent.tempo);
}

}  // namespace
}  // namespace leitmotif::testing

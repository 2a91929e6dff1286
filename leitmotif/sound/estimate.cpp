// data/sound/columns.txt, which tools/sound_estimates.py writes, has curves and weights.
#include "leitmotif/sound/estimate.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <sstream>
#include <string_view>

#include "leitmotif/core/error.hpp"
#include "leitmotif/sound/columns_data.hpp"

namespace leitmotif::sound {
namespace {

constexpr std::size_t kColumns = 4;
constexpr std::array<const char*, kColumns> kColumnNames = {"energy", "acousticness", "danceability", "valence"};
/// Slope and offset from the public tables' scale to the data set's, by songs that are in both.
constexpr std::array<std::array<double, 2>, kColumns> kScales = {
    {{1, 0}, {1.004, 0}, {1.083, -0.067}, {1.031, -0.024}}};
constexpr double kLoudnessSlope = 0.02564;  // loudness = 0.02564 dB + 0.914, by the same songs
constexpr double kLoudnessOffset = 0.914;
constexpr double kLoudnessInterval = 0.02;
/// By how much bright music is more, and dark music less, energetic than its loudness says: a deviation of brightness
/// moves people's arousal by 0.65 of its 1.3, and 1.3 is worth 0.25 of energy. Half of it, as the rest is in the curve.
constexpr double kBrightEnergy = 0.06;
constexpr double kMostDeviation = 2.5;
constexpr double kUsualTempo = 120;   // where there is no pulse
constexpr double kNormal80 = 1.2816;  // deviations on either side that hold 80 %

using Curve = std::vector<double>;  // knots

/// How well a guess is known, where it lies.
struct Interval {
  double guess = 0, mean = 0, low = 0, high = 0;
};

struct Columns {
  std::map<std::string, Curve> knots;
  std::map<std::string, std::vector<Interval>> intervals;
  std::array<double, kColumns> mean{};
  std::vector<std::array<double, kColumns>> weights;
  std::vector<double> feeling_mean, feeling_deviation;
  std::map<std::string, std::vector<double>> feelings;  // mean, weights, deviation of what is left
};

std::vector<double> rest_of(std::istringstream& line) {
  std::vector<double> numbers;
  for (double number = 0; line >> number;) numbers.push_back(number);
  return numbers;
}

std::array<double, kColumns> four_of(const std::vector<double>& numbers) {
  std::array<double, kColumns> four{};
  std::copy_n(numbers.begin(), std::min(kColumns, numbers.size()), four.begin());
  return four;
}

Columns read_columns() {
  Columns columns;
  std::istringstream text{std::string(embedded::kSoundColumns)};
  for (std::string row; std::getline(text, row);) {
    std::istringstream line(row);
    std::string what;
    std::string name;
    line >> what;
    if (what == "knots" || what == "interval" || what == "feeling") line >> name;
    const std::vector<double> numbers = rest_of(line);
    if (what == "knots") columns.knots[name] = numbers;
    if (what == "interval")
      columns.intervals[name].push_back({numbers.at(0), numbers.at(1), numbers.at(2), numbers.at(3)});
    if (what == "mean") columns.mean = four_of(numbers);
    if (what == "weight") columns.weights.push_back(four_of(numbers));
    if (what == "feeling_mean") columns.feeling_mean = numbers;
    if (what == "feeling_deviation") columns.feeling_deviation = numbers;
    if (what == "feeling") columns.feelings[name] = numbers;
  }
  return columns;
}

const Columns& columns() {
  static const Columns read = read_columns();
  return read;
}

/// Weights of the two knots around a value: a curve of straight pieces.
std::vector<double> hats(double value, const Curve& knots) {
  std::vector<double> weights(knots.size());
  value = std::clamp(value, knots.front(), knots.back());
  std::size_t low = 0;
  while (low + 2 < knots.size() && knots[low + 1] < value) ++low;
  const double part = (value - knots[low]) / (knots[low + 1] - knots[low]);
  weights[low] = 1 - part;
  weights[low + 1] = part;
  return weights;
}

/// What the published pairs say: products of two curves each, as the table has them.
std::array<double, kColumns> from_curves(const Measurement& measurement) {
  const Columns& known = columns();
  const double tempo = measurement.tempo > 0 ? measurement.tempo : kUsualTempo;
  const auto loudness = hats(measurement.loudness_lufs, known.knots.at("loudness"));
  const auto speed = hats(std::log2(std::clamp(tempo, 40.0, 240.0)), known.knots.at("tempo"));
  const auto length = hats(std::log2(std::max(measurement.seconds, 1.0)), known.knots.at("length"));
  const std::vector<double> mode = measurement.major ? std::vector<double>{0, 1} : std::vector<double>{1, 0};
  std::vector<double> key(12, measurement.key < 0 ? 1.0 / 12 : 0);
  if (measurement.key >= 0) key[static_cast<std::size_t>(measurement.key)] = 1;
  std::array<double, kColumns> sums = known.mean;
  std::size_t row = 0;
  const auto add_pairs = [&](const std::vector<double>& a, const std::vector<double>& b) {
    for (const double first : a)
      for (const double second : b) {
        const double weight = first * second;
        for (std::size_t c = 0; c < kColumns; ++c) sums[c] += weight * known.weights.at(row)[c];
        ++row;
      }
  };
  add_pairs(loudness, speed);
  add_pairs(loudness, length);
  add_pairs(speed, length);
  add_pairs(loudness, mode);
  add_pairs(speed, mode);
  add_pairs(key, mode);
  add_pairs(length, mode);
  return sums;
}

/// Deviations from the music people rated: level, brightness, roll-off, zero crossings.
std::array<double, 4> feeling_scores(const Measurement& measurement) {
  const Columns& known = columns();
  // Crossings of a sample at 44.1 kHz, as they were counted there.
  const std::array<double, 4> raw = {measurement.rms_db, std::log2(measurement.brightness_hz + 20),
                                     std::log2(measurement.rolloff_hz + 20),
                                     std::log(measurement.zero_crossings / 44100 + 0.003)};
  std::array<double, 4> scores{};
  for (std::size_t i = 0; i < scores.size(); ++i)
    scores[i] = std::clamp((raw[i] - known.feeling_mean.at(i)) / known.feeling_deviation.at(i), -kMostDeviation,
                           kMostDeviation);
  return scores;
}

Estimate feeling(const std::string& name, const std::array<double, 4>& scores) {
  const std::vector<double>& weights = columns().feelings.at(name);
  double value = weights.at(0);
  for (std::size_t i = 0; i < scores.size(); ++i) value += weights.at(i + 1) * scores[i];
  const double half = kNormal80 * weights.at(5);
  return {name, std::clamp(value, 1.0, 9.0), std::clamp(value - half, 1.0, 9.0), std::clamp(value + half, 1.0, 9.0)};
}

/// With the interval of guesses like it, between those that are known.
Estimate column(std::size_t number, double guess) {
  const std::vector<Interval>& known = columns().intervals.at(kColumnNames[number]);
  std::vector<double> centres;
  for (const Interval& interval : known) centres.push_back(interval.guess);
  const std::vector<double> weights = hats(guess, centres);
  double low = 0;
  double high = 0;
  for (std::size_t i = 0; i < known.size(); ++i) {
    low += weights[i] * known[i].low;
    high += weights[i] * known[i].high;
  }
  const auto scaled = [&](double value) {
    return std::clamp(kScales[number][0] * value + kScales[number][1], 0.0, 1.0);
  };
  return {kColumnNames[number], scaled(guess), std::min(scaled(low), scaled(guess)),
          std::max(scaled(high), scaled(guess))};
}

}  // namespace

std::vector<Estimate> estimates_of(const Measurement& measurement) {
  if (measurement.descriptor.empty() || measurement.kind == "speech") return {};
  std::array<double, kColumns> guesses = from_curves(measurement);
  const std::array<double, 4> scores = feeling_scores(measurement);
  guesses[0] += kBrightEnergy * scores[1];
  std::vector<Estimate> estimates;
  for (std::size_t c = 0; c < kColumns; ++c) estimates.push_back(column(c, guesses[c]));
  const double loudness = kLoudnessSlope * measurement.loudness_lufs + kLoudnessOffset;
  const auto within = [](double value) { return std::clamp(value, 0.0, 1.0); };
  estimates.push_back(
      {"loudness", within(loudness), within(loudness - kLoudnessInterval), within(loudness + kLoudnessInterval)});
  estimates.push_back(feeling("arousal", scores));
  estimates.push_back(feeling("pleasure", scores));
  std::ranges::sort(estimates, {}, &Estimate::name);
  return estimates;
}

}  // namespace leitmotif::sound

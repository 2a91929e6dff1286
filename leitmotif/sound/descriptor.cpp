#include "leitmotif/sound/descriptor.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <string_view>

#include "leitmotif/core/error.hpp"
#include "leitmotif/sound/descriptor_data.hpp"

namespace leitmotif::sound {
namespace {

constexpr double kMostDeviations = 4;  // beyond, a number is taken for an accident

/// What data/sound/descriptor.txt says.
struct Directions {
  std::vector<std::string> names;
  std::vector<double> mean, deviation;
  std::vector<double> weights;   // [names x size]
  std::vector<double> variance;  // [size] of music at large
};

std::string_view next_word(std::string_view& line, char end) {
  const std::size_t at = std::min(line.find(end), line.size());
  const std::string_view word = line.substr(0, at);
  line.remove_prefix(std::min(line.size(), at + 1));
  return word;
}

std::vector<double> numbers_in(std::string_view line) {
  std::vector<double> numbers;
  while (!line.empty()) {
    const std::string_view word = next_word(line, ' ');
    double number = 0;
    if (std::from_chars(word.data(), word.data() + word.size(), number).ec != std::errc())
      throw Error(ErrorKind::internal, "the table of descriptors has '" + std::string(word) + "' for a number");
    numbers.push_back(number);
  }
  return numbers;
}

/// Lines of a name, a tab and numbers; the first line has the variances.
Directions read_directions() {
  Directions directions;
  std::string_view text = embedded::kSoundDescriptor;
  while (!text.empty()) {
    std::string_view line = next_word(text, '\n');
    const std::string_view name = next_word(line, '\t');
    const std::vector<double> row = numbers_in(line);
    if (directions.variance.empty()) {
      directions.variance = row;
      continue;
    }
    directions.names.emplace_back(name);
    directions.mean.push_back(row.at(0));
    directions.deviation.push_back(row.at(1));
    directions.weights.insert(directions.weights.end(), row.begin() + 2, row.end());
  }
  return directions;
}

const Directions& directions() {
  static const Directions read = read_directions();
  return read;
}

std::size_t compared_size(std::size_t size, Compared compared) {
  return compared == Compared::everything ? size : size - std::min(size, kLoudnessPart);
}

float dot(std::span<const float> a, std::span<const float> b, std::size_t size) {
  float sum = 0;
  for (std::size_t k = 0; k < size; ++k) sum += a[k] * b[k];
  return sum;
}

/// Of two points of a sphere of radius 1, by the cosine of the angle between them.
double chord(double cosine) { return std::sqrt(std::max(0.0, 2 - 2 * cosine)); }

/// The chance that a number of the normal distribution lies above.
double above(double deviations) { return 0.5 * std::erfc(deviations / std::numbers::sqrt2); }

}  // namespace

std::size_t descriptor_size() { return directions().variance.size(); }

std::vector<float> descriptor_of(const Numbers& numbers) {
  const Directions& known = directions();
  if (known.names != numbers.names)
    throw Error(ErrorKind::internal, "the table of descriptors is not made for these measurements");
  const std::size_t size = known.variance.size();
  std::vector<double> sums(size);
  for (std::size_t i = 0; i < numbers.values.size(); ++i) {
    const double score = (numbers.values[i] - known.mean[i]) / known.deviation[i];
    const double kept = std::clamp(score, -kMostDeviations, kMostDeviations);
    for (std::size_t k = 0; k < size; ++k) sums[k] += kept * known.weights[i * size + k];
  }
  double squares = 0;
  for (const double sum : sums) squares += sum * sum;
  for (double& sum : sums) sum /= std::sqrt(std::max(squares, 1e-12));
  return {sums.begin(), sums.end()};
}

double distance(std::span<const float> a, std::span<const float> b, Compared compared) {
  const std::size_t size = compared_size(a.size(), compared);
  const float both = dot(a, b, size);
  if (compared == Compared::everything) return chord(static_cast<double>(both));
  const float lengths = dot(a, a, size) * dot(b, b, size);
  return chord(static_cast<double>(both) / std::sqrt(static_cast<double>(std::max(lengths, 1e-12F))));
}

Surroundings surroundings_of(std::span<const float> descriptor, Compared compared) {
  const std::vector<double>& variance = directions().variance;
  double along = 0;  // variance of music at large in this direction
  double all = 0;
  double squares = 0;
  for (std::size_t k = 0; k < compared_size(descriptor.size(), compared); ++k) {
    const double square = static_cast<double>(descriptor[k]) * static_cast<double>(descriptor[k]);
    along += square * variance[k];
    all += variance[k];
    squares += square;
  }
  // Others lie at right angles in the mean; the chord changes by 1 / sqrt(2) of what the cosine does there.
  return {std::numbers::sqrt2, std::sqrt(along / std::max(squares, 1e-12) / all) / std::numbers::sqrt2};
}

double mutual_distance(double distance, const Surroundings& a, const Surroundings& b) {
  return 1 - above((distance - a.mean) / a.deviation) * above((distance - b.mean) / b.deviation);
}

}  // namespace leitmotif::sound

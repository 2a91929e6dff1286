// Sources: Faraldo et al., Key estimation in electronic dance music, 2016 (profiles of notes); Krumhansl, Cognitive
// Foundations of Musical Pitch, 1990 (keys by correlation).
#include "leitmotif/sound/tonality.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <numeric>

namespace leitmotif::sound {
namespace {

using Profile = std::array<double, 12>;
constexpr Profile kMajor = {6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
constexpr Profile kMinor = {6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17};

/// Correlation of notes with a profile that begins at `key`.
double correlation(const Chroma& notes, const Profile& profile, std::size_t key) {
  const double mean = std::accumulate(profile.begin(), profile.end(), 0.0) / 12;
  const double notes_mean = static_cast<double>(std::accumulate(notes.begin(), notes.end(), 0.0F)) / 12;
  double both = 0;
  double one = 0;
  double other = 0;
  for (std::size_t n = 0; n < 12; ++n) {
    const double a = static_cast<double>(notes[n]) - notes_mean;
    const double b = profile[(n + 12 - key) % 12] - mean;
    both += a * b;
    one += a * a;
    other += b * b;
  }
  return one > 1e-12 ? both / std::sqrt(one * other) : 0;
}

std::array<double, kIntervals> shape_of(const Chroma& notes) {
  std::array<double, kIntervals> shape{};
  for (std::size_t k = 0; k < kIntervals; ++k) {
    std::complex<double> sum = 0;
    for (std::size_t n = 0; n < 12; ++n)
      sum += std::polar(static_cast<double>(notes[n]), -2 * std::numbers::pi * static_cast<double>((k + 1) * n) / 12);
    shape[k] = std::abs(sum);
  }
  return shape;
}

/// The mean of the frames with each squared, which lets the loud notes of a chord stand out.
Chroma sharpened(const Chromas& chromas) {
  Chroma mean{};
  for (const Chroma& notes : chromas.frames) {
    const float squares = std::inner_product(notes.begin(), notes.end(), notes.begin(), 1e-12F);
    for (std::size_t n = 0; n < mean.size(); ++n) mean[n] += notes[n] * notes[n] / squares;
  }
  return mean;
}

/// The best key of either mode: minor, major.
struct BestKeys {
  std::array<double, 2> correlation = {-1, -1};
  std::array<int, 2> key{};
};

BestKeys best_keys(const Chroma& notes) {
  BestKeys best;
  for (std::size_t k = 0; k < 12; ++k)
    for (const std::size_t major : {0U, 1U}) {
      const double found = correlation(notes, major == 1 ? kMajor : kMinor, k);
      if (found <= best.correlation[major]) continue;
      best.correlation[major] = found;
      best.key[major] = static_cast<int>(k);
    }
  return best;
}

void find_key(const Chromas& chromas, Tonality& tonality) {
  const BestKeys plain = best_keys(chromas.mean);
  tonality.clarity = std::max(0.0, std::max(plain.correlation[0], plain.correlation[1]));
  tonality.majorness = plain.correlation[1] - plain.correlation[0];
  const BestKeys sharp = best_keys(sharpened(chromas));
  tonality.major = sharp.correlation[1] >= sharp.correlation[0];
  tonality.key = sharp.key[tonality.major ? 1 : 0];
}

}  // namespace

Tonality tonality_of(const Chromas& chromas) {
  Tonality tonality;
  if (chromas.frames.empty()) return tonality;
  find_key(chromas, tonality);
  tonality.shape = shape_of(chromas.mean);
  const auto count = static_cast<double>(chromas.frames.size());
  double entropy = 0;
  double change = 0;
  for (std::size_t i = 0; i < chromas.frames.size(); ++i) {
    const Chroma& notes = chromas.frames[i];
    const auto shape = shape_of(notes);
    for (std::size_t k = 0; k < kIntervals; ++k) tonality.frame_shape[k] += shape[k] / count;
    for (std::size_t n = 0; n < 12; ++n) {
      const auto share = static_cast<double>(notes[n]);
      entropy -= share * std::log(share + 1e-12);
      if (i > 0) change += std::abs(share - static_cast<double>(chromas.frames[i - 1][n]));
    }
  }
  tonality.entropy = entropy / count / std::log(12.0);
  tonality.change = count > 1 ? change / (count - 1) : 0;
  return tonality;
}

}  // namespace leitmotif::sound

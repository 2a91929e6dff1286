// Sources: Krumhansl, Cognitive Foundations of Musical Pitch, 1990 (keys by correlation with profiles of notes);
// Faraldo et al., A multi-profile method for key estimation in EDM, 2017 (profiles without what is not in the key).
#include "leitmotif/sound/tonality.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <numeric>

namespace leitmotif::sound {
namespace {

using Profile = std::array<double, 12>;

/// How much of each note the modes have, from the key note on.
struct Profiles {
  Profile minor, major;
};

constexpr Profiles kHeardByListeners = {{6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17},
                                        {6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88}};
/// Nothing of what is not in the key.
constexpr Profiles kFoundInMusic = {{1.00, 0, 0.36, 0.39, 0, 0.38, 0, 0.74, 0.27, 0, 0.42, 0.23},
                                    {1.00, 0, 0.42, 0, 0.53, 0.37, 0, 0.77, 0, 0.38, 0.21, 0.30}};

/// Of notes and a profile that begins at `key`.
double cosine(const Profile& notes, const Profile& profile, std::size_t key) {
  double both = 0;
  double one = 0;
  double other = 0;
  for (std::size_t n = 0; n < 12; ++n) {
    const double a = notes[n];
    const double b = profile[(n + 12 - key) % 12];
    both += a * b;
    one += a * a;
    other += b * b;
  }
  return one > 1e-12 ? both / std::sqrt(one * other) : 0;
}

Profile profile_of(const Chroma& notes) {
  Profile profile{};
  std::ranges::copy(notes, profile.begin());
  return profile;
}

/// Around its mean: the cosine of such is a correlation.
Profile centred(Profile profile) {
  const double mean = std::accumulate(profile.begin(), profile.end(), 0.0) / 12;
  for (double& share : profile) share -= mean;
  return profile;
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

/// The best key of either mode, and how well it fits.
struct BestKeys {
  std::array<double, 2> fit = {-1, -1};  // minor, major
  std::array<int, 2> key{};
};

BestKeys best_keys(const Profile& notes, const Profiles& profiles) {
  BestKeys best;
  for (std::size_t k = 0; k < 12; ++k)
    for (const std::size_t major : {0U, 1U}) {
      const double found = cosine(notes, major == 1 ? profiles.major : profiles.minor, k);
      if (found <= best.fit[major]) continue;
      best.fit[major] = found;
      best.key[major] = static_cast<int>(k);
    }
  return best;
}

void find_key(const Chromas& chromas, Tonality& tonality) {
  const Profiles listeners = {centred(kHeardByListeners.minor), centred(kHeardByListeners.major)};
  const BestKeys heard = best_keys(centred(profile_of(chromas.mean)), listeners);
  tonality.clarity = std::max(0.0, std::max(heard.fit[0], heard.fit[1]));
  tonality.majorness = heard.fit[1] - heard.fit[0];
  const BestKeys found = best_keys(profile_of(chromas.peaks), kFoundInMusic);
  tonality.major = found.fit[1] >= found.fit[0];
  tonality.key = found.key[tonality.major ? 1 : 0];
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

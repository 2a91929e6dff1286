// Sources: Ellis, Beat tracking by dynamic programming, 2007 (onset strength and the weight of tempi); Percival and
// Tzanetakis, Streamlined tempo estimation based on autocorrelation and cross-correlation with pulses, 2014 (compressed
// autocorrelation, multiples of a beat); Streich and Herrera, Detrended fluctuation analysis of music signals, 2005
// (danceability); Pampalk et al., Content-based organization and visualization of music archives, 2002 (modulation).
#include "leitmotif/sound/rhythm.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "leitmotif/sound/fourier.hpp"

namespace leitmotif::sound {
namespace {

constexpr float kOnsetRangeDb = 60;  // below the loudest band nothing counts
constexpr std::size_t kLeastOnsets = 200;
constexpr std::size_t kOnsetBands = 5;
constexpr std::size_t kPulseWindow = 516;  // onsets of 12 s, so that a changing tempo does not blur everything
constexpr double kLeastRise = 0.05;        // dB a frame in the mean; steady tones have less
constexpr double kSlowest = 40;
constexpr double kFastest = 240;
constexpr double kLikelyTempo = 125;
constexpr double kOctavesAround = 0.8;
// Of noise: mostly below .4. Of 88 pieces of music: .7 and more, but two.
constexpr double kMostScoreOfNoise = 0.6;  // by the root of how many onsets there are
constexpr std::size_t kModulationWindow = 256;

using OnsetBands = std::array<std::vector<double>, kOnsetBands>;

/// Mean of the values around each place, `width` wide, narrower at the ends.
std::vector<double> local_means(const std::vector<double>& values, std::size_t width) {
  std::vector<double> sums(values.size() + 1);
  std::partial_sum(values.begin(), values.end(), sums.begin() + 1);
  std::vector<double> means(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t begin = i > width / 2 ? i - width / 2 : 0;
    const std::size_t end = std::min(values.size(), i + width - width / 2);
    means[i] = (sums[end] - sums[begin]) / static_cast<double>(end - begin);
  }
  return means;
}

/// By how much each group of bands rises from frame to frame, in dB. Shape: [kOnsetBands][frames - 1].
OnsetBands rises_of(const Frames& frames) {
  constexpr std::size_t kEach = kMelBands / kOnsetBands;
  float top = -1000;
  for (const auto& levels : frames.mel_db) top = std::max(top, *std::ranges::max_element(levels));
  const float floor = top - kOnsetRangeDb;
  OnsetBands rises;
  for (std::size_t band = 0; band < kOnsetBands; ++band)
    for (std::size_t i = 1; i < frames.count; ++i) {
      float sum = 0;
      for (std::size_t b = band * kEach; b < (band + 1) * kEach; ++b)
        sum += std::max(0.0F, std::max(frames.mel_db[i][b], floor) - std::max(frames.mel_db[i - 1][b], floor));
      rises[band].push_back(static_cast<double>(sum) / static_cast<double>(kEach));
    }
  return rises;
}

/// The mean over the bands.
std::vector<double> mean_of(const OnsetBands& bands) {
  std::vector<double> mean(bands.front().size());
  for (const std::vector<double>& band : bands)
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += band[i] / static_cast<double>(kOnsetBands);
  return mean;
}

/// What stands out from the second around it.
std::vector<double> onsets_of(const std::vector<double>& rises) {
  std::vector<double> onsets = local_means(rises, static_cast<std::size_t>(kFrameRate));
  for (std::size_t i = 0; i < rises.size(); ++i) onsets[i] = std::max(0.0, rises[i] - onsets[i]);
  return onsets;
}

/// How alike onsets are after each lag, 1 for lag 0: means over windows. Shape: both [lags].
struct Pulse {
  std::vector<double> plain;
  std::vector<double> compressed;  ///< with narrow peaks, to choose among lags by
};

Pulse pulse_of(const std::vector<double>& onsets) {
  const std::size_t window = std::min(kPulseWindow, onsets.size());
  const std::size_t lags = window * 2 / 3;
  Pulse pulse{std::vector<double>(lags), std::vector<double>(lags)};
  Autocorrelation autocorrelation(window, lags);
  std::vector<float> part(window);
  std::vector<double> plain(lags);
  std::vector<double> compressed(lags);
  double windows = 0;
  for (std::size_t at = 0; at + window <= onsets.size(); at += window / 2) {
    const std::span<const double> stretch = std::span(onsets).subspan(at, window);
    const double mean = std::accumulate(stretch.begin(), stretch.end(), 0.0) / static_cast<double>(window);
    std::ranges::transform(stretch, part.begin(), [&](double onset) { return static_cast<float>(onset - mean); });
    autocorrelation.transform(part, plain, compressed);
    if (plain.front() <= 0) continue;
    ++windows;
    for (std::size_t lag = 0; lag < lags; ++lag) {
      pulse.plain[lag] += plain[lag];
      pulse.compressed[lag] += compressed[lag];
    }
  }
  for (std::vector<double>* values : {&pulse.plain, &pulse.compressed})
    for (double& value : *values) value /= std::max(1.0, windows);
  return pulse;
}

/// The mean over the bands: a beat is heard in some of them.
std::vector<double> compressed_of(const OnsetBands& rises) {
  std::vector<double> mean;
  for (const std::vector<double>& band : rises) {
    const std::vector<double> found = pulse_of(onsets_of(band)).compressed;
    mean.resize(found.size());
    for (std::size_t lag = 0; lag < mean.size(); ++lag) mean[lag] += found[lag] / static_cast<double>(kOnsetBands);
  }
  return mean;
}

/// Where a parabola through three neighbours has its top, from -0.5 to 0.5.
double top_of(double before, double middle, double after) {
  const double bend = before - 2 * middle + after;
  return bend < 0 ? std::clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0;
}

double tempo_of(double lag) { return 60 * kFrameRate / lag; }

/// The lag of a beat ever more exactly: a frame is 23 ms, so two, four and eight beats tell it better than one.
double exact_lag(const std::vector<double>& pulse, double found) {
  constexpr double kMostChange = 0.03;  // farther away lies another beat
  const double least = pulse[static_cast<std::size_t>(std::lround(found))] / 2;
  double beat = found;
  for (const double beats : {1.0, 2.0, 4.0, 8.0}) {
    const auto guess = static_cast<std::size_t>(std::lround(beat * beats));
    if (guess + 3 >= pulse.size()) break;
    std::size_t best = guess;
    for (std::size_t k = guess - 2; k <= guess + 2; ++k)
      if (pulse[k] > pulse[best]) best = k;
    const bool is_top = pulse[best] > pulse[best - 1] && pulse[best] >= pulse[best + 1];
    if (!is_top || pulse[best] < least) break;
    const double exact = (static_cast<double>(best) + top_of(pulse[best - 1], pulse[best], pulse[best + 1])) / beats;
    if (std::abs(exact / found - 1) > kMostChange) break;
    beat = exact;
  }
  return beat;
}

/// Between two lags what lies between; nothing beyond the last.
double likeness_at(const std::vector<double>& likeness, double lag) {
  const auto before = static_cast<std::size_t>(lag);
  if (before + 1 >= likeness.size()) return 0;
  return std::lerp(likeness[before], likeness[before + 1], lag - static_cast<double>(before));
}

/// How well a beat of this length explains the onsets. Music in bars is alike after two and four beats as well, and
/// half a beat is a note in most of it; what is rather alike after three quarters of it has another beat.
double beat_score(const std::vector<double>& likeness, double lag) {
  constexpr std::array<std::array<double, 2>, 5> kMultiples = {{{1, 1}, {2, 0.5}, {4, 0.5}, {0.5, 0.25}, {0.75, -0.3}}};
  double score = 0;
  for (const auto& [multiple, weight] : kMultiples) score += weight * likeness_at(likeness, lag * multiple);
  return score;
}

/// How likely people are to tap it, 1 at the likeliest.
double likelihood_of(double tempo) {
  const double octaves = std::log2(tempo / kLikelyTempo) / kOctavesAround;
  return std::exp(-0.5 * octaves * octaves);
}

void find_tempo(const OnsetBands& rises, const std::vector<double>& onsets, Rhythm& rhythm) {
  constexpr double kStep = 1.0035;  // a two-hundredth of an octave
  const std::vector<double> pulse = pulse_of(onsets).plain;
  const std::vector<double> compressed = compressed_of(rises);
  double best = 0;
  double found = 0;
  for (double tempo = kSlowest; tempo <= kFastest; tempo *= kStep) {
    const double lag = 60 * kFrameRate / tempo;
    const double score = beat_score(compressed, lag);
    if (score * likelihood_of(tempo) <= best || likeness_at(pulse, lag) <= 0) continue;
    best = score * likelihood_of(tempo);
    found = lag;
  }
  if (best <= 0) return;
  rhythm.tempo = std::clamp(tempo_of(exact_lag(pulse, found)), kSlowest, kFastest);
  const double by_chance = kMostScoreOfNoise / std::sqrt(static_cast<double>(onsets.size()));
  rhythm.evidence = beat_score(compressed, found) / by_chance;
  const auto lag = static_cast<std::size_t>(std::lround(found));
  rhythm.clarity = std::clamp(std::max({pulse[lag - 1], pulse[lag], pulse[lag + 1]}), 0.0, 1.0);
}

void find_onsets(const std::vector<double>& onsets, const std::vector<double>& rises, Rhythm& rhythm) {
  const auto count = static_cast<double>(onsets.size());
  const double mean = std::accumulate(onsets.begin(), onsets.end(), 0.0) / count;
  double variance = 0;
  for (const double onset : onsets) variance += (onset - mean) * (onset - mean) / count;
  const double least = mean + std::sqrt(variance);
  std::size_t peaks = 0;
  for (std::size_t i = 1; i + 1 < onsets.size(); ++i)
    peaks += onsets[i] > onsets[i - 1] && onsets[i] >= onsets[i + 1] && onsets[i] > least ? 1U : 0U;
  rhythm.onsets = static_cast<double>(peaks) / (count / kFrameRate);
  rhythm.strength = mean / (std::accumulate(rises.begin(), rises.end(), 0.0) / count + 1e-9);
}

/// Levels of ten wide bands, frame by frame.
std::vector<std::array<float, kModulationBands>> wide_bands(const Frames& frames) {
  constexpr std::size_t kEach = kMelBands / kModulationBands;
  float top = -1000;
  for (const auto& levels : frames.mel_db) top = std::max(top, *std::ranges::max_element(levels));
  std::vector<std::array<float, kModulationBands>> wide(frames.count);
  for (std::size_t i = 0; i < frames.count; ++i)
    for (std::size_t b = 0; b < kMelBands; ++b)
      wide[i][b / kEach] += std::max(frames.mel_db[i][b], top - kOnsetRangeDb) / static_cast<float>(kEach);
  return wide;
}

void find_modulation(const Frames& frames, Rhythm& rhythm) {
  const auto bands = wide_bands(frames);
  PowerSpectrum spectrum(kModulationWindow);
  std::vector<float> part(kModulationWindow);
  std::vector<float> power(spectrum.bins());
  const double bin_rate = kFrameRate / static_cast<double>(kModulationWindow);
  for (std::size_t at = 0; at + kModulationWindow <= bands.size(); at += kModulationWindow / 2)
    for (std::size_t b = 0; b < kModulationBands; ++b) {
      float mean = 0;
      for (std::size_t i = 0; i < kModulationWindow; ++i) mean += bands[at + i][b] / kModulationWindow;
      for (std::size_t i = 0; i < kModulationWindow; ++i) part[i] = bands[at + i][b] - mean;
      spectrum.transform(part, power);
      for (std::size_t k = 1; k < power.size(); ++k) {
        const double octave = std::floor(std::log2(static_cast<double>(k) * bin_rate / 0.5));
        if (octave < 0 || octave >= static_cast<double>(kModulationRates)) continue;
        rhythm.modulation[b * kModulationRates + static_cast<std::size_t>(octave)] += static_cast<double>(power[k]);
      }
    }
  const double total = std::accumulate(rhythm.modulation.begin(), rhythm.modulation.end(), 0.0);
  if (total <= 0) {
    rhythm.modulation.fill(0);
    return;
  }
  for (double& share : rhythm.modulation) share = std::log(share / total + 1e-4);
}

/// Sums from which the straight line through any stretch of a walk is found at once.
struct WalkSums {
  std::vector<double> y, yy, xy;
};

WalkSums sums_of(const std::vector<double>& walk) {
  WalkSums sums{{0}, {0}, {0}};
  for (std::size_t i = 0; i < walk.size(); ++i) {
    sums.y.push_back(sums.y.back() + walk[i]);
    sums.yy.push_back(sums.yy.back() + walk[i] * walk[i]);
    sums.xy.push_back(sums.xy.back() + static_cast<double>(i) * walk[i]);
  }
  return sums;
}

/// Mean square of what is left of a stretch when its straight line is taken away.
double residual(const WalkSums& sums, std::size_t begin, std::size_t count) {
  const std::size_t end = begin + count;
  const auto n = static_cast<double>(count);
  const double y = sums.y[end] - sums.y[begin];
  const double yy = sums.yy[end] - sums.yy[begin];
  const double xy = sums.xy[end] - sums.xy[begin] - static_cast<double>(begin) * y;
  const double x_mean = (n - 1) / 2;
  const double xx = n * (n * n - 1) / 12;  // of x around its mean
  const double slope_part = xy - x_mean * y;
  return std::max(0.0, (yy - y * y / n - slope_part * slope_part / xx) / n);
}

/// The walk that the loudness of every 10 ms makes around its mean.
std::vector<double> walk_of(std::span<const float> mono) {
  constexpr std::size_t kStep = static_cast<std::size_t>(kAnalysisRate) / 100;
  std::vector<double> levels;
  for (std::size_t at = 0; at + kStep <= mono.size(); at += kStep) {
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < kStep; ++i) {
      const auto sample = static_cast<double>(mono[at + i]);
      sum += sample;
      squares += sample * sample;
    }
    const double mean = sum / kStep;
    levels.push_back(std::sqrt(std::max(0.0, squares / kStep - mean * mean)));
  }
  const double mean =
      levels.empty() ? 0 : std::accumulate(levels.begin(), levels.end(), 0.0) / static_cast<double>(levels.size());
  double at = 0;
  for (double& level : levels) level = at += level - mean;
  return levels;
}

/// Music to dance to fluctuates less and less with the length of what is looked at, once that is longer than a bar.
double danceability_of(std::span<const float> mono) {
  constexpr double kShortest = 31;  // steps of 10 ms
  constexpr double kLongest = 880;
  const std::vector<double> walk = walk_of(mono);
  const WalkSums sums = sums_of(walk);
  std::vector<std::array<double, 2>> points;  // log of length, log of fluctuation
  for (double length = kShortest; length <= kLongest; length *= 1.1) {
    const auto count = static_cast<std::size_t>(length);
    if (count >= walk.size()) break;
    const std::size_t hop = std::max<std::size_t>(1, count / 50);
    double sum = 0;
    std::size_t stretches = 0;
    for (std::size_t at = 0; at + count < walk.size(); at += hop, ++stretches) sum += residual(sums, at, count);
    if (stretches == 0 || sum <= 0) break;
    points.push_back(
        {std::log10(static_cast<double>(count) + 3), std::log10(std::sqrt(sum / static_cast<double>(stretches)))});
  }
  if (points.size() < 10) return 0;
  double slopes = 0;
  std::size_t counted = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double slope = (points[i][1] - points[i - 1][1]) / (points[i][0] - points[i - 1][0]);
    if (slope <= 0) break;  // from here on the length of the piece is felt
    slopes += slope;
    ++counted;
  }
  if (counted == 0 || slopes <= 0) return 0;
  return std::clamp(static_cast<double>(counted) / slopes, 0.0, 4.0);
}

}  // namespace

Rhythm rhythm_of(const Frames& frames, std::span<const float> mono) {
  Rhythm rhythm;
  const OnsetBands bands = rises_of(frames);
  const std::vector<double> rises = mean_of(bands);
  if (rises.size() < kLeastOnsets) return rhythm;
  const std::vector<double> onsets = onsets_of(rises);
  find_onsets(onsets, rises, rhythm);
  const double rise = std::accumulate(rises.begin(), rises.end(), 0.0) / static_cast<double>(rises.size());
  if (rise >= kLeastRise) find_tempo(bands, onsets, rhythm);
  find_modulation(frames, rhythm);
  rhythm.danceability = danceability_of(mono);
  return rhythm;
}

}  // namespace leitmotif::sound

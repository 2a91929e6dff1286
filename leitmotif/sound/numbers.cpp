// Sources: ISO/IEC 15938-4 (MPEG-7: flatness, centroid, spread); Davis and Mermelstein, 1980 (mel cepstrum);
// Seyerlehner et al., Fusing block-level features for music similarity estimation, 2010 (correlation and percentiles of
// bands).
#include "leitmotif/sound/numbers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

#include "leitmotif/core/standardise.hpp"

namespace leitmotif::sound {
namespace {

constexpr std::size_t kCepstra = 20;
constexpr std::size_t kShapeBands = 20;
constexpr std::size_t kCorrelationBands = 10;
constexpr double kSlowestTempo = 32;  // what no pulse counts as

using Rows = std::vector<std::vector<double>>;  // [columns][frames]

/// Columns of the live frames, bands joined to `count` wide ones.
Rows joined_bands(const Frames& frames, std::size_t count) {
  const std::size_t each = kMelBands / count;
  Rows rows(count);
  for (std::size_t i = 0; i < frames.count; ++i) {
    if (!frames.live[i]) continue;
    for (std::size_t b = 0; b < count; ++b) {
      double sum = 0;
      for (std::size_t k = 0; k < each; ++k) sum += static_cast<double>(frames.mel_db[i][b * each + k]);
      rows[b].push_back(sum / static_cast<double>(each));
    }
  }
  return rows;
}

/// The cosine transform of the bands: their shape, coarse to fine.
Rows cepstra(const Frames& frames) {
  std::array<std::array<double, kMelBands>, kCepstra> waves{};
  for (std::size_t c = 0; c < kCepstra; ++c)
    for (std::size_t b = 0; b < kMelBands; ++b)
      waves[c][b] = std::cos(std::numbers::pi * static_cast<double>(c * (2 * b + 1)) / (2.0 * kMelBands)) *
                    std::sqrt((c == 0 ? 1.0 : 2.0) / kMelBands);
  Rows rows(kCepstra);
  for (std::size_t i = 0; i < frames.count; ++i) {
    if (!frames.live[i]) continue;
    for (std::size_t c = 0; c < kCepstra; ++c) {
      double sum = 0;
      for (std::size_t b = 0; b < kMelBands; ++b) sum += waves[c][b] * static_cast<double>(frames.mel_db[i][b]);
      rows[c].push_back(sum);
    }
  }
  return rows;
}

std::vector<double> live_values(const Frames& frames, const std::vector<float>& values) {
  std::vector<double> live;
  for (std::size_t i = 0; i < frames.count; ++i)
    if (frames.live[i]) live.push_back(static_cast<double>(values[i]));
  return live;
}

void add_standard(Numbers& numbers, std::string_view name, const std::vector<double>& values) {
  const Standard standard = standard_of(values);
  numbers.add(name, standard.mean);
  numbers.add(std::string(name) + " deviation", standard.deviation);
}

void add_spectrum(Numbers& numbers, const Frames& frames) {
  add_standard(numbers, "centroid", live_values(frames, frames.numbers.centroid));
  add_standard(numbers, "spread", live_values(frames, frames.numbers.spread));
  add_standard(numbers, "rolloff", live_values(frames, frames.numbers.rolloff));
  add_standard(numbers, "flux", live_values(frames, frames.numbers.flux));
  for (std::size_t o = 0; o < kOctaves; ++o) {
    std::vector<double> values;
    for (std::size_t i = 0; i < frames.count; ++i)
      if (frames.live[i]) values.push_back(static_cast<double>(frames.flatness[i][o]));
    add_standard(numbers, "flatness " + std::to_string(o), values);
  }
}

void add_cepstra(Numbers& numbers, const Frames& frames) {
  const Rows rows = cepstra(frames);
  for (std::size_t c = 0; c < kCepstra; ++c) {
    const Standard standard = standard_of(rows[c]);
    const std::string name = "mfcc " + std::to_string(c);
    if (c > 0) numbers.add(name, standard.mean);  // the first one is the level
    numbers.add(name + " deviation", standard.deviation);
    std::vector<double> steps(rows[c].size());
    std::adjacent_difference(rows[c].begin(), rows[c].end(), steps.begin());
    numbers.add(name + " change", standard_of(std::span(steps).subspan(1)).deviation);
  }
}

/// Levels that a tenth, half and nine tenths of the frames stay below, around the mean of the middle ones.
void add_shape(Numbers& numbers, const Frames& frames) {
  Rows rows = joined_bands(frames, kShapeBands);
  std::array<std::vector<double>, 3> levels;
  for (std::vector<double>& row : rows) {
    std::ranges::sort(row);
    for (std::size_t p = 0; p < 3; ++p) {
      const double at = std::array{0.1, 0.5, 0.9}[p] * static_cast<double>(row.size() - 1);
      const auto low = static_cast<std::size_t>(at);
      const std::size_t high = std::min(low + 1, row.size() - 1);
      levels[p].push_back(std::lerp(row[low], row[high], at - static_cast<double>(low)));
    }
  }
  const double middle = standard_of(levels[1]).mean;
  for (std::vector<double>& part : levels)
    for (double& level : part) level -= middle;
  numbers.add("low level", levels[0]);
  numbers.add("middle level", levels[1]);
  numbers.add("high level", levels[2]);
}

void add_correlation(Numbers& numbers, const Frames& frames) {
  const Rows rows = joined_bands(frames, kCorrelationBands);
  std::vector<double> found;
  for (std::size_t a = 0; a < kCorrelationBands; ++a)
    for (std::size_t b = a + 1; b < kCorrelationBands; ++b) {
      const Standard first = standard_of(rows[a]);
      const Standard second = standard_of(rows[b]);
      double sum = 0;
      for (std::size_t i = 0; i < rows[a].size(); ++i) sum += first.score(rows[a][i]) * second.score(rows[b][i]);
      found.push_back(sum / static_cast<double>(rows[a].size()));
    }
  numbers.add("correlation", found);
}

void add_dynamics(Numbers& numbers, const Frames& frames, const Loudness& loudness) {
  std::vector<double> levels = live_values(frames, frames.numbers.power);
  double roots = 0;
  for (const double power : levels) roots += std::sqrt(power) / static_cast<double>(levels.size());
  const auto quiet = std::ranges::count_if(levels, [&](double power) { return std::sqrt(power) < roots; });
  numbers.add("quiet share", static_cast<double>(quiet) / static_cast<double>(levels.size()));
  for (double& power : levels) power = 10 * std::log10(power + 1e-10);
  numbers.add("level deviation", standard_of(levels).deviation);
  numbers.add("loudness", loudness.integrated_lufs);
  numbers.add("loudness range", loudness.range_lu);
}

}  // namespace

void Numbers::add(std::string_view name, double value) {
  names.emplace_back(name);
  values.push_back(value);
}

void Numbers::add(std::string_view name, std::span<const double> added) {
  for (std::size_t i = 0; i < added.size(); ++i) add(std::string(name) + ' ' + std::to_string(i), added[i]);
}

Numbers numbers_of(const Frames& frames, const Rhythm& rhythm, const Tonality& tonality, const Loudness& loudness) {
  Numbers numbers;
  add_spectrum(numbers, frames);
  add_cepstra(numbers, frames);
  add_shape(numbers, frames);
  add_correlation(numbers, frames);
  numbers.add("tempo", std::log2(std::max(rhythm.tempo, kSlowestTempo)));
  numbers.add("pulse", rhythm.clarity);
  numbers.add("onsets", rhythm.onsets);
  numbers.add("onset strength", rhythm.strength);
  numbers.add("modulation", rhythm.modulation);
  numbers.add("key clarity", tonality.clarity);
  numbers.add("majorness", tonality.majorness);
  numbers.add("notes", tonality.shape);
  numbers.add("frame notes", tonality.frame_shape);
  numbers.add("note entropy", tonality.entropy);
  numbers.add("note change", tonality.change);
  add_dynamics(numbers, frames, loudness);
  return numbers;
}

}  // namespace leitmotif::sound

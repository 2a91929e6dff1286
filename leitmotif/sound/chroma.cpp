#include "leitmotif/sound/chroma.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <numeric>

#include "leitmotif/sound/fourier.hpp"
#include "leitmotif/sound/resampler.hpp"

namespace leitmotif::sound {
namespace {

constexpr std::size_t kSize = 8192;
constexpr std::size_t kHop = 4096;
constexpr double kNoteBinHz = static_cast<double>(kAnalysisRate) / static_cast<double>(kSize);
constexpr double kLowestNoteHz = 55;
constexpr double kHighestNoteHz = 4186;
constexpr double kLowestTuningHz = 150;  // below, a bin is wider than a semitone
constexpr double kNoteWidth = 0.25;      // semitones
constexpr float kSilentPart = 1e-6F;
constexpr double kHighestPeakHz = 3500;  // above, there are overtones only
constexpr double kPeakWidth = 0.25;      // semitones
constexpr float kPeakPart = 1e-3F;       // of the power of the loudest peak

const auto kFirstBin = static_cast<std::size_t>(std::ceil(kLowestNoteHz / kNoteBinHz));
const auto kBinEnd = static_cast<std::size_t>(kHighestNoteHz / kNoteBinHz) + 1;

double semitones(double hz) { return 12 * std::log2(hz / 440); }

/// Spectra of frames, from kFirstBin to kBinEnd.
std::vector<std::vector<float>> note_spectra(std::span<const float> mono) {
  PowerSpectrum spectrum(kSize);
  std::vector<float> power(spectrum.bins());
  std::vector<std::vector<float>> spectra;
  for (std::size_t at = 0; at + kSize <= mono.size(); at += kHop) {
    spectrum.transform(mono.subspan(at, kSize), power);
    spectra.emplace_back(power.begin() + static_cast<std::ptrdiff_t>(kFirstBin),
                         power.begin() + static_cast<std::ptrdiff_t>(kBinEnd));
  }
  return spectra;
}

bool is_peak(const std::vector<float>& power, std::size_t k) {
  return power[k] > power[k - 1] && power[k] >= power[k + 1];
}

/// Where the peak at this bin lies, between bins: the top of a parabola through three levels.
double peak_hz(const std::vector<float>& power, std::size_t k) {
  const auto level = [&](std::size_t i) { return std::log(std::max(static_cast<double>(power[i]), 1e-20)); };
  const double bend = level(k - 1) - 2 * level(k) + level(k + 1);
  const double shift = bend == 0 ? 0 : 0.5 * (level(k - 1) - level(k + 1)) / bend;
  return (static_cast<double>(k + kFirstBin) + shift) * kNoteBinHz;
}

/// From C on, of a place in semitones from A.
std::size_t note_of(double place) { return static_cast<std::size_t>((static_cast<int>(place) % 12 + 12 + 9) % 12); }

/// How far the peaks of a mean spectrum lie from the semitones of 440 Hz: the direction of their sum on the circle of
/// one semitone.
double tuning_of(const std::vector<float>& total) {
  std::complex<double> sum = 0;
  for (std::size_t k = 1; k + 1 < total.size(); ++k) {
    if (!is_peak(total, k)) continue;
    const double hz = peak_hz(total, k);
    if (hz <= kLowestTuningHz) continue;
    sum += std::polar(std::sqrt(static_cast<double>(total[k])), 2 * std::numbers::pi * semitones(hz));
  }
  return std::arg(sum) / (2 * std::numbers::pi);
}

/// The note of each bin and how much of it counts.
struct NoteOfBin {
  std::size_t note = 0;
  float weight = 0;
};

std::vector<NoteOfBin> notes_of_bins(double tuning) {
  std::vector<NoteOfBin> notes;
  for (std::size_t k = kFirstBin; k < kBinEnd; ++k) {
    const double hz = static_cast<double>(k) * kNoteBinHz;
    const double place = semitones(hz) - tuning;
    const double near = std::round(place);
    const double off = (place - near) / kNoteWidth;
    const double weight = std::exp(-0.5 * off * off) / hz;  // less for the crowd of high bins
    notes.push_back({note_of(near), static_cast<float>(weight)});
  }
  return notes;
}

/// Magnitudes of the peaks by note; not scaled.
Chroma peaks_of(const std::vector<float>& power, double tuning) {
  const auto end = std::min(power.size(), static_cast<std::size_t>(kHighestPeakHz / kNoteBinHz) - kFirstBin);
  const float least = kPeakPart * *std::ranges::max_element(power);
  Chroma peaks{};
  for (std::size_t k = 1; k + 1 < end; ++k) {
    if (power[k] < least || !is_peak(power, k)) continue;
    const double hz = peak_hz(power, k);
    const double place = semitones(hz) - tuning;
    const double near = std::round(place);
    const double off = (place - near) / kPeakWidth;
    peaks[note_of(near)] += static_cast<float>(std::exp(-0.5 * off * off) * std::sqrt(power[k] / std::sqrt(hz)));
  }
  return peaks;
}

/// Adds a frame's notes as shares to a sum of such; gives the shares.
Chroma add_shares(Chroma notes, Chroma& sum) {
  const float all = std::max(std::accumulate(notes.begin(), notes.end(), 0.0F), 1e-20F);
  for (std::size_t n = 0; n < notes.size(); ++n) {
    notes[n] /= all;
    sum[n] += notes[n];
  }
  return notes;
}

}  // namespace

Chromas chromas_of(std::span<const float> mono) {
  const std::vector<std::vector<float>> spectra = note_spectra(mono);
  Chromas result;
  if (spectra.empty()) return result;
  std::vector<float> total(spectra.front().size());
  std::vector<float> power;
  for (const std::vector<float>& spectrum : spectra) {
    for (std::size_t k = 0; k < total.size(); ++k) total[k] += spectrum[k];
    power.push_back(std::accumulate(spectrum.begin(), spectrum.end(), 0.0F));
  }
  result.tuning = tuning_of(total);
  const std::vector<NoteOfBin> notes = notes_of_bins(result.tuning);
  const float loudest = *std::ranges::max_element(power);
  for (std::size_t i = 0; i < spectra.size(); ++i) {
    if (!(power[i] > loudest * kSilentPart)) continue;
    Chroma chroma{};
    for (std::size_t k = 0; k < notes.size(); ++k) chroma[notes[k].note] += notes[k].weight * std::sqrt(spectra[i][k]);
    result.frames.push_back(add_shares(chroma, result.mean));
    add_shares(peaks_of(spectra[i], result.tuning), result.peaks);
  }
  const auto count = static_cast<float>(std::max<std::size_t>(1, result.frames.size()));
  for (float& share : result.mean) share /= count;
  for (float& share : result.peaks) share /= count;
  return result;
}

}  // namespace leitmotif::sound

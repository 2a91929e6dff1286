// Power spectra of short stretches of sound.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace leitmotif::sound {

/// The power spectrum of stretches of one length, each weighted by a Hann window. Not to be shared between threads.
class PowerSpectrum {
 public:
  /// `size`: even, at least 2; fast when it has small factors only.
  explicit PowerSpectrum(std::size_t size);
  ~PowerSpectrum();
  PowerSpectrum(const PowerSpectrum&) = delete;
  PowerSpectrum& operator=(const PowerSpectrum&) = delete;

  /// How many samples a stretch has.
  [[nodiscard]] std::size_t size() const noexcept { return window_.size(); }
  /// How many numbers a spectrum has, from 0 to half the sample rate.
  [[nodiscard]] std::size_t bins() const noexcept { return window_.size() / 2 + 1; }
  /// Squared magnitudes. Shape: samples [size], power [bins].
  void transform(std::span<const float> samples, std::span<float> power);

 private:
  struct Plan;
  std::unique_ptr<Plan> plan_;
  std::vector<float> window_;
  std::vector<float> weighted_;
};

/// How alike stretches are to themselves after each lag. Not to be shared between threads.
class Autocorrelation {
 public:
  /// Stretches have `size` samples at most; lags go from 0 to `lags` - 1.
  Autocorrelation(std::size_t size, std::size_t lags);
  ~Autocorrelation();
  Autocorrelation(const Autocorrelation&) = delete;
  Autocorrelation& operator=(const Autocorrelation&) = delete;

  /// Shape: samples at most [size], both answers [lags] with 1 at lag 0; all 0 for silence. `plain` makes up for the
  /// samples that lie beyond the end; `compressed` is that of the square roots of the magnitudes, whose peaks are
  /// narrower (Tolonen and Karjalainen, A computationally efficient multipitch analysis model, 2000).
  void transform(std::span<const float> samples, std::span<double> plain, std::span<double> compressed);

 private:
  struct Plan;
  std::unique_ptr<Plan> plan_;
};

}  // namespace leitmotif::sound

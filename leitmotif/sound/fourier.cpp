#include "leitmotif/sound/fourier.hpp"

#include <kiss_fftr.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <new>
#include <numbers>

namespace leitmotif::sound {

struct PowerSpectrum::Plan {
  explicit Plan(std::size_t size)
      : config(kiss_fftr_alloc(static_cast<int>(size), 0, nullptr, nullptr)), bins(size / 2 + 1) {
    if (config == nullptr) throw std::bad_alloc();
  }
  ~Plan() { kiss_fftr_free(config); }
  Plan(const Plan&) = delete;
  Plan& operator=(const Plan&) = delete;

  kiss_fftr_cfg config;
  std::vector<kiss_fft_cpx> bins;
};

PowerSpectrum::PowerSpectrum(std::size_t size) : plan_(std::make_unique<Plan>(size)), window_(size), weighted_(size) {
  for (std::size_t i = 0; i < size; ++i) {
    const double turn = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size);
    window_[i] = static_cast<float>(0.5 - 0.5 * std::cos(turn));
  }
}

PowerSpectrum::~PowerSpectrum() = default;

void PowerSpectrum::transform(std::span<const float> samples, std::span<float> power) {
  for (std::size_t i = 0; i < window_.size(); ++i) weighted_[i] = samples[i] * window_[i];
  kiss_fftr(plan_->config, weighted_.data(), plan_->bins.data());
  for (std::size_t k = 0; k < plan_->bins.size(); ++k) {
    const kiss_fft_cpx& bin = plan_->bins[k];
    power[k] = bin.r * bin.r + bin.i * bin.i;
  }
}

/// Transforms there and back, padded so that no end meets the beginning.
struct Autocorrelation::Plan {
  Plan(std::size_t size, std::size_t lags)
      : padded(2 * std::bit_ceil(size + lags)),
        there(kiss_fftr_alloc(static_cast<int>(padded.size()), 0, nullptr, nullptr)),
        back(kiss_fftr_alloc(static_cast<int>(padded.size()), 1, nullptr, nullptr)),
        bins(padded.size() / 2 + 1),
        powers(bins.size()) {
    if (there == nullptr || back == nullptr) {
      free_both();
      throw std::bad_alloc();
    }
  }
  ~Plan() { free_both(); }
  Plan(const Plan&) = delete;
  Plan& operator=(const Plan&) = delete;

  /// Of the powers: lag by lag, 1 at lag 0.
  void come_back(std::span<double> out) {
    for (std::size_t k = 0; k < bins.size(); ++k) bins[k] = {powers[k], 0};
    kiss_fftri(back, bins.data(), padded.data());
    const double all = padded.front();
    for (std::size_t lag = 0; lag < out.size(); ++lag) out[lag] = all > 0 ? static_cast<double>(padded[lag]) / all : 0;
  }
  void free_both() {
    kiss_fftr_free(there);
    kiss_fftr_free(back);
  }

  std::vector<float> padded;
  kiss_fftr_cfg there;
  kiss_fftr_cfg back;
  std::vector<kiss_fft_cpx> bins;
  std::vector<float> powers;
};

Autocorrelation::Autocorrelation(std::size_t size, std::size_t lags) : plan_(std::make_unique<Plan>(size, lags)) {}

Autocorrelation::~Autocorrelation() = default;

void Autocorrelation::transform(std::span<const float> samples, std::span<double> plain, std::span<double> compressed) {
  std::ranges::fill(plan_->padded, 0.0F);
  std::ranges::copy(samples, plan_->padded.begin());
  kiss_fftr(plan_->there, plan_->padded.data(), plan_->bins.data());
  for (std::size_t k = 0; k < plan_->bins.size(); ++k) {
    const kiss_fft_cpx& bin = plan_->bins[k];
    plan_->powers[k] = bin.r * bin.r + bin.i * bin.i;
  }
  plan_->come_back(plain);
  for (float& power : plan_->powers) power = std::sqrt(std::sqrt(power));  // the root of the magnitude
  plan_->come_back(compressed);
  const auto count = static_cast<double>(samples.size());
  for (std::size_t lag = 0; lag < plain.size(); ++lag) plain[lag] *= count / (count - static_cast<double>(lag));
}

}  // namespace leitmotif::sound

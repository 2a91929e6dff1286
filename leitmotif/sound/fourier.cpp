#include "leitmotif/sound/fourier.hpp"

#include <kiss_fftr.h>

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

}  // namespace leitmotif::sound

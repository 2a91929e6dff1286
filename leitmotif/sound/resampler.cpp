#include "leitmotif/sound/resampler.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

#include "leitmotif/core/lanes.hpp"
#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::sound {
namespace {

/// Zero crossings of the sinc on each side, at the lower of the two rates: flat to 9 kHz, 70 dB down above 13 kHz, so
/// that what is folded back stays above 8 kHz.
constexpr double kCrossings = 12;
constexpr double kKaiserBeta = 6.8;
constexpr std::size_t kMostPhases = 1024;
constexpr std::size_t kLanes = 16;
constexpr float kLeastWeight = 1e-9F;  // -180 dB

/// The modified Bessel function of order 0.
double bessel(double x) {
  double sum = 1;
  double term = 1;
  for (int k = 1; k < 40; ++k) {
    term *= (x / 2 / k) * (x / 2 / k);
    sum += term;
  }
  return sum;
}

double kaiser_sinc(double at, double half_width, double cutoff) {
  if (std::abs(at) >= half_width) return 0;
  const double x = std::numbers::pi * cutoff * at;
  const double sinc = std::abs(x) < 1e-9 ? cutoff : cutoff * std::sin(x) / x;
  const double place = at / half_width;
  return sinc * bessel(kKaiserBeta * std::sqrt(1 - place * place)) / bessel(kKaiserBeta);
}

/// Shape: both [count], a multiple of kLanes.
LEITMOTIF_VECTORIZED float dot(const float* a, const float* b, std::size_t count) {
  return lane_product<kLanes>(a, b, count);
}

/// Adds `weight` times what stands in `from`; shape: both [count].
LEITMOTIF_VECTORIZED void add_scaled(float* to, const float* from, float weight, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) to[i] += weight * from[i];
}

}  // namespace

Resampler::Resampler(int rate) : rate_(rate) {
  if (rate == kAnalysisRate) return;
  const double ratio = std::min(1.0, static_cast<double>(kAnalysisRate) / rate);  // cutoff, 1 is half the input's rate
  const double half_width = kCrossings / ratio;
  taps_ = (static_cast<std::size_t>(2 * half_width) / kLanes + 1) * kLanes;
  phases_ = std::min(kMostPhases, static_cast<std::size_t>(kAnalysisRate / std::gcd(rate, kAnalysisRate)));
  weights_.resize(phases_ * taps_);
  const auto middle = static_cast<std::int64_t>(taps_ / 2) - 1;
  for (std::size_t phase = 0; phase < phases_; ++phase) {
    const auto row = std::span(weights_).subspan(phase * taps_, taps_);
    const double place = static_cast<double>(phase) / static_cast<double>(phases_);
    double sum = 0;
    for (std::size_t i = 0; i < taps_; ++i) {
      const double at = static_cast<double>(i) - static_cast<double>(middle) - place;
      row[i] = static_cast<float>(kaiser_sinc(at, half_width, ratio));
      sum += static_cast<double>(row[i]);
    }
    for (float& weight : row) weight = static_cast<float>(static_cast<double>(weight) / sum);
  }
  first_ = -static_cast<std::int64_t>(taps_ / 2 - 1);
  waiting_.assign(taps_ / 2 - 1, 0.0F);
}

void Resampler::add(std::span<const float> samples, std::vector<float>& out) {
  given_ += static_cast<std::int64_t>(samples.size());
  if (taps_ == 1) {
    out.insert(out.end(), samples.begin(), samples.end());
    return;
  }
  waiting_.insert(waiting_.end(), samples.begin(), samples.end());
  emit(out);
}

std::int64_t Resampler::next_begin() const noexcept {
  return next_ * rate_ / kAnalysisRate - static_cast<std::int64_t>(taps_ / 2 - 1);
}

void Resampler::forget_before(std::int64_t place) {
  const auto done = std::clamp<std::int64_t>(place - first_, 0, static_cast<std::int64_t>(waiting_.size()));
  waiting_.erase(waiting_.begin(), waiting_.begin() + done);
  first_ += done;
}

void Resampler::emit(std::vector<float>& out) {
  if (rate_ == 2 * kAnalysisRate) return halve(out);
  const auto last = first_ + static_cast<std::int64_t>(waiting_.size());
  for (; next_begin() + static_cast<std::int64_t>(taps_) <= last; ++next_) {
    const std::int64_t rest = next_ * rate_ % kAnalysisRate;
    const auto phase = static_cast<std::size_t>(rest * static_cast<std::int64_t>(phases_) / kAnalysisRate);
    out.push_back(dot(waiting_.data() + (next_begin() - first_), weights_.data() + phase * taps_, taps_));
  }
  forget_before(next_begin());
}

void Resampler::halve(std::vector<float>& out) {
  const auto begin = static_cast<std::size_t>(next_begin() - first_);
  if (waiting_.size() < begin + taps_) return;
  const std::size_t count = (waiting_.size() - begin - taps_) / 2 + 1;
  const std::size_t half = count + taps_ / 2;
  even_.assign(half, 0.0F);
  odd_.assign(half, 0.0F);
  for (std::size_t i = 0; i < half && begin + 2 * i + 1 < waiting_.size(); ++i) {
    even_[i] = waiting_[begin + 2 * i];
    odd_[i] = waiting_[begin + 2 * i + 1];
  }
  const std::size_t before = out.size();
  out.resize(before + count);
  for (std::size_t tap = 0; tap < taps_; ++tap)
    // Every second weight is one of the sinc's zeros.
    if (std::abs(weights_[tap]) > kLeastWeight)
      add_scaled(out.data() + before, (tap % 2 == 0 ? even_ : odd_).data() + tap / 2, weights_[tap], count);
  next_ += static_cast<std::int64_t>(count);
  forget_before(next_begin());
}

void Resampler::finish(std::vector<float>& out) {
  if (taps_ == 1) return;
  const std::int64_t wanted = (given_ * kAnalysisRate + rate_ - 1) / rate_;
  waiting_.insert(waiting_.end(), taps_, 0.0F);
  const std::size_t before = out.size();
  const std::int64_t there = next_;
  emit(out);
  const std::int64_t more = std::max<std::int64_t>(0, wanted - there);
  if (next_ > wanted) out.resize(before + static_cast<std::size_t>(more));
}

}  // namespace leitmotif::sound

#include "leitmotif/sound/resampler.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::sound {
namespace {

/// Zero crossings of the sinc on each side, at the lower of the two rates: flat to 9 kHz, 70 dB down above 13 kHz, so
/// that what is folded back stays above 8 kHz.
constexpr double kCrossings = 12;
constexpr double kKaiserBeta = 6.8;
constexpr std::size_t kMostPhases = 1024;
constexpr std::size_t kLanes = 16;

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
  std::array<float, kLanes> sums{};
  for (std::size_t i = 0; i < count; i += kLanes)
    for (std::size_t k = 0; k < kLanes; ++k) sums[k] += a[i + k] * b[i + k];
  return std::accumulate(sums.begin(), sums.end(), 0.0F);
}

}  // namespace

Resampler::Resampler(int rate) : rate_(rate) {
  if (rate == kAnalysisRate) return;
  const double ratio = std::min(1.0, static_cast<double>(kAnalysisRate) / rate);  // cutoff, 1 is half the input's rate
  const double half_width = kCrossings / ratio;
  taps_ = (static_cast<std::size_t>(2 * half_width) / kLanes + 1) * kLanes;
  phases_ = std::min(kMostPhases, static_cast<std::size_t>(kAnalysisRate / std::gcd(rate, kAnalysisRate)));
  weights_.resize(phases_ * taps_);
  for (std::size_t phase = 0; phase < phases_; ++phase) {
    const auto row = std::span(weights_).subspan(phase * taps_, taps_);
    const double place = static_cast<double>(phase) / static_cast<double>(phases_);
    double sum = 0;
    for (std::size_t i = 0; i < taps_; ++i) {
      const double at = static_cast<double>(i) - static_cast<double>(taps_ / 2 - 1) - place;
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

void Resampler::emit(std::vector<float>& out) {
  const auto last = first_ + static_cast<std::int64_t>(waiting_.size());
  std::int64_t begin = first_;
  while (true) {
    const std::int64_t scaled = next_ * rate_;  // place of the next sample, in input samples times kAnalysisRate
    const std::int64_t whole = scaled / kAnalysisRate;
    begin = whole - static_cast<std::int64_t>(taps_ / 2 - 1);
    if (begin + static_cast<std::int64_t>(taps_) > last) break;
    const std::int64_t rest = scaled % kAnalysisRate;
    const auto phase = static_cast<std::size_t>(rest * static_cast<std::int64_t>(phases_) / kAnalysisRate);
    const float* from = waiting_.data() + (begin - first_);
    out.push_back(dot(from, weights_.data() + phase * taps_, taps_));
    ++next_;
  }
  const auto done = std::clamp<std::int64_t>(begin - first_, 0, static_cast<std::int64_t>(waiting_.size()));
  waiting_.erase(waiting_.begin(), waiting_.begin() + done);
  first_ += done;
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

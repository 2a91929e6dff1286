#include "leitmotif/sound/loudness.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::sound {
namespace {

constexpr double kSilence = -70;
constexpr std::size_t kBlockSteps = 4;   // 400 ms
constexpr std::size_t kShortSteps = 30;  // 3 s
constexpr double kBlockGate = 10;        // LU below the mean
constexpr double kShortGate = 20;
constexpr double kSurroundWeight = 1.41;

double level_of(double power) { return -0.691 + 10 * std::log10(std::max(power, 1e-30)); }

/// The weight of a channel of so many, in the order of the WAVE format.
double channel_weight(std::size_t channel, std::size_t channels) {
  if (channel < 2) return 1;
  if (channels == 4) return kSurroundWeight;
  if (channel == 2) return 1;
  if (channels == 5) return kSurroundWeight;
  return channel == 4 || channel == 5 ? kSurroundWeight : 0;
}

/// Mean power of every stretch of so many steps, one for each step it can begin at, if it is not silence.
std::vector<double> powers(const std::vector<double>& steps, std::size_t count, std::size_t frames) {
  std::vector<double> found;
  double sum = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    sum += steps[i];
    if (i + 1 < count) continue;
    // Summed anew: a running sum would keep the rounding of a loud past.
    sum = 0;
    for (std::size_t k = i + 1 - count; k <= i; ++k) sum += steps[k];
    const double power = sum / static_cast<double>(count * frames);
    if (level_of(power) > kSilence) found.push_back(power);
  }
  return found;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// Only what is at most `gate` below the mean.
void keep_loud(std::vector<double>& values, double gate) {
  const double least = level_of(mean_of(values)) - gate;
  std::erase_if(values, [&](double power) { return level_of(power) <= least; });
}

/// Two numbers that are worked on at once.
using Pair = double __attribute__((vector_size(16)));

/// Samples of two channels among others.
struct PairOfChannels {
  const float* from = nullptr;
  std::size_t second = 0;  ///< place of the second channel after the first
  std::size_t stride = 0;
  std::size_t frames = 0;
};

/// The shelf's coefficients and those of the high pass that are not 1 and -2.
struct Weighting {
  double b0, b1, b2, a1, a2, p1, p2;
};

/// Sums of squares of both channels behind both filters, and their state after it: six pairs.
/// What a sample needs of the one just before is added last, so that each waits for one multiplication only.
LEITMOTIF_VECTORIZED std::array<double, 2> weigh(const PairOfChannels& in, const Weighting& w, double* last) {
  std::array<Pair, 6> state;
  std::memcpy(state.data(), last, sizeof state);
  auto [x1, x2, y1, y2, z1, z2] = state;
  Pair sums = {0, 0};
  const float* from = in.from;
  for (std::size_t i = 0; i < in.frames; ++i, from += in.stride) {
    const Pair x = {static_cast<double>(from[0]), static_cast<double>(from[in.second])};
    const Pair y = ((w.b0 * x + w.b1 * x1 + w.b2 * x2) - w.a2 * y2) - w.a1 * y1;
    const Pair z = ((y - 2.0 * y1 + y2) - w.p2 * z2) - w.p1 * z1;
    sums += z * z;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    z2 = z1;
    z1 = z;
  }
  state = {x1, x2, y1, y2, z1, z2};
  std::memcpy(last, state.data(), sizeof state);
  return {sums[0], sums[1]};
}

double percentile(const std::vector<double>& sorted, double part) {
  const double at = part * static_cast<double>(sorted.size() - 1);
  const auto low = static_cast<std::size_t>(at);
  const std::size_t high = std::min(low + 1, sorted.size() - 1);
  return std::lerp(sorted[low], sorted[high], at - static_cast<double>(low));
}

}  // namespace

LoudnessMeter::LoudnessMeter(int rate, std::size_t channels)
    : channels_(channels),
      step_(std::max<std::size_t>(1, static_cast<std::size_t>(rate + 5) / 10)),
      filters_((channels + 1) / kLanes),
      weights_(filters_.size()) {
  for (std::size_t channel = 0; channel < channels; ++channel)
    weights_[channel / kLanes][channel % kLanes] = channel_weight(channel, channels);
  set_coefficients(rate);
}

void LoudnessMeter::set_coefficients(double rate) {
  // The analogue filters behind the table of BS.1770 at 48 kHz, by the bilinear transform, for any rate.
  constexpr double kShelfHz = 1681.974450955533;
  constexpr double kShelfDb = 3.999843853973347;
  constexpr double kShelfQ = 0.7071752369554196;
  constexpr double kPassHz = 38.13547087602444;
  constexpr double kPassQ = 0.5003270373238773;
  const double shelf = std::tan(std::numbers::pi * std::min(kShelfHz / rate, 0.49));
  const double high = std::pow(10, kShelfDb / 20);
  const double band = std::pow(high, 0.4996667741545416);
  const double a0 = 1 + shelf / kShelfQ + shelf * shelf;
  shelf_ = {(high + band * shelf / kShelfQ + shelf * shelf) / a0, 2 * (shelf * shelf - high) / a0,
            (high - band * shelf / kShelfQ + shelf * shelf) / a0, 2 * (shelf * shelf - 1) / a0,
            (1 - shelf / kShelfQ + shelf * shelf) / a0};
  const double pass = std::tan(std::numbers::pi * std::min(kPassHz / rate, 0.49));
  const double p0 = 1 + pass / kPassQ + pass * pass;
  pass_ = {1, -2, 1, 2 * (pass * pass - 1) / p0, (1 - pass / kPassQ + pass * pass) / p0};
}

double LoudnessMeter::filter(std::size_t pair, const float* samples, std::size_t frames) {
  // A pair that lacks its second channel filters its first one twice; the weight of the second is 0.
  const std::size_t second = pair * kLanes + 1 < channels_ ? 1 : 0;
  const std::array<double, kLanes> sums =
      weigh({samples + pair * kLanes, second, channels_, frames},
            {shelf_.b0, shelf_.b1, shelf_.b2, shelf_.a1, shelf_.a2, pass_.a1, pass_.a2}, filters_[pair].last.data());
  // After long silence the state would become so small that processors take hundreds of cycles for a step.
  for (double& value : filters_[pair].last)
    if (!(std::abs(value) > 1e-30)) value = 0;
  return sums[0] * weights_[pair][0] + sums[1] * weights_[pair][1];
}

void LoudnessMeter::add(std::span<const float> samples) {
  std::size_t frames = samples.size() / channels_;
  const float* from = samples.data();
  while (frames > 0) {
    const std::size_t count = std::min(frames, step_ - in_step_);
    for (std::size_t pair = 0; pair < filters_.size(); ++pair) sum_ += filter(pair, from, count);
    from += count * channels_;
    frames -= count;
    in_step_ += count;
    if (in_step_ < step_) continue;
    steps_.push_back(sum_);
    sum_ = 0;
    in_step_ = 0;
  }
}

Loudness LoudnessMeter::loudness() const {
  Loudness result;
  std::vector<double> blocks = powers(steps_, kBlockSteps, step_);
  if (blocks.empty()) return result;
  keep_loud(blocks, kBlockGate);
  result.integrated_lufs = level_of(mean_of(blocks));
  std::vector<double> stretches = powers(steps_, kShortSteps, step_);
  if (stretches.empty()) return result;
  keep_loud(stretches, kShortGate);
  std::ranges::sort(stretches);
  result.range_lu = level_of(percentile(stretches, 0.95)) - level_of(percentile(stretches, 0.1));
  return result;
}

}  // namespace leitmotif::sound

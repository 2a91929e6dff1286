#include "leitmotif/sound/loudness.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

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
  Filter state = filters_[pair];
  const Biquad shelf = shelf_;
  const Biquad pass = pass_;
  const std::size_t stride = channels_;
  // A pair that lacks its second channel filters its first one twice; the weight of the second is 0.
  const std::size_t second = pair * kLanes + 1 < channels_ ? 1 : 0;
  const float* from = samples + pair * kLanes;
  Lanes sums{};
  for (std::size_t i = 0; i < frames; ++i, from += stride) {
    const Lanes in = {static_cast<double>(from[0]), static_cast<double>(from[second])};
    for (std::size_t k = 0; k < kLanes; ++k) {
      const double mid = shelf.b0 * in[k] + state.shelf_1[k];
      state.shelf_1[k] = shelf.b1 * in[k] - shelf.a1 * mid + state.shelf_2[k];
      state.shelf_2[k] = shelf.b2 * in[k] - shelf.a2 * mid;
      const double out = mid + state.pass_1[k];
      state.pass_1[k] = pass.b1 * mid - pass.a1 * out + state.pass_2[k];
      state.pass_2[k] = mid - pass.a2 * out;
      sums[k] += out * out;
    }
  }
  // After long silence the state would become so small that processors take hundreds of cycles for a step.
  for (Lanes* lanes : {&state.shelf_1, &state.shelf_2, &state.pass_1, &state.pass_2})
    for (double& value : *lanes)
      if (!(std::abs(value) > 1e-30)) value = 0;
  filters_[pair] = state;
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

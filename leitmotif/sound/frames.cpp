#include "leitmotif/sound/frames.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "leitmotif/core/vectorized.hpp"
#include "leitmotif/sound/fourier.hpp"

namespace leitmotif::sound {
namespace {

constexpr double kBinHz = static_cast<double>(kAnalysisRate) / static_cast<double>(kFrameSize);
constexpr auto kUsedBins = static_cast<std::size_t>(kHighestHz / kBinHz) + 1;
constexpr double kLowestHz = 20;
constexpr double kLowestOctaveHz = 125;
constexpr float kLivePart = 1e-6F;  // -60 dB
constexpr float kFloorDb = 70;      // below the loudest band
constexpr float kRolloffPart = 0.85F;
constexpr float kTiny = 1e-10F;

double mel_of(double hz) { return 2595 * std::log10(1 + hz / 700); }
double hz_of(double mel) { return 700 * (std::pow(10, mel / 2595) - 1); }

/// Where a triangle of the mel bank begins, and its weights, which sum to 1.
struct Band {
  std::size_t begin = 0;
  std::vector<float> weights;
};

std::vector<Band> mel_bank() {
  std::vector<Band> bank(kMelBands);
  const double step = (mel_of(kHighestHz) - mel_of(kLowestHz)) / static_cast<double>(kMelBands + 1);
  for (std::size_t b = 0; b < kMelBands; ++b) {
    const double low = hz_of(mel_of(kLowestHz) + step * static_cast<double>(b));
    const double mid = hz_of(mel_of(kLowestHz) + step * static_cast<double>(b + 1));
    const double high = hz_of(mel_of(kLowestHz) + step * static_cast<double>(b + 2));
    Band& band = bank[b];
    for (std::size_t k = 0; k < kUsedBins; ++k) {
      const double hz = static_cast<double>(k) * kBinHz;
      const double weight = std::min((hz - low) / (mid - low), (high - hz) / (high - mid));
      if (weight <= 0) continue;
      if (band.weights.empty()) band.begin = k;
      band.weights.push_back(static_cast<float>(weight));
    }
    // The lowest bands may be narrower than a bin: they get the nearest one.
    if (band.weights.empty()) band = {static_cast<std::size_t>(std::lround(mid / kBinHz)), {1.0F}};
    const float sum = std::accumulate(band.weights.begin(), band.weights.end(), 0.0F);
    for (float& weight : band.weights) weight /= sum;
  }
  return bank;
}

/// Sums that the moments of a spectrum are made of.
struct Moments {
  float power = 0, first = 0, second = 0;
};

Moments moments_of(std::span<const float> power) {
  constexpr std::size_t kLanes = 8;
  std::array<float, kLanes> sum{};
  std::array<float, kLanes> first{};
  std::array<float, kLanes> second{};
  for (std::size_t i = 0; i + kLanes <= power.size(); i += kLanes)
    for (std::size_t k = 0; k < kLanes; ++k) {
      const auto hz = static_cast<float>(i + k) * static_cast<float>(kBinHz);
      const float value = power[i + k];
      sum[k] += value;
      first[k] += value * hz;
      second[k] += value * hz * hz;
    }
  const auto total = [](const auto& lanes) { return std::accumulate(lanes.begin(), lanes.end(), 0.0F); };
  return {total(sum), total(first), total(second)};
}

float log2_of_hz(float hz) { return std::log2(hz + 20); }

class FrameReader {
 public:
  explicit FrameReader(Frames& frames) : frames_(frames), spectrum_(kFrameSize), power_(spectrum_.bins()) {
    for (std::size_t o = 0; o <= kOctaves; ++o)
      edges_[o] = static_cast<std::size_t>(std::ceil(kLowestOctaveHz * std::exp2(o) / kBinHz));
    edges_[kOctaves] = std::min(edges_[kOctaves], kUsedBins);
  }

  void read(std::span<const float> samples) {
    spectrum_.transform(samples, power_);
    const std::span<const float> used = std::span(power_).first(kUsedBins);
    add_numbers(used);
    add_bands(used);
    add_flatness(used);
    add_flux(used);
  }

 private:
  void add_numbers(std::span<const float> used) {
    FrameNumbers& numbers = frames_.numbers;
    const Moments moments = moments_of(used);
    const float total = moments.power + kTiny;
    const float centroid = moments.first / total;
    const float variance = std::max(0.0F, moments.second / total - centroid * centroid);
    float sum = 0;
    std::size_t at = 0;
    while (at + 1 < used.size() && (sum += used[at]) < kRolloffPart * moments.power) ++at;
    numbers.power.push_back(moments.power);
    numbers.centroid.push_back(log2_of_hz(centroid));
    numbers.spread.push_back(log2_of_hz(std::sqrt(variance)));
    numbers.rolloff.push_back(log2_of_hz(static_cast<float>(at) * static_cast<float>(kBinHz)));
  }

  void add_bands(std::span<const float> used) {
    auto& levels = frames_.mel_db.emplace_back();
    for (std::size_t b = 0; b < kMelBands; ++b) {
      const Band& band = bank_[b];
      float sum = 0;
      for (std::size_t k = 0; k < band.weights.size(); ++k) sum += band.weights[k] * used[band.begin + k];
      levels[b] = 10 * std::log10(sum + 1e-20F);
    }
  }

  void add_flatness(std::span<const float> used) {
    auto& flatness = frames_.flatness.emplace_back();
    for (std::size_t o = 0; o < kOctaves; ++o) {
      float logs = 0;
      float sum = 0;
      for (std::size_t k = edges_[o]; k < edges_[o + 1]; ++k) {
        logs += std::log(used[k] + kTiny);
        sum += used[k];
      }
      const auto count = static_cast<float>(edges_[o + 1] - edges_[o]);
      flatness[o] = logs / count - std::log(sum / count + kTiny);
    }
  }

  void add_flux(std::span<const float> used) {
    root_.resize(used.size());
    const float scale = 1 / (frames_.numbers.power.back() + kTiny);
    for (std::size_t k = 0; k < used.size(); ++k) root_[k] = std::sqrt(used[k] * scale);
    float sum = 0;
    for (std::size_t k = 0; k < before_.size(); ++k) sum += (root_[k] - before_[k]) * (root_[k] - before_[k]);
    frames_.numbers.flux.push_back(std::sqrt(sum));
    std::swap(root_, before_);
  }

  Frames& frames_;
  PowerSpectrum spectrum_;
  std::vector<float> power_;
  std::vector<float> root_;
  std::vector<float> before_;  // the root of the frame before
  std::vector<Band> bank_ = mel_bank();
  std::array<std::size_t, kOctaves + 1> edges_{};
};

}  // namespace

Frames frames_of(std::span<const float> mono) {
  Frames frames;
  FrameReader reader(frames);
  for (std::size_t at = 0; at + kFrameSize <= mono.size(); at += kFrameHop) {
    reader.read(mono.subspan(at, kFrameSize));
    ++frames.count;
  }
  if (frames.count == 0) return frames;
  const float loudest = *std::ranges::max_element(frames.numbers.power);
  for (const float power : frames.numbers.power) frames.live.push_back(power > loudest * kLivePart);
  float top = frames.mel_db.front().front();
  for (const auto& levels : frames.mel_db) top = std::max(top, *std::ranges::max_element(levels));
  for (auto& levels : frames.mel_db)
    for (float& level : levels) level = std::max(level, top - kFloorDb);
  return frames;
}

}  // namespace leitmotif::sound

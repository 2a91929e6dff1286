// How loud sound is to people, by the standard of broadcasting, and how its level is used.
// Source: ITU-R BS.1770-4, EBU R 128, EBU Tech 3342.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace leitmotif::sound {

/// Loudness of a whole piece.
struct Loudness {
  double integrated_lufs = -70;  ///< -70: silence, or less than 400 ms
  double range_lu = 0;
};

/// Takes sound block by block. Channels are weighted as libebur128 does it: left, right and centre 1, those behind
/// 1.41, the one for low effects not at all.
class LoudnessMeter {
 public:
  /// `rate`: samples a second, at least 1; `channels`: at least 1.
  LoudnessMeter(int rate, std::size_t channels);

  /// Interleaved samples; shape: [frames x channels].
  void add(std::span<const float> samples);
  /// What was heard so far.
  [[nodiscard]] Loudness loudness() const;

 private:
  static constexpr std::size_t kLanes = 2;  // channels that are filtered side by side
  struct Biquad {
    double b0 = 1, b1 = 0, b2 = 0, a1 = 0, a2 = 0;
  };
  /// The last two samples before the shelf, behind it and behind the high pass; shape of each: [kLanes].
  struct Filter {
    std::array<double, kLanes * 6> last{};
  };

  void set_coefficients(double rate);
  /// Filters one pair of channels; the sum of their weighted squares.
  double filter(std::size_t pair, const float* samples, std::size_t frames);

  std::size_t channels_;
  std::size_t step_;         // frames of 100 ms
  std::size_t in_step_ = 0;  // frames of the step that is not full yet
  double sum_ = 0;           // of it
  Biquad shelf_, pass_;
  std::vector<Filter> filters_;  // one for two channels
  std::vector<std::array<double, kLanes>> weights_;
  std::vector<double> steps_;  // sum of squares of every 100 ms
};

}  // namespace leitmotif::sound

// Sound of any sample rate and any number of channels as one channel at the rate that everything is analysed at.
// Flow: decoded blocks -> Resampler -> mono at 22,050 Hz.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leitmotif::sound {

/// Samples a second of what is analysed. Its band, 11 kHz, holds everything up to 8 kHz, where analysis ends.
inline constexpr int kAnalysisRate = 22050;

/// Brings blocks of samples to `kAnalysisRate`: a windowed sinc, one row of weights for each place between two samples.
/// Source: Crochiere and Rabiner, Multirate Digital Signal Processing, 1983 (polyphase); Kaiser's window.
class Resampler {
 public:
  /// `rate`: samples a second of what comes, at least 1.
  explicit Resampler(int rate);

  /// Appends what can be said after the next samples of one channel.
  void add(std::span<const float> samples, std::vector<float>& out);
  /// Appends what is left, as if silence followed.
  void finish(std::vector<float>& out);

 private:
  void emit(std::vector<float>& out);
  /// The same where the rate is twice the wanted one, as that of most music: many samples at once.
  void halve(std::vector<float>& out);
  /// Place in the input where the weights of the next sample begin.
  [[nodiscard]] std::int64_t next_begin() const noexcept;
  /// Forgets what stands before that place.
  void forget_before(std::int64_t place);

  int rate_;
  std::size_t taps_ = 1;
  std::size_t phases_ = 1;
  std::vector<float> weights_;  // [phases x taps]
  std::vector<float> waiting_;  // samples that are still needed
  std::vector<float> even_;     // every second of them
  std::vector<float> odd_;
  std::int64_t first_ = 0;  // number of the first waiting sample, in samples of the input
  std::int64_t next_ = 0;   // number of the next sample to give
  std::int64_t given_ = 0;  // samples of the input so far
};

}  // namespace leitmotif::sound

// Sounds whose answers are known, and WAV files of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace leitmotif::testing {

/// Samples of one channel, 1 is full scale.
using Signal = std::vector<float>;

[[nodiscard]] Signal silence(double seconds, int rate);
[[nodiscard]] Signal sine(double hz, double amplitude, double seconds, int rate);
/// White, the same for the same seed.
[[nodiscard]] Signal noise(double amplitude, double seconds, int rate, unsigned seed = 0);
/// A short burst of noise at each beat.
[[nodiscard]] Signal clicks(double beats_a_minute, double seconds, int rate);
/// Notes with three harmonics each; 69 is A at 440 Hz, fractions are allowed.
[[nodiscard]] Signal chord(const std::vector<double>& notes, double seconds, int rate);
/// Something like music: chords of a key in turn over clicks.
[[nodiscard]] Signal little_song(int root, double beats_a_minute, double seconds, int rate, unsigned seed);
/// Bars of tonic, fourth, fifth and tonic in major, a click a beat: nothing but its key can be heard in it.
[[nodiscard]] Signal cadence(int root, double beats_a_minute, double seconds, int rate);
[[nodiscard]] Signal scaled(Signal signal, double by);
[[nodiscard]] Signal mixed(Signal a, const Signal& b);

/// A WAV file in which every channel holds the signal. `bits`: 8, 16, 24 or 32.
[[nodiscard]] std::string wav(const Signal& signal, int rate, std::size_t channels = 1, int bits = 16);

}  // namespace leitmotif::testing

#include "support/signals.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>

namespace leitmotif::testing {
namespace {

std::size_t samples_of(double seconds, int rate) { return static_cast<std::size_t>(seconds * rate); }

std::string little_endian(std::uint32_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text.push_back(static_cast<char>(value >> (8 * i)));
  return text;
}

}  // namespace

Signal silence(double seconds, int rate) { return Signal(samples_of(seconds, rate)); }

Signal sine(double hz, double amplitude, double seconds, int rate) {
  Signal signal(samples_of(seconds, rate));
  for (std::size_t i = 0; i < signal.size(); ++i)
    signal[i] = static_cast<float>(amplitude * std::sin(2 * std::numbers::pi * hz * static_cast<double>(i) / rate));
  return signal;
}

Signal noise(double amplitude, double seconds, int rate, unsigned seed) {
  std::mt19937 bits(seed);
  Signal signal(samples_of(seconds, rate));
  for (float& sample : signal)
    sample = static_cast<float>(amplitude * (static_cast<double>(bits()) / 2147483648.0 - 1));
  return signal;
}

Signal clicks(double beats_a_minute, double seconds, int rate) {
  Signal signal(samples_of(seconds, rate));
  const Signal burst = noise(0.5, 0.05, rate);
  for (double beat = 0;; ++beat) {
    const std::size_t at = samples_of(beat * 60 / beats_a_minute, rate);
    if (at + burst.size() > signal.size()) return signal;
    for (std::size_t i = 0; i < burst.size(); ++i)
      signal[at + i] += burst[i] * static_cast<float>(std::exp(-static_cast<double>(i) / (0.007 * rate)));
  }
}

Signal chord(const std::vector<double>& notes, double seconds, int rate) {
  Signal signal = silence(seconds, rate);
  for (const double note : notes)
    for (const int harmonic : {1, 2, 3})
      signal =
          mixed(std::move(signal), sine(440 * std::exp2((note - 69) / 12) * harmonic, 0.05 / harmonic, seconds, rate));
  return signal;
}

Signal little_song(int root, double beats_a_minute, double seconds, int rate, unsigned seed) {
  Signal signal;
  const double bar = 4 * 60 / beats_a_minute;
  std::mt19937 bits(seed);
  while (signal.size() < samples_of(seconds, rate)) {
    const double step = std::vector<double>{0, 5, 7, -3}[bits() % 4];
    const double third = step == -3 ? 3 : 4;
    const Signal next = chord({root + step, root + step + third, root + step + 7}, bar, rate);
    signal.insert(signal.end(), next.begin(), next.end());
  }
  signal.resize(samples_of(seconds, rate));
  return mixed(std::move(signal), scaled(clicks(beats_a_minute, seconds, rate), 0.3));
}

Signal cadence(int root, double beats_a_minute, double seconds, int rate) {
  Signal signal;
  const double bar = 4 * 60 / beats_a_minute;
  while (signal.size() < samples_of(seconds, rate))
    for (const double step : {0.0, 5.0, 7.0, 0.0}) {
      const Signal next = chord({root + step, root + step + 4, root + step + 7}, bar, rate);
      signal.insert(signal.end(), next.begin(), next.end());
    }
  signal.resize(samples_of(seconds, rate));
  return mixed(std::move(signal), scaled(clicks(beats_a_minute, seconds, rate), 0.3));
}

Signal scaled(Signal signal, double by) {
  for (float& sample : signal) sample *= static_cast<float>(by);
  return signal;
}

Signal mixed(Signal a, const Signal& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) a[i] += b[i];
  return a;
}

std::string wav(const Signal& signal, int rate, std::size_t channels, int bits) {
  std::string data;
  for (const float sample : signal) {
    const double scale = std::exp2(bits - 1) - 1;
    const double clamped = std::clamp(static_cast<double>(sample), -1.0, 1.0);
    const auto number = static_cast<std::int32_t>(std::lround(clamped * scale)) + (bits == 8 ? 128 : 0);
    for (std::size_t c = 0; c < channels; ++c) data += little_endian(static_cast<std::uint32_t>(number), bits / 8);
  }
  const auto frame = static_cast<std::uint32_t>(channels) * static_cast<std::uint32_t>(bits) / 8;
  std::string file = "RIFF" + little_endian(static_cast<std::uint32_t>(36 + data.size()), 4) + "WAVEfmt ";
  file += little_endian(16, 4) + little_endian(1, 2) + little_endian(static_cast<std::uint32_t>(channels), 2);
  file += little_endian(static_cast<std::uint32_t>(rate), 4);
  file += little_endian(static_cast<std::uint32_t>(rate) * frame, 4) + little_endian(frame, 2);
  file += little_endian(static_cast<std::uint32_t>(bits), 2);
  return file + "data" + little_endian(static_cast<std::uint32_t>(data.size()), 4) + data;
}

}  // namespace leitmotif::testing

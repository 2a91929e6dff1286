// Loudness, resampling, tempo, key: signals whose answers are known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include "leitmotif/sound/chroma.hpp"
#include "leitmotif/sound/estimate.hpp"
#include "leitmotif/sound/faults.hpp"
#include "leitmotif/sound/fourier.hpp"
#include "leitmotif/sound/frames.hpp"
#include "leitmotif/sound/listener.hpp"
#include "leitmotif/sound/measurement.hpp"
#include "leitmotif/sound/resampler.hpp"
#include "leitmotif/sound/rhythm.hpp"
#include "leitmotif/sound/tonality.hpp"
#include "support/signals.hpp"

namespace leitmotif::testing {
namespace {

using sound::kAnalysisRate;

Signal in_channels(const Signal& signal, std::size_t channels) {
  Signal all;
  for (const float sample : signal) all.insert(all.end(), channels, sample);
  return all;
}

sound::Heard heard(const Signal& interleaved, int rate, std::size_t channels = 1) {
  sound::Stream stream;
  stream.rate = rate;
  stream.channels = channels;
  sound::Listener listener(stream);
  listener.add(interleaved);
  return listener.finish();
}

/// A tone of 997 Hz at this level in every channel.
double loudness_of_tone(double dbfs, int rate, std::size_t channels) {
  const Signal tone = sine(997, std::pow(10, dbfs / 20), 5, rate);
  return heard(in_channels(tone, channels), rate, channels).loudness.integrated_lufs;
}

TEST(Loudness, FirstSignalsOfEbuTech3341) {
  EXPECT_NEAR(loudness_of_tone(-23, 48000, 2), -23, 0.1);
  EXPECT_NEAR(loudness_of_tone(-33, 48000, 2), -33, 0.1);
  EXPECT_NEAR(loudness_of_tone(-23, 48000, 1), -26, 0.1);
}

TEST(Loudness, IsTheSameAtEveryRate) {
  for (const int rate : {8000, 11025, 16000, 22050, 32000, 44100, 88200, 96000, 192000, 384000})
    EXPECT_NEAR(loudness_of_tone(-23, rate, 2), -23, 0.15) << rate;
}

TEST(Loudness, QuietPartsDoNotCount) {
  // The third signal of EBU Tech 3341: ten, sixty and ten seconds at -36, -23 and -36 dBFS.
  Signal signal = sine(997, std::pow(10, -36.0 / 20), 10, 44100);
  const Signal loud = sine(997, std::pow(10, -23.0 / 20), 60, 44100);
  const Signal quiet = signal;
  signal.insert(signal.end(), loud.begin(), loud.end());
  signal.insert(signal.end(), quiet.begin(), quiet.end());
  EXPECT_NEAR(heard(in_channels(signal, 2), 44100, 2).loudness.integrated_lufs, -23, 0.1);
}

TEST(Loudness, RangeOfEbuTech3342) {
  Signal signal = sine(997, std::pow(10, -20.0 / 20), 20, 44100);
  const Signal quiet = sine(997, std::pow(10, -30.0 / 20), 20, 44100);
  signal.insert(signal.end(), quiet.begin(), quiet.end());
  EXPECT_NEAR(heard(in_channels(signal, 2), 44100, 2).loudness.range_lu, 10, 1);
}

TEST(Loudness, ChannelForLowEffectsIsLeftOut) {
  Signal six;
  for (const float sample : sine(997, 0.1, 5, 48000))
    for (const bool is_lfe : {false, false, false, true, false, false}) six.push_back(is_lfe ? sample * 5 : sample);
  const double without = 10 * std::log10(3 + 2 * 1.41) + loudness_of_tone(-20, 48000, 1);
  EXPECT_NEAR(heard(six, 48000, 6).loudness.integrated_lufs, without, 0.1);
}

TEST(Resampler, ToneKeepsItsHeightAndLevelAtEveryRate) {
  for (const int rate : {8000, 11025, 22050, 32000, 44100, 44099, 48000, 96000, 384000}) {
    const Signal middle = heard(sine(1000, 0.5, 3, rate), rate).middle;
    ASSERT_NEAR(static_cast<double>(middle.size()), 3.0 * kAnalysisRate, 4) << rate;
    const Signal expected = sine(1000, 0.5, 3, kAnalysisRate);
    double worst = 0;
    for (std::size_t i = 2000; i + 2000 < middle.size(); ++i)
      worst = std::max(worst, std::abs(static_cast<double>(middle[i] - expected[i])));
    EXPECT_LT(worst, 0.01) << rate;
  }
}

TEST(Resampler, WhatIsTooHighDoesNotComeBackBelowEightKilohertz) {
  const Signal middle = heard(sine(18000, 0.5, 3, 44100), 44100).middle;
  const float loudest = *std::max_element(middle.begin() + 2000, middle.end() - 2000);
  EXPECT_LT(loudest, 0.001);
}

TEST(Resampler, BlocksOfAnySizeGiveTheSameSamples) {
  const Signal signal = noise(0.5, 1, 48000);
  sound::Resampler whole(48000);
  sound::Resampler pieces(48000);
  Signal first;
  Signal second;
  whole.add(signal, first);
  for (std::size_t at = 0, size = 1; at < signal.size(); at += size, size = size % 977 + 1)
    pieces.add(std::span(signal).subspan(at, std::min(size, signal.size() - at)), second);
  whole.finish(first);
  pieces.finish(second);
  EXPECT_EQ(first, second);
}

TEST(Listener, NumbersThatAreNoneAreSilence) {
  Signal signal = sine(440, 0.1, 2, 44100);
  for (std::size_t i = 0; i < signal.size(); i += 100) signal[i] = std::numeric_limits<float>::quiet_NaN();
  signal[7] = std::numeric_limits<float>::infinity();
  const sound::Measurement measurement = sound::measure(heard(signal, 44100));
  EXPECT_TRUE(std::isfinite(measurement.loudness_lufs));
  for (const float number : measurement.descriptor) EXPECT_TRUE(std::isfinite(number));
}

TEST(Listener, KeepsTheMiddleOfALongPiece) {
  // Ten minutes that get higher every minute; the middle two are the fifth and sixth.
  sound::Stream stream;
  stream.rate = 8000;
  stream.channels = 1;
  stream.seconds = 600;
  sound::Listener listener(stream);
  for (int minute = 0; minute < 10; ++minute) listener.add(sine(100.0 * (minute + 1), 0.5, 60, 8000));
  const Signal middle = listener.finish().middle;
  ASSERT_NEAR(static_cast<double>(middle.size()), 120.0 * kAnalysisRate, 10);
  const auto crossings = [&](std::size_t from) {
    std::size_t count = 0;
    for (std::size_t i = from; i < from + std::size_t{kAnalysisRate}; ++i)
      count += (middle[i] < 0) != (middle[i + 1] < 0) ? 1U : 0U;
    return static_cast<double>(count) / 2;
  };
  EXPECT_NEAR(crossings(30 * kAnalysisRate), 500, 2);
  EXPECT_NEAR(crossings(90 * kAnalysisRate), 600, 2);
}

TEST(Listener, LengthThatWasPromisedWrongDoesNoHarm) {
  for (const double promised : {0.0, 1.0, 3000.0, 1e9}) {
    sound::Stream stream;
    stream.rate = 8000;
    stream.channels = 1;
    stream.seconds = promised;
    sound::Listener listener(stream);
    for (int i = 0; i < 40; ++i) listener.add(noise(0.1, 10, 8000));
    const sound::Heard result = listener.finish();
    EXPECT_NEAR(result.seconds, 400, 0.1);
    EXPECT_NEAR(static_cast<double>(result.middle.size()), 120.0 * kAnalysisRate, 10) << promised;
  }
}

sound::Rhythm rhythm(const Signal& signal) { return sound::rhythm_of(sound::frames_of(signal), signal); }

TEST(Rhythm, TempoOfClicksWithinHalfAPercent) {
  for (const double beats : {60.0, 75.0, 90.0, 100.0, 110.0, 120.0, 128.0, 140.0, 150.0, 174.0}) {
    const sound::Rhythm found = rhythm(clicks(beats, 30, kAnalysisRate));
    EXPECT_NEAR(found.tempo / beats, 1, 0.005) << beats;
    EXPECT_GT(found.clarity, 0.5);
    EXPECT_NEAR(found.onsets, beats / 60, 0.3) << beats;
  }
}

TEST(Autocorrelation, IsWhatTheSumsSay) {
  const Signal signal = noise(0.5, 0.01, 20000, 3);  // 200 samples
  sound::Autocorrelation autocorrelation(signal.size(), 60);
  std::vector<double> plain(60);
  std::vector<double> compressed(60);
  autocorrelation.transform(signal, plain, compressed);
  const auto sum_at = [&](std::size_t lag) {
    double sum = 0;
    for (std::size_t i = lag; i < signal.size(); ++i)
      sum += static_cast<double>(signal[i]) * static_cast<double>(signal[i - lag]);
    return sum / static_cast<double>(signal.size() - lag);
  };
  for (std::size_t lag = 0; lag < plain.size(); ++lag) EXPECT_NEAR(plain[lag], sum_at(lag) / sum_at(0), 1e-5) << lag;
  EXPECT_NEAR(compressed[0], 1, 1e-6);
}

TEST(Autocorrelation, CompressedPeaksAreNarrowAndSilenceIsLikeNothing) {
  Signal bumps(400);
  for (std::size_t i = 0; i < bumps.size(); ++i)
    bumps[i] = std::max(0.0F, 1 - std::abs(static_cast<float>(i % 40) - 10) / 8);
  sound::Autocorrelation autocorrelation(bumps.size(), 100);
  std::vector<double> plain(100);
  std::vector<double> compressed(100);
  autocorrelation.transform(bumps, plain, compressed);
  EXPECT_GT(compressed[40], compressed[36] * 2);
  EXPECT_LT(plain[40], plain[36] * 2);
  autocorrelation.transform(silence(0.01, 40000), plain, compressed);
  EXPECT_THAT(plain, ::testing::Each(0));
  EXPECT_THAT(compressed, ::testing::Each(0));
}

/// Bursts on some of the sixteen places of a bar, over a quiet one on each beat.
Signal pattern(std::initializer_list<int> places, double beats_a_minute, double seconds) {
  Signal all = scaled(clicks(beats_a_minute, seconds, kAnalysisRate), 0.3);
  const double bar = 240 / beats_a_minute;
  for (double at = 0; at + bar <= seconds; at += bar)
    for (const int place : places) {
      const auto from = static_cast<std::size_t>((at + bar * place / 16) * kAnalysisRate);
      const Signal burst = noise(0.5, 0.02, kAnalysisRate, static_cast<unsigned>(place) + 1);
      for (std::size_t i = 0; i < burst.size() && from + i < all.size(); ++i) all[from + i] += burst[i];
    }
  return all;
}

TEST(Rhythm, BarsOfDottedNotesKeepTheirBeat) {
  for (const double beats : {80.0, 96.0, 112.0, 124.0, 140.0})
    for (const auto& places : {std::initializer_list<int>{0, 3, 6, 8, 11, 14}, {0, 3, 6, 10, 12}}) {
      const double octaves = std::log2(rhythm(pattern(places, beats, 40)).tempo / beats);
      EXPECT_NEAR(octaves, std::round(octaves), 0.01) << beats << " with " << places.size();
    }
}

TEST(Rhythm, NoiseTonesAndShortThingsHaveNoPulse) {
  for (unsigned seed = 0; seed < 20; ++seed)
    for (const double seconds : {10.0, 20.0})
      EXPECT_EQ(sound::measure(heard(noise(0.3, seconds, kAnalysisRate, seed), kAnalysisRate)).tempo, 0) << seed;
  for (const Signal& signal :
       {noise(0.3, 60, kAnalysisRate), sine(440, 0.3, 20, kAnalysisRate), chord({57, 60, 64}, 20, kAnalysisRate)})
    EXPECT_EQ(sound::measure(heard(signal, kAnalysisRate)).tempo, 0);
  EXPECT_EQ(rhythm(clicks(120, 1, kAnalysisRate)).tempo, 0);
  EXPECT_EQ(rhythm({}).tempo, 0);
}

TEST(Tonality, EveryTriadInAnyTuning) {
  for (int root = 0; root < 12; ++root)
    for (const bool major : {true, false})
      for (const double tuning : {-0.3, 0.0, 0.3}) {
        const double note = 60 + root + tuning;
        const Signal signal = chord({note, note + (major ? 4 : 3), note + 7}, 5, kAnalysisRate);
        const sound::Chromas chromas = sound::chromas_of(signal);
        const sound::Tonality found = sound::tonality_of(chromas);
        EXPECT_EQ(found.key, root);
        EXPECT_EQ(found.major, major) << root;
        EXPECT_NEAR(chromas.tuning, tuning, 0.1);
      }
}

TEST(Tonality, CadencesAreInTheKeyOfTheirFirstChordNotOfItsFifth) {
  for (int root = 0; root < 12; ++root)
    for (const bool major : {true, false}) {
      Signal all;
      for (const int degree : {0, 5, 7, 0}) {
        const double note = 48 + root + degree;
        const Signal bar = chord({note, note + (major ? 4 : 3), note + 7, note + 12}, 2, kAnalysisRate);
        all.insert(all.end(), bar.begin(), bar.end());
      }
      const sound::Tonality found = sound::tonality_of(sound::chromas_of(mixed(all, noise(0.05, 8, kAnalysisRate))));
      EXPECT_EQ(found.key, root);
      EXPECT_EQ(found.major, major) << root;
    }
}

TEST(Measurement, SilenceAndClicksGiveNoNonsense) {
  const sound::Measurement nothing = sound::measure(heard(silence(20, 44100), 44100));
  EXPECT_EQ(nothing.kind, "silence");
  EXPECT_EQ(nothing.loudness_lufs, -70);
  EXPECT_EQ(nothing.tempo, 0);
  EXPECT_EQ(nothing.key, -1);
  EXPECT_THAT(nothing.descriptor, ::testing::IsEmpty());
  Signal one = silence(20, 44100);
  one[5000] = 1;
  const sound::Measurement click = sound::measure(heard(one, 44100));
  EXPECT_EQ(click.tempo, 0);
  EXPECT_EQ(click.key, -1);
  const sound::Measurement hiss = sound::measure(heard(noise(0.2, 20, 44100), 44100));
  EXPECT_EQ(hiss.tempo, 0);
  EXPECT_EQ(hiss.key, -1);
}

/// Syllables as a voice makes them: a hiss, then harmonics of a gliding pitch under two formants; a pause after some.
Signal babble(double seconds, unsigned seed) {
  std::mt19937 random(seed);
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random() % 1000) / 1000;
  };
  Signal all;
  while (static_cast<double>(all.size()) < seconds * kAnalysisRate) {
    const Signal hiss = noise(0.05, between(0.02, 0.08), kAnalysisRate, static_cast<unsigned>(random()));
    all.insert(all.end(), hiss.begin(), hiss.end());
    const double from = between(90, 180);
    const double to = from * between(0.75, 1.3);
    const double first = between(300, 800);
    const double second = between(900, 2400);
    const auto count = static_cast<std::size_t>(between(0.08, 0.25) * kAnalysisRate);
    double turn = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const double part = static_cast<double>(i) / static_cast<double>(count);
      const double pitch = from + (to - from) * part;
      turn += 2 * std::numbers::pi * pitch / kAnalysisRate;
      double sample = 0;
      for (int harmonic = 1; harmonic * pitch < 4000; ++harmonic) {
        const double hz = harmonic * pitch;
        const double weight = std::exp(-std::abs(hz - first) / 150) + 0.5 * std::exp(-std::abs(hz - second) / 200);
        sample += weight * std::sin(harmonic * turn);
      }
      all.push_back(static_cast<float>(0.2 * std::sin(std::numbers::pi * part) * sample));
    }
    if (random() % 5 == 0) all.resize(all.size() + kAnalysisRate / 4);
  }
  return all;
}

std::string kind_of(const Signal& signal) { return sound::measure(heard(signal, kAnalysisRate)).kind; }

TEST(Measurement, KindsOfThings) {
  EXPECT_EQ(kind_of(little_song(60, 120, 20, kAnalysisRate, 1)), "music");
  EXPECT_EQ(kind_of(chord({57, 60, 64}, 20, kAnalysisRate)), "music");
  EXPECT_EQ(kind_of(clicks(120, 20, kAnalysisRate)), "music");
  for (unsigned seed = 0; seed < 3; ++seed) EXPECT_EQ(kind_of(babble(20, seed)), "speech") << seed;
  EXPECT_EQ(kind_of(noise(0.3, 20, kAnalysisRate)), "effect");
  EXPECT_EQ(kind_of(little_song(60, 120, 5, kAnalysisRate, 1)), "effect");
  EXPECT_EQ(kind_of(noise(0.3, 0.05, kAnalysisRate)), "effect");
  EXPECT_EQ(kind_of(silence(20, kAnalysisRate)), "silence");
  EXPECT_TRUE(sound::estimates_of(sound::measure(heard(babble(20, 1), kAnalysisRate))).empty());
}

std::vector<std::string> kinds_of_faults(const Signal& interleaved, std::size_t channels, bool lossless = false,
                                         double promised = 0) {
  sound::Stream stream;
  stream.rate = 44100;
  stream.channels = channels;
  stream.lossless = lossless;
  stream.codec = "flac";
  stream.seconds = promised;
  sound::Listener listener(stream);
  listener.add(interleaved);
  std::vector<std::string> kinds;
  for (const sound::Fault& fault : sound::faults_of(sound::measure(listener.finish()))) {
    kinds.push_back(fault.kind);
    EXPECT_NE(sound::advice_for(fault.kind), "");
  }
  return kinds;
}

TEST(Faults, OneForEachThatIsThere) {
  using ::testing::ElementsAre;
  using ::testing::IsEmpty;
  const Signal song = little_song(60, 120, 20, 44100, 1);
  EXPECT_THAT(kinds_of_faults(mixed(song, noise(0.01, 20, 44100)), 1, true), IsEmpty());
  EXPECT_THAT(kinds_of_faults(silence(20, 44100), 2), ElementsAre("silent"));
  EXPECT_THAT(kinds_of_faults(in_channels(song, 2), 2), ElementsAre("mono-twice"));
  EXPECT_THAT(kinds_of_faults(song, 1, false, 60), ElementsAre("truncated"));
  Signal clipped = scaled(song, 20);
  for (float& sample : clipped) sample = std::clamp(sample, -1.0F, 1.0F);
  EXPECT_THAT(kinds_of_faults(clipped, 1), ElementsAre("clipped"));
}

TEST(Faults, LowBandwidthIsACliffAndNotAFade) {
  EXPECT_THAT(kinds_of_faults(noise(0.3, 20, 44100), 1, true), ::testing::IsEmpty());
  sound::Measurement cut;
  cut.kind = "music";
  cut.stream.rate = 44100;
  cut.stream.channels = 1;
  cut.stream.lossless = true;
  cut.stream.codec = "flac";
  cut.seconds = 20;
  cut.bandwidth_hz = 16000;
  cut.cliff_db = 45;
  ASSERT_EQ(sound::faults_of(cut).size(), 1U);
  EXPECT_EQ(sound::faults_of(cut).front().kind, "low-bandwidth");
  cut.cliff_db = 5;
  EXPECT_TRUE(sound::faults_of(cut).empty());
}

}  // namespace
}  // namespace leitmotif::testing

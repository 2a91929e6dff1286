#include "leitmotif/sound/measurement.hpp"

#include <algorithm>

#include "leitmotif/sound/descriptor.hpp"
#include "leitmotif/sound/kind.hpp"

namespace leitmotif::sound {
namespace {

constexpr double kShortSeconds = 10;
constexpr std::size_t kLeastFrames = 16;  // a third of a second
constexpr double kLeastKeyClarity = 0.35;
constexpr double kMostNoteEntropy = 0.99;  // of noise: more, of any music that was tried: less

Measurement facts_of(const Heard& heard) {
  Measurement result;
  result.seconds = heard.seconds;
  result.listened_seconds = heard.listened_seconds;
  result.loudness_lufs = heard.loudness.integrated_lufs;
  result.loudness_range = heard.loudness.range_lu;
  result.peak_db = heard.peak_db;
  result.rms_db = heard.rms_db;
  result.side_db = heard.side_db;
  result.brightness_hz = heard.brightness_hz;
  result.rolloff_hz = heard.rolloff_hz;
  result.zero_crossings = heard.zero_crossings;
  result.clipped_share = heard.clipped_share;
  result.bandwidth_hz = heard.bandwidth_hz;
  result.cliff_db = heard.cliff_db;
  result.stream = heard.stream;
  return result;
}

/// Everything that is worked out from the middle of a piece that can be heard; the numbers a descriptor is made of.
Numbers analyse(const Heard& heard, const Frames& frames, Measurement& result) {
  const Rhythm rhythm = rhythm_of(frames, heard.middle);
  const Chromas chromas = chromas_of(heard.middle);
  const Tonality tonality = tonality_of(chromas);
  if (rhythm.evidence >= 1) {
    result.tempo = rhythm.tempo;
    result.tempo_clarity = rhythm.clarity;
  }
  result.onsets = rhythm.onsets;
  result.pulse_strength = rhythm.strength;
  result.danceability = rhythm.danceability;
  if (tonality.clarity >= kLeastKeyClarity && tonality.entropy <= kMostNoteEntropy) {
    result.key = tonality.key;
    result.major = tonality.major;
    result.key_clarity = tonality.clarity;
    result.tuning = chromas.tuning;
  }
  return numbers_of(frames, rhythm, tonality, heard.loudness);
}

bool can_be_analysed(const Heard& heard, const Frames& frames) {
  return heard.peak_db >= kSilentDb && static_cast<std::size_t>(std::ranges::count(frames.live, true)) >= kLeastFrames;
}

}  // namespace

Measurement measure(const Heard& heard) {
  Measurement result = facts_of(heard);
  result.kind = heard.peak_db < kSilentDb ? "silence" : "effect";
  const Frames frames = frames_of(heard.middle);
  if (!can_be_analysed(heard, frames)) return result;
  const Numbers numbers = analyse(heard, frames, result);
  result.descriptor = descriptor_of(numbers);
  if (heard.seconds < kShortSeconds) return result;
  if (is_speech(numbers))
    result.kind = "speech";
  else if (result.tempo > 0 || result.key >= 0)
    result.kind = "music";
  return result;
}

std::optional<Numbers> numbers_of(const Heard& heard) {
  const Frames frames = frames_of(heard.middle);
  Measurement ignored;
  if (!can_be_analysed(heard, frames)) return std::nullopt;
  return analyse(heard, frames, ignored);
}

std::vector<Numbers> numbers_of_quarters(const Heard& heard) {
  std::vector<Numbers> quarters;
  const std::size_t size = heard.middle.size() / 4;
  for (std::size_t at = 0; at + size <= heard.middle.size() && size > 0; at += size) {
    Listener listener({kAnalysisRate, 1, 0, 0, true, "part", true});
    listener.add(std::span(heard.middle).subspan(at, size));
    if (const auto numbers = numbers_of(listener.finish())) quarters.push_back(*numbers);
  }
  return quarters;
}

}  // namespace leitmotif::sound

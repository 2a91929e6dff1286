// One file by its sound: everything that is told people, stored, and compared.
// Flow: Heard -> measure -> Measurement -> estimates, catalogue, answers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "leitmotif/sound/listener.hpp"
#include "leitmotif/sound/numbers.hpp"

namespace leitmotif::sound {

/// Counted up whenever a number would come out differently; what was measured before is then measured again.
inline constexpr int kSoundVersion = 2;

/// A piece whose loudest sample lies below is silence.
inline constexpr double kSilentDb = -75;

/// What a piece sounds like. `kind` decides what the rest means: nothing of `silence` but its length does.
struct Measurement {
  /// `music`, `speech`, `effect` (less than 10 s, or neither a pulse nor notes) or `silence`.
  std::string kind;
  double seconds = 0;
  double listened_seconds = 0;  ///< fewer than `seconds` where only samples of a long piece were listened to
  double loudness_lufs = -70;
  double loudness_range = 0;  ///< LU
  double peak_db = -120;
  double rms_db = -120;
  double side_db = -60;
  double brightness_hz = 0;   ///< centroid of magnitudes over the whole band
  double rolloff_hz = 0;      ///< 85 % of magnitudes lie below
  double zero_crossings = 0;  ///< a second
  double tempo = 0;           ///< beats a minute; 0: no pulse
  double tempo_clarity = 0;   ///< 0..1
  double onsets = 0;          ///< a second
  double pulse_strength = 0;  ///< share of the changes of level that stand out from those around
  double danceability = 0;    ///< by detrended fluctuation; 0: not known
  int key = -1;               ///< into kKeys; -1: no notes
  bool major = true;
  double key_clarity = 0;  ///< 0..1
  double tuning = 0;       ///< semitones from 440 Hz
  double clipped_share = 0;
  double bandwidth_hz = 0;
  double cliff_db = 0;
  Stream stream;                  ///< what the decoder promised
  std::vector<float> descriptor;  ///< what it is compared by (see descriptor.hpp); empty for silence
  std::string problem;            ///< what went wrong with decoding; empty when nothing did
  std::string fingerprint;        ///< Chromaprint's, compressed; empty when there is none
};

/// Works out everything but `problem` and `fingerprint`.
[[nodiscard]] Measurement measure(const Heard& heard);

/// What a descriptor is made of; nothing when there is too little to hear.
[[nodiscard]] std::optional<Numbers> numbers_of(const Heard& heard);

/// The same of each quarter of what is analysed, as if it were a piece: by how much a piece differs from itself.
[[nodiscard]] std::vector<Numbers> numbers_of_quarters(const Heard& heard);

}  // namespace leitmotif::sound

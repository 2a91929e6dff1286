#include "leitmotif/engine/sound_answer.hpp"

#include <cmath>
#include <map>
#include <optional>

#include "leitmotif/collection/no_voice.hpp"
#include "leitmotif/collection/walk.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/sound/listening.hpp"
#include "leitmotif/sound/tonality.hpp"

namespace leitmotif::engine {
namespace {

using wire::any_number;
using wire::any_text;
using wire::list_of;
using wire::map_of;
using wire::number;
using wire::or_null;
using SoundField = wire::Field<SoundAnswer>;

/// A number that was measured, by its member.
SoundField measured(std::string_view key, double sound::Measurement::*member, wire::Schema form) {
  return SoundField::value(
      key, [member](const SoundAnswer& answer) { return answer.sound.*member; }, std::move(form));
}

std::optional<std::string> sound_key(const SoundAnswer& answer) {
  if (answer.sound.key < 0) return std::nullopt;
  return std::string(sound::kKeys[static_cast<std::size_t>(answer.sound.key)]);
}

std::optional<std::string> sound_mode(const SoundAnswer& answer) {
  if (answer.sound.key < 0) return std::nullopt;
  return answer.sound.major ? "major" : "minor";
}

std::vector<SoundField> measured_rows() {
  using M = sound::Measurement;
  return {SoundField::value(
              "kind", [](const SoundAnswer& answer) { return answer.sound.kind; },
              any_text("music, speech, effect (short, or neither pulse nor notes), silence, or stem (a song's part, by "
                       "its name)")),
          measured("seconds", &M::seconds, number(0, 1e9, "of sound that could be decoded")),
          measured("listened_seconds", &M::listened_seconds,
                   number(0, 1e9, "fewer than `seconds` where a piece is so long that only samples of it were")),
          measured("loudness_lufs", &M::loudness_lufs, any_number("EBU R 128, integrated; -70: silence")),
          measured("loudness_range", &M::loudness_range, number(0, 200, "LU, EBU Tech 3342")),
          measured("peak_db", &M::peak_db, any_number("loudest sample; 0 is full scale")),
          SoundField::value(
              "tempo",
              [](const SoundAnswer& answer) {
                return answer.sound.tempo > 0 ? std::optional(answer.sound.tempo) : std::nullopt;
              },
              or_null(number(40, 240, "beats a minute; null where there is no pulse"))),
          measured("tempo_clarity", &M::tempo_clarity, number(0, 1)),
          measured("onsets", &M::onsets, number(0, 100, "a second")),
          SoundField::value("key", sound_key, or_null(any_text("C to B; null where there are no notes"))),
          SoundField::value("mode", sound_mode, or_null(any_text("major or minor"))),
          measured("key_clarity", &M::key_clarity, number(0, 1)),
          measured("tuning", &M::tuning, number(-0.5, 0.5, "semitones that A4 lies above 440 Hz")),
          measured("fluctuation", &M::danceability,
                   number(0, 4, "danceability by detrended fluctuation (Streich and Herrera); 0: not known")),
          measured("brightness_hz", &M::brightness_hz, number(0, 1e6, "spectral centroid")),
          measured("side_db", &M::side_db, number(-60, 60, "left minus right by left plus right"))};
}

std::vector<SoundField> other_rows() {
  return {SoundField::value(
              "estimates",
              [](const SoundAnswer& answer) {
                std::map<std::string, double> values;
                for (const sound::Estimate& estimate : answer.estimates) values[estimate.name] = estimate.value;
                return values;
              },
              map_of(any_number(), "guesses from the sound, in the data set's scale 0..1; arousal and pleasure 1..9")),
          SoundField::value(
              "intervals",
              [](const SoundAnswer& answer) {
                std::map<std::string, std::vector<double>> values;
                for (const sound::Estimate& estimate : answer.estimates)
                  values[estimate.name] = {estimate.low, estimate.high};
                return values;
              },
              map_of(list_of(any_number(), 2, 2), "of each estimate: four of five true values lie between")),
          {"faults", list_of(wire::object({{"kind", any_text(), true}, {"reason", any_text(), true}}), 0, 20),
           [](wire::Writer& out, const SoundAnswer& answer) {
             out.begin_list();
             for (const sound::Fault& fault : answer.faults)
               out.put(Json{{"kind", fault.kind}, {"reason", fault.reason}});
             out.end_list();
           }},
          {"stream", wire::some_object("what the file says of itself"),
           [](wire::Writer& out, const SoundAnswer& answer) {
             const sound::Stream& stream = answer.sound.stream;
             out.put(Json{{"codec", stream.codec},
                          {"rate", stream.rate},
                          {"channels", stream.channels},
                          {"bit_rate", stream.bit_rate},
                          {"lossless", stream.lossless}});
           }},
          SoundField::value(
              "descriptor", [](const SoundAnswer& answer) { return answer.sound.descriptor; },
              list_of(any_number(), 0, 1000, "what pieces are compared by")),
          SoundField::value(
              "fingerprint", [](const SoundAnswer& answer) { return answer.sound.fingerprint; },
              any_text("Chromaprint, as AcoustID uses it")),
          SoundField::value(
              "version", [](const SoundAnswer&) { return sound::kSoundVersion; }, wire::integer(1, 1000000))};
}

}  // namespace

SoundAnswers listen(std::span<const std::filesystem::path> files, unsigned threads, const OnProgress& on_progress) {
  std::vector<std::optional<SoundAnswer>> found(files.size());
  std::vector<std::string> refusals(files.size());
  std::size_t done = 0;
  on_progress({"listening", 0, files.size()});
  sound::listen_to(files, {.threads = threads}, [&](sound::Listened&& listened) {
    if (listened.refusal.empty())
      found[listened.file] =
          SoundAnswer{collection::shown(files[listened.file]), std::move(listened.measurement), {}, {}};
    else
      refusals[listened.file] = std::move(listened.refusal);
    on_progress({"listening", ++done, files.size()});
  });
  SoundAnswers answers;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!found[i]) {
      answers.rejected.push_back({collection::shown(files[i]), 0, refusals[i]});
      continue;
    }
    if (found[i]->sound.kind != "silence" && collection::is_stem(files[i])) found[i]->sound.kind = "stem";
    found[i]->estimates = sound::estimates_of(found[i]->sound);
    found[i]->faults = sound::faults_of(found[i]->sound);
    answers.files.push_back(std::move(*found[i]));
  }
  return answers;
}

const wire::Table<SoundAnswer>& sound_answer_table() {
  static const wire::Table<SoundAnswer> table(
      "SoundAnswer", wire::joined(std::vector<SoundField>{SoundField::value("file", &SoundAnswer::file, any_text())},
                                  {measured_rows(), other_rows()}));
  return table;
}

}  // namespace leitmotif::engine

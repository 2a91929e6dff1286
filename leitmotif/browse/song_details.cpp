#include "leitmotif/browse/song_details.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/catalog/choices.hpp"
#include "leitmotif/catalog/sounds.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/reading/read_lyric.hpp"

namespace leitmotif::browse {
namespace {

/// In which language the lyric is, and how it was read.
void tell_language(const Song& song, answers::SongDetails& details) {
  const reading::LyricLanguage read = reading::language_of(reading::PreparedLyric(song.lyrics, song.form));
  details.carried_over = read.carried_over;
  if (read.language.code.empty()) return;
  if (!details.facts) details.facts.emplace();
  if (details.facts->language.empty()) details.facts->language = read.language.code;
}

}  // namespace

answers::ExplicitNote explicit_note(const library::Snapshot& snapshot, std::size_t row) {
  answers::ExplicitNote note;
  if (!snapshot.columns.obscene.empty()) note.weight = snapshot.columns.obscene[row];
  const auto flags = std::ranges::find(snapshot.columns.sound, catalog::kExplicitFlag, &SoundFeature::name);
  if (flags == snapshot.columns.sound.end() || std::isnan(flags->values[row])) return note;
  note.published = flags->values[row] > 0;
  note.published_by = catalog::name_of(static_cast<catalog::SoundSource>(flags->source[row]));
  return note;
}

std::vector<answers::SongIds> song_ids_of(const catalog::Catalog& library, std::span<const std::int64_t> songs) {
  std::vector<std::optional<catalog::SongFacts>> facts = library.files().facts_of(songs);
  std::vector<std::vector<catalog::RemoteId>> servers = library.servers().ids_of(songs);
  std::vector<answers::SongIds> ids(songs.size());
  for (std::size_t i = 0; i < songs.size(); ++i) {
    ids[i] = {facts[i] ? std::move(facts[i]->ids) : MusicIds(), std::move(servers[i])};
  }
  return ids;
}

answers::SongDetails known_of(const library::Snapshot& snapshot, std::size_t row, const catalog::StoredSong& stored) {
  answers::SongDetails details;
  details.head = snapshot.head(row);
  if (const auto topic = snapshot.topic_of(row)) {
    details.topic = (*snapshot.topics)[*topic];
    details.confidence = snapshot.columns.probability_of(row, *topic);
    for (std::size_t label = 0; label < snapshot.columns.topics; ++label)
      details.probabilities.push_back(snapshot.columns.probability_of(row, label));
  }
  details.topics = snapshot.topics;
  details.mixture_parts = snapshot.parts;
  details.mixture = snapshot.mixture(row);
  details.counted_words = snapshot.columns.counted_words[row];
  details.inferred = snapshot.is_inferred(row);
  details.file = snapshot.file(row);
  details.audio = stored.song.audio;
  details.facts = snapshot.library->files().facts_of({&stored.id, 1}).front();
  details.servers = std::move(snapshot.library->servers().ids_of({&stored.id, 1}).front());
  details.sounds = snapshot.library->sounds().of(stored.id);
  std::erase_if(details.sounds, [](const catalog::SoundFeature& feature) {
    return !catalog::is_asked_for(feature.name) || feature.name == catalog::kExplicitFlag;
  });
  details.explicit_note = explicit_note(snapshot, row);
  if (stored.song.form == LyricsForm::sung) details.lyrics = stored.song.lyrics;
  return details;
}

answers::SongDetails details_of(const current::View& view, const reading::Reader& reader, std::int64_t id) {
  const library::Snapshot& snapshot = *view.snapshot;
  const auto row = snapshot.row_of(id);
  const auto stored = row ? snapshot.library->songs().song(id) : std::nullopt;
  if (!stored) throw Error(ErrorKind::not_found, "there is no song " + std::to_string(id));
  answers::SongDetails details = known_of(snapshot, *row, *stored);
  tell_language(stored->song, details);
  if (details.counted_words > 0) details.words = reader.explain(stored->song.lyrics, stored->song.form);
  details.blocked = std::ranges::find(*view.blocked, *row) != view.blocked->end();
  details.gone = view.is_gone(*row);
  details.corrected = snapshot.is_corrected(*row);
  details.flag = snapshot.library->choices().flag_of(id);
  return details;
}

}  // namespace leitmotif::browse

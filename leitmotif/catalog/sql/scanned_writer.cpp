#include "leitmotif/catalog/sql/scanned_writer.hpp"

#include "leitmotif/catalog/scanned_rules.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::sql {
namespace {

constexpr std::string_view kFindSong =
    "FROM identities JOIN songs ON songs.id = identities.song JOIN lyrics ON lyrics.song = songs.id "
    "LEFT JOIN song_details ON song_details.song = songs.id WHERE identities.digest = ?1 AND songs.identity = ?2";
constexpr std::string_view kKnownColumns =
    ", song_details.made_by_scan, song_details.album, song_details.length_ms, song_details.recording_id ";
// In both, ?2 is the scanned song's first file. Only first files have a mark and say where the lyric is from.
constexpr std::string_view kIsShared =
    "SELECT 1 FROM files WHERE song = ?1 AND gone = 0 AND path <> ?2 AND mark <> 0 LIMIT 1";
constexpr std::string_view kHasElderLyrics =
    "SELECT 1 FROM files WHERE song = ?1 AND gone = 0 AND path <> ?2 AND lyrics_from <> '' AND "
    "(?3 = 1 OR id < coalesce((SELECT id FROM files WHERE path = ?2), 4611686018427387904)) LIMIT 1";
constexpr std::string_view kIsScanned = "SELECT 1 FROM song_details WHERE song = ?1 AND made_by_scan = 1";
constexpr std::string_view kFacts =
    "INSERT INTO song_details (song, album, length_ms, language, instrumental, classified, recording_id, release_id, "
    "artist_id, made_by_scan, isrc, album_artist, disc, track) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?12, "
    "?13, ?14, ?15) ON CONFLICT (song) DO UPDATE SET album_artist = ?13, disc = ?14, track = ?15, album = ?2, "
    "length_ms = ?3, language = ?4, instrumental = ?5, classified = ?6, recording_id = ?7, "
    "release_id = ?8, artist_id = ?9, isrc = ?12 WHERE ?11 = 1";

bool gives_row(Statement& statement) {
  const bool found = statement.step();
  statement.reset();
  return found;
}

}  // namespace

ScannedWriter::ScannedWriter(const Database& database, std::string_view model_id)
    : kinds_(database),
      songs_(database, SoundSource::tag),
      scores_(database, model_id),
      files_(database),
      find_(database.prepare("SELECT " + std::string(song_columns()) + std::string(kKnownColumns) +
                             std::string(kFindSong))),
      is_shared_(database.prepare(kIsShared)),
      has_elder_lyrics_(database.prepare(kHasElderLyrics)),
      is_scanned_(database.prepare(kIsScanned)),
      facts_(database.prepare(kFacts)) {}

bool ScannedWriter::write(const ScannedSong& scanned) {
  if (scanned.files.empty()) throw Error(ErrorKind::invalid_argument, "a scanned song has no file");
  const FileRow& first = scanned.files.front();
  written_.push_back(scanned.song);
  LabelledSong& row = written_.back();
  std::string asked;
  std::optional<KnownSong> known;
  row.apart = apart_for(scanned, [&](const std::string& identity) {
    asked = identity;
    return known = known_song(first, identity);
  });
  const std::string identity = identity_of(row);
  if (asked != identity) known = known_song(first, identity);
  if (!known && rename_if_alone(first, identity)) known = known_song(first, identity);
  const bool keeps_lyrics = known && keep_what_is_there(first, *known, row);
  const SongWriter::Written written = songs_.write({&written_.back(), 1}).front();
  if (!keeps_lyrics) scores_.write(written.id, scanned.prediction);
  write_facts(written, scanned.facts, keeps_lyrics);
  for (FileRow file : scanned.files) {
    file.song = written.id;
    files_.write(file);
  }
  return written.is_new;
}

void ScannedWriter::finish() { songs_.write_index(); }

/// The song of a file whose tags were mended keeps its number, unless other files have it too or it came from
/// elsewhere; there must be no song of the new name yet. Whether it was renamed.
bool ScannedWriter::rename_if_alone(const FileRow& first, const std::string& identity) {
  if (!first.song || !gives_row(is_scanned_.bind_integer(1, *first.song))) return false;
  if (gives_row(is_shared_.bind_integer(1, *first.song).bind_blob(2, first.path.native()))) return false;
  songs_.rename(*first.song, identity);
  return true;
}

/// The song of an identity.
std::optional<KnownSong> ScannedWriter::known_song(const FileRow& first, const std::string& identity) {
  if (!find_.bind_integer(1, digest_of(identity)).bind_text(2, identity).step()) {
    find_.reset();
    return std::nullopt;
  }
  KnownSong known{song_from(find_, kinds_)};
  constexpr int kMadeByScan = 9;
  known.from_elsewhere = find_.is_null(kMadeByScan) || find_.integer(kMadeByScan) == 0;
  if (!find_.is_null(kMadeByScan)) {
    known.facts.album = find_.text(kMadeByScan + 1);
    if (!find_.is_null(kMadeByScan + 2)) known.facts.length_ms = find_.integer(kMadeByScan + 2);
    known.facts.ids.recording_id = find_.text(kMadeByScan + 3);
  }
  find_.reset();
  known.is_own = first.song == known.song.id &&
                 !gives_row(is_shared_.bind_integer(1, known.song.id).bind_blob(2, first.path.native()));
  return known;
}

/// See `complete`.
bool ScannedWriter::keep_what_is_there(const FileRow& first, KnownSong& known, LabelledSong& row) {
  has_elder_lyrics_.bind_integer(1, known.song.id).bind_blob(2, first.path.native());
  known.has_elder_lyrics = gives_row(has_elder_lyrics_.bind_integer(3, row.song.lyrics.empty() ? 1 : 0));
  return complete(row, known);
}

/// The facts of a song whose lyric stays are those of the file it came from.
void ScannedWriter::write_facts(const SongWriter::Written& written, const SongFacts& facts, bool keeps_lyrics) {
  facts_.bind_integer(1, written.id).bind_text(2, facts.album);
  facts_.bind_optional(3, facts.length_ms);
  facts_.bind_text(4, facts.language).bind_integer(5, facts.instrumental && !keeps_lyrics ? 1 : 0);
  facts_.bind_integer(6, facts.classified ? 1 : 0).bind_text(7, facts.ids.recording_id);
  facts_.bind_text(8, facts.ids.release_id).bind_text(9, facts.ids.artist_id);
  bind_album_place(facts_, facts, 13);
  facts_.bind_text(12, facts.ids.isrc)
      .bind_integer(10, written.is_new ? 1 : 0)
      .bind_integer(11, keeps_lyrics ? 0 : 1)
      .run();
}

}  // namespace leitmotif::catalog::sql

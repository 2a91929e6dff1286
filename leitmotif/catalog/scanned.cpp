// Songs of scanned files as rows: which song a file belongs to, and what of it the library keeps.
#include <cmath>
#include <deque>

#include "leitmotif/catalog/file_rows.hpp"
#include "leitmotif/catalog/files.hpp"
#include "leitmotif/catalog/generation.hpp"
#include "leitmotif/catalog/scores.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/catalog/state.hpp"

namespace leitmotif::catalog {
namespace {

constexpr std::string_view kFindSong =
    "FROM identities JOIN songs ON songs.id = identities.song JOIN lyrics ON lyrics.song = songs.id "
    "LEFT JOIN song_details ON song_details.song = songs.id WHERE identities.digest = ?1 AND songs.identity = ?2";
// In both, ?2 is the scanned song's first file. Only first files have a mark and say where the lyric is from.
constexpr std::string_view kIsShared =
    "SELECT 1 FROM files WHERE song = ?1 AND gone = 0 AND path <> ?2 AND mark <> 0 LIMIT 1";
constexpr std::string_view kHasElderLyrics =
    "SELECT 1 FROM files WHERE song = ?1 AND gone = 0 AND path <> ?2 AND lyrics_from <> '' AND "
    "(?3 OR id < coalesce((SELECT id FROM files WHERE path = ?2), 1 << 62)) LIMIT 1";
constexpr std::string_view kIsScanned = "SELECT 1 FROM song_details WHERE song = ?1 AND made_by_scan = 1";
constexpr std::string_view kDetails =
    "INSERT INTO song_details (song, album, length_ms, language, instrumental, classified, recording_id, release_id, "
    "artist_id, made_by_scan) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (song) DO UPDATE SET "
    "album = ?2, length_ms = ?3, language = ?4, instrumental = ?5, classified = ?6, recording_id = ?7, "
    "release_id = ?8, artist_id = ?9 WHERE ?11";

bool gives_row(Statement& statement) {
  const bool found = statement.step();
  statement.reset();
  return found;
}

/// Writes scanned songs through statements that are prepared once.
class ScannedWriter {
 public:
  ScannedWriter(const Database& database, std::string_view model_id)
      : songs_(database),
        scores_(database, model_id),
        files_(database),
        find_(database.prepare("SELECT " + std::string(song_columns()) + ", song_details.made_by_scan " +
                               std::string(kFindSong))),
        is_shared_(database.prepare(kIsShared)),
        has_elder_lyrics_(database.prepare(kHasElderLyrics)),
        is_scanned_(database.prepare(kIsScanned)),
        details_(database.prepare(kDetails)) {}

  void write(const ScannedSong& scanned, ImportCounts& counts) {
    if (scanned.files.empty()) throw Error(ErrorKind::invalid_argument, "a scanned song has no file");
    const FileRow& first = scanned.files.front();
    const std::string identity = identity_of(scanned.song.song);
    rename_if_alone(first, identity);
    written_.push_back(scanned.song);
    const bool keeps_lyrics = keep_what_is_there(first, identity, written_.back());
    const SongWriter::Written written = songs_.write({&written_.back(), 1}).front();
    if (!keeps_lyrics) scores_.write(written.id, scanned.prediction);
    write_details(written, scanned.details, keeps_lyrics);
    for (FileRow file : scanned.files) {
      file.song = written.id;
      files_.write(file);
    }
    ++(written.is_new ? counts.imported : counts.updated);
  }

  void finish() { songs_.write_index(); }

 private:
  /// The song of a file whose tags were mended keeps its number, unless other files have it too, it came from
  /// elsewhere, or there is a song of the new name already.
  void rename_if_alone(const FileRow& first, const std::string& identity) {
    if (!first.song || !gives_row(is_scanned_.bind_integer(1, *first.song))) return;
    if (gives_row(is_shared_.bind_integer(1, *first.song).bind_blob(2, first.path.native()))) return;
    if (!gives_row(find_.bind_integer(1, digest_of(identity)).bind_text(2, identity)))
      songs_.rename(*first.song, identity);
  }

  /// Completes `row` by what the library has of the song from elsewhere; true when it has a lyric that is to stay.
  bool keep_what_is_there(const FileRow& first, const std::string& identity, LabelledSong& row) {
    if (!find_.bind_integer(1, digest_of(identity)).bind_text(2, identity).step()) {
      find_.reset();
      return false;
    }
    const StoredSong there = song_from(find_);
    constexpr int kMadeByScan = 14;
    const bool from_elsewhere = find_.is_null(kMadeByScan) || find_.integer(kMadeByScan) == 0;
    find_.reset();
    if (from_elsewhere) {
      Song& song = row.song;
      if (song.genre.empty()) song.genre = there.song.genre;
      if (row.labels.topic.empty()) row.labels.topic = there.label;
      for (std::size_t i = 0; i < song.audio.size(); ++i)
        if (std::isnan(song.audio[i])) song.audio[i] = there.song.audio[i];
    }
    const bool has_none = row.song.lyrics.empty();
    has_elder_lyrics_.bind_integer(1, there.id).bind_blob(2, first.path.native()).bind_integer(3, has_none ? 1 : 0);
    const bool elder = gives_row(has_elder_lyrics_);
    const bool keeps = !there.song.lyrics.empty() && (elder || (has_none && from_elsewhere));
    if (!keeps) return false;
    row.song.lyrics = there.song.lyrics;
    row.song.form = there.song.form;
    return true;
  }

  /// The details of a song whose lyric stays are those of the file it came from.
  void write_details(const SongWriter::Written& written, const SongDetails& details, bool keeps_lyrics) {
    details_.bind_integer(1, written.id).bind_text(2, details.album);
    if (details.length_ms)
      details_.bind_integer(3, *details.length_ms);
    else
      details_.bind_null(3);
    details_.bind_text(4, details.language).bind_integer(5, details.instrumental && !keeps_lyrics ? 1 : 0);
    details_.bind_integer(6, details.classified ? 1 : 0).bind_text(7, details.recording_id);
    details_.bind_text(8, details.release_id).bind_text(9, details.artist_id);
    details_.bind_integer(10, written.is_new ? 1 : 0).bind_integer(11, keeps_lyrics ? 0 : 1).run();
  }

  std::deque<LabelledSong> written_;  // SongWriter needs them until the index is written
  SongWriter songs_;
  ScoreWriter scores_;
  FileWriter files_;
  Statement find_;
  Statement is_shared_;
  Statement has_elder_lyrics_;
  Statement is_scanned_;
  Statement details_;
};

}  // namespace

ImportCounts add_scanned(Catalog& catalog, std::span<const ScannedSong> songs, std::string_view model_id) {
  const std::lock_guard lock(catalog.state().writing);
  Database& database = catalog.state().writer();
  Transaction transaction(database);
  ScannedWriter writer(database, model_id);
  ImportCounts counts;
  for (const ScannedSong& song : songs) writer.write(song, counts);
  writer.finish();
  count_change(database, Changed::songs);
  transaction.commit();
  return counts;
}

}  // namespace leitmotif::catalog

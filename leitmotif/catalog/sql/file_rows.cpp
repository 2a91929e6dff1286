#include "leitmotif/catalog/sql/file_rows.hpp"

#include <string>

namespace leitmotif::catalog::sql {
namespace {

// In both, parameters 1 to 12 are those of bind_fields.
constexpr std::string_view kInsert =
    "INSERT INTO files (path, kind, size, mtime_ns, ctime_ns, digest, mark, song, lyrics_from, gone, refusal, repairs) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (path) DO UPDATE SET kind = ?2, size = ?3, "
    "mtime_ns = ?4, ctime_ns = ?5, digest = ?6, mark = ?7, song = ?8, lyrics_from = ?9, gone = ?10, refusal = ?11, "
    "repairs = ?12";
constexpr std::string_view kReplace =
    "UPDATE files SET path = ?1, kind = ?2, size = ?3, mtime_ns = ?4, ctime_ns = ?5, digest = ?6, mark = ?7, "
    "song = ?8, lyrics_from = ?9, gone = ?10, refusal = ?11, repairs = ?12 WHERE id = ?13";
constexpr int kAfterFileFields = 13;

// ?11: what is there is replaced, else only completed.
constexpr std::string_view kNoteFacts =
    "INSERT INTO song_details (song, album, length_ms, language, instrumental, classified, recording_id, release_id, "
    "artist_id, isrc, made_by_scan, album_artist, disc, track) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, "
    "?12, "
    "?13, ?14) ON CONFLICT (song) DO UPDATE SET "
    "album_artist = CASE WHEN ?11 = 1 OR song_details.album_artist = '' THEN ?12 ELSE song_details.album_artist END, "
    "disc = CASE WHEN ?11 = 1 OR song_details.disc IS NULL THEN ?13 ELSE song_details.disc END, "
    "track = CASE WHEN ?11 = 1 OR song_details.track IS NULL THEN ?14 ELSE song_details.track END, "
    "album = CASE WHEN ?11 = 1 OR song_details.album = '' THEN ?2 ELSE song_details.album END, "
    "length_ms = CASE WHEN ?11 = 1 OR song_details.length_ms IS NULL THEN ?3 ELSE song_details.length_ms END, "
    "language = CASE WHEN ?11 = 1 OR song_details.language = '' THEN ?4 ELSE song_details.language END, "
    "instrumental = CASE WHEN ?11 = 1 THEN ?5 ELSE song_details.instrumental END, "
    "classified = CASE WHEN ?11 = 1 THEN ?6 ELSE song_details.classified END, "
    "recording_id = CASE WHEN ?11 = 1 OR song_details.recording_id = '' THEN ?7 ELSE song_details.recording_id END, "
    "release_id = CASE WHEN ?11 = 1 OR song_details.release_id = '' THEN ?8 ELSE song_details.release_id END, "
    "artist_id = CASE WHEN ?11 = 1 OR song_details.artist_id = '' THEN ?9 ELSE song_details.artist_id END, "
    "isrc = CASE WHEN ?11 = 1 OR song_details.isrc = '' THEN ?10 ELSE song_details.isrc END";

void bind_fields(Statement& statement, const FileRow& file) {
  statement.bind_blob(1, file.path.native()).bind_integer(2, static_cast<std::int64_t>(file.kind));
  statement.bind_integer(3, file.size_bytes).bind_integer(4, file.mtime_ns).bind_integer(5, file.ctime_ns);
  statement.bind_blob(6, file.digest).bind_integer(7, file.fingerprint);
  statement.bind_optional(8, file.song);
  statement.bind_text(9, file.lyrics_from).bind_integer(10, file.gone ? 1 : 0).bind_text(11, file.refusal);
  statement.bind_text(12, file.repairs);
}

}  // namespace

std::string_view file_columns() noexcept {
  return "files.id, files.path, files.kind, files.size, files.mtime_ns, files.ctime_ns, files.digest, files.mark, "
         "files.song, files.lyrics_from, files.gone, files.refusal, files.repairs";
}

FileRow file_from(const Statement& row) {
  FileRow file;
  file.id = row.integer(0);
  file.path = std::filesystem::path(std::string(row.blob(1)));
  const std::int64_t kind = row.integer(2);
  file.kind = kind == 1 ? FileKind::lyrics : kind == 2 ? FileKind::other : FileKind::music;
  file.size_bytes = row.integer(3);
  file.mtime_ns = row.integer(4);
  file.ctime_ns = row.integer(5);
  file.digest = row.blob(6);
  file.fingerprint = row.integer(7);
  if (!row.is_null(8)) file.song = row.integer(8);
  file.lyrics_from = row.text(9);
  file.gone = row.integer(10) != 0;
  file.refusal = row.text(11);
  file.repairs = row.text(12);
  return file;
}

std::string_view facts_columns() noexcept {
  return "song, album, length_ms, language, instrumental, classified, recording_id, release_id, artist_id, isrc, "
         "album_artist, disc, track";
}

SongFacts facts_from(const Statement& row) {
  SongFacts facts;
  facts.album = row.text(1);
  if (!row.is_null(2)) facts.length_ms = row.integer(2);
  facts.language = row.text(3);
  facts.instrumental = row.integer(4) != 0;
  facts.classified = row.integer(5) != 0;
  facts.ids.recording_id = row.text(6);
  facts.ids.release_id = row.text(7);
  facts.ids.artist_id = row.text(8);
  facts.ids.isrc = row.text(9);
  facts.album_artist = row.text(10);
  if (!row.is_null(11)) facts.disc = static_cast<int>(row.integer(11));
  if (!row.is_null(12)) facts.track = static_cast<int>(row.integer(12));
  return facts;
}

FileWriter::FileWriter(const Database& database)
    : insert_(database.prepare(kInsert)), replace_(database.prepare(kReplace)) {}

void FileWriter::write(const FileRow& file) {
  Statement& statement = file.id == 0 ? insert_ : replace_;
  bind_fields(statement, file);
  if (file.id != 0) statement.bind_integer(kAfterFileFields, file.id);
  statement.run();
}

void bind_album_place(Statement& statement, const SongFacts& facts, int first) {
  statement.bind_text(first, facts.album_artist);
  statement.bind_optional(first + 1, facts.disc).bind_optional(first + 2, facts.track);
}

FactsWriter::FactsWriter(const Database& database) : statement_(database.prepare(kNoteFacts)) {}

void FactsWriter::write(std::int64_t song, const SongFacts& facts, bool replaces) {
  statement_.bind_integer(1, song).bind_text(2, facts.album);
  statement_.bind_optional(3, facts.length_ms);
  statement_.bind_text(4, facts.language).bind_integer(5, facts.instrumental ? 1 : 0);
  statement_.bind_integer(6, facts.classified ? 1 : 0).bind_text(7, facts.ids.recording_id);
  statement_.bind_text(8, facts.ids.release_id).bind_text(9, facts.ids.artist_id).bind_text(10, facts.ids.isrc);
  bind_album_place(statement_, facts, 12);
  statement_.bind_integer(11, replaces ? 1 : 0).run();
}

}  // namespace leitmotif::catalog::sql

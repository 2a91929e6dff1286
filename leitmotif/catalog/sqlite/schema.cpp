#include "leitmotif/catalog/sqlite/schema.hpp"

#include <array>
#include <chrono>
#include <filesystem>
#include <string>
#include <system_error>
#include <thread>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/catalog/sql/sound_rows.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::sqlite {
namespace {

// Format 1.
// songs     what lists and ranking need; `identity` is the song's artist, title and year as they are compared.
// lyrics    apart from songs, because ranking reads all songs and no lyric.
// models    who scored: the hash of a model's file, and how many numbers it gives.
// scores    by model and then song, so that all of one model are read in one sweep. Numbers are little-endian float32.
// words     the search index; it keeps no copy of the texts but finds them in `searchable`.
constexpr std::string_view kFormat1 = R"sql(
CREATE TABLE songs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  artist TEXT NOT NULL, title TEXT NOT NULL, year INTEGER, genre TEXT NOT NULL, label TEXT NOT NULL,
  form INTEGER NOT NULL,
  danceability REAL, loudness REAL, acousticness REAL, instrumentalness REAL, valence REAL, energy REAL,
  identity TEXT NOT NULL UNIQUE);
CREATE TABLE lyrics (song INTEGER PRIMARY KEY REFERENCES songs(id) ON DELETE CASCADE, text TEXT NOT NULL);
CREATE TABLE models (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, probabilities INTEGER NOT NULL, parts INTEGER NOT NULL);
CREATE TABLE scores (
  model INTEGER NOT NULL REFERENCES models(number) ON DELETE CASCADE,
  song INTEGER NOT NULL REFERENCES songs(id) ON DELETE CASCADE,
  probabilities BLOB NOT NULL, mixture BLOB NOT NULL, counted_words INTEGER NOT NULL,
  PRIMARY KEY (model, song)) WITHOUT ROWID;
CREATE VIEW searchable AS
  SELECT songs.id, songs.artist, songs.title, lyrics.text AS lyrics FROM songs JOIN lyrics ON lyrics.song = songs.id;
CREATE VIRTUAL TABLE words USING fts5(artist, title, lyrics, content='searchable', content_rowid='id',
  tokenize="unicode61 remove_diacritics 2");
)sql";

// Songs of a person's own files.
// files         one row a file; the path is a BLOB because it may be any bytes.
// song_details  what only files say; `made_by_scan` is 1 for a song that no import brought before.
constexpr std::string_view kFormatFiles = R"sql(
CREATE TABLE files (
  id INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL,
  size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL,
  digest BLOB NOT NULL, mark INTEGER NOT NULL, song INTEGER REFERENCES songs(id) ON DELETE SET NULL,
  lyrics_from TEXT NOT NULL, gone INTEGER NOT NULL, refusal TEXT NOT NULL);
CREATE INDEX files_by_song ON files (song);
CREATE INDEX files_by_digest ON files (digest);
CREATE TABLE song_details (
  song INTEGER PRIMARY KEY REFERENCES songs(id) ON DELETE CASCADE,
  album TEXT NOT NULL, length_ms INTEGER, language TEXT NOT NULL,
  instrumental INTEGER NOT NULL, classified INTEGER NOT NULL,
  recording_id TEXT NOT NULL, release_id TEXT NOT NULL, artist_id TEXT NOT NULL, made_by_scan INTEGER NOT NULL);
)sql";

// Choices: what a person decided about songs, and counts of changes.
// generations      one row a kind of change; a program that holds the library in memory compares the value.
// blocked_artists  as they are compared, so that songs which come later are blocked too.
// answered         songs of earlier answers; a higher number is more recent.
constexpr std::string_view kFormatChoices = R"sql(
CREATE TABLE generations (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO generations VALUES ('songs', 1), ('blocks', 1);
CREATE TABLE blocked_songs (song INTEGER PRIMARY KEY REFERENCES songs(id) ON DELETE CASCADE);
CREATE TABLE blocked_artists (artist TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE answered (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  song INTEGER NOT NULL UNIQUE REFERENCES songs(id) ON DELETE CASCADE);
CREATE TABLE flags (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, song INTEGER REFERENCES songs(id) ON DELETE SET NULL,
  lyrics TEXT NOT NULL, query TEXT NOT NULL, note TEXT NOT NULL);
CREATE INDEX flags_by_song ON flags (song);
)sql";

// Lists that a person keeps.
// lists       names are unique as they are compared (trimmed, ASCII letters in lower case); times: seconds since 1970.
// list_songs  a song may stand in a list more than once.
constexpr std::string_view kFormatLists = R"sql(
CREATE TABLE lists (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, compared TEXT NOT NULL UNIQUE,
  created INTEGER NOT NULL, changed INTEGER NOT NULL);
CREATE TABLE list_songs (
  list INTEGER NOT NULL REFERENCES lists(id) ON DELETE CASCADE, place INTEGER NOT NULL,
  song INTEGER NOT NULL REFERENCES songs(id) ON DELETE CASCADE, PRIMARY KEY (list, place)) WITHOUT ROWID;
CREATE INDEX list_songs_by_song ON list_songs (song);
INSERT INTO words (words, rank) VALUES ('automerge', 16);
INSERT INTO words (words, rank) VALUES ('hashsize', 33554432);
)sql";

// Songs are found by a digest of their identity, because an index over the texts themselves was most of what an import
// wrote: each new song falls at a place of its own in it, so every transaction wrote nearly all of it anew.
// identities  one row a song, by the digest of songs.identity (songs.hpp). Two songs may share a digest: who looks for
//             one compares the identity as well.
// The search index has up to 64 parts of a size before they are merged: a word is looked up in each, which takes some
// microseconds, and merging took a tenth of an import's time.
// SQLite cannot drop a constraint, so the table of songs is made anew; numbers are never given again, so the last one
// that was goes along.
constexpr std::string_view kFormatDigests = R"sql(
CREATE TABLE identities (digest INTEGER NOT NULL, song INTEGER NOT NULL, PRIMARY KEY (digest, song)) WITHOUT ROWID;
INSERT INTO identities SELECT identity_digest(identity), id FROM songs ORDER BY 1, 2;
DROP VIEW searchable;
CREATE TABLE new_songs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  artist TEXT NOT NULL, title TEXT NOT NULL, year INTEGER, genre TEXT NOT NULL, label TEXT NOT NULL,
  form INTEGER NOT NULL,
  danceability REAL, loudness REAL, acousticness REAL, instrumentalness REAL, valence REAL, energy REAL,
  identity TEXT NOT NULL);
INSERT INTO new_songs SELECT * FROM songs ORDER BY id;
DELETE FROM sqlite_sequence WHERE name = 'new_songs';
INSERT INTO sqlite_sequence SELECT 'new_songs', seq FROM sqlite_sequence WHERE name = 'songs';
DROP TABLE songs;
ALTER TABLE new_songs RENAME TO songs;
CREATE VIEW searchable AS
  SELECT songs.id, songs.artist, songs.title, lyrics.text AS lyrics FROM songs JOIN lyrics ON lyrics.song = songs.id;
INSERT INTO words (words, rank) VALUES ('automerge', 64);
INSERT INTO words (words, rank) VALUES ('crisismerge', 128);
)sql";

// Sound features are a list that grows.
// sound_kinds  what a number in songs.sound means: a name, where values of it came from (SoundSource), what made them.
// songs.sound  the values of a song as bytes; see sound_rows.hpp.
constexpr std::string_view kFormatSounds = R"sql(
CREATE TABLE sound_kinds (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, source INTEGER NOT NULL, method TEXT NOT NULL,
  UNIQUE (name, source, method));
INSERT INTO sound_kinds VALUES (1, 'danceability', 0, ''), (2, 'loudness', 0, ''), (3, 'acousticness', 0, ''),
  (4, 'instrumentalness', 0, ''), (5, 'valence', 0, ''), (6, 'energy', 0, '');
DROP VIEW searchable;
CREATE TABLE new_songs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  artist TEXT NOT NULL, title TEXT NOT NULL, year INTEGER, genre TEXT NOT NULL, label TEXT NOT NULL,
  form INTEGER NOT NULL, sound BLOB NOT NULL, identity TEXT NOT NULL);
INSERT INTO new_songs SELECT id, artist, title, year, genre, label, form,
  sound_bytes(danceability, loudness, acousticness, instrumentalness, valence, energy), identity FROM songs ORDER BY id;
DELETE FROM sqlite_sequence WHERE name = 'new_songs';
INSERT INTO sqlite_sequence SELECT 'new_songs', seq FROM sqlite_sequence WHERE name = 'songs';
DROP TABLE songs;
ALTER TABLE new_songs RENAME TO songs;
CREATE VIEW searchable AS
  SELECT songs.id, songs.artist, songs.title, lyrics.text AS lyrics FROM songs JOIN lyrics ON lyrics.song = songs.id;
)sql";

// What tags say is searched for and looked up; who listened to what.
// album_words  the search index of albums, with its own copy of the names, for songs that have an album. The triggers
//              keep it in accord with song_details.
// generations.stamp  drawn anew with every change of songs, so that copies that went different ways are told apart.
// play_names  listeners and sources, so that each is written once.
// plays       one row an event; they are told apart by what `plays_once` holds. kind: PlayKind.
constexpr std::string_view kFormatTagsAndPlays = R"sql(
INSERT OR REPLACE INTO generations VALUES ('stamp', random());
CREATE INDEX song_details_by_recording ON song_details (recording_id) WHERE recording_id <> '';
CREATE VIRTUAL TABLE album_words USING fts5(artist, title, album, tokenize="unicode61 remove_diacritics 2");
INSERT INTO album_words (rowid, artist, title, album)
  SELECT song, artist, title, album FROM song_details JOIN songs ON songs.id = song WHERE album <> '';
CREATE TRIGGER album_is_new AFTER INSERT ON song_details WHEN new.album <> '' BEGIN
  INSERT INTO album_words (rowid, artist, title, album) SELECT id, artist, title, new.album FROM songs WHERE id = new.song;
END;
CREATE TRIGGER album_is_other AFTER UPDATE ON song_details BEGIN
  DELETE FROM album_words WHERE rowid = old.song;
  INSERT INTO album_words (rowid, artist, title, album)
    SELECT id, artist, title, new.album FROM songs WHERE id = new.song AND new.album <> '';
END;
CREATE TRIGGER album_is_gone AFTER DELETE ON song_details BEGIN
  DELETE FROM album_words WHERE rowid = old.song;
END;
CREATE TABLE play_names (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE plays (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  listener INTEGER NOT NULL REFERENCES play_names(number), at_ms INTEGER NOT NULL,
  song INTEGER NOT NULL REFERENCES songs(id) ON DELETE CASCADE, kind INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES play_names(number), weight REAL NOT NULL);
CREATE UNIQUE INDEX plays_once ON plays (listener, at_ms, song, kind);
CREATE INDEX plays_by_song ON plays (song);
CREATE INDEX plays_by_time ON plays (at_ms);
)sql";

// Songs that a person took out, and topics that a person put right.
// removed_songs  was_gone: none of the song's files was there, so that it comes back when one of them is found again.
// hidden_songs   those of them that no other part shows now.
// corrections    the topic a song is about, as a person says.
constexpr std::string_view kFormatRemovals = R"sql(
CREATE TABLE removed_songs (
  song INTEGER PRIMARY KEY REFERENCES songs(id) ON DELETE CASCADE, at INTEGER NOT NULL, was_gone INTEGER NOT NULL);
CREATE VIEW hidden_songs AS SELECT song FROM removed_songs WHERE was_gone = 0
  OR NOT EXISTS (SELECT 1 FROM files WHERE files.song = removed_songs.song AND files.gone = 0);
CREATE TABLE corrections (
  song INTEGER PRIMARY KEY REFERENCES songs(id) ON DELETE CASCADE, topic TEXT NOT NULL, at INTEGER NOT NULL);
)sql";

// What had to be done to a file's text.
constexpr std::string_view kFormatRepairs = "ALTER TABLE files ADD COLUMN repairs TEXT NOT NULL DEFAULT '';";

// Recording codes, and what music servers have.
// server_songs  a server's songs by its own ids; entry: what it says of the song, as JSON; made: the library has the
//               song from there alone; asked: the server was asked for its lyric.
// server_lists  lists that were written to a server, by their names here; digest: of the songs as they were written.
constexpr std::string_view kFormatServers = R"sql(
ALTER TABLE song_details ADD COLUMN isrc TEXT NOT NULL DEFAULT '';
CREATE INDEX song_details_by_isrc ON song_details (isrc) WHERE isrc <> '';
CREATE TABLE server_songs (
  server TEXT NOT NULL, id TEXT NOT NULL, song INTEGER NOT NULL REFERENCES songs(id) ON DELETE CASCADE,
  entry TEXT NOT NULL, made INTEGER NOT NULL, asked INTEGER NOT NULL, PRIMARY KEY (server, id)) WITHOUT ROWID;
CREATE INDEX server_songs_by_song ON server_songs (song);
CREATE TABLE server_lists (
  server TEXT NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL,
  PRIMARY KEY (server, name)) WITHOUT ROWID;
)sql";

// Where a song stands on its album, and by what its recording is known again.
constexpr std::string_view kFormatAlbums = R"sql(
ALTER TABLE song_details ADD COLUMN album_artist TEXT NOT NULL DEFAULT '';
ALTER TABLE song_details ADD COLUMN disc INTEGER;
ALTER TABLE song_details ADD COLUMN track INTEGER;
ALTER TABLE song_details ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
)sql";

constexpr auto kSteps = std::to_array<std::string_view>(
    {kFormat1, kFormatFiles, kFormatChoices, kFormatLists, kFormatDigests, kFormatSounds, kFormatTagsAndPlays,
     kFormatRemovals, kFormatRepairs, kFormatServers, kFormatAlbums});

constexpr std::string_view kOurTables =
    "SELECT count(*) FROM sqlite_schema WHERE name IN ('songs', 'lyrics', 'models', 'scores', 'searchable', 'words')";
constexpr std::int64_t kOurTableCount = 6;

/// What a file says about itself.
struct Marks {
  std::int64_t application = 0;
  std::int64_t format = 0;
  bool is_empty = true;
};

/// In one statement, so that all three are of one moment: another program may just be creating the library.
Marks read_marks(const Database& database) {
  Statement row = database.prepare(
      "SELECT (SELECT count(*) FROM sqlite_schema), (SELECT application_id FROM pragma_application_id), "
      "(SELECT user_version FROM pragma_user_version)");
  row.step();
  return {row.integer(1), row.integer(2), row.integer(0) == 0};
}

std::string name_of(const Database& database) { return database.file().string(); }

/// Gives the file's format, 0 when it is empty.
std::int64_t require_ours(const Database& database, std::int64_t present) {
  const Marks marks = read_marks(database);
  const bool fresh = marks.is_empty && marks.application == 0 && marks.format == 0;
  if (fresh) return 0;
  if (marks.application != kApplicationId || marks.format < 1) {
    throw Error(ErrorKind::corrupt_data,
                name_of(database) + ": is not a Leitmotif library, but another program's database");
  }
  if (marks.format > present) {
    throw Error(ErrorKind::unsupported, name_of(database) + ": has library format " + std::to_string(marks.format) +
                                            " of a newer Leitmotif; this one knows formats up to " +
                                            std::to_string(present));
  }
  return marks.format;
}

void require_tables(const Database& database) {
  if (database.number(kOurTables) == kOurTableCount) return;
  throw Error(ErrorKind::corrupt_data, name_of(database) + ": the library is damaged (tables are missing)");
}

/// Write-ahead logging, so that readers never wait. Two programs may switch a new file at the same moment, and SQLite
/// does not wait by itself here.
void use_write_ahead_log(Database& database) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point give_up = Clock::now() + database.wait();
  for (;;) {
    try {
      database.execute("PRAGMA journal_mode = WAL");
      return;
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io || Clock::now() >= give_up) throw;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

/// Copies the file as it is now; the caller holds its write lock, so nothing changes meanwhile.
void write_backup(const Database& database, std::int64_t format) {
  const std::filesystem::path place = name_of(database) + ".format-" + std::to_string(format) + ".backup";
  const std::filesystem::path beside = place.string() + ".part";
  std::error_code error;
  std::filesystem::remove(beside, error);
  const Database source(database.file(), Access::read_only, database.wait());
  const std::string whole = std::filesystem::absolute(beside).string();
  source.prepare("VACUUM INTO ?1").bind_text(1, whole).run();
  std::filesystem::rename(beside, place, error);
  if (error) throw Error(ErrorKind::io, place.string() + ": cannot write the backup: " + error.message());
}

}  // namespace

std::span<const std::string_view> format_steps() noexcept { return kSteps; }

void prepare_file(Database& database, std::span<const std::string_view> steps) {
  const auto present = static_cast<std::int64_t>(steps.size());
  const bool is_present = require_ours(database, present) == present;
  // Large pages: a song's words touch many pages of the search index, and each page that changed is written whole with
  // a frame around it. Import takes a tenth less time than with 4,096.
  if (read_marks(database).is_empty) database.execute("PRAGMA page_size = 16384");
  use_write_ahead_log(database);
  database.execute("PRAGMA synchronous = NORMAL");
  if (!is_present) {
    // Outside of the transaction, where alone it can be changed: a table that is made anew must not take with it what
    // refers to its rows.
    database.execute("PRAGMA foreign_keys = OFF");
    database.define_digest("identity_digest", digest_of);
    database.define_bytes("sound_bytes", sql::bytes_of_columns);
    Transaction transaction(database);
    // Asked again under the lock: another program may have been faster.
    const std::int64_t format = require_ours(database, present);
    if (format > 0 && format < present) write_backup(database, format);
    for (std::int64_t step = format; step < present; ++step) {
      database.execute(std::string(steps[static_cast<std::size_t>(step)]));
    }
    database.execute("PRAGMA application_id = " + std::to_string(kApplicationId));
    database.execute("PRAGMA user_version = " + std::to_string(present));
    transaction.commit();
    database.execute("PRAGMA foreign_keys = ON");
  }
  require_tables(database);
}

void require_present_format(const Database& database, std::span<const std::string_view> steps) {
  const auto present = static_cast<std::int64_t>(steps.size());
  const std::int64_t format = require_ours(database, present);
  if (format == 0) throw Error(ErrorKind::corrupt_data, name_of(database) + ": is not a Leitmotif library");
  if (format < present) {
    throw Error(ErrorKind::unsupported, name_of(database) + ": has the older library format " + std::to_string(format) +
                                            "; open it once for writing to bring it to format " +
                                            std::to_string(present));
  }
  require_tables(database);
}

}  // namespace leitmotif::catalog::sqlite

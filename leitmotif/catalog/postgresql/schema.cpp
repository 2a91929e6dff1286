#include "leitmotif/catalog/postgresql/schema.hpp"

#include <array>
#include <string>
#include <string_view>

#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::postgresql {
namespace {

/// Nobody else makes or changes tables while this lock is held: "Lmtf".
constexpr std::string_view kLock = "SELECT pg_advisory_xact_lock(1282241638)";

// What the tables and columns mean is said in sqlite/schema.cpp, whose format 10 this is. Other than there:
// library      one row, the format.
// generations  `writes` counts transactions that write; its row is the write lock, too.
// words, album_words  the search index: how many words a song's texts have, and where they stand. Rows of songs in
//              `unindexed` are out of date; a search reads the texts of those instead.
// No row of songs is ever deleted, so what refers to songs needs no constraint, which would cost an import as much as
// the rows themselves.
constexpr std::string_view kFormat1 = R"sql(
CREATE TABLE library (format BIGINT NOT NULL);
INSERT INTO library VALUES (0);
CREATE SEQUENCE song_numbers AS BIGINT;
CREATE TABLE songs (
  id BIGINT PRIMARY KEY DEFAULT nextval('song_numbers'),
  artist TEXT NOT NULL, title TEXT NOT NULL, year BIGINT, genre TEXT NOT NULL, label TEXT NOT NULL,
  form BIGINT NOT NULL, sound BYTEA NOT NULL, identity TEXT NOT NULL) PARTITION BY HASH (id);
CREATE TABLE lyrics (song BIGINT PRIMARY KEY, text TEXT NOT NULL) PARTITION BY HASH (song);
CREATE TABLE identities (digest BIGINT NOT NULL, song BIGINT NOT NULL, PRIMARY KEY (digest, song));
CREATE TABLE models (
  number BIGSERIAL PRIMARY KEY, id TEXT NOT NULL UNIQUE, probabilities BIGINT NOT NULL, parts BIGINT NOT NULL);
CREATE TABLE scores (
  model BIGINT NOT NULL, song BIGINT NOT NULL, probabilities BYTEA NOT NULL, mixture BYTEA NOT NULL,
  counted_words BIGINT NOT NULL, PRIMARY KEY (song, model)) PARTITION BY HASH (song);
CREATE TABLE sound_kinds (
  number BIGINT PRIMARY KEY, name TEXT NOT NULL, source BIGINT NOT NULL, method TEXT NOT NULL,
  UNIQUE (name, source, method));
INSERT INTO sound_kinds VALUES (1, 'danceability', 0, ''), (2, 'loudness', 0, ''), (3, 'acousticness', 0, ''),
  (4, 'instrumentalness', 0, ''), (5, 'valence', 0, ''), (6, 'energy', 0, '');
CREATE TABLE unindexed (song BIGINT PRIMARY KEY);
CREATE TABLE words (song BIGINT PRIMARY KEY, words BIGINT NOT NULL, places TSVECTOR NOT NULL);
CREATE TABLE album_words (song BIGINT PRIMARY KEY, words BIGINT NOT NULL, places TSVECTOR NOT NULL);
CREATE INDEX words_by_place ON words USING gin (places);
CREATE INDEX album_words_by_place ON album_words USING gin (places);
CREATE TABLE files (
  id BIGSERIAL PRIMARY KEY, path BYTEA NOT NULL UNIQUE, kind BIGINT NOT NULL,
  size BIGINT NOT NULL, mtime_ns BIGINT NOT NULL, ctime_ns BIGINT NOT NULL,
  digest BYTEA NOT NULL, mark BIGINT NOT NULL, song BIGINT,
  lyrics_from TEXT NOT NULL, gone BIGINT NOT NULL, refusal TEXT NOT NULL, repairs TEXT NOT NULL DEFAULT '');
CREATE INDEX files_by_song ON files (song);
CREATE INDEX files_by_digest ON files (digest);
CREATE TABLE song_details (
  song BIGINT PRIMARY KEY,
  album TEXT NOT NULL, length_ms BIGINT, language TEXT NOT NULL,
  instrumental BIGINT NOT NULL, classified BIGINT NOT NULL,
  recording_id TEXT NOT NULL, release_id TEXT NOT NULL, artist_id TEXT NOT NULL, made_by_scan BIGINT NOT NULL,
  isrc TEXT NOT NULL DEFAULT '');
CREATE INDEX song_details_by_isrc ON song_details (isrc) WHERE isrc <> '';
CREATE TABLE server_songs (
  server TEXT NOT NULL, id TEXT NOT NULL, song BIGINT NOT NULL, entry TEXT NOT NULL, made BIGINT NOT NULL,
  asked BIGINT NOT NULL, PRIMARY KEY (server, id));
CREATE INDEX server_songs_by_song ON server_songs (song);
CREATE TABLE server_lists (
  server TEXT NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (server, name));
CREATE INDEX song_details_by_recording ON song_details (recording_id) WHERE recording_id <> '';
CREATE FUNCTION note_album() RETURNS trigger LANGUAGE plpgsql AS
  'BEGIN INSERT INTO leitmotif.unindexed VALUES (new.song) ON CONFLICT DO NOTHING; RETURN NULL; END';
CREATE TRIGGER album_is_other AFTER INSERT OR UPDATE OF album ON song_details
  FOR EACH ROW EXECUTE FUNCTION note_album();
CREATE TABLE generations (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
INSERT INTO generations VALUES ('songs', 1), ('blocks', 1), ('writes', 1),
  ('stamp', CAST((random() - 0.5) * 9223372036854775807 AS BIGINT));
CREATE TABLE blocked_songs (song BIGINT PRIMARY KEY);
CREATE TABLE blocked_artists (artist TEXT PRIMARY KEY);
CREATE TABLE answered (number BIGSERIAL PRIMARY KEY, song BIGINT NOT NULL UNIQUE);
CREATE TABLE flags (
  id BIGSERIAL PRIMARY KEY, at BIGINT NOT NULL, song BIGINT,
  lyrics TEXT NOT NULL, query TEXT NOT NULL, note TEXT NOT NULL);
CREATE INDEX flags_by_song ON flags (song);
CREATE TABLE lists (
  id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL, compared TEXT NOT NULL UNIQUE,
  created BIGINT NOT NULL, changed BIGINT NOT NULL);
CREATE TABLE list_songs (
  list BIGINT NOT NULL REFERENCES lists(id) ON DELETE CASCADE, place BIGINT NOT NULL, song BIGINT NOT NULL,
  PRIMARY KEY (list, place));
CREATE TABLE play_names (number BIGSERIAL PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE plays (
  number BIGSERIAL PRIMARY KEY,
  listener BIGINT NOT NULL REFERENCES play_names(number), at_ms BIGINT NOT NULL, song BIGINT NOT NULL,
  kind BIGINT NOT NULL, source BIGINT NOT NULL REFERENCES play_names(number), weight DOUBLE PRECISION NOT NULL);
CREATE UNIQUE INDEX plays_once ON plays (listener, at_ms, song, kind);
CREATE INDEX plays_by_song ON plays (song);
CREATE INDEX plays_by_time ON plays (at_ms);
CREATE TABLE removed_songs (song BIGINT PRIMARY KEY, at BIGINT NOT NULL, was_gone BIGINT NOT NULL);
CREATE VIEW hidden_songs AS SELECT song FROM removed_songs WHERE was_gone = 0
  OR NOT EXISTS (SELECT 1 FROM files WHERE files.song = removed_songs.song AND files.gone = 0);
CREATE TABLE corrections (song BIGINT PRIMARY KEY, topic TEXT NOT NULL, at BIGINT NOT NULL);
)sql";

// Format 11 of a file.
constexpr std::string_view kFormat2 = R"sql(
ALTER TABLE song_details ADD COLUMN album_artist TEXT NOT NULL DEFAULT '';
ALTER TABLE song_details ADD COLUMN disc BIGINT;
ALTER TABLE song_details ADD COLUMN track BIGINT;
ALTER TABLE song_details ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
)sql";

// indexed      how many songs each index has (0: words, 1: album_words) and how many words they have: the sum of its
//              rows. A row is added, and those that nobody else is at are put together with it, by what changes the
//              index.
// words.wide   nothing. Places are kept apart from their rows only of rows of 2 KB or more, and rows without them are a
//              seventh as much to read for a word that many songs have; of the blanks a few bytes are left.
constexpr std::string_view kFormat3 = R"sql(
CREATE TABLE indexed (number BIGSERIAL PRIMARY KEY, words_of BIGINT NOT NULL, songs BIGINT NOT NULL, words BIGINT NOT NULL);
INSERT INTO indexed (words_of, songs, words) SELECT 0, count(*), coalesce(sum(words), 0) FROM words;
INSERT INTO indexed (words_of, songs, words) SELECT 1, count(*), coalesce(sum(words), 0) FROM album_words;
ALTER TABLE words ADD COLUMN wide TEXT NOT NULL DEFAULT repeat(' ', 2048);
ALTER TABLE words ALTER COLUMN places SET STORAGE EXTERNAL, SET (toast_tuple_target = 128);
CREATE INDEX IF NOT EXISTS words_by_name ON words USING gin (ts_filter(places, '{a,b}'));
)sql";

/// The SQL that brings a library from format i to format i + 1.
constexpr std::array<std::string_view, 3> kSteps = {kFormat1, kFormat2, kFormat3};
constexpr auto kPresent = static_cast<std::int64_t>(kSteps.size());

constexpr std::string_view kOtherTables =
    "SELECT count(*) FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace "
    "WHERE relkind IN ('r', 'p', 'v', 'm') AND nspname NOT IN ('information_schema', 'leitmotif_copy') "
    "AND nspname NOT LIKE 'pg\\_%'";
constexpr std::string_view kCopies = "SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = 'leitmotif_copy'";

/// Texts are compared byte by byte, as in a file.
std::string with_collation(std::string_view sql) {
  std::string text(sql);
  constexpr std::string_view kTextType = " TEXT";
  constexpr std::string_view kBytewise = " COLLATE \"C\"";
  for (std::size_t at = text.find(kTextType); at != std::string::npos; at = text.find(kTextType, at + kTextType.size()))
    text.insert(at + kTextType.size(), kBytewise);
  return text;
}

std::string partitions_of(const std::string& table) {
  std::string sql;
  for (int part = 0; part < kPartitions; ++part)
    sql += "CREATE TABLE " + table + "_" + std::to_string(part) + " PARTITION OF " + table +
           " FOR VALUES WITH (MODULUS " + std::to_string(kPartitions) + ", REMAINDER " + std::to_string(part) + ");";
  return sql;
}

void require_server(const Database& database) {
  constexpr int kOldest = 130000;
  if (database.server_version() < kOldest)
    throw Error(ErrorKind::unsupported, database.name() + ": needs PostgreSQL 13 or newer, found " +
                                            std::to_string(database.server_version() / 10000));
  Statement encoding = database.prepare("SHOW server_encoding");
  if (encoding.step() && encoding.text(0) != "UTF8")
    throw Error(ErrorKind::unsupported,
                database.name() + ": its database is in " + std::string(encoding.text(0)) + ", expected UTF8");
}

void make_tables(Database& database, std::int64_t format) {
  for (std::int64_t step = format; step < kPresent; ++step)
    database.execute(with_collation(kSteps[static_cast<std::size_t>(step)]));
  if (format == 0)
    for (const char* table : {"songs", "lyrics", "scores"}) database.execute(partitions_of(table));
  database.execute("UPDATE library SET format = " + std::to_string(kPresent));
}

/// Runs `work` in a transaction while nobody else makes tables.
template <class Work>
void alone(Database& database, Work work) {
  database.execute("BEGIN");
  try {
    database.execute(std::string(kLock));
    work();
    database.execute("COMMIT");
  } catch (...) {
    if (database.is_alive()) (void)database.execute("ROLLBACK");
    throw;
  }
}

}  // namespace

std::int64_t format_of(const Database& database) {
  if (database.number("SELECT CASE WHEN to_regclass('leitmotif.library') IS NULL THEN 0 ELSE 1 END") == 0) {
    if (database.number(kOtherTables) == 0) return 0;
    throw Error(ErrorKind::corrupt_data,
                database.name() + ": is not a Leitmotif library, but another program's database");
  }
  const std::int64_t format = database.number("SELECT format FROM leitmotif.library");
  if (format < 1) throw Error(ErrorKind::corrupt_data, database.name() + ": the library is damaged (it has no format)");
  if (format > kPresent)
    throw Error(ErrorKind::unsupported, database.name() + ": has library format " + std::to_string(format) +
                                            " of a newer Leitmotif; this one knows formats up to " +
                                            std::to_string(kPresent));
  return format;
}

void require_present_format(const Database& database) {
  const std::int64_t format = format_of(database);
  if (format == kPresent) return;
  if (format == 0) throw Error(ErrorKind::not_found, database.name() + ": there is no such library");
  throw Error(ErrorKind::unsupported, database.name() + ": has the older library format " + std::to_string(format) +
                                          "; open it once for writing to bring it to format " +
                                          std::to_string(kPresent));
}

void prepare_database(Database& database) {
  require_server(database);
  if (format_of(database) == kPresent) return;
  alone(database, [&] {
    // Asked again under the lock: another program may have been faster.
    const std::int64_t format = format_of(database);
    if (format == 0) {
      if (database.number(kCopies) > 0)
        throw Error(ErrorKind::corrupt_data,
                    database.name() +
                        ": holds a copy of a library that is not whole; the same 'leitmotif library copy' "
                        "goes on with it");
      database.execute("CREATE SCHEMA leitmotif");
    }
    make_tables(database, format);
  });
}

void prepare_copy(Database& database) {
  require_server(database);
  alone(database, [&] {
    if (format_of(database) != 0)
      throw Error(ErrorKind::invalid_argument, database.name() + ": there is a library already");
    const bool is_begun = database.number(kCopies) > 0;
    if (is_begun && database.number("SELECT format FROM leitmotif_copy.library") == kPresent) return;
    const std::string schema(kCopySchema);
    if (is_begun) database.execute("DROP SCHEMA " + schema + " CASCADE");
    database.execute("CREATE SCHEMA " + schema);
    database.execute("SET LOCAL search_path TO " + schema);
    make_tables(database, 0);
  });
  database.use_schema(std::string(kCopySchema));
}

}  // namespace leitmotif::catalog::postgresql

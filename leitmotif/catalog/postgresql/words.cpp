#include "leitmotif/catalog/postgresql/words.hpp"

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "leitmotif/catalog/postgresql/places.hpp"

namespace leitmotif::catalog::postgresql {
namespace {

/// So many songs that wait are indexed in the transaction that wrote them.
constexpr std::int64_t kFewSongs = 2000;
constexpr std::size_t kSongsAtOnce = 10'000;
/// More songs than this that wait, and more than are indexed: the index is made anew.
constexpr std::int64_t kManySongs = 20'000;
/// A tenth of a second of work, or less.
constexpr std::size_t kSongsBetweenReports = 500;

constexpr std::string_view kTaken =
    "WITH taken AS (DELETE FROM unindexed WHERE song IN (SELECT song FROM unindexed ORDER BY song LIMIT ?1 "
    "FOR UPDATE SKIP LOCKED) RETURNING song) ";
constexpr std::string_view kTextsOfTaken =
    // Each song is looked up by itself: a server that does not know how few they are would join all songs there are.
    " FROM taken CROSS JOIN LATERAL (SELECT * FROM songs WHERE id = taken.song OFFSET 0) AS songs "
    "CROSS JOIN LATERAL (SELECT * FROM lyrics WHERE song = taken.song OFFSET 0) AS lyrics "
    "LEFT JOIN LATERAL (SELECT * FROM song_details WHERE song = taken.song OFFSET 0) AS song_details ON true "
    "ORDER BY songs.id";

constexpr std::string_view kHasIndex = "SELECT CASE WHEN to_regclass('words_by_place') IS NULL THEN 0 ELSE 1 END";
/// Whether there is nothing to do, or nothing can be done here.
constexpr std::string_view kInOrder =
    "SELECT CASE WHEN pg_is_in_recovery() OR (to_regclass('words_by_place') IS NOT NULL AND "
    "to_regclass('words_by_name') IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
    "unindexed)) THEN 1 ELSE 0 END";

/// A row of an index, as COPY takes it.
struct IndexRow {
  std::int64_t song = 0;
  SongPlaces texts;
};

void write_rows(const Database& database, const Index& index, const std::vector<IndexRow>& rows) {
  if (rows.empty()) return;
  CopyIn copy(database, std::string(index.table) + " (song, words, places)", 3);
  for (const IndexRow& row : rows) {
    copy.begin_row();
    copy.integer(row.song);
    copy.integer(row.texts.words);
    copy.bytes(row.texts.places);
  }
  copy.finish();
}

/// How many songs an index has, and how many words they have together.
struct Totals {
  std::int64_t songs = 0;
  std::int64_t words = 0;
};

/// Takes songs out of an index; what that adds to its totals.
Totals forget(const Database& database, const Index& index, const std::vector<std::int64_t>& songs) {
  const std::string array = array_of(songs);
  Statement gone = database.prepare("WITH gone AS (DELETE FROM " + std::string(index.table) +
                                    " WHERE song = ANY (CAST(CAST(?1 AS TEXT) AS BIGINT[])) RETURNING words) "
                                    "SELECT count(*), CAST(coalesce(sum(words), 0) AS BIGINT) FROM gone");
  gone.bind_text(1, array).step();
  return {-gone.integer(0), -gone.integer(1)};
}

/// Makes one row of the totals and what is added. Rows that another program is at are left alone, so nobody waits. Its
/// number is new, even when nothing is added: by that a search knows that the index has changed.
void add_to_totals(const Database& database, std::size_t index, const Totals& more) {
  database
      .prepare(
          "WITH before AS (DELETE FROM indexed WHERE number IN (SELECT number FROM indexed WHERE words_of = ?1 "
          "FOR UPDATE SKIP LOCKED) RETURNING songs, words) INSERT INTO indexed (words_of, songs, words) "
          "SELECT ?1, coalesce(sum(songs), 0) + ?2, coalesce(sum(words), 0) + ?3 FROM before")
      .bind_count(1, index)
      .bind_integer(2, more.songs)
      .bind_integer(3, more.words)
      .run();
}

/// Within a transaction. `on_song` is called with how many songs were read.
std::size_t index_taken(const Database& database, std::size_t most, const std::function<void(std::size_t)>& on_song) {
  std::array<std::vector<IndexRow>, kIndexes.size()> rows;
  std::vector<std::int64_t> songs;
  Statement row =
      database.prepare(std::string(kTaken) + "SELECT " + std::string(kTextColumns) + std::string(kTextsOfTaken));
  row.bind_count(1, most);
  while (row.step()) {
    songs.push_back(row.integer(0));
    on_song(songs.size());
    for (std::size_t i = 0; i < kIndexes.size(); ++i)
      if (i == 0 || !row.text(4).empty()) rows[i].push_back({songs.back(), places_of(texts_of(row, kIndexes[i]))});
  }
  if (songs.empty()) return 0;
  for (std::size_t i = 0; i < kIndexes.size(); ++i) {
    Totals more = forget(database, kIndexes[i], songs);
    write_rows(database, kIndexes[i], rows[i]);
    for (const IndexRow& one : rows[i]) {
      ++more.songs;
      more.words += one.texts.words;
    }
    add_to_totals(database, i, more);
  }
  return songs.size();
}

/// Indexes some of the songs that wait, in one transaction; how many they were. Several programs may do so at a time:
/// each takes others.
std::size_t index_some(Database& database, const std::function<void(std::size_t)>& on_song) {
  database.execute("BEGIN");
  try {
    const std::size_t count = index_taken(database, kSongsAtOnce, on_song);
    database.execute("COMMIT");
    return count;
  } catch (...) {
    if (database.is_alive()) database.execute("ROLLBACK");
    throw;
  }
}

}  // namespace

void Database::index_words(std::span<const sql::WordChange> changes) const {
  std::vector<std::int64_t> songs;
  songs.reserve(changes.size());
  for (const sql::WordChange& change : changes) songs.push_back(change.song);
  if (!songs.empty()) {
    const std::string array = array_of(songs);
    prepare("INSERT INTO unindexed SELECT unnest(CAST(CAST(?1 AS TEXT) AS BIGINT[])) ON CONFLICT DO NOTHING")
        .bind_text(1, array)
        .run();
  }
  Statement waiting = prepare("SELECT count(*) FROM (SELECT 1 FROM unindexed LIMIT ?1) AS waiting");
  waiting.bind_integer(1, kFewSongs + 1).step();
  if (waiting.integer(0) <= kFewSongs)
    (void)index_taken(*this, static_cast<std::size_t>(kFewSongs), [](std::size_t) {});
}

void index_all(Database& database, const OnProgress& on_progress) {
  if (database.number(kInOrder) != 0) return;
  // Of the session, because the work is done in many transactions: "Lmtw".
  if (database.number("SELECT CASE WHEN pg_try_advisory_lock(1282241655) THEN 1 ELSE 0 END") == 0) return;
  const std::int64_t waiting = database.number("SELECT count(*) FROM unindexed");
  const std::int64_t indexed = database.number("SELECT count(*) FROM words");
  std::size_t done = 0;
  const auto tell = [&](std::size_t more) {
    on_progress({"making the index of words", done + more, static_cast<std::size_t>(waiting)});
  };
  const auto check = [&] { tell(0); };
  if (waiting > kManySongs && waiting > indexed)
    database.execute("DROP INDEX IF EXISTS words_by_place, words_by_name", check);
  const bool is_new = database.number(kHasIndex) == 0;
  const auto on_song = [&](std::size_t count) {
    if (count % kSongsBetweenReports == 0) tell(count);
  };
  while (const std::size_t count = index_some(database, on_song)) {
    done += count;
    check();
  }
  database.execute(
      "SET maintenance_work_mem = '256MB'; CREATE INDEX IF NOT EXISTS words_by_place ON words USING gin (places); "
      "CREATE INDEX IF NOT EXISTS words_by_name ON words USING gin (" +
          std::string(kIndexes.front().names) + "); RESET maintenance_work_mem",
      check);
  if (is_new || waiting > kManySongs) {
    database.execute("ANALYZE songs, lyrics, scores, identities, album_words, song_details, removed_songs, files",
                     check);
    // What an index says is counted without a look at the rows only where nobody can see older ones.
    database.execute("VACUUM (ANALYZE) words, unindexed", check);
  }
  (void)database.number("SELECT CASE WHEN pg_advisory_unlock(1282241655) THEN 1 ELSE 0 END");
}

}  // namespace leitmotif::catalog::postgresql

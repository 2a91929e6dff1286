#include "leitmotif/catalog/sql/copy.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/catalog/sql/server_text.hpp"
#include "leitmotif/catalog/sql/tables.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::sql {
namespace {

/// Songs of one transaction.
constexpr std::int64_t kSongsAtOnce = 10000;
constexpr std::size_t kRowsAProgress = 50000;

constexpr std::string_view kGenerations[] = {"songs", "blocks", "stamp"};

/// What nobody writes to while it is read.
class Moment {
 public:
  explicit Moment(Database& database) : database_(database) { database.begin_reading(); }
  ~Moment() {
    try {
      if (database_.in_transaction()) database_.execute("ROLLBACK");
    } catch (const Error&) {
      // The connection is gone, and with it the transaction.
    }
  }
  Moment(const Moment&) = delete;
  Moment& operator=(const Moment&) = delete;

 private:
  Database& database_;
};

std::int64_t generation_of(const Database& database, std::string_view name) {
  Statement row = database.prepare("SELECT value FROM generations WHERE name = ?1");
  return row.bind_text(1, name).step() ? row.integer(0) : 0;
}

void copy_generations(const Database& from, const Database& to) {
  for (const std::string_view name : kGenerations)
    to.prepare("UPDATE generations SET value = ?2 WHERE name = ?1")
        .bind_text(1, name)
        .bind_integer(2, generation_of(from, name))
        .run();
}

bool is_same_state(const Database& from, const Database& to) {
  return generation_of(from, "songs") == generation_of(to, "songs") &&
         generation_of(from, "stamp") == generation_of(to, "stamp");
}

void put(RowsIn& rows, const Statement& row, const Table& table) {
  rows.begin_row();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const int column = static_cast<int>(i);
    if (row.is_null(column)) {
      rows.null();
      continue;
    }
    switch (table.columns[i].holds) {
      case Holds::integer:
        rows.integer(row.integer(column));
        break;
      case Holds::real:
        rows.real(row.real(column));
        break;
      case Holds::text:
        rows.text(row.text(column));
        break;
      case Holds::bytes:
        rows.bytes(row.blob(column));
        break;
    }
  }
}

/// Copies the rows a statement gives.
std::size_t copy_rows(Statement& rows, const Table& table, const Database& to) {
  const std::unique_ptr<RowsIn> written = to.rows_into(table);
  std::size_t count = 0;
  for (; rows.step(); ++count) put(*written, rows, table);
  written->finish();
  return count;
}

std::size_t copy_table(const Database& from, const Table& table, const Database& to) {
  to.prepare("DELETE FROM " + std::string(table.name)).run();
  Statement rows = from.prepare_scan(select_text(table));
  return copy_rows(rows, table, to);
}

/// Where songs are found and searched for: what copies of the songs of (after, last] need beside their rows.
void derive(const Database& to, std::int64_t after, std::int64_t last) {
  struct Song {
    std::int64_t id;
    std::string artist, title, lyrics, identity;
  };
  std::vector<Song> songs;
  Statement rows = to.prepare(
      "SELECT songs.id, artist, title, text, identity FROM songs JOIN lyrics ON lyrics.song = songs.id "
      "WHERE songs.id > ?1 AND songs.id <= ?2 AND lyrics.song > ?1 AND lyrics.song <= ?2 ORDER BY songs.id");
  rows.bind_integer(1, after).bind_integer(2, last);
  while (rows.step())
    songs.push_back({rows.integer(0), std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3)),
                     std::string(rows.text(4))});
  rows.reset();
  std::vector<WordChange> words;
  std::vector<std::pair<std::int64_t, std::int64_t>> digests;
  for (const Song& song : songs) {
    words.push_back({song.id, std::nullopt, {song.artist, song.title, song.lyrics}});
    digests.emplace_back(digest_of(song.identity), song.id);
  }
  std::ranges::sort(digests);
  constexpr Column kColumns[] = {{"digest"}, {"song"}};
  const std::unique_ptr<RowsIn> identities = to.rows_into({"identities", kColumns, 2});
  for (const auto& [digest, song] : digests) {
    identities->begin_row();
    identities->integer(digest);
    identities->integer(song);
  }
  identities->finish();
  to.index_words(words);
}

/// The number of the last of the next songs to copy; nothing when there is none.
std::optional<std::int64_t> end_of_batch(const Database& from, std::int64_t after) {
  Statement row =
      from.prepare("SELECT max(id) FROM (SELECT id FROM songs WHERE id > ?1 ORDER BY id LIMIT ?2) AS next_songs");
  row.bind_integer(1, after).bind_integer(2, kSongsAtOnce);
  if (!row.step() || row.is_null(0)) return std::nullopt;
  return row.integer(0);
}

void copy_batch(const Database& from, const Database& to, std::int64_t after, std::int64_t last) {
  for (const Table& table : tables_of_songs()) {
    // The list of models lets a file find scores by their key, which begins with the model.
    const std::string_view condition = table.name == "songs" ? "WHERE id > ?1 AND id <= ?2"
                                       : table.name == "scores"
                                           ? "WHERE model IN (SELECT number FROM models) AND song > ?1 AND song <= ?2"
                                           : "WHERE song > ?1 AND song <= ?2";
    Statement rows = from.prepare_scan(select_text(table, condition));
    rows.bind_integer(1, after).bind_integer(2, last);
    copy_rows(rows, table, to);
  }
  derive(to, after, last);
}

std::size_t count_rows(const Database& database, std::string_view table) {
  return static_cast<std::size_t>(database.number("SELECT count(*) FROM " + std::string(table)));
}

/// Models, kinds of sound and the name of the state, so that who goes on knows of what.
void begin(const Database& from, Database& to) {
  Transaction transaction(to);
  for (const Table& table : tables_before_songs()) copy_table(from, table, to);
  copy_generations(from, to);
  transaction.commit();
}

void copy_songs(const Database& from, Database& to, const OnProgress& on_progress) {
  const std::size_t total = count_rows(from, "songs");
  std::size_t done = count_rows(to, "songs");
  std::int64_t after = to.number("SELECT coalesce(max(id), 0) FROM songs");
  while (const std::optional<std::int64_t> last = end_of_batch(from, after)) {
    Transaction transaction(to);
    copy_batch(from, to, after, *last);
    transaction.commit();
    after = *last;
    done = std::min(total, done + static_cast<std::size_t>(kSongsAtOnce));
    on_progress({"copying", done, total});
  }
}

/// Numbers that were given are not given again, even when their rows are gone.
void copy_last_numbers(const Database& from, const Database& to) {
  for (const Numbered& table : numbered_tables()) to.set_last_number(table, from.last_number(table));
}

class Comparer {
 public:
  Comparer(Database& a, Database& b, const OnProgress& on_progress) : a_(a), b_(b), on_progress_(on_progress) {}

  /// Whether both have the same rows; adds them to the count.
  bool compare(const Table& table, CopyReport& counted) {
    Statement left = a_.prepare_scan(select_text(table));
    Statement right = b_.prepare_scan(select_text(table));
    std::size_t rows = 0;
    for (;; ++rows) {
      const bool has_left = left.step();
      if (has_left != right.step()) return false;
      if (!has_left) break;
      if (!is_same(left, right, table)) return false;
      if (rows % kRowsAProgress == 0) on_progress_({"comparing", rows, 0});
    }
    counted.tables.push_back({std::string(table.name), rows});
    return true;
  }

 private:
  static bool is_same(const Statement& a, const Statement& b, const Table& table) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const int column = static_cast<int>(i);
      if (a.is_null(column) != b.is_null(column)) return false;
      if (!a.is_null(column) && !is_same_value(a, b, column, table.columns[i].holds)) return false;
    }
    return true;
  }

  static bool is_same_value(const Statement& a, const Statement& b, int column, Holds holds) {
    std::string mended_a;
    std::string mended_b;
    switch (holds) {
      case Holds::integer:
        return a.integer(column) == b.integer(column);
      case Holds::real:
        return std::bit_cast<std::uint64_t>(a.real(column)) == std::bit_cast<std::uint64_t>(b.real(column));
      case Holds::text:
        return server_text(a.text(column), mended_a) == server_text(b.text(column), mended_b);
      case Holds::bytes:
        return a.blob(column) == b.blob(column);
    }
    return false;
  }

  Database& a_;
  Database& b_;
  const OnProgress& on_progress_;
};

/// Everything that does not belong to single songs, and what makes the copy a library.
void copy_rest(const Database& from, CopyPlace& place, CopyReport& copied) {
  Database& to = place.database();
  Transaction transaction(to);
  place.before_last();
  for (const auto tables : {tables_before_songs(), tables_of_songs()})
    for (const Table& table : tables) copied.tables.push_back({std::string(table.name), count_rows(to, table.name)});
  for (const Table& table : tables_after_songs())
    copied.tables.push_back({std::string(table.name), copy_table(from, table, to)});
  copy_last_numbers(from, to);
  copy_generations(from, to);
  transaction.commit();
}

}  // namespace

CopyReport copy_library(Database& from, CopyPlace& place, const OnProgress& on_progress) {
  const Moment moment(from);
  if (count_rows(place.database(), "songs") > 0 && !is_same_state(from, place.database())) place.begin_anew();
  Database& to = place.database();
  CopyReport copied;
  copied.resumed = count_rows(to, "songs");
  if (copied.resumed == 0) begin(from, to);
  copy_songs(from, to, on_progress);
  on_progress({"copying", 0, 0});
  copy_rest(from, place, copied);
  place.finish(on_progress);
  return copied;
}

Comparison compare_libraries(Database& a, Database& b, const OnProgress& on_progress) {
  const Moment moment_of_a(a);
  const Moment moment_of_b(b);
  Comparison comparison;
  Comparer comparer(a, b, on_progress);
  for (const auto tables : {tables_before_songs(), tables_of_songs(), tables_after_songs()})
    for (const Table& table : tables)
      if (!comparer.compare(table, comparison.counted)) {
        comparison.differs = table.name;
        return comparison;
      }
  return comparison;
}

}  // namespace leitmotif::catalog::sql

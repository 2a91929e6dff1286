#include "leitmotif/catalog/sqlite/search.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "leitmotif/catalog/search_words.hpp"
#include "leitmotif/catalog/sql/song_rows.hpp"
#include "leitmotif/catalog/sqlite/database.hpp"

namespace leitmotif::catalog::sqlite {
namespace {

using sql::head_columns;
using sql::head_from;

// A hit in artist or title says more than one among a lyric's many words. Ranks are ascending: the best is lowest.
constexpr std::string_view kFound =
    "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid NOT IN (SELECT song FROM hidden_songs) "
    "ORDER BY bm25(words, 4.0, 4.0, 1.0), rowid LIMIT ?2 OFFSET ?3";
// The same with the songs whose album has the words. Asked only when there are such, because it sorts all that is
// found.
constexpr std::string_view kFoundWithAlbums =
    "SELECT id FROM (SELECT rowid AS id, bm25(words, 4.0, 4.0, 1.0) AS place FROM words "
    "WHERE words MATCH ?1 UNION ALL SELECT rowid, bm25(album_words, 4.0, 4.0, 2.0) FROM album_words "
    "WHERE album_words MATCH ?1) WHERE id NOT IN (SELECT song FROM hidden_songs) GROUP BY id "
    "ORDER BY min(place), id LIMIT ?2 OFFSET ?3";
constexpr std::string_view kIndex = "INSERT INTO words (rowid, artist, title, lyrics) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kUnindex =
    "INSERT INTO words (words, rowid, artist, title, lyrics) VALUES ('delete', ?1, ?2, ?3, ?4)";
constexpr std::string_view kInAlbum = "SELECT 1 FROM album_words WHERE album_words MATCH ?1 LIMIT 1";
constexpr std::string_view kTotal =
    "SELECT count(*) FROM words WHERE words MATCH ?1 AND rowid NOT IN (SELECT song FROM hidden_songs)";
// Whether there are more than so many is known before they are all counted.
constexpr std::string_view kTotalUpTo =
    "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ?1 "
    "AND rowid NOT IN (SELECT song FROM hidden_songs) LIMIT ?2)";
constexpr std::string_view kTotalWithAlbums =
    "SELECT count(*) FROM (SELECT rowid AS id FROM words WHERE words MATCH ?1 UNION SELECT rowid FROM album_words "
    "WHERE album_words MATCH ?1) WHERE id NOT IN (SELECT song FROM hidden_songs)";
constexpr std::string_view kListed =
    "FROM songs WHERE id NOT IN (SELECT song FROM hidden_songs) ORDER BY songs.id LIMIT ?1 OFFSET ?2";
constexpr std::string_view kTotalListed = "SELECT count(*) FROM songs WHERE id NOT IN (SELECT song FROM hidden_songs)";
// Of so many songs only some are ranked. All four give songs by id.
constexpr std::string_view kFirstNamed =
    "SELECT rowid, bm25(words, 4.0, 4.0, 1.0) FROM words WHERE words MATCH ?1 "
    "AND rowid NOT IN (SELECT song FROM hidden_songs) ORDER BY rowid LIMIT ?2";
constexpr std::string_view kFirstInAlbums =
    "SELECT rowid, bm25(album_words, 4.0, 4.0, 2.0) FROM album_words WHERE album_words MATCH ?1 "
    "AND rowid NOT IN (SELECT song FROM hidden_songs) ORDER BY rowid LIMIT ?2";
constexpr std::string_view kEveryHit =
    "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid NOT IN (SELECT song FROM hidden_songs) ORDER BY rowid";
constexpr std::string_view kEveryHitWithAlbums =
    "SELECT id FROM (SELECT rowid AS id FROM words WHERE words MATCH ?1 UNION SELECT rowid FROM album_words "
    "WHERE album_words MATCH ?1) WHERE id NOT IN (SELECT song FROM hidden_songs) ORDER BY id";
constexpr std::string_view kForm = "SELECT form FROM songs WHERE id = ?1";
// The songs are asked for all at once: the words that begin alike are put together once for the whole question. `+`
// keeps SQLite from asking for each song by itself.
constexpr std::string_view kMarked =
    "SELECT rowid, highlight(words, 2, char(1), char(2)) FROM words WHERE words MATCH ?1 AND +rowid IN (";

void add_lines(const Database& database, const std::string& query, std::vector<FoundSong>& songs) {
  std::map<std::int64_t, FoundSong*> sung;
  std::string ids;
  Statement form = database.prepare(kForm);
  for (FoundSong& song : songs) {
    form.bind_integer(1, song.head.id);
    const bool is_sung = form.step() && form.integer(0) == static_cast<std::int64_t>(LyricsForm::sung);
    form.reset();
    if (!is_sung) continue;
    sung[song.head.id] = &song;
    ids += (ids.empty() ? "" : ",") + std::to_string(song.head.id);
  }
  if (sung.empty()) return;
  Statement marked = database.prepare(std::string(kMarked) + ids + ")");
  marked.bind_text(1, query);
  while (marked.step()) sung.at(marked.integer(0))->line = best_line(marked.text(1));
}

struct Ranked {
  double place = 0;  // ascending: the best is lowest
  std::int64_t id = 0;
};

void add_ranked(Statement rows, const std::string& query, std::map<std::int64_t, double>& places) {
  rows.bind_text(1, query).bind_count(2, kMostRanked);
  while (rows.step()) {
    const auto [known, is_new] = places.try_emplace(rows.integer(0), rows.real(1));
    known->second = std::min(known->second, rows.real(1));
  }
}

/// The first kMostRanked songs that have all terms in their names, best first.
std::vector<std::int64_t> best_named(const Database& database, const std::vector<Term>& terms, bool in_album) {
  std::map<std::int64_t, double> places;
  add_ranked(database.prepare(kFirstNamed), query_from(in_names(terms)), places);
  if (in_album) add_ranked(database.prepare(kFirstInAlbums), query_from(terms), places);
  std::vector<Ranked> named;
  for (const auto& [id, place] : places)
    if (named.size() < kMostRanked) named.push_back({place, id});
  std::ranges::stable_sort(named, {}, &Ranked::place);
  std::vector<std::int64_t> ids;
  for (const Ranked& one : named) ids.push_back(one.id);
  return ids;
}

/// What is looked for, and how it is found.
struct Hits {
  const std::vector<Term>& terms;
  std::string query;
  bool in_album = false;  ///< an album has the words
  std::size_t total = 0;  ///< above kMostRanked it may be less than there are
};

/// `exactly`: the total is wanted as it is.
Hits hits_of(const Database& database, const std::vector<Term>& terms, bool exactly) {
  Hits hits{terms, query_from(terms), false, 0};
  hits.in_album = database.prepare(kInAlbum).bind_text(1, hits.query).step();
  const bool up_to = !exactly && !hits.in_album;
  Statement count = database.prepare(hits.in_album ? kTotalWithAlbums : up_to ? kTotalUpTo : kTotal);
  count.bind_text(1, hits.query);
  if (up_to) count.bind_count(2, kMostRanked + 1);
  count.step();
  hits.total = static_cast<std::size_t>(count.integer(0));
  return hits;
}

/// A part of many songs: the best named first, then the others by id.
std::vector<std::int64_t> some_of_many(const Database& database, const Hits& hits, std::size_t limit,
                                       std::size_t offset) {
  std::vector<std::int64_t> ids = best_named(database, hits.terms, hits.in_album);
  const std::size_t end = limit > std::numeric_limits<std::size_t>::max() - offset ? limit : offset + limit;
  if (end > ids.size()) {
    const std::set<std::int64_t> named(ids.begin(), ids.end());
    Statement others = database.prepare(hits.in_album ? kEveryHitWithAlbums : kEveryHit);
    others.bind_text(1, hits.query);
    while (ids.size() < end && others.step())
      if (!named.contains(others.integer(0))) ids.push_back(others.integer(0));
  }
  ids.resize(std::min(end, ids.size()));
  ids.erase(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(offset, ids.size())));
  return ids;
}

/// Numbers of the songs that are found, in the order of Songs::search.
std::vector<std::int64_t> numbers_of(const Database& database, const Hits& hits, std::size_t limit,
                                     std::size_t offset) {
  if (hits.total > kMostRanked) return some_of_many(database, hits, limit, offset);
  std::vector<std::int64_t> ids;
  if (hits.total == 0) return ids;
  Statement rows = database.prepare(hits.in_album ? kFoundWithAlbums : kFound);
  rows.bind_text(1, hits.query).bind_count(2, limit).bind_count(3, offset);
  while (rows.step()) ids.push_back(rows.integer(0));
  return ids;
}

/// What terms find.
Found found_by(const Database& database, const std::vector<Term>& terms, std::size_t limit, std::size_t offset) {
  const Hits hits = hits_of(database, terms, true);
  Found found{hits.total, {}};
  Statement head = database.prepare("SELECT " + std::string(head_columns()) + " FROM songs WHERE id = ?1");
  for (const std::int64_t id : numbers_of(database, hits, limit, offset)) {
    if (head.bind_integer(1, id).step()) found.songs.push_back({head_from(head), {}});
    head.reset();
  }
  if (limit <= kMostLines) add_lines(database, hits.query, found.songs);
  return found;
}

}  // namespace

std::string query_from(const std::vector<Term>& terms) {
  // A blank joins phrases only, no groups of them.
  const bool groups =
      std::ranges::any_of(terms, [](const Term& one) { return one.in_names_only || !one.instead.empty(); });
  const auto phrase = [](const auto& one) {
    return std::string(one.in_names_only ? "{artist title} : " : "") + '"' + one.text +
           (one.is_beginning ? "\"*" : "\"");
  };
  std::string query;
  for (const Term& term : terms) {
    if (!query.empty()) query += groups ? " AND " : " ";
    if (!term.instead.empty()) query += "(";
    query += phrase(term);
    for (const Instead& other : term.instead) query += " OR " + phrase(other);
    if (!term.instead.empty()) query += ")";
  }
  return query;
}

void Database::index_words(std::span<const sql::WordChange> changes) const {
  // Apart from the other tables, and last: a statement that needs a savepoint makes the index write out the words it
  // has gathered in memory. Taking turns with such statements for every song halved the speed of import.
  Statement add = prepare(kIndex);
  Statement remove = prepare(kUnindex);
  const auto run = [](Statement& statement, std::int64_t song, const sql::IndexedTexts& texts) {
    statement.bind_integer(1, song).bind_text(2, texts.artist).bind_text(3, texts.title);
    statement.bind_text(4, texts.lyrics).run();
  };
  for (const sql::WordChange& change : changes) {
    if (change.before) run(remove, change.song, *change.before);
    run(add, change.song, change.after);
  }
}

Found Database::search(std::string_view words, std::size_t limit, std::size_t offset) const {
  Found found;
  const std::vector<std::vector<Term>> attempts = attempts_of(terms_of(words));
  if (attempts.empty()) {
    Statement rows = prepare("SELECT " + std::string(head_columns()) + " " + std::string(kListed));
    rows.bind_count(1, limit).bind_count(2, offset);
    while (rows.step()) found.songs.push_back({head_from(rows), {}});
    found.total = static_cast<std::size_t>(number(kTotalListed));
  }
  for (std::size_t i = 0; found.total == 0 && i < attempts.size(); ++i)
    found = found_by(*this, attempts[i], limit, offset);
  return found;
}

std::vector<std::int64_t> Database::first_found(std::string_view words, std::size_t most) const {
  const std::vector<std::vector<Term>> attempts = attempts_of(terms_of(words));
  if (attempts.empty()) return sql::Database::first_found(words, most);
  for (const std::vector<Term>& terms : attempts)
    if (const Hits hits = hits_of(*this, terms, false); hits.total > 0) return numbers_of(*this, hits, most, 0);
  return {};
}

}  // namespace leitmotif::catalog::sqlite

#include "leitmotif/catalog/sqlite/search.hpp"

#include <algorithm>
#include <utility>

#include "leitmotif/catalog/search_words.hpp"
#include "leitmotif/catalog/sqlite/song_rows.hpp"

namespace leitmotif::catalog::sqlite {
namespace {

// A hit in artist or title says more than one among a lyric's many words. Ranks are ascending: the best is lowest.
constexpr std::string_view kFound =
    "FROM (SELECT rowid AS id, bm25(words, 4.0, 4.0, 1.0) AS place FROM words WHERE words MATCH ?1 "
    "AND rowid NOT IN (SELECT song FROM hidden_songs) ORDER BY place, id LIMIT ?2 OFFSET ?3) AS found JOIN songs ON "
    "songs.id = found.id ORDER BY found.place, songs.id";
// The same with the songs whose album has the words. Asked only when there are such, because it sorts all that is
// found.
constexpr std::string_view kFoundWithAlbums =
    "FROM (SELECT id, min(place) AS place FROM (SELECT rowid AS id, bm25(words, 4.0, 4.0, 1.0) AS place FROM words "
    "WHERE words MATCH ?1 UNION ALL SELECT rowid, bm25(album_words, 4.0, 4.0, 2.0) FROM album_words "
    "WHERE album_words MATCH ?1) WHERE id NOT IN (SELECT song FROM hidden_songs) GROUP BY id ORDER BY place, id LIMIT "
    "?2 OFFSET ?3) AS found "
    "JOIN songs ON songs.id = found.id ORDER BY found.place, songs.id";
constexpr std::string_view kInAlbum = "SELECT 1 FROM album_words WHERE album_words MATCH ?1 LIMIT 1";
constexpr std::string_view kTotal =
    "SELECT count(*) FROM words WHERE words MATCH ?1 AND rowid NOT IN (SELECT song FROM hidden_songs)";
constexpr std::string_view kTotalWithAlbums =
    "SELECT count(*) FROM (SELECT rowid AS id FROM words WHERE words MATCH ?1 UNION SELECT rowid FROM album_words "
    "WHERE album_words MATCH ?1) WHERE id NOT IN (SELECT song FROM hidden_songs)";
constexpr std::string_view kListed =
    "FROM songs WHERE id NOT IN (SELECT song FROM hidden_songs) ORDER BY songs.id LIMIT ?1 OFFSET ?2";
constexpr std::string_view kTotalListed = "SELECT count(*) FROM songs WHERE id NOT IN (SELECT song FROM hidden_songs)";
constexpr std::string_view kMarked =
    "SELECT highlight(words, 2, char(1), char(2)) FROM words WHERE words MATCH ?1 AND rowid = ?2 "
    "AND (SELECT form FROM songs WHERE id = ?2) = ?3";

std::vector<FoundSong> songs_of(Statement& rows) {
  std::vector<FoundSong> songs;
  while (rows.step()) songs.push_back({head_from(rows), {}});
  return songs;
}

void add_lines(const Database& database, const std::string& query, std::vector<FoundSong>& songs) {
  Statement marked = database.prepare(kMarked);
  for (FoundSong& song : songs) {
    marked.bind_text(1, query).bind_integer(2, song.head.id);
    marked.bind_integer(3, static_cast<std::int64_t>(LyricsForm::sung));
    if (marked.step()) song.line = best_line(marked.text(0));
    marked.reset();
  }
}

}  // namespace

std::string query_from(const std::vector<Term>& terms) {
  std::string query;
  for (const Term& term : terms) {
    // A blank joins phrases only, no groups of them.
    const bool groups = std::ranges::any_of(terms, [](const Term& one) { return !one.instead.empty(); });
    if (!query.empty()) query += groups ? " AND " : " ";
    const std::string end = term.is_beginning ? "\"*" : "\"";
    const std::string first = '"' + term.text + end;
    if (term.instead.empty()) {
      query += first;
      continue;
    }
    query += "(" + first;
    for (const Instead& other : term.instead)
      query += std::string(" OR ") + (other.in_names_only ? "{artist title} : " : "") + '"' + other.text + end;
    query += ")";
  }
  return query;
}

/// What one query finds.
Found found_by(const Database& database, const std::string& query, std::size_t limit, std::size_t offset) {
  const std::string select = "SELECT " + std::string(head_columns()) + " ";
  Found found;
  const bool in_album = database.prepare(kInAlbum).bind_text(1, query).step();
  Statement rows = database.prepare(select + std::string(in_album ? kFoundWithAlbums : kFound));
  found.songs = songs_of(rows.bind_text(1, query).bind_count(2, limit).bind_count(3, offset));
  Statement count = database.prepare(in_album ? kTotalWithAlbums : kTotal);
  count.bind_text(1, query).step();
  found.total = static_cast<std::size_t>(count.integer(0));
  if (limit <= kMostLines) add_lines(database, query, found.songs);
  return found;
}

Found search_songs(const Database& database, std::string_view words, std::size_t limit, std::size_t offset) {
  std::vector<Term> terms = terms_of(words);
  if (terms.empty()) {
    Found found;
    Statement rows = database.prepare("SELECT " + std::string(head_columns()) + " " + std::string(kListed));
    found.songs = songs_of(rows.bind_count(1, limit).bind_count(2, offset));
    found.total = static_cast<std::size_t>(database.number(kTotalListed));
    return found;
  }
  Found found = found_by(database, query_from(terms), limit, offset);
  return found.total > 0 ? found : found_by(database, query_from(with_signs(std::move(terms))), limit, offset);
}

}  // namespace leitmotif::catalog::sqlite

#include "leitmotif/catalog/found.hpp"

#include <algorithm>

#include "leitmotif/catalog/search.hpp"
#include "leitmotif/catalog/state.hpp"

namespace leitmotif::catalog {
namespace {

// Characters no lyric needs stand before and after each word that was found.
constexpr char kBefore = '\x01';
constexpr char kAfter = '\x02';
constexpr std::string_view kMarked =
    "SELECT highlight(words, 2, char(1), char(2)) FROM words WHERE words MATCH ?1 AND rowid = ?2 "
    "AND (SELECT form FROM songs WHERE id = ?2) = ?3";

std::string without_marks(std::string_view line) {
  std::string text;
  std::ranges::copy_if(line, std::back_inserter(text), [](char c) { return c != kBefore && c != kAfter && c != '\r'; });
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// The first of the lines with the most marks.
std::string best_line(std::string_view lyrics) {
  std::string_view best;
  std::ptrdiff_t most = 0;
  while (!lyrics.empty()) {
    const std::size_t end = std::min(lyrics.find('\n'), lyrics.size());
    const std::string_view line = lyrics.substr(0, end);
    const std::ptrdiff_t marks = std::ranges::count(line, kBefore);
    if (marks > most) {
      most = marks;
      best = line;
    }
    lyrics.remove_prefix(std::min(end + 1, lyrics.size()));
  }
  return without_marks(best);
}

}  // namespace

Found find_songs(const Catalog& catalog, std::string_view words, std::size_t limit, std::size_t offset) {
  const Catalog::State::Reader reader(catalog.state());
  const Database& database = *reader;
  Found found;
  for (SongHead& head : search_songs(database, words, limit, offset)) found.songs.push_back({std::move(head), {}});
  const std::string query = query_from(words);
  if (query.empty()) {
    found.total = static_cast<std::size_t>(database.number("SELECT count(*) FROM songs"));
    return found;
  }
  Statement count = database.prepare("SELECT count(*) FROM words WHERE words MATCH ?1");
  count.bind_text(1, query).step();
  found.total = static_cast<std::size_t>(count.integer(0));
  Statement marked = database.prepare(kMarked);
  for (FoundSong& song : found.songs) {
    marked.bind_text(1, query).bind_integer(2, song.head.id);
    marked.bind_integer(3, static_cast<std::int64_t>(LyricsForm::sung));
    if (marked.step()) song.line = best_line(marked.text(0));
    marked.reset();
  }
  return found;
}

}  // namespace leitmotif::catalog

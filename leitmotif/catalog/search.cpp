#include "leitmotif/catalog/search.hpp"

#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog {
namespace {

// A hit in artist or title says more than one among a lyric's many words. Ranks are ascending: the best is lowest.
constexpr std::string_view kFound =
    "FROM (SELECT rowid AS id, bm25(words, 4.0, 4.0, 1.0) AS place FROM words WHERE words MATCH ?1 "
    "ORDER BY place, id LIMIT ?2 OFFSET ?3) AS found JOIN songs ON songs.id = found.id ORDER BY found.place, songs.id";
constexpr std::string_view kListed = "FROM songs ORDER BY songs.id LIMIT ?1 OFFSET ?2";

/// One word or phrase as it was typed.
struct Term {
  std::string text;
  bool is_phrase = false;
};

bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

/// Splits at white space and double quotes; a quote that is never closed reaches to the end.
std::vector<Term> terms_of(std::string_view words) {
  std::vector<Term> terms;
  Term term;
  const auto finish = [&] {
    if (!term.text.empty()) terms.push_back(term);
    term.text.clear();
  };
  for (const char c : words) {
    if (c == '"') {
      finish();
      term.is_phrase = !term.is_phrase;
    } else if (is_blank(c)) {
      // Inside a phrase any white space, a zero byte too, becomes one that the query can hold.
      if (!term.is_phrase) finish();
      if (!term.text.empty()) term.text += ' ';
    } else {
      term.text += c;
    }
  }
  finish();
  return terms;
}

std::vector<SongHead> heads_of(Statement& rows) {
  std::vector<SongHead> heads;
  while (rows.step()) heads.push_back(head_from(rows));
  return heads;
}

}  // namespace

std::string query_from(std::string_view words) {
  std::string query;
  const std::vector<Term> terms = terms_of(words);
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const Term& term = terms[i];
    const bool is_beginning = !term.is_phrase && (term.text.back() == '*' || i + 1 == terms.size());
    if (!query.empty()) query += ' ';
    query += '"' + term.text + '"';
    if (is_beginning) query += '*';
  }
  return query;
}

std::vector<SongHead> search_songs(const Database& database, std::string_view words, std::size_t limit,
                                   std::size_t offset) {
  if (words.size() > kMostSearchBytes) {
    throw Error(ErrorKind::resource_limit, "the words to search for have " + std::to_string(words.size()) +
                                               " bytes, at most " + std::to_string(kMostSearchBytes) + " are read");
  }
  const std::string query = query_from(words);
  const std::string select = "SELECT " + std::string(head_columns()) + " ";
  if (query.empty()) {
    Statement rows = database.prepare(select + std::string(kListed));
    rows.bind_count(1, limit).bind_count(2, offset);
    return heads_of(rows);
  }
  Statement rows = database.prepare(select + std::string(kFound));
  rows.bind_text(1, query).bind_count(2, limit).bind_count(3, offset);
  return heads_of(rows);
}

}  // namespace leitmotif::catalog

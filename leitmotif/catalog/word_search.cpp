#include "leitmotif/catalog/word_search.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::catalog {
namespace {

constexpr double kSaturation = 1.2;  // k1
constexpr double kLength = 0.75;     // b
constexpr double kLeastIdf = 1e-6;

struct Token {
  std::string text;  // folded
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The code point at `at` and its length in bytes; a byte that begins none stands for itself.
struct CodePoint {
  std::uint32_t code = 0;
  std::size_t bytes = 1;
};
CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(at);
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
  if (length == 1 || at + length > text.size()) return {first, 1};
  std::uint32_t code = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = code << 6U | (byte(at + i) & 0x3FU);
  return {code, length};
}

/// Latin letters from U+00C0 on as their base letters; a blank where there is none.
constexpr std::string_view kBaseLetters =
    "aaaaaa ceeeeiiii nooooo  uuuuy  aaaaaa ceeeeiiii nooooo  uuuuy yaaaaaaccccccccdd  eeeeeeeeeegggg"
    "gggghh  iiiiiiiii   jjkk llllll    nnnnnn   oooooo  rrrrrrsssssssstttt  uuuuuuuuuuuuwwyyyzzzzzz ";

/// A letter or digit without case and accents; empty for a mark that stands on another, nothing for what parts words.
std::optional<std::string> folded(std::string_view text, const CodePoint& point) {
  const std::uint32_t code = point.code;
  if (code < 0x80) {
    const char c = static_cast<char>(code);
    return ascii::is_letter_or_digit(c) ? std::optional(std::string(1, ascii::lower(c))) : std::nullopt;
  }
  if (code >= 0x300 && code < 0x370) return std::string();
  if (code < 0xC0 || code == 0xD7 || code == 0xF7 || (code >= 0x2000 && code < 0x2070) ||
      (code >= 0x3000 && code < 0x3040))
    return std::nullopt;
  const std::size_t place = code - 0xC0;
  if (place < kBaseLetters.size() && kBaseLetters[place] != ' ') return std::string(1, kBaseLetters[place]);
  return std::string(text);
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  Token token;
  const auto finish = [&] {
    if (!token.text.empty()) tokens.push_back(token);
    token.text.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const auto letter = folded(text.substr(at, point.bytes), point);
    if (letter) {
      if (token.text.empty()) token.begin = at;
      token.text += *letter;
      token.end = at + point.bytes;
    } else {
      finish();
    }
    at += point.bytes;
  }
  finish();
  return tokens;
}

std::vector<Phrase> phrases_of(const std::vector<Term>& terms) {
  std::vector<Phrase> phrases;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto add = [&](const std::string& text, bool is_beginning, bool in_names_only) {
      Phrase phrase{{}, is_beginning, i, in_names_only};
      for (Token& token : tokens_of(text)) phrase.words.push_back(std::move(token.text));
      if (!phrase.words.empty()) phrases.push_back(std::move(phrase));
    };
    add(terms[i].text, terms[i].is_beginning, terms[i].in_names_only);
    for (const Instead& other : terms[i].instead) add(other.text, other.is_beginning, other.in_names_only);
  }
  return phrases;
}

bool stands_at(const Phrase& phrase, const std::vector<Token>& tokens, std::size_t at) {
  if (at + phrase.words.size() > tokens.size()) return false;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    const std::string& text = tokens[at + i].text;
    const bool last = phrase.is_beginning && i + 1 == phrase.words.size();
    if (last ? !text.starts_with(phrase.words[i]) : text != phrase.words[i]) return false;
  }
  return true;
}

}  // namespace

WordSearch::WordSearch(const std::vector<Term>& terms) : phrases_(phrases_of(terms)) {}

Hits WordSearch::hits_in(const Texts& song, const Weights& weights) const {
  Hits hits{std::vector<double>(phrases_.size(), 0), 0};
  for (std::size_t column = 0; column < song.size(); ++column) {
    const std::vector<Token> tokens = tokens_of(song[column]);
    hits.words += static_cast<double>(tokens.size());
    constexpr std::size_t kNames = 2;  // artist and title come first
    for (std::size_t p = 0; p < phrases_.size(); ++p)
      for (std::size_t at = 0; at < tokens.size() && (column < kNames || !phrases_[p].in_names_only); ++at)
        if (stands_at(phrases_[p], tokens, at)) hits.weight[p] += weights[column];
  }
  return hits;
}

bool WordSearch::has_every_term(const Hits& hits) const {
  for (std::size_t p = 0; p < phrases_.size();) {
    const std::size_t term = phrases_[p].term;
    bool found = false;
    for (; p < phrases_.size() && phrases_[p].term == term; ++p) found = found || hits.weight[p] > 0;
    if (!found) return false;
  }
  return !phrases_.empty();
}

double WordSearch::score(const Hits& hits, const SearchStatistics& all) const {
  double score = 0;
  for (std::size_t p = 0; p < phrases_.size(); ++p) {
    const double idf = std::max(kLeastIdf, std::log((all.songs - all.with[p] + 0.5) / (all.with[p] + 0.5)));
    const double weight = hits.weight[p];
    // In the order of FTS5's own operations, so that equal songs are equal there and here.
    const double length = 1 - kLength + kLength * hits.words / (all.words / all.songs);
    score += idf * ((weight * (kSaturation + 1)) / (weight + kSaturation * length));
  }
  return score;
}

std::vector<double> scores_of(const WordSearch& search, const std::vector<Texts>& songs, const Weights& weights) {
  std::vector<double> score(songs.size(), 0);
  SearchStatistics all{static_cast<double>(songs.size()), 0, std::vector<double>(search.phrases().size(), 0)};
  std::vector<Hits> hits;
  for (const Texts& song : songs) {
    hits.push_back(search.hits_in(song, weights));
    all.words += hits.back().words;
    for (std::size_t p = 0; p < all.with.size(); ++p) all.with[p] += hits.back().weight[p] > 0 ? 1 : 0;
  }
  for (std::size_t song = 0; song < songs.size(); ++song)
    if (search.has_every_term(hits[song])) score[song] = search.score(hits[song], all);
  return score;
}

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  for (Token& token : tokens_of(text)) words.push_back(std::move(token.text));
  return words;
}

std::string WordSearch::marked(std::string_view lyric) const {
  const std::vector<Token> tokens = tokens_of(lyric);
  std::string text;
  std::size_t copied = 0;
  std::size_t open_until = 0;  // the token after the hit that is open, 0 when none is
  const auto close = [&] {
    if (open_until == 0) return;
    const std::size_t end = tokens[open_until - 1].end;
    text.append(lyric.substr(copied, end - copied)) += kAfterHit;
    copied = end;
    open_until = 0;
  };
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    std::size_t until = 0;
    for (const Phrase& phrase : phrases_)
      if (!phrase.in_names_only && stands_at(phrase, tokens, at)) until = std::max(until, at + phrase.words.size());
    if (until == 0) continue;
    if (at >= open_until) {
      close();
      text.append(lyric.substr(copied, tokens[at].begin - copied)) += kBeforeHit;
      copied = tokens[at].begin;
    }
    open_until = std::max(open_until, until);
  }
  close();
  return text.append(lyric.substr(copied));
}

}  // namespace leitmotif::catalog

#include "leitmotif/catalog/search_words.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/lines.hpp"

namespace leitmotif::catalog {
namespace {

bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

std::string without_marks(std::string_view line) {
  std::string text;
  std::ranges::copy_if(line, std::back_inserter(text),
                       [](char c) { return c != kBeforeHit && c != kAfterHit && c != '\r'; });
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Letters and digits that many words begin with.
bool is_short(const Term& term) {
  constexpr std::size_t kShort = 2;
  return !term.is_phrase && term.text.size() <= kShort && std::ranges::all_of(term.text, ascii::is_letter_or_digit);
}

/// The last word may not be typed to its end. One or two letters begin half the words of a library: they are the
/// beginning of names only, and behind other words a single letter is a word.
void read_last(std::vector<Term>& terms) {
  Term& last = terms.back();
  if (!is_short(last)) return;
  last.is_beginning = false;
  if (last.text.size() == 1 && terms.size() > 1) return;
  last.instead.push_back({.text = last.text, .in_names_only = true, .is_beginning = true});
}

/// `[Verse 1]`: nobody sings it.
bool is_heading(std::string_view line) {
  const std::string_view text = ascii::trimmed(line, " \t\r\x01\x02");
  return text.starts_with('[') && text.ends_with(']');
}

}  // namespace

std::vector<Term> terms_of(std::string_view words) {
  if (words.size() > kMostSearchBytes) {
    throw Error(ErrorKind::resource_limit, "the words to search for have " + std::to_string(words.size()) +
                                               " bytes, at most " + std::to_string(kMostSearchBytes) + " are read");
  }
  // Split at white space and double quotes; a quote that is never closed reaches to the end.
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
  for (Term& each : terms) each.is_beginning = !each.is_phrase && (each.text.back() == '*' || &each == &terms.back());
  if (!terms.empty()) read_last(terms);
  return terms;
}

std::vector<std::vector<Term>> attempts_of(const std::vector<Term>& terms) {
  if (terms.empty()) return {};
  std::vector<std::vector<Term>> attempts = {terms};
  if (terms.size() > 1 && is_short(terms.back()) && terms.back().text.size() == 1)
    attempts.emplace_back(terms.begin(), terms.end() - 1);
  attempts.push_back(with_signs(terms));
  return attempts;
}

std::vector<Term> in_names(std::vector<Term> terms) {
  for (Term& term : terms) {
    term.in_names_only = true;
    for (Instead& other : term.instead) other.in_names_only = true;
  }
  return terms;
}

std::vector<Term> with_signs(std::vector<Term> terms) {
  constexpr std::size_t kLongestWord = 16;
  constexpr std::size_t kMostInitials = 5;
  constexpr std::array<std::string_view, 7> kContracted = {"t", "s", "m", "d", "re", "ve", "ll"};
  for (Term& term : terms) {
    const std::string& word = term.text;
    const bool letters = std::ranges::all_of(word, ascii::is_letter_or_digit);
    if (term.is_phrase || !letters || word.size() < 2 || word.size() > kLongestWord) continue;
    for (std::size_t at = 1; at < word.size(); ++at) {
      const bool contraction = std::ranges::find(kContracted, ascii::lower_case(word.substr(at))) != kContracted.end();
      term.instead.push_back({word.substr(0, at) + " " + word.substr(at), !contraction, term.is_beginning});
    }
    if (word.size() > kMostInitials || word.size() < 3) continue;
    std::string initials;
    for (const char c : word) initials.append(initials.empty() ? "" : " ") += c;
    term.instead.push_back({initials, true, term.is_beginning});
  }
  return terms;
}

std::string best_line(std::string_view marked_lyric) {
  std::string_view best;
  std::ptrdiff_t most = 0;
  for (const std::string_view line : each_line(marked_lyric)) {
    const std::ptrdiff_t marks = std::ranges::count(line, kBeforeHit);
    if (marks > most && !is_heading(line)) {
      most = marks;
      best = line;
    }
  }
  return without_marks(best);
}

}  // namespace leitmotif::catalog

#include "leitmotif/text/directions.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/beginnings.hpp"
#include "leitmotif/text/direction_words.hpp"
#include "leitmotif/text/left_overs.hpp"

namespace leitmotif::text {
namespace {

using ascii::begins_with;
using ascii::is_digit;
using ascii::trimmed;

/// What stands between the words of a direction.
constexpr std::array<bool, 256> kBetweenWords = [] {
  std::array<bool, 256> between{};
  for (const char c : std::string_view(" \t-*:.,()#/&[]{}=~_<>|+")) between[static_cast<unsigned char>(c)] = true;
  return between;
}();

/// How many bytes at the beginning of `text` stand between words, or do not.
std::size_t run_of(std::string_view text, bool between) noexcept {
  std::size_t length = 0;
  while (length < text.size() && kBetweenWords[static_cast<unsigned char>(text[length])] == between) ++length;
  return length;
}

constexpr ByBeginning<kDirectionWords.size()> kByBeginning([](std::size_t i) {
  return std::string_view(kDirectionWords[i].word);
});

/// The first two bytes of the word at the beginning of `text`; a word of one byte has 0 behind it.
Beginning beginning_of(std::string_view text) noexcept {
  const bool is_longer = text.size() > 1 && !kBetweenWords[static_cast<unsigned char>(text[1])];
  return {text[0], is_longer ? text[1] : '\0'};
}

/// A digit or a sign, with which no word of the table begins.
constexpr bool begins_count(char first) noexcept {
  return static_cast<unsigned char>(first) < 0x80 && !ascii::is_letter(first);
}

/// Whether the word at the beginning of `text` may be one of directions, by its first two bytes.
bool may_begin_direction(std::string_view text) noexcept {
  return kByBeginning.has(beginning_of(text)) || begins_count(text.front()) || ascii::lower(text.front()) == 'x';
}

/// 2, x2 or 2x.
bool is_count(std::string_view word) noexcept {
  if (ascii::lower(word.front()) == 'x') word.remove_prefix(1);
  if (!word.empty() && ascii::lower(word.back()) == 'x') word.remove_suffix(1);
  return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

/// 1st, 2nd.
bool is_ordinal(std::string_view word) noexcept {
  constexpr std::array<std::string_view, 4> kEndings = {"st", "nd", "rd", "th"};
  return word.size() == 3 && is_digit(word.front()) &&
         std::ranges::any_of(kEndings, [&](std::string_view end) { return ascii::same_letters(word.substr(1), end); });
}

Direction direction_of(std::string_view word) noexcept {
  const bool counts = begins_count(word.front());
  if (counts || ascii::lower(word.front()) == 'x') {
    if (is_count(word)) return Direction::count;
    if (is_ordinal(word)) return Direction::modifier;
    if (counts) return Direction::none;
  }
  const std::size_t place = kByBeginning.find(beginning_of(word), [&](std::size_t i) {
    const std::string_view known = kDirectionWords[i].word;
    return word.size() == known.size() && begins_with(word, known);
  });
  return place < kDirectionWords.size() ? kDirectionWords[place].direction : Direction::none;
}

/// Whether one of the words is a number in digits, which nobody sings: "2x", "3 times".
bool is_counted(std::string_view text) noexcept { return std::ranges::any_of(text, is_digit); }

/// The words of a header and what behind it names who sings, which may be anything.
struct Header {
  std::string_view words;
  std::string_view names;  ///< empty: it names nobody
};

/// "Verse 2 - Ann Noon:" -> "Verse 2", "Ann Noon".
Header divided(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 5> kBetween = {" - ", " \u2013 ", " \u2014 ", ": ", " ("};
  const std::string_view body = text.ends_with(':') ? text.substr(0, text.size() - 1) : text;
  for (const std::string_view between : kBetween) {
    const std::size_t at = body.find(between);
    if (at == std::string_view::npos) continue;
    const std::string_view names = trimmed(body.substr(at + between.size()), " ()");
    if (is_names(names)) return {text.substr(0, at), names};
  }
  return {text, {}};
}

/// The text without what of other alphabets' brackets, dashes and notes stands around it.
std::string_view undecorated(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 16> kDecorations = {"\u3010", "\u3011", "\u300A", "\u300B", "\u300C", "\u300D",
                                                             "\u300E", "\u300F", "\uFF08", "\uFF09", "\u2013", "\u2014",
                                                             "\u2022", "\u2026", "\u266A", "\u266B"};
  const auto is_high = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  for (bool again = true; again && !text.empty();) {
    again = false;
    if (!is_high(text.front()) && !is_high(text.back())) break;
    for (const std::string_view decoration : kDecorations) {
      const bool begins = text.starts_with(decoration);
      if (begins) text.remove_prefix(decoration.size());
      const bool ends = text.ends_with(decoration);
      if (ends) text.remove_suffix(decoration.size());
      again = again || begins || ends;
    }
    text = trimmed(text);
  }
  return text;
}

/// How many words of each kind a text has.
class WordCounts {
 public:
  void add(Direction direction) noexcept {
    ++seen_[static_cast<std::size_t>(direction)];
    ++words_;
  }
  [[nodiscard]] std::size_t of(Direction direction) const noexcept {
    return seen_[static_cast<std::size_t>(direction)];
  }
  [[nodiscard]] bool has(Direction direction) const noexcept { return of(direction) > 0; }
  [[nodiscard]] bool has_any() const noexcept { return words_ > 0; }
  /// Whether there are only words of these kinds, beside what joins them.
  template <typename... Directions>
  [[nodiscard]] bool only(Directions... directions) const noexcept {
    return words_ == of(Direction::glue) + (of(directions) + ...);
  }

 private:
  std::array<std::size_t, static_cast<std::size_t>(Direction::glue) + 1> seen_{};
  std::size_t words_ = 0;
};

/// Whether the words of a text, all of them of directions, make one. `colon` says as clearly as a number that they do.
bool make_direction(const WordCounts& words, Place place, bool colon, bool counted) noexcept {
  if (!words.has_any()) return false;
  // Instruments may be all there is of a sung line; on a line of their own in parentheses they are not sung.
  const bool own = place == Place::own_parentheses;
  const bool in_brackets = own || place == Place::parentheses;
  if (words.only(Direction::player)) return own && words.has(Direction::player);
  if (words.only(Direction::modifier, Direction::prefix)) return false;
  if (colon || words.has(Direction::section)) return true;
  if (words.has(Direction::ambiguous) &&
      (own || words.has(Direction::player) || words.has(Direction::count) || words.has(Direction::before)))
    return true;
  if (words.has(Direction::repeat) &&
      (in_brackets || words.has(Direction::fade) || words.has(Direction::count) || words.has(Direction::stage)))
    return true;
  if (words.has(Direction::manner) && in_brackets) return words.only(Direction::manner);
  if (own && (words.has(Direction::stage) || words.has(Direction::fade))) return true;
  return counted && !words.has(Direction::singer) && !words.has(Direction::modifier);
}

/// Adds the words of a text up to the first that is no word of directions; whether there was none such.
bool add_words(std::string_view text, bool any_first, WordCounts& words) noexcept {
  while (true) {
    text.remove_prefix(run_of(text, true));
    if (text.empty()) return true;
    if (!may_begin_direction(text)) return false;
    const std::string_view word = text.substr(0, run_of(text, false));
    const Direction direction = direction_of(word);
    if (direction == Direction::none) return false;
    if (direction >= Direction::fade && !any_first && !words.has_any()) return false;
    words.add(direction);
    text.remove_prefix(word.size());
  }
}

/// Whether `text` begins with a word of two ASCII letters or more with which no direction begins, as most lines do.
bool begins_with_sung_word(std::string_view text) noexcept {
  return text.size() > 1 && ascii::is_letter(text[0]) && ascii::is_letter(text[1]) && !may_begin_direction(text);
}

}  // namespace

bool is_direction(std::string_view text, Place place) noexcept {
  if (begins_with_sung_word(text)) return false;
  text = undecorated(text);
  if (place == Place::line && text.size() > 2 && text.front() == '(' && text.find(')') + 1 == text.size())
    place = Place::own_parentheses;
  const bool own = place == Place::own_parentheses;
  bool colon = text.ends_with(':') || (own && text.ends_with(":)"));
  WordCounts words;
  if (add_words(text, own, words)) return make_direction(words, place, colon, is_counted(text));
  if (!words.has(Direction::section) && !words.has(Direction::ambiguous)) return false;
  // A name without a colon behind it needs a number before it or another name beside it.
  const Header header = divided(text);
  if (header.names.empty()) return false;
  const bool counted = is_counted(header.words);
  if (!colon && !counted && header.names.find('&') == std::string_view::npos) return false;
  words = {};
  return add_words(header.words, own, words) && make_direction(words, place, true, counted);
}

}  // namespace leitmotif::text

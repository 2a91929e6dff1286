#include "leitmotif/text/directions.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/left_overs.hpp"

namespace leitmotif::text {
namespace {

using ascii::begins_with;
using ascii::is_digit;
using ascii::trimmed;

/// What stands between the words of a direction.
constexpr std::array<bool, 256> kBetweenWords = [] {
  std::array<bool, 256> between{};
  for (const char c : std::string_view(" \t-*:.,()#/&")) between[static_cast<unsigned char>(c)] = true;
  return between;
}();

/// How many bytes at the beginning of `text` stand between words, or do not.
std::size_t run_of(std::string_view text, bool between) noexcept {
  std::size_t length = 0;
  while (length < text.size() && kBetweenWords[static_cast<unsigned char>(text[length])] == between) ++length;
  return length;
}

/// What a word says in a header or a repeat mark.
enum class Direction : std::uint8_t {
  none,       ///< it is no word of directions
  section,    ///< a section's name
  ambiguous,  ///< a section's name that may as well be sung
  prefix,     ///< stands before others: pre-chorus, x 2
  player,     ///< an instrument: makes a direction of an ambiguous name
  manner,     ///< how it is said: a direction in parentheses or with a colon
  repeat,
  count,  ///< 2, x2, 2x, two
  fade,   ///< from here on: not as the first word
  glue,
};

struct DirectionWord {
  std::string_view word;
  Direction direction;
};

constexpr std::array<DirectionWord, 87> kDirectionWords = {{
    {"chorus", Direction::section},
    {"verse", Direction::section},
    {"intro", Direction::section},
    {"outro", Direction::section},
    {"prechorus", Direction::section},
    {"postchorus", Direction::section},
    {"pre", Direction::prefix},
    {"post", Direction::prefix},
    {"refrain", Direction::section},
    {"interlude", Direction::section},
    {"bridge", Direction::section},
    {"hook", Direction::ambiguous},
    {"breakdown", Direction::ambiguous},
    {"break", Direction::ambiguous},
    {"solo", Direction::ambiguous},
    {"instrumental", Direction::ambiguous},
    {"drop", Direction::ambiguous},
    {"part", Direction::ambiguous},
    {"coda", Direction::ambiguous},
    {"repeat", Direction::repeat},
    {"repeats", Direction::repeat},
    {"x", Direction::prefix},
    {"times", Direction::glue},
    {"and", Direction::glue},
    {"to", Direction::glue},
    {"until", Direction::glue},
    {"till", Direction::glue},
    {"fade", Direction::fade},
    {"out", Direction::glue},
    {"ii", Direction::count},
    {"iii", Direction::count},
    {"guitar", Direction::player},
    {"guitars", Direction::player},
    {"piano", Direction::player},
    {"sax", Direction::player},
    {"saxophone", Direction::player},
    {"drum", Direction::player},
    {"drums", Direction::player},
    {"bass", Direction::player},
    {"harmonica", Direction::player},
    {"organ", Direction::player},
    {"violin", Direction::player},
    {"fiddle", Direction::player},
    {"trumpet", Direction::player},
    {"trombone", Direction::player},
    {"horn", Direction::player},
    {"horns", Direction::player},
    {"synth", Direction::player},
    {"keyboard", Direction::player},
    {"keyboards", Direction::player},
    {"banjo", Direction::player},
    {"mandolin", Direction::player},
    {"accordion", Direction::player},
    {"flute", Direction::player},
    {"cello", Direction::player},
    {"string", Direction::player},
    {"strings", Direction::player},
    {"steel", Direction::player},
    {"lead", Direction::player},
    {"vocal", Direction::player},
    {"musical", Direction::player},
    {"electric", Direction::player},
    {"acoustic", Direction::player},
    {"spoken", Direction::manner},
    {"whispered", Direction::manner},
    {"talking", Direction::manner},
    {"rap", Direction::manner},
    {"rapped", Direction::manner},
    {"couplet", Direction::section},
    {"strophe", Direction::section},
    {"estribillo", Direction::section},
    {"coro", Direction::section},
    {"one", Direction::count},
    {"two", Direction::count},
    {"three", Direction::count},
    {"four", Direction::count},
    {"five", Direction::count},
    {"six", Direction::count},
    {"seven", Direction::count},
    {"eight", Direction::count},
    {"nine", Direction::count},
    {"ten", Direction::count},
    {"i", Direction::count},
    {"iv", Direction::count},
    {"v", Direction::count},
    {"riff", Direction::ambiguous},
    {"turnaround", Direction::ambiguous},
}};

/// For each letter: of which lengths there are words that begin with it, a bit each. Most words of a lyric end here.
constexpr std::array<std::uint32_t, 26> kLengths = [] {
  std::array<std::uint32_t, 26> lengths{};
  for (const DirectionWord& known : kDirectionWords)
    lengths[static_cast<std::size_t>(known.word.front() - 'a')] |= 1U << known.word.size();
  return lengths;
}();

/// The words by their first letter: the place of one, and from each the next; kNone ends.
struct DirectionIndex {
  static constexpr std::uint8_t kNone = 255;
  std::array<std::uint8_t, 26> first{};
  std::array<std::uint8_t, kDirectionWords.size()> next{};
};
static_assert(kDirectionWords.size() < DirectionIndex::kNone);

constexpr DirectionIndex kByLetter = [] {
  DirectionIndex index;
  index.first.fill(DirectionIndex::kNone);
  for (std::size_t i = 0; i < kDirectionWords.size(); ++i) {
    std::uint8_t& first = index.first[static_cast<std::size_t>(kDirectionWords[i].word.front() - 'a')];
    index.next[i] = first;
    first = static_cast<std::uint8_t>(i);
  }
  return index;
}();

/// 2, x2 or 2x.
bool is_count(std::string_view word) noexcept {
  if (ascii::lower(word.front()) == 'x') word.remove_prefix(1);
  if (!word.empty() && ascii::lower(word.back()) == 'x') word.remove_suffix(1);
  return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

Direction direction_of(std::string_view word) noexcept {
  if (is_count(word)) return Direction::count;
  const char first = ascii::lower(word.front());
  if (!ascii::is_lower(first) || word.size() > 31) return Direction::none;
  if ((kLengths[static_cast<std::size_t>(first - 'a')] >> word.size() & 1U) == 0) return Direction::none;
  for (std::size_t i = kByLetter.first[static_cast<std::size_t>(first - 'a')]; i != DirectionIndex::kNone;
       i = kByLetter.next[i]) {
    const DirectionWord& known = kDirectionWords[i];
    if (word.size() == known.word.size() && begins_with(word, known.word)) return known.direction;
  }
  return Direction::none;
}

/// Whether one of the words is a number in digits, which nobody sings: "2x", "3 times".
bool is_counted(std::string_view text) noexcept { return std::ranges::any_of(text, is_digit); }

/// The words of a header and what behind it names who sings, which may be anything.
struct Header {
  std::string_view words;
  std::string_view names;
};

/// "Verse 2 - Ann Noon:" -> "Verse 2", "Ann Noon". A header with names ends with a colon, so that nothing sung is one.
Header divided(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 4> kDashes = {" - ", " \u2013 ", " \u2014 ", ": "};
  if (!text.ends_with(':')) return {text, {}};
  for (const std::string_view dash : kDashes)
    if (const std::size_t at = text.find(dash); at != std::string_view::npos)
      return {text.substr(0, at), trimmed(text.substr(at + dash.size(), text.size() - at - dash.size() - 1))};
  return {text, {}};
}

}  // namespace

bool is_direction(std::string_view text, Place place) noexcept {
  constexpr auto kIndex = [](Direction direction) { return static_cast<std::size_t>(direction); };
  std::array<std::size_t, kIndex(Direction::glue) + 1> seen{};
  std::size_t words = 0;
  bool first = true;
  const bool colon = text.ends_with(':');  // says as clearly as a number that it is a header
  const Header header = divided(text);
  if (!header.names.empty() && !is_names(header.names)) return false;
  text = header.words;
  while (true) {
    text.remove_prefix(run_of(text, true));
    if (text.empty()) break;
    const std::string_view word = text.substr(0, run_of(text, false));
    const Direction direction = direction_of(word);
    if (direction == Direction::none || (first && direction >= Direction::fade)) return false;
    ++seen[kIndex(direction)];
    ++words;
    first = false;
    text.remove_prefix(word.size());
  }
  const auto has = [&](Direction direction) { return seen[kIndex(direction)] > 0; };
  // Numbers written as words, or instruments, may be all there is of a sung line.
  if (words == seen[kIndex(Direction::player)] + seen[kIndex(Direction::glue)]) return false;
  if (words == 0) return false;
  const bool in_brackets = place == Place::parentheses;
  if (colon || has(Direction::section)) return true;
  if (has(Direction::ambiguous) && (has(Direction::player) || has(Direction::count))) return true;
  if (has(Direction::repeat) && (has(Direction::fade) || has(Direction::count) || in_brackets)) return true;
  if (has(Direction::manner) && in_brackets) return words == seen[kIndex(Direction::manner)];
  return is_counted(header.words);
}

}  // namespace leitmotif::text

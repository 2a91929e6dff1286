#include "leitmotif/text/left_overs.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::text {
namespace {

using ascii::begins_with;
using ascii::is_digit;
using ascii::is_upper;
using ascii::trimmed;

constexpr std::string_view kAlsoLike = "You might also like";
constexpr std::string_view kTickets = "Get tickets as low as $";
constexpr std::string_view kBetweenWords = " \t-*:.,()#";

/// What a word says in a header or a repeat mark.
enum class Direction : std::uint8_t {
  none,       ///< it is no word of directions
  section,    ///< a section's name
  ambiguous,  ///< a section's name that may as well be sung
  prefix,     ///< stands before others: pre-chorus, x 2
  repeat,
  count,  ///< 2, x2, 2x
  fade,   ///< from here on: not as the first word
  glue,
};

struct DirectionWord {
  std::string_view word;
  Direction direction;
};

constexpr std::array<DirectionWord, 31> kDirectionWords = {{
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
    {"ii", Direction::glue},
    {"iii", Direction::glue},
}};

/// 2, x2 or 2x.
bool is_count(std::string_view word) noexcept {
  if (ascii::lower(word.front()) == 'x') word.remove_prefix(1);
  if (!word.empty() && ascii::lower(word.back()) == 'x') word.remove_suffix(1);
  return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

Direction direction_of(std::string_view word) noexcept {
  if (is_count(word)) return Direction::count;
  for (const DirectionWord& known : kDirectionWords)
    if (word.size() == known.word.size() && begins_with(word, known.word)) return known.direction;
  return Direction::none;
}

/// How a left-over is told from a sung line.
enum class Form : std::uint8_t {
  whole,       ///< the line is this text
  begins,      ///< the line begins with it
  field,       ///< it is followed by a colon
  edge_field,  ///< it is followed by a colon, near the top or the bottom
  names,       ///< it is followed by nothing but capitalised words, near the top or the bottom
  dated,       ///< it is followed by a year or a copyright sign
};

struct LeftOver {
  std::string_view text;
  Form form;
};

constexpr std::array<LeftOver, 42> kLeftOvers = {{
    {"you might also like", Form::whole},
    {"embed", Form::whole},
    {"submit corrections", Form::whole},
    {"all rights reserved", Form::begins},
    {"get tickets as low as $", Form::begins},
    {"this lyrics is not for commercial use", Form::begins},
    {"lyrics licensed", Form::begins},
    {"lyrics powered by", Form::begins},
    {"lyrics provided by", Form::begins},
    {"lyrics courtesy of", Form::begins},
    {"lyrics \u00A9", Form::begins},
    {"(c) ", Form::begins},
    {"\u00A9", Form::begins},
    {"\u2117", Form::begins},
    {"copyright", Form::dated},
    {"lyrics copyright", Form::dated},
    {"written by", Form::field},
    {"produced by", Form::field},
    {"lyrics by", Form::field},
    {"music by", Form::field},
    {"words by", Form::field},
    {"composed by", Form::field},
    {"songwriter", Form::field},
    {"songwriters", Form::field},
    {"songwriter(s)", Form::field},
    {"writer(s)", Form::field},
    {"writers", Form::field},
    {"publishers", Form::field},
    {"producers", Form::field},
    {"transcribed by", Form::field},
    {"submitted by", Form::field},
    {"artist", Form::edge_field},
    {"album", Form::edge_field},
    {"title", Form::edge_field},
    {"lyrics", Form::edge_field},
    {"written by", Form::names},
    {"produced by", Form::names},
    {"lyrics by", Form::names},
    {"music by", Form::names},
    {"words by", Form::names},
    {"words and music by", Form::names},
    {"composed by", Form::names},
}};

/// For each byte that a line may begin with, in lower case: which of kLeftOvers begin so, a bit each.
constexpr std::array<std::uint64_t, 256> kByFirst = [] {
  static_assert(kLeftOvers.size() <= 64);
  std::array<std::uint64_t, 256> sets{};
  for (std::size_t i = 0; i < kLeftOvers.size(); ++i)
    sets[static_cast<std::uint8_t>(kLeftOvers[i].text.front())] |= std::uint64_t{1} << i;
  return sets;
}();

/// Nothing but words that begin with a capital (or with what is no ASCII letter), and what joins names.
bool is_names(std::string_view text) noexcept {
  std::size_t names = 0;
  while (true) {
    text = trimmed(text, " \t,.&/;()");
    if (text.empty()) return names > 0;
    const std::string_view word = text.substr(0, text.find_first_of(" \t,&/;()"));
    if (word != "and" && word != "de" && word != "van" && word != "von") {
      if (ascii::is_lower(word.front())) return false;
      ++names;
    }
    text.remove_prefix(word.size());
  }
}

bool is_year_or_sign(std::string_view text) noexcept {
  return begins_with(text, "(c)") || text.starts_with("\u00A9") || text.starts_with("\u2117") ||
         (text.size() >= 4 && std::all_of(text.begin(), text.begin() + 4, is_digit));
}

}  // namespace

bool is_direction(std::string_view text) noexcept {
  constexpr auto kIndex = [](Direction direction) { return static_cast<std::size_t>(direction); };
  std::array<bool, kIndex(Direction::glue) + 1> seen{};
  bool first = true;
  const bool colon = text.ends_with(':');  // says as clearly as a number that it is a header
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kBetweenWords), text.size()));
    if (text.empty()) break;
    const std::string_view word = text.substr(0, text.find_first_of(kBetweenWords));
    const Direction direction = direction_of(word);
    if (direction == Direction::none || (first && direction >= Direction::fade)) return false;
    seen[kIndex(direction)] = true;
    first = false;
    text.remove_prefix(word.size());
  }
  if (first) return false;
  return colon || seen[kIndex(Direction::section)] || seen[kIndex(Direction::count)] ||
         (seen[kIndex(Direction::repeat)] && seen[kIndex(Direction::fade)]);
}

bool is_left_over(std::string_view line, bool near_edge) noexcept {
  const std::string_view bare = trimmed(line, " \t*-=_~.");
  if (bare.empty()) return false;
  for (std::uint64_t set = kByFirst[static_cast<std::uint8_t>(ascii::lower(bare.front()))]; set != 0; set &= set - 1) {
    const auto& [text, form] = kLeftOvers[static_cast<std::size_t>(std::countr_zero(set))];
    if (!begins_with(bare, text)) continue;
    const std::string_view rest = trimmed(bare.substr(text.size()));
    if (form == Form::whole && rest.empty()) return true;
    if (form == Form::begins) return true;
    if (form == Form::field && rest.starts_with(':')) return true;
    if (form == Form::edge_field && near_edge && rest.starts_with(':')) return true;
    if (form == Form::names && near_edge && is_names(rest)) return true;
    if (form == Form::dated && is_year_or_sign(rest)) return true;
  }
  return false;
}

std::string_view without_glued_start(std::string_view line) noexcept {
  if (line.starts_with("See ")) {
    const std::size_t tickets = line.find(kTickets);
    if (tickets != std::string_view::npos) {
      line.remove_prefix(tickets + kTickets.size());
      line.remove_prefix(std::min(line.find_first_not_of("0123456789,."), line.size()));
    }
  }
  // Only what is glued on: with a blank behind, it would be a sung line.
  if (line.starts_with(kAlsoLike) && line.size() > kAlsoLike.size() &&
      (is_upper(line[kAlsoLike.size()]) || line[kAlsoLike.size()] == '('))
    line.remove_prefix(kAlsoLike.size());
  return line;
}

std::string_view without_page_title(std::string_view first_line) noexcept {
  constexpr std::string_view kReadMore = "Read More";
  constexpr std::string_view kLyrics = "Lyrics";
  const std::string_view behind_number =
      first_line.substr(std::min(first_line.find_first_not_of("0123456789"), first_line.size()));
  if (behind_number.size() < first_line.size() && behind_number.starts_with(" Contributor")) {
    if (const std::size_t more = first_line.rfind(kReadMore); more != std::string_view::npos)
      return first_line.substr(more + kReadMore.size());
    const std::size_t title = first_line.rfind(kLyrics);
    return title == std::string_view::npos ? std::string_view() : first_line.substr(title + kLyrics.size());
  }
  return first_line.ends_with(" Lyrics") ? std::string_view() : first_line;
}

std::string_view without_button(std::string_view last_line) noexcept {
  constexpr std::string_view kEmbed = "Embed";
  const std::size_t share = last_line.find("EmbedShare URL");
  if (share != std::string_view::npos) last_line = last_line.substr(0, share + kEmbed.size());
  if (!last_line.ends_with(kEmbed)) return last_line;
  std::string_view text = last_line.substr(0, last_line.size() - kEmbed.size());
  if (text.empty()) return text;
  if (text.back() == ' ') return last_line;
  if (text.size() > 1 && text.back() == 'K' && is_digit(text[text.size() - 2])) text.remove_suffix(1);
  while (!text.empty() && (is_digit(text.back()) || text.back() == '.')) text.remove_suffix(1);
  return text;
}

}  // namespace leitmotif::text

#include "leitmotif/text/page_frame.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/directions.hpp"
#include "leitmotif/text/left_overs.hpp"

namespace leitmotif::text {
namespace {

using ascii::begins_with;
using ascii::is_digit;
using ascii::is_lower;
using ascii::is_upper;
using ascii::trimmed;

constexpr std::size_t kLongestTitle = 120;  // bytes
constexpr std::size_t kMostTitleLines = 3;

/// Words that titles leave small.
constexpr auto kSmallWords = std::to_array<std::string_view>(
    {"a",   "an", "and",  "as",  "at", "by",   "da", "de",   "del", "der", "di", "do",   "du",  "e",  "el",
     "en",  "et", "feat", "for", "ft", "from", "in", "into", "is",  "it",  "la", "le",   "los", "my", "n",
     "nor", "o",  "of",   "on",  "or", "the",  "to", "und",  "van", "von", "vs", "with", "x",   "y"});

std::size_t words_in(std::string_view text) noexcept {
  std::size_t words = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool blank = text[at] == ' ' || text[at] == '\t';
    const bool after_blank = at == 0 || text[at - 1] == ' ' || text[at - 1] == '\t';
    words += !blank && after_blank ? 1U : 0U;
  }
  return words;
}

/// Whether all words begin with a capital or what is no ASCII letter, but for small ones, and the first is none of
/// these; and no sign ends it as a sentence or a verse.
bool is_title_like(std::string_view text) noexcept {
  text = trimmed(text, " \t\"");
  if (text.size() < 2 || text.size() > kLongestTitle || text.back() == ',' || text.back() == ';' || text.back() == ':')
    return false;
  bool first = true;
  bool letters = false;
  for (std::string_view rest = text; !rest.empty(); first = false) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = trimmed(rest.substr(0, end), ".,!?()[]'\"&");
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (word.empty()) continue;
    letters = letters || ascii::is_letter(word.front()) || static_cast<unsigned char>(word.front()) >= 0x80;
    if (!is_lower(word.front())) continue;
    if (first || std::ranges::find(kSmallWords, word) == kSmallWords.end()) return false;
  }
  return letters;
}

bool has_small_letter(std::string_view text) noexcept { return std::ranges::any_of(text, is_lower); }

bool is_quoted(std::string_view text) noexcept { return is_quoted_title(text); }

/// A line without the signs that make a heading of it: "# Blue Door", "=== Blue Door ===", "<h1>" is no such; nothing
/// where there are none.
std::optional<std::string_view> undrawn(std::string_view line) noexcept {
  if (line.starts_with("# ") || line.starts_with("## ")) return trimmed(line, "# ");
  for (const std::string_view drawn : {"===", "---", "***", "~~~", "__"})
    if (line.size() > 2 * drawn.size() && line.starts_with(drawn) && line.ends_with(drawn))
      return trimmed(line, "=-*~_ ");
  return std::nullopt;
}

/// "01. Blue Door" without its number; nothing where there is none.
std::optional<std::string_view> unnumbered(std::string_view line) noexcept {
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits == 0 || digits > 3) return std::nullopt;
  const std::string_view rest = line.substr(digits);
  for (const std::string_view behind : {". ", ") ", " - ", " \u2013 "})
    if (rest.starts_with(behind)) return trimmed(rest.substr(behind.size()));
  return std::nullopt;
}

/// "Blue Door (Official Video) [HD]" without its brackets.
std::string_view without_brackets(std::string_view line) noexcept {
  while (line.ends_with(')') || line.ends_with(']')) {
    const std::size_t open = line.rfind(line.back() == ')' ? '(' : '[');
    if (open == std::string_view::npos || open == 0) break;
    line = trimmed(line.substr(0, open));
  }
  return line;
}

/// Whether a line has two names with one of these signs between.
bool names_two(std::string_view line) noexcept {
  line = without_brackets(line);
  for (const std::string_view between : {" - ", " \u2013 ", " \u2014 ", " | ", " \u00B7 ", " \u2022 ", " // "}) {
    const std::size_t at = line.find(between);
    if (at == std::string_view::npos) continue;
    const std::string_view before = line.substr(0, at);
    const std::string_view behind = line.substr(at + between.size());
    return is_title_like(before) && is_title_like(behind) && before != behind;
  }
  return false;
}

/// "Blue Door by Ann Noon", which "Stand by Me" is not: names of two words, or a quoted one.
bool is_title_by(std::string_view line) noexcept {
  const std::size_t at = line.find(" by ");
  if (at == std::string_view::npos) return false;
  const std::string_view title = line.substr(0, at);
  const std::string_view artist = line.substr(at + 4);
  if (!is_title_like(title) || !is_title_like(artist)) return false;
  return is_quoted(title) || (words_in(title) > 1 && words_in(artist) > 1);
}

/// A writer's names in brackets behind a title, or a guest's: "Blue Door (Noon/Dusk)", "Blue Door (feat. Ben Dusk)".
bool has_writers(std::string_view line) noexcept {
  const std::size_t open = line.rfind('(');
  if (open == std::string_view::npos || open == 0 || !line.ends_with(')')) return false;
  const std::string_view inside = line.substr(open + 1, line.size() - open - 2);
  const bool guest = begins_with(inside, "feat. ") || begins_with(inside, "ft. ") || begins_with(inside, "featuring ");
  const bool writers = inside.find('/') != std::string_view::npos && is_names(inside);
  return (guest || writers) && is_title_like(line.substr(0, open));
}

bool is_year_line(std::string_view line) noexcept {
  const std::string_view bare = trimmed(line, "() ");
  return bare.size() == 4 && std::ranges::all_of(bare, is_digit);
}

/// The first lines of a lyric, up to the first empty one.
class Top {
 public:
  Top(std::span<const std::string_view> lines, std::span<const std::uint8_t> unsung) : lines_(lines), unsung_(unsung) {
    while (block_ < std::min(lines.size(), kMostTitleLines + 1)) {
      ++block_;
      if (is_gap_behind(block_ - 1)) break;
    }
  }

  [[nodiscard]] std::size_t titles() const {
    const std::string_view first = lines_.front();
    if (unsung_.front() != 0) return titles_below_page_title();
    if (const std::size_t block = block_of_titles(); block > 0) return block;
    if (!stands_out(1)) return 0;
    if (names_two(first)) return 1;
    const bool alone = block_ == 1;
    if (alone && (is_title_by(first) || has_writers(first) || is_drawn(first) || is_shouted(first))) return 1;
    if (alone && is_quoted(first) && is_title_like(first)) return 1;
    if (alone && unnumbered(first) && is_title_like(*unnumbered(first)) && !unnumbered(lines_[1])) return 1;
    if (is_title_like(first) && unsung_[1] != 0 && is_left_over(lines_[1], true)) return 1;
    return 0;
  }

 private:
  /// "Blue Door Lyrics" over "Ann Noon".
  [[nodiscard]] std::size_t titles_below_page_title() const {
    const bool page = block_ == 2 && is_page_title(lines_[0]) && unsung_[1] == 0 && is_title_like(lines_[1]);
    return page && stands_out(2) ? 2 : 0;
  }

  /// Two or three lines that all look like titles, of which one has several words.
  [[nodiscard]] std::size_t block_of_titles() const {
    if (block_ < 2 || block_ > kMostTitleLines || !is_gap_behind(block_ - 1) || !stands_out(block_)) return 0;
    std::size_t words = 0;
    for (std::size_t i = 0; i < block_; ++i) {
      const std::string_view line = undrawn(lines_[i]).value_or(lines_[i]);
      if (!is_title_like(line) && !is_year_line(line) && !(line.starts_with('(') && is_names(line))) return 0;
      if (line.find_first_of(",!?") != std::string_view::npos || (is_direction(line) && !is_year_line(line))) return 0;
      if (i > 0 && ascii::same_letters(lines_[i], lines_[i - 1])) return 0;
      words = std::max(words, words_in(line));
    }
    return words > 1 ? block_ : 0;
  }

  [[nodiscard]] bool is_drawn(std::string_view line) const {
    const std::optional<std::string_view> bare = undrawn(line);
    return bare && (is_title_like(*bare) || names_two(*bare));
  }
  /// In capitals over a lyric that is not.
  [[nodiscard]] bool is_shouted(std::string_view line) const {
    return words_in(line) > 1 && !has_small_letter(line) && is_title_like(line) && std::ranges::any_of(line, is_upper);
  }

  /// Whether the first sung line from `begin` on is there, and no title.
  [[nodiscard]] bool stands_out(std::size_t begin) const {
    for (std::size_t i = begin; i < lines_.size(); ++i)
      if (unsung_[i] == 0) return !is_title_like(lines_[i]);
    return false;
  }

  [[nodiscard]] bool is_gap_behind(std::size_t i) const noexcept {
    if (i + 1 >= lines_.size()) return false;
    const char* const end = lines_[i].data() + lines_[i].size();
    return std::count(end, lines_[i + 1].data(), '\n') > 1;
  }

  std::span<const std::string_view> lines_;
  std::span<const std::uint8_t> unsung_;
  std::size_t block_ = 0;  ///< lines of the first block; more than kMostTitleLines: it is longer
};

/// What a page's block begins and ends with.
struct PageBlock {
  std::string_view begin;
  std::string_view end;  ///< of its last line; empty: it goes on to the end of the text
};
constexpr auto kPageBlocks = std::to_array<PageBlock>({
    {"How to Format Lyrics", "To learn more, check out our transcription guide"},
    {"Song Bio", {}},
    {"Ask us a question about this song", {}},
    {"Genius Annotation", {}},
});

constexpr auto kLanguageNames =
    std::to_array<std::string_view>({"English",
                                     "Espa\u00F1ol",
                                     "Deutsch",
                                     "Fran\u00E7ais",
                                     "Italiano",
                                     "Portugu\u00EAs",
                                     "Polski",
                                     "T\u00FCrk\u00E7e",
                                     "Nederlands",
                                     "Svenska",
                                     "Dansk",
                                     "Norsk",
                                     "Suomi",
                                     "\u010Cesky",
                                     "\u010Ce\u0161tina",
                                     "Magyar",
                                     "Rom\u00E2n\u0103",
                                     "Catal\u00E0",
                                     "Hrvatski",
                                     "Srpski",
                                     "Indonesia",
                                     "Bahasa Indonesia",
                                     "Filipino",
                                     "Ti\u1EBFng Vi\u1EC7t",
                                     "Shqip",
                                     "Sloven\u0161\u010Dina",
                                     "Sloven\u010Dina",
                                     "Az\u0259rbaycanca",
                                     "Latina",
                                     "Romanization",
                                     "\u0420\u0443\u0441\u0441\u043A\u0438\u0439",
                                     "\u0440\u0443\u0441\u0441\u043A\u0438\u0439",
                                     "\u0420\u0443\u0441\u0441\u043A\u0438\u0439 (Russian)",
                                     "\u0423\u043A\u0440\u0430\u0457\u043D\u0441\u044C\u043A\u0430",
                                     "\u0395\u03BB\u03BB\u03B7\u03BD\u03B9\u03BA\u03AC",
                                     "\u65E5\u672C\u8A9E",
                                     "\uD55C\uAD6D\uC5B4",
                                     "\u4E2D\u6587",
                                     "\u7B80\u4F53\u4E2D\u6587",
                                     "\u7E41\u9AD4\u4E2D\u6587",
                                     "\u0627\u0644\u0639\u0631\u0628\u064A\u0629",
                                     "\u0641\u0627\u0631\u0633\u06CC",
                                     "\u05E2\u05D1\u05E8\u05D9\u05EA",
                                     "\u0939\u093F\u0928\u094D\u0926\u0940"});

void mark(std::span<std::uint8_t> unsung, std::size_t from, std::size_t to) {
  std::fill(unsung.begin() + static_cast<std::ptrdiff_t>(from), unsung.begin() + static_cast<std::ptrdiff_t>(to),
            std::uint8_t{1});
}

void mark_block(const PageBlock& block, std::span<const std::string_view> lines, std::span<std::uint8_t> unsung) {
  const auto begins = [&](std::string_view line) { return line.starts_with(block.begin); };
  const auto first = std::ranges::find_if(lines, begins);
  if (first == lines.end()) return;
  auto last = lines.end();
  if (!block.end.empty()) {
    last = std::find_if(first, lines.end(), [&](std::string_view line) { return line.starts_with(block.end); });
    if (last == lines.end()) return;
    ++last;
  }
  auto from = first - lines.begin();
  // The heading over it.
  if (from > 0 && lines[static_cast<std::size_t>(from) - 1] == "About") --from;
  mark(unsung, static_cast<std::size_t>(from), static_cast<std::size_t>(last - lines.begin()));
}

/// "12 Contributors", "Blue Door Lyrics" and what is said of the song, up to "Read More".
void mark_above_read_more(std::span<const std::string_view> lines, std::span<std::uint8_t> unsung) {
  constexpr std::size_t kLookedAt = 12;
  if (unsung.front() == 0) return;
  for (std::size_t i = 1; i < std::min(lines.size(), kLookedAt); ++i)
    if (ascii::same_letters(lines[i], "read more")) return mark(unsung, 0, i + 1);
}

void mark_languages(std::span<const std::string_view> lines, std::span<std::uint8_t> unsung) {
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (std::ranges::find(kLanguageNames, lines[i]) != kLanguageNames.end())
      unsung[i] = 1;
    else if (unsung[i] == 0)
      return;
}

}  // namespace

std::size_t title_lines(std::span<const std::string_view> lines, std::span<const std::uint8_t> unsung) {
  // A song of so few lines is all there is.
  constexpr std::size_t kFewestLines = 4;
  if (lines.size() < kFewestLines || is_lower(lines.front().front())) return 0;
  return Top(lines, unsung).titles();
}

void mark_page_blocks(std::string_view lyric, std::span<const std::string_view> lines, std::span<std::uint8_t> unsung) {
  if (lines.empty()) return;
  if (begins_with(lines.front(), "translations") || is_digit(lines.front().front())) mark_languages(lines, unsung);
  mark_above_read_more(lines, unsung);
  for (const PageBlock& block : kPageBlocks)
    if (lyric.find(block.begin) != std::string_view::npos) mark_block(block, lines, unsung);
}

}  // namespace leitmotif::text

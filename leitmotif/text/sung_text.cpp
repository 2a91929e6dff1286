#include "leitmotif/text/sung_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/lines.hpp"
#include "leitmotif/text/directions.hpp"
#include "leitmotif/text/entities.hpp"
#include "leitmotif/text/left_overs.hpp"
#include "leitmotif/text/line_breaks.hpp"
#include "leitmotif/text/mojibake.hpp"
#include "leitmotif/text/page_frame.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

using ascii::begins_with;
using ascii::is_digit;
using ascii::is_letter;
using ascii::kBlanks;
using ascii::trimmed;

constexpr std::size_t kEdgeLines = 4;        // credits are looked for so many lines from the top and the bottom
constexpr std::size_t kLongestRemark = 200;  // bytes; more between two brackets is no remark
constexpr std::string_view kByteOrderMark = "\uFEFF";
constexpr std::size_t kLongestEntity = 10;  // bytes of an HTML entity

bool holds(std::string_view text, char c) noexcept { return text.find(c) != std::string_view::npos; }

/// The text up to the first `close`, without it; empty when that is further away than a remark is long.
std::string_view up_to(std::string_view text, char close) noexcept {
  text = text.substr(0, kLongestRemark);
  const std::size_t end = text.find(close);
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end);
}

/// "<i>", "</i>", "<!-- ad -->", "<Outro>" and "<00:12.34>", the time stamp of a word; but not "<3", a heart.
bool is_tag(std::string_view inside) noexcept {
  if (inside.size() < 2) return false;
  return is_letter(inside[1]) || inside[1] == '/' || inside[1] == '!' || (is_digit(inside[1]) && holds(inside, ':'));
}

/// "&amp;" or "&#39;", but not the end of "R&B;".
bool is_entity(std::string_view inside) noexcept {
  if (inside.size() < 3 || inside.size() > kLongestEntity) return false;
  return std::all_of(inside.begin() + 1, inside.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '#'; });
}

/// An entity at the beginning of a text.
struct EntityAt {
  std::size_t length = 0;    ///< 0: there is none
  std::string meaning = {};  ///< a letter; empty for signs and blanks
};

/// Reads an entity, however often it was escaped: "&#39;", "&amp;#39;", "&amp;amp;quot;".
EntityAt entity_at(std::string_view text) {
  constexpr std::string_view kEscaped = "amp;";
  std::string_view inside = up_to(text, ';');
  if (!is_entity(inside)) return {};
  std::size_t length = inside.size() + 1;
  std::string again = "&";
  while (begins_with(text.substr(length - kEscaped.size()), kEscaped)) {
    again.resize(1);
    again += text.substr(length, kLongestEntity);
    inside = up_to(again, ';');
    if (!is_entity(inside)) break;
    length += inside.size();
    if (!begins_with(inside, "&amp")) break;
  }
  std::string meaning = without_entities(std::string(inside) + ";");
  const bool is_word = !meaning.empty() && meaning.front() != '&' && text::is_letter(character_at(meaning, 0).code);
  if (!is_word) meaning.clear();
  return {length, std::move(meaning)};
}

/// The line without the blanks around it, which most lines do not have.
std::string_view without_blanks(std::string_view line) noexcept {
  const auto is_ink = [](char c) { return static_cast<unsigned char>(c) > ' '; };
  return !line.empty() && is_ink(line.front()) && is_ink(line.back()) ? line : trimmed(line);
}

/// "[Am7]" or "[G/B]": a chord, which song books write inside of words.
bool is_chord(std::string_view inside) noexcept {
  if (inside.size() < 2 || inside.size() > 10 || inside[1] < 'A' || inside[1] > 'G') return false;
  constexpr std::array<std::string_view, 8> kParts = {"maj", "min", "dim", "aug", "sus", "add", "m", "M"};
  for (std::string_view rest = inside.substr(2); !rest.empty();) {
    const auto* const part = std::ranges::find_if(kParts, [&](std::string_view p) { return rest.starts_with(p); });
    if (part != kParts.end())
      rest.remove_prefix(part->size());
    else if (is_digit(rest.front()) || holds("#b/+()ABCDEFG-", rest.front()))
      rest.remove_prefix(1);
    else
      return false;
  }
  return true;
}

/// Cuts off a note's name, "C", "F#" or "Bb"; false when there is none.
bool cut_note(std::string_view& text) noexcept {
  if (text.empty() || text.front() < 'A' || text.front() > 'G') return false;
  text.remove_prefix(text.size() > 1 && (text[1] == '#' || text[1] == 'b') ? 2 : 1);
  return true;
}

/// "Am7", "F#m7b5", "Gsus4" or "C/E" standing free, where capital letters may be words: "BAGGAGE".
bool is_chord_name(std::string_view word) noexcept {
  constexpr std::array<std::string_view, 8> kQualities = {"maj", "min", "dim", "aug", "sus", "add", "m", "M"};
  if (!cut_note(word)) return false;
  while (!word.empty()) {
    const auto* const quality =
        std::ranges::find_if(kQualities, [&](std::string_view part) { return word.starts_with(part); });
    const bool has_bass = word.front() == '/' && word.size() > 1 && !is_digit(word[1]);
    if (quality != kQualities.end()) {
      word.remove_prefix(quality->size());
    } else if (has_bass || is_digit(word.front()) || holds("#b+-()/", word.front())) {
      word.remove_prefix(1);
      if (has_bass && !cut_note(word)) return false;
    } else {
      return false;
    }
  }
  return true;
}

/// What may stand behind the first letter of a chord.
constexpr std::array<bool, 256> kBehindNotes = [] {
  std::array<bool, 256> behind{};
  for (const char c : std::string_view(" \t|,#bmMads/+-()0123456789")) behind[static_cast<unsigned char>(c)] = true;
  return behind;
}();

/// Whether a line begins as those of chords do: hardly any other line is looked at further.
bool may_be_chord_line(std::string_view line) noexcept {
  const char first = line.empty() ? ' ' : line.front();
  const char second = line.size() > 1 ? line[1] : ' ';
  if (first >= 'A' && first <= 'G') return kBehindNotes[static_cast<unsigned char>(second)];
  if (first == 'N') return second == '.' || second == 'C';
  if (first == '(') return second >= 'A' && second <= 'G';
  return first == '|' || first == '*' || first == '~' || first == '%' || first == '-' || first == '/';
}

/// "Am  F  C/E  G7" and "| Am | G | x2": chords and what counts them, over a line that is sung.
bool is_chord_line(std::string_view line) noexcept {
  constexpr std::string_view kBars = " \t|,*~%";
  constexpr auto kBetweenChords = std::to_array<std::string_view>({"-", "/", ".", "N.C.", "NC", "N.C", "n.c."});
  if (line.starts_with('.')) line.remove_prefix(1);  // OpenSong marks its lines of chords so
  line = without_blanks(line);
  if (!may_be_chord_line(line)) return false;
  std::size_t chords = 0;
  for (line = trimmed(line, kBars); !line.empty(); line = trimmed(line, kBars)) {
    const std::string_view piece = line.substr(0, line.find_first_of(kBars));
    line.remove_prefix(piece.size());
    std::string_view word = trimmed(piece, "()");
    if (is_chord_name(word)) {
      ++chords;
      continue;
    }
    word = trimmed(word, "xX");
    const bool counts = !word.empty() && std::ranges::all_of(word, is_digit);
    if (!counts && std::ranges::find(kBetweenChords, piece) == kBetweenChords.end()) return false;
  }
  return chords > 0;
}

/// The same behind a section's name: "Intro: Am G".
bool is_headed_chord_line(std::string_view line) noexcept {
  const std::size_t colon = line.find(':');
  return colon != std::string_view::npos && is_chord_line(trimmed(line.substr(colon + 1))) &&
         is_direction(line.substr(0, colon + 1));
}

/// What takes the place of a chord: as many bytes that take no room, so that the word around it stays one.
void pad_invisible(std::string& text, std::size_t bytes) {
  if (bytes % 2 == 1) text += "\u2060";
  for (std::size_t i = bytes % 2 == 1 ? 3 : 0; i < bytes; i += 2) text += "\u00AD";
}

/// A letter that was written as an entity, in as many bytes; blanks for any other.
void append_meaning(std::string& scratch, std::string_view text, std::size_t length) {
  const std::string meaning = entity_at(text).meaning;
  const std::size_t rest = length - std::min(meaning.size(), length);
  if (meaning.empty() || rest == 1) {
    scratch.append(length, ' ');
  } else {
    scratch += meaning;
    pad_invisible(scratch, rest);
  }
}

/// "{title: Harbour}", a line of a song book's directions, or of a wiki's.
bool is_directive(std::string_view line) noexcept {
  if (line.size() < 3 || line.front() != '{' || line.back() != '}') return false;
  // "{{SongHeader|...}}" of a wiki.
  const std::size_t inside = line.starts_with("{{") && line.ends_with("}}") ? 2 : 1;
  return line.find('{', inside) == std::string_view::npos;
}

constexpr std::array<char, 4> kRemarkSigns = {'[', '<', '&', '('};

constexpr bool begins_remark(char c) noexcept { return c == '[' || c == '<' || c == '&' || c == '('; }

/// The signs of remarks that a lyric has: hardly one has all of them, and each is looked for on every line.
class RemarkSigns {
 public:
  /// Looks for one sign after the other, many bytes at a time.
  explicit RemarkSigns(std::string_view lyric) noexcept {
    for (const char sign : kRemarkSigns)
      if (holds(lyric, sign)) signs_.push_back(sign);
  }
  [[nodiscard]] bool any_in(std::string_view line) const noexcept {
    return std::ranges::any_of(signs_, [&](char sign) { return holds(line, sign); });
  }

 private:
  std::string signs_;
};

/// The length of a script or a style sheet at the beginning of a line's rest, with what is in it; 0: none.
std::size_t script_length(std::string_view text) noexcept {
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"<script", "</script>"},
                                    {"<style", "</style>"},
                                    {"<!--", "-->"}}) {
    if (!begins_with(text, open)) continue;
    const std::size_t end = text.find(close, open.size());
    return end == std::string_view::npos ? 0 : end + close.size();
  }
  return 0;
}

/// How many bytes at the beginning of `text`, where a remark may begin, are not sung; 0: none.
std::size_t remark_length(std::string_view text) noexcept {
  std::string_view inside;  // without what closes it
  if (text.front() == '[') inside = up_to(text, ']');
  if (text.front() == '<') {
    if (const std::size_t script = script_length(text); script > 0) return script;
    if (!is_tag(inside = up_to(text, '>'))) return 0;
  }
  if (text.front() == '&') return entity_at(text).length;
  if (text.front() == '(') {
    inside = up_to(text, ')');
    if (inside.empty() || !is_direction(inside.substr(1), Place::parentheses)) return 0;
  }
  return inside.empty() ? 0 : inside.size() + 1;
}

/// The line, which may hold remarks, with blanks for each of them, byte for byte; in `scratch`.
std::string_view without_remarks(std::string_view line, std::string& scratch) {
  scratch.clear();
  while (!line.empty()) {
    const std::size_t length = begins_remark(line.front()) ? remark_length(line) : 0;
    if (length == 0) {
      const auto next = std::find_if(line.begin() + 1, line.end(), begins_remark);
      scratch.append(line.begin(), next);
      line.remove_prefix(static_cast<std::size_t>(next - line.begin()));
      continue;
    }
    if (line.front() == '[' && is_chord(line.substr(0, length - 1)))
      pad_invisible(scratch, length);
    else if (line.front() == '&')
      append_meaning(scratch, line, length);
    else
      scratch.append(length, ' ');
    line.remove_prefix(length);
  }
  return scratch;
}

/// Whether a dot in `word` begins a domain's last part.
bool holds_domain(std::string_view word) noexcept {
  for (std::size_t dot = word.find('.', 1); dot != std::string_view::npos; dot = word.find('.', dot + 1)) {
    const std::string_view end = word.substr(dot, 4);
    const char behind = dot + 4 < word.size() ? word[dot + 4] : '/';
    const bool known = begins_with(end, ".com") || begins_with(end, ".net") || begins_with(end, ".org");
    if (known && (behind == '/' || behind == ':') && word[dot - 1] != '.') return true;
  }
  return false;
}

bool is_address(std::string_view word) noexcept {
  if (word.find("://") != std::string_view::npos || begins_with(word, "www.")) return true;
  word = trimmed(word, ".,;:!?()\"'<>");
  const std::size_t at = word.find('@');
  const std::size_t dot = word.rfind('.');
  const bool mail = at != std::string_view::npos && dot != std::string_view::npos && at > 0 && at + 1 < dot;
  return mail || holds_domain(word);
}

/// What stands anywhere in a lyric, so that no line is searched for what most lyrics do not have.
struct Held {
  explicit Held(std::string_view lyric) noexcept
      : remarks(lyric),
        mails(holds(lyric, '@')),
        addresses(mails || holds(lyric, '.')),
        colons(holds(lyric, ':')),
        buttons(lyric.find("Embed") != std::string_view::npos) {}
  RemarkSigns remarks;
  bool mails;
  bool addresses;
  bool colons;
  bool buttons;
};

/// Whether there may be an address in a line: nearly all lines with dots have them at their sentences' ends only.
bool may_hold_address(std::string_view line, const Held& held) noexcept {
  if (held.mails && holds(line, '@')) return true;
  bool has_dot = false;
  for (std::size_t dot = line.find('.'); dot != std::string_view::npos; dot = line.find('.', dot + 1)) {
    has_dot = true;
    const char behind = dot + 1 < line.size() ? ascii::lower(line[dot + 1]) : ' ';
    const bool is_www = dot > 0 && ascii::lower(line[dot - 1]) == 'w';
    if (is_www || behind == 'c' || behind == 'n' || behind == 'o') return true;
  }
  return has_dot && line.find("://") != std::string_view::npos;
}

/// Whether a line is an address and words that lead to one: "Visit www.example.com", "Official site: example.com".
bool is_about_address(std::string_view line, const Held& held) noexcept {
  constexpr auto kLeading = std::to_array<std::string_view>({"visit", "official", "site", "website", "web", "homepage",
                                                             "at", "from", "more", "downloaded", "url", "link", "page",
                                                             "lyrics", "see", "our", "the", "for", "on"});
  if (!held.addresses || !may_hold_address(line, held)) return false;
  std::size_t words = 0;
  std::size_t addresses = 0;
  for (std::string_view rest = line; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of(kBlanks), rest.size() - 1) + 1;
    const std::string_view word = trimmed(rest.substr(0, end), " \t:,-()");
    const auto leads = [&](std::string_view known) { return ascii::same_letters(word, known); };
    rest.remove_prefix(end);
    if (word.empty()) continue;
    ++words;
    if (is_address(word))
      ++addresses;
    else if (std::ranges::none_of(kLeading, leads))
      return false;
  }
  return addresses > 0 && addresses < words;
}

/// Calls `visit(piece)` for what is left of a line without web and e-mail addresses.
template <typename Visit>
void for_each_piece(std::string_view line, const Held& held, const Visit& visit) {
  if (!held.addresses || !may_hold_address(line, held)) return visit(line);
  for (std::string_view rest = line; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of(kBlanks), rest.size() - 1) + 1;
    if (!is_address(trimmed(rest.substr(0, end)))) visit(rest.substr(0, end));
    rest.remove_prefix(end);
  }
}

/// The lines that hold anything, without the blanks around them.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (const std::string_view whole : each_line(text))
    if (const std::string_view line = without_blanks(whole); !line.empty()) lines.push_back(line);
  return lines;
}

/// "See Somebody Live" over a line that sells tickets.
bool is_advertisement(std::string_view line, std::string_view next) noexcept {
  return line.front() == 'S' && line.starts_with("See ") && line.ends_with(" Live") &&
         begins_with(next, "get tickets as low as $");
}

/// Which lines of a lyric nobody sings.
class Unsung {
 public:
  Unsung(std::string_view lyric, std::span<const std::string_view> lines, const Held& held)
      : held_(held), unsung_(lines.size()) {
    // Credits count near the top and the bottom: so many lines that are sung away from it.
    std::size_t sung = 0;
    std::size_t top = 0;
    for (; top < lines.size() && sung < kEdgeLines; ++top) sung += mark(lines, top, true) ? 0U : 1U;
    sung = 0;
    std::size_t end = lines.size();
    for (; end > top && sung < kEdgeLines; --end) sung += mark(lines, end - 1, true) ? 0U : 1U;
    // What counts away from the edges counts near them too, so lines are looked at once.
    for (std::size_t i = top; i < end; ++i) mark(lines, i, false);
    mark_page_blocks(lyric, lines, unsung_);
    const std::size_t titles = title_lines(lines, unsung_);
    std::fill(unsung_.begin(), unsung_.begin() + static_cast<std::ptrdiff_t>(titles), std::uint8_t{1});
  }
  [[nodiscard]] bool operator()(std::size_t line) const { return unsung_[line] != 0; }

 private:
  bool mark(std::span<const std::string_view> lines, std::size_t i, bool near_edge) {
    if (unsung_[i] == 0) unsung_[i] = is_unsung(lines, i, near_edge) ? 1 : 0;
    return unsung_[i] != 0;
  }

  [[nodiscard]] bool is_unsung(std::span<const std::string_view> lines, std::size_t i, bool near_edge) const {
    const std::string_view line = lines[i];
    if (i == 0 && is_page_title(line)) return true;
    if (i == 1 && unsung_[0] != 0 && is_page_title(lines[0]) && is_quoted_title(line)) return true;
    if (i + 1 < lines.size() && is_advertisement(line, lines[i + 1])) return true;
    if (near_edge && is_about_address(line, held_)) return true;
    if (is_directive(line) || is_chord_line(line)) return true;
    if (held_.colons && is_headed_chord_line(line)) return true;
    return is_left_over(line, near_edge) || is_direction(line);
  }

  const Held& held_;
  std::vector<std::uint8_t> unsung_;
};

/// Calls `visit(piece, begin)` for each piece of a line that is sung, where `begin` is its place in the lyric, and
/// `end_line()` behind each such line. A piece has the bytes of the lyric, but for blanks where a remark stands.
template <typename Visit, typename EndLine>
void for_each_sung_piece(std::string_view lyric, const Visit& visit, const EndLine& end_line) {
  const std::string_view body = lyric.starts_with(kByteOrderMark) ? lyric.substr(kByteOrderMark.size()) : lyric;
  std::string remarks;
  const std::vector<std::string_view> lines = lines_of(body);
  const Held held(body);
  const Unsung unsung(body, lines, held);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (unsung(i)) continue;
    const std::string_view whole = held.remarks.any_in(lines[i]) ? without_remarks(lines[i], remarks) : lines[i];
    std::string_view line = without_blanks(whole);
    if (i == 0) line = without_page_title(line);
    line = without_blanks(without_glued_start(held.buttons ? without_button(line) : line));
    // What remarks or buttons stood beside may be no more than a header.
    if (line.empty() || (line.size() != lines[i].size() && (is_left_over(line, false) || is_direction(line)))) continue;
    const std::ptrdiff_t begin = lines[i].data() - lyric.data();
    const auto visit_piece = [&](std::string_view piece) {
      visit(piece, static_cast<std::size_t>(begin + (piece.data() - whole.data())));
    };
    for_each_piece(line, held, visit_piece);
    end_line();
  }
}

/// The lyric as people would have written it, byte for byte in the same place. `scratch` holds it when it had to
/// change.
std::string_view mended(std::string_view lyric, std::string& scratch) {
  if (has_odd_line_breaks(lyric)) lyric = scratch = with_line_breaks(lyric);
  if (has_mojibake(lyric)) lyric = scratch = without_mojibake(lyric, Padding::invisible);
  return lyric;
}

}  // namespace

std::string only_sung(std::string_view lyric) {
  std::string scratch;
  lyric = mended(lyric, scratch);
  std::string sung;
  sung.reserve(lyric.size() + 1);
  for_each_sung_piece(
      lyric, [&](std::string_view piece, std::size_t) { sung += piece; }, [&] { sung += '\n'; });
  return sung;
}

std::string sung_in_place(std::string_view lyric) {
  std::string scratch;
  lyric = mended(lyric, scratch);
  std::string sung(lyric.size(), ' ');
  for_each_sung_piece(
      lyric, [&](std::string_view piece, std::size_t begin) { sung.replace(begin, piece.size(), piece); }, [] {});
  return sung;
}

}  // namespace leitmotif::text

#include "leitmotif/corpus/lyrics_form.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/cues.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/lrc.hpp"
#include "leitmotif/corpus/text_list.hpp"
#include "leitmotif/text/line_breaks.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::size_t kLongestWord = 5;
constexpr std::array<std::string_view, 47> kFunctionWords = {
    "the",  "you",  "and",   "a",     "i",    "to",   "it",  "of",    "in",   "my",  "me",  "that",
    "on",   "for",  "your",  "is",    "with", "we",   "she", "he",    "they", "but", "so",  "this",
    "what", "when", "at",    "if",    "as",   "from", "by",  "or",    "an",   "are", "was", "not",
    "no",   "how",  "there", "where", "our",  "his",  "her", "their", "them", "us",  "him"};

/// A word of at most kLongestWord letters as a number, never 0.
constexpr std::uint64_t packed(std::string_view word) noexcept {
  std::uint64_t code = 0;
  for (const char c : word) code = code << 8U | static_cast<unsigned char>(c);
  return code;
}

/// A word is looked up at its place or the next ones; an empty place ends the search.
constexpr std::size_t kPlaces = 256;
constexpr std::size_t place_of(std::uint64_t word) noexcept {
  return static_cast<std::size_t>(word * 0x9E3779B97F4A7C15U >> 56U);
}

constexpr std::array<std::uint64_t, kPlaces> function_words() {
  std::array<std::uint64_t, kPlaces> table{};
  for (const std::string_view word : kFunctionWords) {
    std::size_t place = place_of(packed(word));
    while (table[place] != 0) place = (place + 1) % kPlaces;
    table[place] = packed(word);
  }
  return table;
}
constexpr std::array<std::uint64_t, kPlaces> kFunctionTable = function_words();

bool is_function_word(std::uint64_t word) noexcept {
  for (std::size_t place = place_of(word); kFunctionTable[place] != 0; place = (place + 1) % kPlaces)
    if (kFunctionTable[place] == word) return true;
  return false;
}

/// The text with LF for its odd line breaks, without the blanks that with_line_breaks keeps in their place.
std::string with_lines(std::string_view text) {
  std::string lines;
  bool line_begins = false;
  for (const char c : text::with_line_breaks(text)) {
    if (line_begins && c == ' ') continue;
    line_begins = c == '\n';
    lines += c;
  }
  return lines;
}

/// The lines of a synchronised lyric or of captions in sung order.
std::string without_times(std::string lyric) {
  if (has_cues(lyric)) return read_cues(lyric);
  if (!has_stamps(lyric)) return lyric;
  try {
    LabelledSong ignored;  // a row's other cells say more than the tags
    return read_lrc(lyric, "lyric", ignored);
  } catch (const Error&) {
    return lyric;  // its repeated lines would be too many
  }
}

}  // namespace

LyricsForm form_of(std::string_view lyric) noexcept {
  std::uint64_t word = 0;
  std::size_t length = 0;
  bool any = false;
  const auto ends_plain = [&] { return length == 0 || length > kLongestWord || !is_function_word(word); };
  for (const char c : lyric) {
    if (c == ' ') {
      if (!ends_plain()) return LyricsForm::sung;
      word = 0;
      length = 0;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    if ((c < 'a' || c > 'z') && byte < 0x80) return LyricsForm::sung;
    word = word << 8U | byte;
    ++length;
    any = true;
  }
  return any && ends_plain() ? LyricsForm::cleaned : LyricsForm::sung;
}

std::string unwrapped_lyric(std::string_view cell) {
  cell = trimmed(cell);
  std::string lyric;
  if (std::optional<std::string> quoted = read_quoted(cell)) {
    lyric = std::move(*quoted);
  } else if (const std::optional<std::vector<std::string>> list = read_list(cell)) {
    for (const std::string& line : *list) lyric.append(line).append("\n");
  } else {
    lyric = cell;
  }
  if (text::has_odd_line_breaks(lyric)) lyric = with_lines(lyric);
  lyric = without_times(std::move(lyric));
  const std::string_view bare = trimmed(lyric);
  return bare.size() == lyric.size() ? lyric : std::string(bare);
}

}  // namespace leitmotif::corpus

#include "leitmotif/corpus/lyrics_form.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/formats/formats.hpp"
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

/// A word of at most kLongestWord letters as a number, never 0: its first letter is the lowest byte.
constexpr std::uint64_t packed(std::string_view word) noexcept {
  std::uint64_t code = 0;
  for (std::size_t i = 0; i < word.size(); ++i) code |= std::uint64_t{static_cast<unsigned char>(word[i])} << 8 * i;
  return code;
}

/// A table in which every function word has a place of its own, so that a look is one load and one comparison.
struct FunctionTable {
  static constexpr std::size_t kBits = 9;
  static constexpr std::uint64_t kNoWord = 1;
  std::uint64_t factor = 0x9E3779B97F4A7C15U;
  std::array<std::uint64_t, 1U << kBits> words{};

  [[nodiscard]] constexpr std::size_t place_of(std::uint64_t word) const noexcept {
    return static_cast<std::size_t>(word * factor >> (64 - kBits));
  }
  [[nodiscard]] constexpr bool fill() {
    words.fill(kNoWord);
    for (const std::string_view word : kFunctionWords) {
      std::uint64_t& place = words[place_of(packed(word))];
      if (place != kNoWord) return false;
      place = packed(word);
    }
    return true;
  }
};

constexpr FunctionTable kFunctionTable = [] {
  FunctionTable table;
  while (!table.fill()) table.factor += 0x5851F42D4C957F2EU;  // even: the factor stays odd
  return table;
}();

constexpr std::size_t kAtOnce = 8;  // bytes
constexpr std::uint64_t kEachByte = 0x0101010101010101U;

/// Whether there is nothing but a to z, blanks and some bytes above ASCII: fewer than two thirds, else it is another
/// alphabet.
bool is_bare(std::string_view text) noexcept {
  constexpr std::size_t kBlock = 128;
  std::size_t above = 0;
  for (std::string_view rest = text; !rest.empty();) {
    std::uint8_t others = 0;  // no branch, so that the compiler looks at many bytes at once
    std::uint8_t above_here = 0;
    for (const char c : rest.substr(0, kBlock)) {
      const auto byte = static_cast<std::uint8_t>(c);
      const bool high = byte >= 0x80;
      above_here = static_cast<std::uint8_t>(above_here + (high ? 1 : 0));
      others |= static_cast<std::uint8_t>(!high & (byte != ' ') & (static_cast<std::uint8_t>(byte - 'a') > 'z' - 'a'));
    }
    if (others != 0) return false;
    above += above_here;
    rest.remove_prefix(std::min(kBlock, rest.size()));
  }
  return above * 3 < text.size() * 2;
}

/// The bytes from `at` on as `packed` has them, blanks behind the end.
std::uint64_t eight_from(std::string_view text, std::size_t at) noexcept {
  std::uint64_t eight = ' ' * kEachByte;
  if (at + kAtOnce <= text.size())
    std::memcpy(&eight, text.data() + at, kAtOnce);
  else
    std::memcpy(&eight, text.data() + at, text.size() - at);
  if constexpr (std::endian::native == std::endian::big) eight = __builtin_bswap64(eight);
  return eight;
}

/// What is left of eight bytes that begin with a word of so many; longer words leave nothing.
constexpr std::array<std::uint64_t, kAtOnce + 1> kWordMasks = [] {
  std::array<std::uint64_t, kAtOnce + 1> masks{};
  for (std::size_t length = 1; length <= kLongestWord; ++length) masks[length] = (std::uint64_t{1} << 8 * length) - 1;
  return masks;
}();

/// Without a branch for a word: their lengths cannot be foretold.
bool holds_function_word(std::string_view text) noexcept {
  bool found = false;
  std::uint64_t of_beginning = ~std::uint64_t{0};  // nothing where the eight bytes before belong to the same word
  for (std::size_t at = 0; at < text.size();) {
    const std::uint64_t eight = eight_from(text, at);
    const std::uint64_t differs = eight ^ ' ' * kEachByte;
    const std::uint64_t blanks = (differs - kEachByte) & ~differs & 0x80 * kEachByte;
    const auto length = static_cast<std::size_t>(std::countr_zero(blanks)) / 8;  // of the word; 8: it goes on
    const std::uint64_t word = eight & kWordMasks[length] & of_beginning;
    found = found | (kFunctionTable.words[kFunctionTable.place_of(word)] == word);
    of_beginning = std::uint64_t{length == kAtOnce} - 1;
    at += length + (length < kAtOnce ? 1U : 0U);
  }
  return found;
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

/// The text with LF for CR and CR LF.
std::string with_lf(std::string_view text) {
  std::string lines;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      lines += text[i];
    } else if (text.substr(i + 1, 1) != "\n") {
      lines += '\n';
    }
  }
  return lines;
}

/// The lines of a lyric in sung order, without times and what its format puts around it.
std::string without_format(std::string lyric) {
  try {
    LabelledSong ignored;  // a row's other cells say more than the tags
    std::optional<FormattedLyric> formatted = formatted_lyric(lyric, "lyric", ignored);
    if (formatted) return std::move(formatted->text);
  } catch (const Error&) {
    // Its repeated lines would be too many.
  }
  return lyric;
}

}  // namespace

LyricsForm form_of(std::string_view lyric) noexcept {
  const bool any = lyric.find_first_not_of(' ') != std::string_view::npos;
  return any && is_bare(lyric) && !holds_function_word(lyric) ? LyricsForm::cleaned : LyricsForm::sung;
}

std::string unwrapped_lyric(std::string_view cell) {
  cell = trimmed(cell);
  // Line ends in markup and JSON are not the lyric's.
  if (!format_of_lyric(cell).name.empty()) return std::string(trimmed(without_format(std::string(cell))));
  std::string lyric;
  if (std::optional<std::string> quoted = read_quoted(cell)) {
    lyric = std::move(*quoted);
  } else if (std::optional<std::string> bytes = read_bytes(cell)) {
    lyric = std::move(*bytes);
  } else if (const std::optional<std::vector<std::string>> list = read_list(cell)) {
    for (const std::string& line : *list) lyric.append(line).append("\n");
  } else {
    lyric = cell;
  }
  if (lyric.find('\r') != std::string::npos) lyric = with_lf(lyric);
  if (text::has_odd_line_breaks(lyric)) lyric = with_lines(lyric);
  lyric = without_format(std::move(lyric));
  const std::string_view bare = trimmed(lyric);
  return bare.size() == lyric.size() ? lyric : std::string(bare);
}

}  // namespace leitmotif::corpus

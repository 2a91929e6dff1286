#include "leitmotif/corpus/formats/rich_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/text/encoding.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::string_view kRichTextHead = "{\\rtf";

/// Groups whose text is not the document's.
constexpr auto kUnshown = std::to_array<std::string_view>(
    {"colortbl", "stylesheet", "info",      "pict",     "header",     "headerl",   "headerr",   "headerf",
     "footer",   "footerl",    "footerr",   "footerf",  "object",     "themedata", "listtable", "listoverridetable",
     "revtbl",   "rsidtbl",    "generator", "footnote", "annotation", "fldinst",   "datastore", "latentstyles",
     "xmlnstbl"});

/// A control word that stands for a character or a line's end.
struct Spelling {
  std::string_view word;
  std::string_view meaning;
};
constexpr auto kSpellings = std::to_array<Spelling>({{"par", "\n"},
                                                     {"line", "\n"},
                                                     {"row", "\n"},
                                                     {"sect", "\n"},
                                                     {"page", "\n"},
                                                     {"tab", "\t"},
                                                     {"cell", "\t"},
                                                     {"lquote", "\u2018"},
                                                     {"rquote", "\u2019"},
                                                     {"ldblquote", "\u201C"},
                                                     {"rdblquote", "\u201D"},
                                                     {"emdash", "\u2014"},
                                                     {"endash", "\u2013"},
                                                     {"bullet", "\u2022"},
                                                     {"emspace", " "},
                                                     {"enspace", " "}});

/// The encoding of a number that \fcharset or \ansicpg has.
struct NumberedEncoding {
  int number;
  const char* encoding;
};
constexpr auto kFontCharsets = std::to_array<NumberedEncoding>({{0, "windows-1252"},
                                                                {77, "macintosh"},
                                                                {128, "Shift_JIS"},
                                                                {129, "EUC-KR"},
                                                                {134, "GB18030"},
                                                                {136, "Big5"},
                                                                {161, "windows-1253"},
                                                                {162, "windows-1254"},
                                                                {163, "windows-1258"},
                                                                {177, "windows-1255"},
                                                                {178, "windows-1256"},
                                                                {186, "windows-1257"},
                                                                {204, "windows-1251"},
                                                                {222, "windows-874"},
                                                                {238, "windows-1250"}});
constexpr auto kCodePages = std::to_array<NumberedEncoding>({{437, "IBM437"},
                                                             {850, "ibm-850_P100-1995"},
                                                             {852, "IBM852"},
                                                             {866, "IBM866"},
                                                             {874, "windows-874"},
                                                             {932, "Shift_JIS"},
                                                             {936, "GB18030"},
                                                             {949, "EUC-KR"},
                                                             {950, "Big5"},
                                                             {1250, "windows-1250"},
                                                             {1251, "windows-1251"},
                                                             {1252, "windows-1252"},
                                                             {1253, "windows-1253"},
                                                             {1254, "windows-1254"},
                                                             {1255, "windows-1255"},
                                                             {1256, "windows-1256"},
                                                             {1257, "windows-1257"},
                                                             {1258, "windows-1258"},
                                                             {10000, "macintosh"}});

template <std::size_t N>
const char* encoding_in(const std::array<NumberedEncoding, N>& table, int number) noexcept {
  const auto* const found = std::ranges::find(table, number, &NumberedEncoding::number);
  return found == table.end() ? nullptr : found->encoding;
}

/// A control word with its number.
struct Control {
  std::string_view word;
  std::optional<int> number;
};

/// What holds inside of a group.
struct Group {
  bool shown = true;
  bool in_fonts = false;
  int skip = 1;  ///< characters that stand for a \u behind it
  int font = -1;
};

/// Reads rich text from its beginning to its end.
class RichTextReader {
 public:
  explicit RichTextReader(std::string_view text) noexcept : rest_(text) {}

  [[nodiscard]] std::string read() {
    while (!rest_.empty()) {
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '{') {
        flush();
        if (groups_.size() < kDeepestGroup) groups_.push_back(groups_.back());
        starts_group_ = true;
        continue;
      }
      if (c == '}') {
        flush();
        if (groups_.size() > 1) groups_.pop_back();
      } else if (c == '\\') {
        control();
      } else if (c != '\n' && c != '\r') {
        add_byte(c);
      }
      starts_group_ = false;
    }
    flush();
    return std::move(text_);
  }

 private:
  static constexpr std::size_t kDeepestGroup = 200;

  Group& group() noexcept { return groups_.back(); }

  void control() {
    if (rest_.empty()) return;
    const char sign = rest_.front();
    if (ascii::is_letter(sign)) {
      use(take_control());
      return;
    }
    rest_.remove_prefix(1);
    if (sign == '\'') {
      add_hexadecimal();
    } else if (sign == '*') {
      group().shown = false;
    } else if (sign == '\n' || sign == '\r') {
      add("\n");
    } else if (sign == '~') {
      add(" ");
    } else if (sign == '_') {
      add("-");
    } else if (sign == '\\' || sign == '{' || sign == '}') {
      add_byte(sign);
    }
  }

  Control take_control() {
    Control control;
    std::size_t end = 0;
    while (end < rest_.size() && ascii::is_letter(rest_[end])) ++end;
    control.word = rest_.substr(0, end);
    const std::size_t begin = end;
    if (end < rest_.size() && rest_[end] == '-') ++end;
    while (end < rest_.size() && ascii::is_digit(rest_[end])) ++end;
    int number = 0;
    if (std::from_chars(rest_.data() + begin, rest_.data() + end, number).ec == std::errc()) control.number = number;
    if (end < rest_.size() && rest_[end] == ' ') ++end;
    rest_.remove_prefix(end);
    return control;
  }

  void use(const Control& control) {
    const int number = control.number.value_or(0);
    if (control.word == "u") {
      add_unicode(number);
    } else if (control.word == "uc") {
      group().skip = std::clamp(number, 0, 8);
    } else if (control.word == "ansicpg") {
      if (const char* const encoding = encoding_in(kCodePages, number)) encoding_ = encoding;
    } else if (control.word == "mac") {
      encoding_ = "macintosh";
    } else if (control.word == "f") {
      flush();
      group().font = number;
    } else if (control.word == "fcharset") {
      if (const char* const encoding = encoding_in(kFontCharsets, number)) fonts_[group().font] = encoding;
    } else if (control.word == "fonttbl") {
      group().in_fonts = true;
    } else if (control.word == "bin") {
      rest_.remove_prefix(std::min(static_cast<std::size_t>(std::max(number, 0)), rest_.size()));
    } else if (starts_group_ && std::ranges::find(kUnshown, control.word) != kUnshown.end()) {
      group().shown = false;
    } else if (const auto* const spelling = std::ranges::find(kSpellings, control.word, &Spelling::word);
               spelling != kSpellings.end()) {
      add(spelling->meaning);
    }
  }

  [[nodiscard]] bool is_shown() noexcept { return group().shown && !group().in_fonts; }

  void add(std::string_view text) {
    flush();
    if (is_shown()) text_ += text;
  }

  void add_byte(char c) {
    if (to_skip_ > 0)
      --to_skip_;
    else if (is_shown())
      bytes_ += c;
  }

  void add_hexadecimal() {
    unsigned byte = 0;
    const std::string_view digits = rest_.substr(0, 2);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    if (read.ec != std::errc() || read.ptr != digits.data() + 2) return;
    rest_.remove_prefix(2);
    if (byte == '\n' || byte == '\r')
      add("\n");
    else if (byte != 0)
      add_byte(static_cast<char>(byte));
  }

  void add_unicode(int number) {
    flush();
    const auto unit = static_cast<std::uint32_t>(number < 0 ? number + 0x10000 : number);
    to_skip_ = group().skip;
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_ = unit;
      return;
    }
    const bool is_low = unit >= 0xDC00 && unit < 0xE000;
    std::uint32_t code = unit;
    if (is_low) code = high_ == 0 ? 0 : 0x10000 + ((high_ - 0xD800) << 10U) + (unit - 0xDC00);
    high_ = 0;
    const bool is_text = code >= 0x20 || code == '\t' || code == '\n';
    if (is_shown() && is_text && code <= 0x10FFFF) text::append_character(text_, static_cast<char32_t>(code));
  }

  /// Bytes up to here are of one encoding.
  void flush() {
    if (bytes_.empty()) return;
    const auto font = fonts_.find(group().font);
    const char* const encoding = font == fonts_.end() ? encoding_ : font->second;
    // A character of two bytes may be cut by a mistake; then what is ASCII stays.
    if (const auto text = text::converted(bytes_, encoding, "rich text")) {
      text_ += *text;
    } else {
      std::ranges::copy_if(bytes_, std::back_inserter(text_),
                           [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    }
    bytes_.clear();
  }

  std::string_view rest_;
  std::vector<Group> groups_ = {Group{}};
  std::map<int, const char*> fonts_;
  const char* encoding_ = "windows-1252";
  std::string bytes_;
  std::string text_;
  std::uint32_t high_ = 0;  ///< the first half of a character above U+FFFF
  int to_skip_ = 0;
  bool starts_group_ = false;
};

}  // namespace

bool is_rich_text(std::string_view text) noexcept { return trimmed(text).starts_with(kRichTextHead); }

std::string read_rich_text(std::string_view text) { return RichTextReader(trimmed(text)).read(); }

}  // namespace leitmotif::corpus

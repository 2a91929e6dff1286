#include "leitmotif/corpus/text_list.hpp"

#include <array>
#include <charconv>
#include <cstdint>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::corpus {
namespace {

struct EscapeSign {
  char written;
  char meant;
};
constexpr std::array<EscapeSign, 10> kEscapes = {{{'n', '\n'},
                                                  {'r', '\r'},
                                                  {'t', '\t'},
                                                  {'b', ' '},
                                                  {'f', '\f'},
                                                  {'v', '\v'},
                                                  {'"', '"'},
                                                  {'\'', '\''},
                                                  {'\\', '\\'},
                                                  {'/', '/'}}};

/// Reads a text in quotes, piece by piece.
class QuotedText {
 public:
  /// `text` begins with its quote.
  explicit QuotedText(std::string_view text) noexcept : text_(text), quote_(text.front()) {}

  /// What stands between the quotes, or nothing when they are not closed or an escape is none.
  std::optional<std::string> read() {
    for (at_ = 1; at_ < text_.size() && text_[at_] != quote_;)
      if (!(text_[at_] == '\\' ? read_escape() : read_plain())) return std::nullopt;
    if (at_ >= text_.size()) return std::nullopt;
    ++at_;
    return std::move(read_);
  }
  /// How many bytes the text took, its quotes included.
  [[nodiscard]] std::size_t length() const noexcept { return at_; }
  /// Whether there was an escape.
  [[nodiscard]] bool escaped() const noexcept { return escaped_; }

 private:
  bool read_plain() {
    read_ += text_[at_++];
    return true;
  }

  bool read_escape() {
    escaped_ = true;
    if (at_ + 1 >= text_.size()) return false;
    const char sign = text_[at_ + 1];
    if (sign == 'u') return read_code(4);
    if (sign == 'x') return read_code(2);
    for (const EscapeSign& escape : kEscapes) {
      if (escape.written != sign) continue;
      read_ += escape.meant;
      at_ += 2;
      return true;
    }
    return false;
  }

  [[nodiscard]] std::optional<std::uint32_t> code_at(std::size_t at, std::size_t digits) const noexcept {
    if (at + digits > text_.size()) return std::nullopt;
    std::uint32_t code = 0;
    const char* const end = text_.data() + at + digits;
    const auto [stop, error] = std::from_chars(text_.data() + at, end, code, 16);
    return error == std::errc() && stop == end ? std::optional(code) : std::nullopt;
  }

  /// One code point, of which the upper planes are two codes; half of a pair and NUL are left out.
  bool read_code(std::size_t digits) {
    std::optional<std::uint32_t> code = code_at(at_ + 2, digits);
    if (!code) return false;
    at_ += 2 + digits;
    if (*code >= 0xD800 && *code < 0xDC00 && text_.substr(at_, 2) == "\\u") {
      const std::optional<std::uint32_t> low = code_at(at_ + 2, 4);
      if (low && *low >= 0xDC00 && *low < 0xE000) {
        at_ += 6;
        code = 0x10000 + ((*code - 0xD800) << 10U) + (*low - 0xDC00);
      }
    }
    if (*code != 0 && !(*code >= 0xD800 && *code < 0xE000)) text::append_character(read_, *code);
    return true;
  }

  std::string_view text_;
  char quote_;
  std::size_t at_ = 1;
  bool escaped_ = false;
  std::string read_;
};

bool opens_text(std::string_view text) noexcept { return text.starts_with('"') || text.starts_with('\''); }

/// Texts in quotes with commas between them.
std::optional<std::vector<std::string>> read_items(std::string_view text) {
  std::string_view rest = trimmed(text);
  std::vector<std::string> list;
  while (!rest.empty()) {
    if (!opens_text(rest)) return std::nullopt;
    QuotedText quoted(rest);
    std::optional<std::string> read = quoted.read();
    if (!read) return std::nullopt;
    list.push_back(std::move(*read));
    rest = trimmed(rest.substr(quoted.length()));
    if (rest.empty()) break;
    if (rest.front() != ',') return std::nullopt;
    rest = trimmed(rest.substr(1));
  }
  return list;
}

/// What stands under "name" in objects of JSON or Python, nested ones included.
std::optional<std::vector<std::string>> read_objects(std::string_view text) {
  std::vector<std::string> names;
  bool under_name = false;
  while (!text.empty()) {
    if (!opens_text(text)) {
      under_name = under_name && (text.front() == ':' || text.front() == ' ');
      text.remove_prefix(1);
      continue;
    }
    QuotedText quoted(text);
    std::optional<std::string> read = quoted.read();
    if (!read) return std::nullopt;
    text.remove_prefix(quoted.length());
    if (under_name) names.push_back(*read);
    under_name = !under_name && *read == "name" && trimmed(text).starts_with(':');
  }
  if (names.empty()) return std::nullopt;
  return names;
}

}  // namespace

std::optional<std::vector<std::string>> read_list(std::string_view text) {
  text = trimmed(text);
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return std::nullopt;
  return read_items(text.substr(1, text.size() - 2));
}

std::optional<std::vector<std::string>> read_names(std::string_view text) {
  text = trimmed(text);
  if (text == "set()" || text == "{}" || text == "()") return std::vector<std::string>();
  if (std::optional<std::vector<std::string>> list = read_list(text)) return list;
  if (text.size() < 2) return std::nullopt;
  const char open = text.front();
  const char close = text.back();
  const std::string_view inside = text.substr(1, text.size() - 2);
  if ((open == '{' && close == '}') || (open == '(' && close == ')')) {
    std::optional<std::vector<std::string>> items = read_items(inside);
    // "('68)" and "('til Tuesday')" are names.
    if (items && (open == '{' || items->size() > 1 || trimmed(inside).ends_with(','))) return items;
  }
  const bool objects = open == '{' || (open == '[' && trimmed(inside).starts_with('{'));
  return objects ? read_objects(text) : std::nullopt;
}

std::optional<std::string> read_bytes(std::string_view text) {
  text = trimmed(text);
  if (text.size() < 3 || (text.front() != 'b' && text.front() != 'B')) return std::nullopt;
  text.remove_prefix(1);
  if (!opens_text(text) || text.back() != text.front()) return std::nullopt;
  QuotedText quoted(text);
  std::optional<std::string> read = quoted.read();
  if (!read || quoted.length() != text.size()) return std::nullopt;
  std::string bytes;  // each character below 256 was a byte
  for (std::size_t at = 0; at < read->size();) {
    const text::Character character = text::character_at(*read, at);
    if (character.code > 0xFF) return read;
    bytes += static_cast<char>(static_cast<unsigned char>(character.code));
    at += character.bytes;
  }
  return text::first_invalid_byte(bytes) ? read : std::optional(std::move(bytes));
}

std::optional<std::string> read_quoted(std::string_view text) {
  text = trimmed(text);
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  QuotedText quoted(text);
  std::optional<std::string> read = quoted.read();
  if (!read || quoted.length() != text.size() || !quoted.escaped()) return std::nullopt;
  return read;
}

}  // namespace leitmotif::corpus

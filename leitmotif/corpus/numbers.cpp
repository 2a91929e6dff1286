#include "leitmotif/corpus/numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/corpus/fields.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::array<std::string_view, 14> kMissingWords = {"na",      "n/a",  "#n/a", "<na>",    "nan",
                                                            "null",    "none", "nil",  "unknown", "undefined",
                                                            "missing", "tba",  "\\N",  "#null!"};
constexpr std::array<std::string_view, 8> kMissingNames = {"nan", "NaN", "NULL", "null", "N/A", "#N/A", "<NA>", "\\N"};
constexpr std::size_t kLongestNumber = 400;  // bytes; beyond them a comma is no decimal sign
constexpr std::string_view kMinusSign = "\xE2\x88\x92";

/// Whether a number that does not fit is too small rather than too large: its exponent is below 0, or it is a long row
/// of zeros behind the point.
bool is_tiny(std::string_view text) {
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos) return text.substr(exponent + 1).starts_with('-');
  return text.find('.') < 300;
}

/// Whether commas stand between groups of three digits: "1,234,567", but not "0,500".
bool groups_thousands(std::string_view text) {
  const std::size_t first = text.find(',');
  const std::string_view head = text.substr(0, first);
  if (head.empty() || head == "0" || head == "-0" || head == "-") return false;
  std::size_t digits = 0;
  for (const char c : text.substr(first + 1, text.find('.', first) - first - 1)) {
    if (c == ',' && digits != 3) return false;
    digits = c == ',' ? 0 : digits + 1;
  }
  return digits == 3;
}

/// The number with a point as its only sign, in `written`.
std::string_view with_point(std::string_view text, Comma comma, std::string& written) {
  written = text;
  if (comma == Comma::thousands && groups_thousands(text)) {
    std::erase(written, ',');
  } else if (text.find(',') == text.rfind(',') && text.find('.') == std::string_view::npos) {
    written[text.find(',')] = '.';
  }
  return written;
}

}  // namespace

bool is_missing(std::string_view cell) noexcept {
  const std::string_view text = trimmed(cell);
  if (text.find_first_not_of("-?") == std::string_view::npos) return true;
  return std::ranges::any_of(kMissingWords, [&](std::string_view word) { return ascii::same_letters(text, word); });
}

bool is_missing_name(std::string_view cell) noexcept {
  return std::ranges::find(kMissingNames, trimmed(cell)) != kMissingNames.end();
}

NumberCell read_number(std::string_view cell, Comma comma) noexcept {
  std::string_view text = trimmed(cell);
  if (text.empty()) return {CellKind::missing, 0};
  double value = 0;
  // Nearly every cell is a number as it stands.
  if (const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      error == std::errc() && end == text.data() + text.size() && std::isfinite(value))
    return {CellKind::number, value};
  std::string written;
  if (comma != Comma::none && text.size() < kLongestNumber && text.find(',') != std::string_view::npos)
    text = with_point(text, comma, written);
  if (text.starts_with(kMinusSign) && text.size() < kLongestNumber) {
    written = "-" + std::string(text.substr(kMinusSign.size()));
    text = written;
  }
  if (text.front() == '+' && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::invalid_argument || end != text.data() + text.size())
    return {is_missing(text) ? CellKind::missing : CellKind::text, 0};
  if (error == std::errc::result_out_of_range)
    return is_tiny(text) ? NumberCell{CellKind::number, 0} : NumberCell{CellKind::infinite, 0};
  if (std::isnan(value)) return {CellKind::missing, 0};
  if (std::isinf(value)) return {CellKind::infinite, 0};
  return {CellKind::number, value};
}

}  // namespace leitmotif::corpus

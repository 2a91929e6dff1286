#include "leitmotif/corpus/numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/corpus/fields.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::array<std::string_view, 5> kMissingWords = {"na", "n/a", "nan", "null", "none"};

/// Whether a number that does not fit is too small rather than too large: its exponent is below 0, or it is a long row
/// of zeros behind the point.
bool is_tiny(std::string_view text) {
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos) return text.substr(exponent + 1).starts_with('-');
  return text.find('.') < 300;
}

}  // namespace

NumberCell read_number(std::string_view cell) noexcept {
  std::string_view text = trimmed(cell);
  if (text.empty()) return {CellKind::missing, 0};
  if (text.front() == '+' && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::invalid_argument || end != text.data() + text.size())
    return {std::ranges::any_of(kMissingWords, [&](std::string_view word) { return ascii::same_letters(text, word); })
                ? CellKind::missing
                : CellKind::text,
            0};
  if (error == std::errc::result_out_of_range)
    return is_tiny(text) ? NumberCell{CellKind::number, 0} : NumberCell{CellKind::infinite, 0};
  if (std::isnan(value)) return {CellKind::missing, 0};
  if (std::isinf(value)) return {CellKind::infinite, 0};
  return {CellKind::number, value};
}

}  // namespace leitmotif::corpus

#include "leitmotif/histories/times.hpp"

#include <array>
#include <charconv>
#include <chrono>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::histories {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::int64_t kMsPerSecond = 1000;
constexpr std::size_t kMostSecondDigits = 11;

/// A date and a time of day as they are taken apart.
struct Parts {
  int year = 0;
  int month = 0;
  int day = 0;
  std::array<int, 3> clock{};  ///< hours, minutes, seconds
};

/// Takes a whole number from the front.
bool take_number(std::string_view& text, int& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool take(std::string_view& text, std::string_view any_of) {
  const std::size_t end = text.find_first_not_of(any_of);
  const bool found = end != 0 && !text.empty();
  text.remove_prefix(end == std::string_view::npos ? text.size() : end);
  return found;
}

bool take_month(std::string_view& text, int& month) {
  if (text.size() < 3) return false;
  for (std::size_t k = 0; k < kMonths.size(); ++k) {
    if (!ascii::begins_with(text, kMonths[k])) continue;
    month = static_cast<int>(k) + 1;
    while (!text.empty() && ascii::is_letter(text.front())) text.remove_prefix(1);
    return true;
  }
  return false;
}

std::optional<Parts> date_of(std::string_view& text) {
  Parts parts;
  int first = 0;
  if (!take_number(text, first)) return std::nullopt;
  if (take(text, "-/")) {  // year first
    parts.year = first;
    if (take_number(text, parts.month) && take(text, "-/") && take_number(text, parts.day)) return parts;
    return std::nullopt;
  }
  parts.day = first;  // "05 Jan 2023"
  if (take(text, " ") && take_month(text, parts.month) && take(text, " ") && take_number(text, parts.year))
    return parts;
  return std::nullopt;
}

void read_clock(std::string_view text, Parts& parts) {
  take(text, ", T");
  for (int& value : parts.clock) {
    if (!take_number(text, value)) return;
    if (!take(text, ":")) return;
  }
}

std::optional<std::int64_t> of_digits(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const std::size_t digits = text.size() - (text.front() == '-' ? 1U : 0U);
  return digits <= kMostSecondDigits ? number * kMsPerSecond : number;
}

}  // namespace

std::optional<std::int64_t> time_from(std::string_view text) noexcept {
  text = ascii::trimmed(text);
  if (text.empty()) return std::nullopt;
  if (const auto number = of_digits(text)) return number;
  const auto parts = date_of(text);
  if (!parts) return std::nullopt;
  Parts whole = *parts;
  read_clock(text, whole);
  const std::chrono::year_month_day date(std::chrono::year(whole.year),
                                         std::chrono::month(static_cast<unsigned>(whole.month)),
                                         std::chrono::day(static_cast<unsigned>(whole.day)));
  if (!date.ok() || whole.year > 9999 || whole.clock[0] > 24 || whole.clock[1] > 59 || whole.clock[2] > 60)
    return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  const std::int64_t seconds =
      ((static_cast<std::int64_t>(days) * 24 + whole.clock[0]) * 60 + whole.clock[1]) * 60 + whole.clock[2];
  return seconds * kMsPerSecond;
}

}  // namespace leitmotif::histories

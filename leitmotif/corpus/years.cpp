#include "leitmotif/corpus/years.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/numbers.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::size_t kLongestDate = 64;
constexpr int kPivot = 30;  // two digits up to it are of this century

/// Digits that stand together.
struct Run {
  std::string_view digits;
  std::size_t begin = 0;
  int value = 0;  ///< of at most eight digits

  [[nodiscard]] std::size_t end() const noexcept { return begin + digits.size(); }
};

/// The first runs of digits of a text, and how many there are.
struct Runs {
  std::array<Run, 3> first;
  std::size_t count = 0;
};

int value_of(std::string_view digits) noexcept {
  int value = 0;
  for (const char c : digits.substr(0, 8)) value = value * 10 + (c - '0');
  return value;
}

Runs runs_of(std::string_view text) noexcept {
  Runs runs;
  for (std::size_t i = 0; i < text.size();) {
    if (!ascii::is_digit(text[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < text.size() && ascii::is_digit(text[i])) ++i;
    const std::string_view digits = text.substr(begin, i - begin);
    if (runs.count < runs.first.size()) runs.first[runs.count] = {digits, begin, value_of(digits)};
    ++runs.count;
  }
  return runs;
}

bool is_year(int value) noexcept { return value >= kFirstYear && value <= kLastYear; }
bool is_month(int value) noexcept { return value >= 1 && value <= 12; }
bool is_day(int value) noexcept { return value >= 1 && value <= 31; }

/// `19990501` or `01051999`.
std::optional<int> year_of_eight(int date) noexcept {
  if (is_year(date / 10000) && is_month(date / 100 % 100) && is_day(date % 100)) return date / 10000;
  const bool ends_so = is_day(date / 1000000) && is_day(date / 10000 % 100) && is_year(date % 10000);
  return ends_so ? std::optional(date % 10000) : std::nullopt;
}

/// Whether only signs that part a date stand between two runs, or with `letters` the name of a month.
bool are_parted(std::string_view between, bool letters) noexcept {
  const auto is_sign = [](char c) { return c == '/' || c == '.' || c == '-' || c == ' ' || c == ','; };
  const auto named = std::ranges::count_if(between, ascii::is_letter);
  if (between.empty() || !std::ranges::all_of(between, [&](char c) { return is_sign(c) || ascii::is_letter(c); }))
    return false;
  return letters ? named >= 3 : named == 0;
}

/// `5/1/99` and `01-May-99`.
std::optional<int> year_of_two(std::string_view text, const Runs& runs) noexcept {
  if (runs.count < 2 || runs.count > 3) return std::nullopt;
  const Run& last = runs.first[runs.count - 1];
  if (last.digits.size() != 2 || last.end() != text.size() || runs.first[0].begin != 0) return std::nullopt;
  for (std::size_t i = 0; i + 1 < runs.count; ++i) {
    const Run& run = runs.first[i];
    const std::string_view between = text.substr(run.end(), runs.first[i + 1].begin - run.end());
    if (run.digits.size() > 2 || !is_day(run.value) || !are_parted(between, runs.count == 2)) return std::nullopt;
  }
  return last.value + (last.value <= kPivot ? 2000 : 1900);
}

/// `'99`, and `May-99` as Excel writes a month.
std::optional<int> year_behind_sign(std::string_view text, const Runs& runs) noexcept {
  constexpr auto kMonths = std::to_array<std::string_view>(
      {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"});
  if (runs.count != 1 || runs.first[0].digits.size() != 2 || runs.first[0].end() != text.size()) return std::nullopt;
  std::string_view before = text.substr(0, runs.first[0].begin);
  const std::size_t letters =
      static_cast<std::size_t>(std::ranges::find_if_not(before, ascii::is_letter) - before.begin());
  const std::string_view sign = before.substr(letters);
  if (sign != "'" && sign != "\u2019" && sign != "-") return std::nullopt;
  const auto is_month = [&](std::string_view month) { return ascii::same_letters(before.substr(0, 3), month); };
  if (letters > 0 ? letters < 3 || std::ranges::none_of(kMonths, is_month) : sign == "-") return std::nullopt;
  return runs.first[0].value + (runs.first[0].value <= kPivot ? 2000 : 1900);
}

/// `1,999`, `1.999E3`: a year that went through a table of numbers.
std::optional<int> year_of_number(std::string_view text) noexcept {
  const bool exponent = text.find_first_of("eE") != std::string_view::npos;
  if (exponent ? text.find('.') == std::string_view::npos : text.find(',') == std::string_view::npos)
    return std::nullopt;
  const NumberCell number = read_number(text, Comma::thousands);
  if (number.kind != CellKind::number || number.value != std::floor(number.value)) return std::nullopt;
  if (number.value < kFirstYear || number.value > kLastYear) return std::nullopt;
  return static_cast<int>(number.value);
}

}  // namespace

std::optional<int> year_in(std::string_view text) noexcept {
  text = trimmed(text);
  if (text.empty() || text.size() > kLongestDate || text.front() == '-' || text.front() == '+') return std::nullopt;
  const Runs runs = runs_of(text);
  for (std::size_t i = 0; i < std::min(runs.count, runs.first.size()); ++i)
    if (runs.first[i].digits.size() == 4 && is_year(runs.first[i].value)) return runs.first[i].value;
  if (runs.count > 0 && runs.first[0].begin == 0 && runs.first[0].digits.size() == 8)
    return year_of_eight(runs.first[0].value);
  if (const std::optional<int> year = year_of_two(text, runs)) return year;
  if (const std::optional<int> year = year_behind_sign(text, runs)) return year;
  return year_of_number(text);
}

bool says_no_year(std::string_view text) noexcept {
  return is_missing(text) || trimmed(text).find_first_not_of("0-/.: T") == std::string_view::npos;
}

}  // namespace leitmotif::corpus

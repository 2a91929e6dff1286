#include "leitmotif/text/number_words.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

constexpr std::array<std::string_view, 20> kBelowTwenty = {
    "",    "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 10> kTens = {"",      "",      "twenty",  "thirty", "forty",
                                                    "fifty", "sixty", "seventy", "eighty", "ninety"};
constexpr std::array<std::string_view, kLongestNumber / 3> kThousands = {"",
                                                                         " thousand",
                                                                         " million",
                                                                         " billion",
                                                                         " trillion",
                                                                         " quadrillion",
                                                                         " quintillion",
                                                                         " sextillion",
                                                                         " septillion",
                                                                         " octillion",
                                                                         " nonillion",
                                                                         " decillion"};

std::vector<int> values_of(std::string_view digits) {
  std::vector<int> values;
  values.reserve(digits.size());
  for (std::size_t at = 0; at < digits.size();) {
    const Character character = character_at(digits, at);
    const std::optional<int> value = digit_value(character.code);
    if (!value) throw Error(ErrorKind::invalid_argument, "a number holds something else than decimal digits");
    values.push_back(*value);
    at += character.bytes;
  }
  if (values.empty()) throw Error(ErrorKind::invalid_argument, "a number is empty, expected decimal digits");
  return values;
}

/// 1..99; nothing for 0.
void append_below_hundred(int value, std::string& words) {
  if (value < 20) {
    words += kBelowTwenty[static_cast<std::size_t>(value)];
    return;
  }
  words += kTens[static_cast<std::size_t>(value / 10)];
  if (value % 10 != 0) words += '-';
  words += kBelowTwenty[static_cast<std::size_t>(value % 10)];
}

/// 1..999.
void append_below_thousand(int value, std::string& words) {
  if (value >= 100) {
    words += kBelowTwenty[static_cast<std::size_t>(value / 100)];
    words += " hundred";
    if (value % 100 != 0) words += " and ";
  }
  append_below_hundred(value % 100, words);
}

/// Digits in groups of three, the group that may be shorter first.
std::string words_of(std::span<const int> digits) {
  std::string words;
  std::size_t left = digits.size();
  while (left > 0) {
    const std::size_t length = (left - 1) % 3 + 1;
    int value = 0;
    for (const int digit : digits.subspan(digits.size() - left, length)) value = value * 10 + digit;
    left -= length;
    if (value == 0) continue;
    // inflect joins a last group that is one word ("seven", "twenty-one", but not "six hundred") by "and".
    if (!words.empty()) words += left == 0 && (value < 100) ? " and " : ", ";
    append_below_thousand(value, words);
    words += kThousands[left / 3];
  }
  return words;
}

}  // namespace

std::optional<std::string> number_in_words(std::string_view digits) {
  const std::vector<int> values = values_of(digits);
  const auto first = std::find_if(values.begin(), values.end(), [](int value) { return value != 0; });
  if (first == values.end()) return "zero";
  const auto length = static_cast<std::size_t>(values.end() - first);
  if (length > kLongestNumber) return std::nullopt;
  return words_of(std::span<const int>(values).last(length));
}

}  // namespace leitmotif::text

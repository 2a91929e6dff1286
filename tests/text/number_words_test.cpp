#include "leitmotif/text/number_words.hpp"

#include <gtest/gtest.h>

#include <string>

#include "leitmotif/core/error.hpp"

namespace leitmotif::text {
namespace {

TEST(NumberInWords, IsWhatInflectWrites) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"0", "zero"},
      {"1", "one"},
      {"10", "ten"},
      {"13", "thirteen"},
      {"20", "twenty"},
      {"21", "twenty-one"},
      {"99", "ninety-nine"},
      {"100", "one hundred"},
      {"101", "one hundred and one"},
      {"342", "three hundred and forty-two"},
      {"1000", "one thousand"},
      {"1001", "one thousand and one"},
      {"1021", "one thousand and twenty-one"},
      {"1100", "one thousand, one hundred"},
      {"1234", "one thousand, two hundred and thirty-four"},
      {"10007", "ten thousand and seven"},
      {"1000000", "one million"},
      {"1000007", "one million and seven"},
      {"1001000", "one million, one thousand"},
      {"1000000000000000", "one quadrillion"},
      {"12345678901234567",
       "twelve quadrillion, three hundred and forty-five trillion, six hundred and seventy-eight billion, nine hundred "
       "and one million, two hundred and thirty-four thousand, five hundred and sixty-seven"},
  };
  for (const auto& [digits, words] : rows) EXPECT_EQ(number_in_words(digits), words) << digits;
}

TEST(NumberInWords, LeadingZerosSayNothing) {
  EXPECT_EQ(number_in_words("007"), "seven");
  EXPECT_EQ(number_in_words("000"), "zero");
  EXPECT_EQ(number_in_words(std::string(50, '0') + "12"), "twelve");
}

TEST(NumberInWords, TakesDigitsOfEveryScript) {
  EXPECT_EQ(number_in_words("\u0664\u0662"), "forty-two");
  EXPECT_EQ(number_in_words("\uFF12\uFF10\uFF11\uFF19"), "two thousand and nineteen");
  EXPECT_EQ(number_in_words("1\u0662"), "twelve");
}

TEST(NumberInWords, EndsWhereTheNamesEnd) {
  EXPECT_EQ(number_in_words("1" + std::string(33, '0')), "one decillion");
  EXPECT_TRUE(number_in_words(std::string(kLongestNumber, '9'))->starts_with("nine hundred and ninety-nine decillion"));
  EXPECT_EQ(number_in_words(std::string(kLongestNumber + 1, '9')), std::nullopt);
}

TEST(NumberInWords, RefusesWhatIsNoNumber) {
  for (const std::string_view text : {"", "1a", "-1", "1,000", "\u00BD"}) {
    try {
      (void)number_in_words(text);
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
    }
  }
}

/// What the words say, worked out the other way round.
unsigned long value_of(std::string words) {
  const std::pair<std::string_view, unsigned long> values[] = {
      {"zero", 0},      {"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},     {"five", 5},
      {"six", 6},       {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},     {"eleven", 11},
      {"twelve", 12},   {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17},
      {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},   {"fifty", 50},
      {"sixty", 60},    {"seventy", 70},  {"eighty", 80},   {"ninety", 90}};
  unsigned long total = 0, group = 0;
  words += ' ';
  std::string word;
  for (const char c : words) {
    if (c != ' ' && c != '-' && c != ',') {
      word += c;
      continue;
    }
    if (word == "hundred") group *= 100;
    if (word == "thousand" || word == "million") {
      total += group * (word == "thousand" ? 1000 : 1000000);
      group = 0;
    }
    for (const auto& [name, value] : values) group += word == name ? value : 0;
    word.clear();
  }
  return total + group;
}

TEST(NumberInWords, SaysTheNumber) {
  for (unsigned long number = 0; number < 2'000'000; number += number < 3000 ? 1 : 997)
    ASSERT_EQ(value_of(*number_in_words(std::to_string(number))), number);
}

}  // namespace
}  // namespace leitmotif::text

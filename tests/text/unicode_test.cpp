#include "leitmotif/text/unicode.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>

namespace leitmotif::text {
namespace {

TEST(FirstInvalidByte, IsNothingForWellFormedText) {
  for (const std::string_view text : {"", "plain", "caf\u00E9", "\u4F60\u597D", "\U0001F600", "\uFFFD", "\U0010FFFF"})
    EXPECT_EQ(first_invalid_byte(text), std::nullopt) << text;
  EXPECT_EQ(first_invalid_byte(std::string_view("a\0b", 3)), std::nullopt);
}

TEST(FirstInvalidByte, NamesWhereTheBadSequenceBegins) {
  EXPECT_EQ(first_invalid_byte("\x80"), 0U);                    // continues nothing
  EXPECT_EQ(first_invalid_byte("ab\xC3"), 2U);                  // cut
  EXPECT_EQ(first_invalid_byte("ab\xE2\x82 c"), 2U);            // cut in the middle
  EXPECT_EQ(first_invalid_byte("a\xC0\xAF"), 1U);               // overlong
  EXPECT_EQ(first_invalid_byte("caf\u00E9 \xED\xA0\x80"), 6U);  // half of a surrogate pair
  EXPECT_EQ(first_invalid_byte("\xF4\x90\x80\x80"), 0U);        // beyond U+10FFFF
  EXPECT_EQ(first_invalid_byte("long enough for the fast way \xFF"), 29U);
}

TEST(IsAscii, SeesAHighByteAnywhere) {
  for (std::size_t size = 0; size < 20; ++size) {
    std::string text(size, 'x');
    EXPECT_TRUE(is_ascii(text));
    for (std::size_t at = 0; at < size; ++at) {
      text[at] = '\x80';
      EXPECT_FALSE(is_ascii(text)) << size << ' ' << at;
      text[at] = 'x';
    }
  }
}

TEST(ToLower, MapsAsPythonDoes) {
  EXPECT_EQ(to_lower("Love ME, 7 Days @[`{"), "love me, 7 days @[`{");
  EXPECT_EQ(to_lower("\u00C9T\u00C9"), "\u00E9t\u00E9");
  EXPECT_EQ(to_lower("\u0130"), "i\u0307");  // İ becomes two characters
  EXPECT_EQ(to_lower("\u039F\u0394\u039F\u03A3 \u03A3\u0391"), "\u03BF\u03B4\u03BF\u03C2 \u03C3\u03B1");  // final sigma
  EXPECT_EQ(to_lower("\u1E9E\u212A"), "\u00DFk");                                                         // ẞ, Kelvin
  EXPECT_EQ(to_lower(""), "");
}

TEST(Composed, PutsMarksOnTheirLetters) {
  EXPECT_EQ(composed("e\u0301te\u0301"), "\u00E9t\u00E9");
  EXPECT_EQ(composed("plain"), "plain");
}

TEST(Classes, AreThoseOfPython) {
  struct Row {
    char32_t code;
    bool letter, word, space;
    std::optional<int> digit;
  };
  const Row rows[] = {
      {U'a', true, true, false, {}},      {U'Z', true, true, false, {}},     {U'5', false, true, false, 5},
      {U'_', false, true, false, {}},     {U'-', false, false, false, {}},   {U' ', false, false, true, {}},
      {0x1C, false, false, true, {}},     {0x1B, false, false, false, {}},   {0x85, false, false, true, {}},
      {0xA0, false, false, true, {}},     {0x200B, false, false, false, {}}, {0x3000, false, false, true, {}},
      {0xE9, true, true, false, {}},      {0xAA, true, true, false, {}},     {0xBD, false, true, false, {}},
      {0x0301, false, false, false, {}},  {0x0663, false, true, false, 3},   {0x2167, false, true, false, {}},
      {0x4E94, true, true, false, {}},    {0x1D7D8, false, true, false, 0},  {0x1F600, false, false, false, {}},
      {0x11F50, false, false, false, {}},  // a digit that came with Unicode 15
      {0x31350, false, false, false, {}},  // a letter that came with Unicode 15
  };
  for (const Row& row : rows) {
    EXPECT_EQ(is_letter(row.code), row.letter) << std::hex << static_cast<std::uint32_t>(row.code);
    EXPECT_EQ(is_word_character(row.code), row.word) << std::hex << static_cast<std::uint32_t>(row.code);
    EXPECT_EQ(is_space(row.code), row.space) << std::hex << static_cast<std::uint32_t>(row.code);
    EXPECT_EQ(digit_value(row.code), row.digit) << std::hex << static_cast<std::uint32_t>(row.code);
  }
}

TEST(Classes, CountAsManyCharactersAsInPython) {
  // sum(f(chr(c)) for c in range(0x110000)) in Python 3.11.
  std::size_t letters = 0, words = 0, spaces = 0, digits = 0;
  for (char32_t code = 0; code < 0x110000; ++code) {
    letters += is_letter(code) ? 1U : 0U;
    words += is_word_character(code) ? 1U : 0U;
    spaces += is_space(code) ? 1U : 0U;
    digits += digit_value(code) ? 1U : 0U;
  }
  EXPECT_EQ(letters, 131756U);
  EXPECT_EQ(words, 133548U);
  EXPECT_EQ(spaces, 29U);
  EXPECT_EQ(digits, 660U);
}

TEST(IsAlphabetic, WantsLettersOnly) {
  EXPECT_TRUE(is_alphabetic("word"));
  EXPECT_TRUE(is_alphabetic("\u0441\u043B\u043E\u0432\u043E"));
  for (const std::string_view text : {"", "two words", "e\u0301", "mp3", "rock'n", "\u2167"})
    EXPECT_FALSE(is_alphabetic(text)) << text;
}

TEST(CharacterAt, ReadsAllLengths) {
  const std::string_view text = "a\u00E9\u4F60\U0001F600";
  EXPECT_EQ(character_at(text, 0).code, U'a');
  EXPECT_EQ(character_at(text, 1).bytes, 2U);
  EXPECT_EQ(character_at(text, 3).code, U'\u4F60');
  EXPECT_EQ(character_at(text, 6).bytes, 4U);
}

}  // namespace
}  // namespace leitmotif::text

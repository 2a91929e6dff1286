#include "leitmotif/core/ascii.hpp"

#include <gtest/gtest.h>

#include <cctype>

namespace leitmotif {
namespace {

TEST(Ascii, AgreesWithTheCLocaleOnEveryByte) {
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    EXPECT_EQ(ascii::is_digit(c), std::isdigit(byte) != 0) << byte;
    EXPECT_EQ(ascii::is_letter(c), std::isalpha(byte) != 0) << byte;
    EXPECT_EQ(ascii::is_letter_or_digit(c), std::isalnum(byte) != 0) << byte;
    EXPECT_EQ(ascii::lower(c), static_cast<char>(std::tolower(byte))) << byte;
    EXPECT_EQ(ascii::upper(c), static_cast<char>(std::toupper(byte))) << byte;
  }
}

TEST(Ascii, LowerCaseLeavesOtherBytesAlone) {
  EXPECT_EQ(ascii::lower_case("ÀB-Z9 É"), "Àb-z9 É");
  EXPECT_EQ(ascii::lower_case(""), "");
}

TEST(Ascii, ComparesWithoutCase) {
  EXPECT_TRUE(ascii::same_letters("TiTle", "tItLE"));
  EXPECT_FALSE(ascii::same_letters("title", "titles"));
  EXPECT_FALSE(ascii::same_letters("[", "{"));  // 32 apart, as letters of two cases are
  EXPECT_TRUE(ascii::begins_with("Verse 1", "verse"));
  EXPECT_FALSE(ascii::begins_with("Ver", "verse"));
  EXPECT_TRUE(ascii::begins_with("anything", ""));
}

TEST(Ascii, TrimsBothEnds) {
  EXPECT_EQ(ascii::trimmed(" \ta b\r "), "a b");
  EXPECT_EQ(ascii::trimmed("a\n"), "a\n");
  EXPECT_EQ(ascii::trimmed("a\n", ascii::kBlanksAndLineEnds), "a");
  EXPECT_EQ(ascii::trimmed("--a-b--", "-"), "a-b");
  EXPECT_EQ(ascii::trimmed("   "), "");
  EXPECT_EQ(ascii::trimmed(""), "");
}

}  // namespace
}  // namespace leitmotif

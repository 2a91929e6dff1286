// Hexadecimal digits, percent-encoding and quotes.
#include <gtest/gtest.h>

#include "leitmotif/core/hex.hpp"
#include "leitmotif/core/percent.hpp"
#include "leitmotif/core/quoted.hpp"
#include "leitmotif/core/random_source.hpp"

namespace leitmotif {
namespace {

std::string random_bytes(RandomSource& random) {
  std::string bytes(random.below(40), '\0');
  for (char& byte : bytes) byte = static_cast<char>(random.next());
  return bytes;
}

TEST(Hex, IsTwoDigitsAByte) {
  EXPECT_EQ(hex_of(std::string_view("\x00\x0F\xA5\xFF", 4)), "000fa5ff");
  EXPECT_EQ(bytes_of_hex("000FA5ff"), std::string("\x00\x0F\xA5\xFF", 4));
  EXPECT_EQ(bytes_of_hex(""), "");
  EXPECT_EQ(bytes_of_hex("abc"), std::nullopt);
  EXPECT_EQ(bytes_of_hex("0g"), std::nullopt);
  std::string upper;
  append_hex(upper, '\xBC', kUpperHexDigits);
  EXPECT_EQ(upper, "BC");
}

TEST(Percent, KeepsPathsAndEncodesTheRest) {
  EXPECT_EQ(percent_encoded("/a b/ü~.-_"), "/a%20b/%C3%BC~.-_");
  EXPECT_EQ(percent_decoded("/a%20b/%c3%BC"), "/a b/ü");
}

TEST(Percent, SaysWhatIsNoCode) {
  for (const char* bad : {"%", "100%", "a%2", "%zz", "%%41"}) EXPECT_EQ(strictly_percent_decoded(bad), std::nullopt);
  EXPECT_EQ(percent_decoded("100%"), "100%");
  EXPECT_EQ(percent_decoded("%%41%2"), "%A%2");
  EXPECT_EQ(strictly_percent_decoded("%25%"), std::nullopt);
  EXPECT_EQ(strictly_percent_decoded("%2541"), "%41");
}

TEST(Coding, GoesThereAndBack) {
  RandomSource random(11);
  for (int round = 0; round < 2000; ++round) {
    const std::string bytes = random_bytes(random);
    EXPECT_EQ(bytes_of_hex(hex_of(bytes)), bytes);
    EXPECT_EQ(percent_decoded(percent_encoded(bytes)), bytes);
    EXPECT_EQ(strictly_percent_decoded(percent_encoded(bytes)), bytes);
  }
}

TEST(Quoted, IsOneLineAndShort) {
  EXPECT_EQ(in_quotes("a\nb\x7F"), "'a b '");
  EXPECT_EQ(in_quotes(std::string(40, 'x')), "'" + std::string(40, 'x') + "'");
  EXPECT_EQ(in_quotes(std::string(41, 'x')), "'" + std::string(40, 'x') + "...'");
  // A letter of two bytes across the limit is left out whole.
  EXPECT_EQ(in_quotes(std::string(39, 'x') + "üüü"), "'" + std::string(39, 'x') + "...'");
}

}  // namespace
}  // namespace leitmotif

#include "leitmotif/text/encoding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "support/expect_error.hpp"

namespace leitmotif::text {
namespace {

using testing::error_of;

using namespace std::string_literals;

/// `text`, which is ASCII, as UTF-16.
std::string utf16(std::string_view text, bool little_endian) {
  std::string bytes;
  for (const char c : text) {
    if (!little_endian) bytes += '\0';
    bytes += c;
    if (little_endian) bytes += '\0';
  }
  return bytes;
}

std::string message_for(std::string_view bytes) {
  const Error error = error_of([&] { (void)decode_text(bytes, "song.txt"); });
  EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
  return error.what();
}

TEST(FirstInvalidUtf8, AcceptsWellFormedText) {
  for (const std::string& text :
       {""s, "plain ascii, longer than eight"s, "\xC2\x80"s, "\xDF\xBF"s, "\xE0\xA0\x80"s, "\xED\x9F\xBF"s,
        "\xEE\x80\x80"s, "\xF0\x90\x80\x80"s, "\xF4\x8F\xBF\xBF"s, "nul \0 too"s})
    EXPECT_EQ(first_invalid_utf8(text), std::nullopt) << text;
}

TEST(FirstInvalidUtf8, FindsWhatIsNot) {
  // Lone and missing continuations, overlong forms, surrogates, beyond U+10FFFF: table 3-7 of the Unicode standard.
  for (const std::string_view bad :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2 ", "\xE0\x9F\xBF", "\xE1\x80", "\xED\xA0\x80", "\xEF\xBF",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF1\x80\x80", "\xFE", "\xFF"})
    for (std::size_t before = 0; before < 20; ++before)
      EXPECT_EQ(first_invalid_utf8(std::string(before, 'a').append(bad)), before) << before;
  EXPECT_EQ(first_invalid_utf8("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3"), 10U);
}

TEST(DecodeText, TakesUtf8WithAndWithoutMark) {
  EXPECT_EQ(decode_text("caf\xC3\xA9\n"), "caf\xC3\xA9\n");
  EXPECT_EQ(decode_text("\xEF\xBB\xBF"
                        "caf\xC3\xA9"),
            "caf\xC3\xA9");
  EXPECT_EQ(decode_text(""), "");
  EXPECT_EQ(decode_text("\xEF\xBB\xBF"), "");
}

TEST(DecodeText, MakesEveryLineEndALineFeed) {
  EXPECT_EQ(decode_text("a\r\nb\rc\n\rd\r"), "a\nb\nc\n\nd\n");
  EXPECT_EQ(decode_text("\xFF\xFE" + utf16("a\r\nb", true)), "a\nb");
}

TEST(DecodeText, TakesUtf16WithMark) {
  EXPECT_EQ(decode_text("\xFF\xFE" + utf16("night", true)), "night");
  EXPECT_EQ(decode_text("\xFE\xFF" + utf16("night", false)), "night");
  EXPECT_EQ(decode_text("\xFF\xFE\x3D\xD8\x00\xDE"s), "\xF0\x9F\x98\x80") << "a surrogate pair";
  EXPECT_EQ(decode_text("\xFF\xFE"), "");
}

TEST(DecodeText, TakesUtf16WithoutMarkWhenItIsUnmistakable) {
  EXPECT_EQ(decode_text(utf16("river of glass", true)), "river of glass");
  EXPECT_EQ(decode_text(utf16("river of glass", false)), "river of glass");
  // Cyrillic letters with a blank and a line end between words
  EXPECT_EQ(decode_text("\x3D\x04\x3E\x04\x47\x04\x4C\x04\x0A\x00"s), "\xD0\xBD\xD0\xBE\xD1\x87\xD1\x8C\n");
}

TEST(DecodeText, TakesLatinLetters) {
  EXPECT_EQ(decode_text("caf\xE9 Andr\xE9s"), "caf\xC3\xA9 Andr\xC3\xA9s");
  EXPECT_EQ(decode_text("don\x92t \x93hush\x94 \x80"), "don\xE2\x80\x99t \xE2\x80\x9Chush\xE2\x80\x9D \xE2\x82\xAC");
  EXPECT_EQ(decode_text("cora\xE7\xE3o, can\xE7\xF5"
                        "es, n\xE3o"),
            "cora\xC3\xA7\xC3\xA3o, can\xC3\xA7\xC3\xB5"
            "es, n\xC3\xA3o");
  for (int byte = 0xA0; byte <= 0xFF; ++byte) {
    const std::string utf8 = decode_text(std::string("x ") + static_cast<char>(byte) + " y");
    ASSERT_EQ(utf8.size(), 6U);
    EXPECT_EQ(static_cast<unsigned char>(utf8[2]), 0xC0 | (byte >> 6));
    EXPECT_EQ(static_cast<unsigned char>(utf8[3]), 0x80 | (byte & 0x3F));
  }
}

TEST(DecodeText, RefusesWhatIsNotText) {
  EXPECT_EQ(message_for("\x7F"
                        "ELF\x02\x01\x01\0\0\0\0\0\x03\0>\0"s),
            "song.txt: is not text: NUL byte at byte 8");
  EXPECT_EQ(message_for("ab\0cd"s), "song.txt: is not text: NUL byte at byte 3") << "one byte in five";
  EXPECT_EQ(message_for("\xFF\xFE\x3D\xD8x\0\x3D\xD8x\0"s), "song.txt: is marked as UTF-16LE but is not well-formed");
  EXPECT_EQ(message_for("\xFF\xD8\xFF\x01\x02"), "song.txt: is not text: neither UTF-8 nor free of control characters");
}

/// What was done to the bytes, and the text.
std::string decoded(std::string_view bytes) {
  const DecodedText found = decode(bytes);
  std::string shown = found.encoding + "|";
  for (const Repair repair : found.repairs) shown.append(words_of(repair)).append("|");
  return shown + found.text;
}

TEST(Decode, MendsABrokenEnd) {
  const std::string cut = "UTF-8|a character cut at the end was left out|";
  EXPECT_EQ(decoded("don\xE2\x80\x99t go\xE2\x80"), cut + "don\u2019t go");
  EXPECT_EQ(decoded("plain\xE2\x80"), cut + "plain");
  EXPECT_EQ(decoded("\xEF\xBB\xBFplain\xC3"), cut + "plain");
  const std::string cut16 = "UTF-16LE|a character cut at the end was left out|";
  EXPECT_EQ(decoded("\xFF\xFE" + utf16("night", true) + "x"), cut16 + "night");
  EXPECT_EQ(decoded("\xFF\xFE" + utf16("night", true) + "\x3D\xD8x"), cut16 + "night");
}

TEST(Decode, ALatinLetterAtTheEndIsNoCut) {
  EXPECT_EQ(decoded("a small caf\xE9"), "windows-1252|the encoding was guessed|a small caf\u00E9");
}

TEST(Decode, MendsStrayBytesInUtf8) {
  const std::string stray = "UTF-8|bytes that are not UTF-8 were read as Windows-1252|";
  EXPECT_EQ(decoded("don\xE2\x80\x99t go to the caf\xE9 tonight"), stray + "don\u2019t go to the caf\u00E9 tonight");
  EXPECT_EQ(decoded("\xEF\xBB\xBFgo to the caf\xE9 tonight"), stray + "go to the caf\u00E9 tonight");
}

TEST(Decode, LeavesNulBytesOut) {
  const std::string nul = "UTF-8|NUL bytes were left out|";
  const std::string line = "the river runs and runs and runs away";
  EXPECT_EQ(decoded(line + "\n\0"s), nul + line + "\n");
  EXPECT_EQ(decoded(line + "\0\r\n"s), nul + line + "\n");
  EXPECT_EQ(decoded("the river\0 runs and runs and runs away"s), nul + line);
  EXPECT_EQ(decoded("\xEF\xBB\xBF" + line + "\0"s), nul + line);
  EXPECT_EQ(decoded("\xFE\xFF" + utf16("night", false) + "\0\0"s), "UTF-16BE|NUL bytes were left out|night");
}

TEST(Decode, SaysWhenTextWasReadWrongly) {
  EXPECT_EQ(decoded("don\u00E2\u20AC\u2122t"),
            "UTF-8|text that had been read in the wrong encoding was put right|don\u2019t");
}

TEST(DecodeText, GivesWellFormedTextOrRefuses) {
  std::mt19937 random(5);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(random() % 40, '\0');
    const bool with_ascii = round % 2 == 0;
    for (char& c : bytes) c = static_cast<char>(with_ascii && random() % 2 == 0 ? 'a' + random() % 26 : random() % 256);
    try {
      const std::string text = decode_text(bytes);
      EXPECT_EQ(first_invalid_utf8(text), std::nullopt);
      EXPECT_EQ(text.find('\r'), std::string::npos);
      EXPECT_EQ(text.find('\0'), std::string::npos);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
    }
  }
}

}  // namespace
}  // namespace leitmotif::text

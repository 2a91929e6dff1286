#include "leitmotif/text/unicode.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::text {
namespace {

constexpr std::uint8_t kUnicodeMajor = 14;  // Python 3.11's

bool is_ascii_letter(char32_t code) noexcept { return (code | 0x20U) - U'a' < 26U; }
bool is_ascii_digit(char32_t code) noexcept { return code - U'0' < 10U; }

UChar32 icu(char32_t code) noexcept { return static_cast<UChar32>(code); }

/// Whether the character was already there in Python's version of Unicode.
bool is_known(char32_t code) noexcept {
  UVersionInfo age;
  u_charAge(icu(code), age);
  return age[0] <= kUnicodeMajor;
}

std::int32_t icu_size(std::string_view text) {
  if (text.size() > INT32_MAX) throw Error(ErrorKind::resource_limit, "a text is larger than the limit of 2 GB");
  return static_cast<std::int32_t>(text.size());
}

void throw_on_failure(UErrorCode status, const std::string& what) {
  if (U_FAILURE(status)) throw Error(ErrorKind::internal, what + " failed in ICU: " + u_errorName(status));
}

/// The data that ICU has for normal form C; it belongs to ICU. Asked for once: ICU hands it from thread to thread by
/// means that the thread sanitizer cannot see.
const icu::Normalizer2& form_c() {
  static const icu::Normalizer2& data = []() -> const icu::Normalizer2& {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const found = icu::Normalizer2::getNFCInstance(status);
    throw_on_failure(status, "normal form C");
    return *found;
  }();
  return data;
}

/// One of ICU's other forms, as form_c.
const icu::Normalizer2& form_of(const icu::Normalizer2* (*instance)(UErrorCode&), const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const found = instance(status);
  throw_on_failure(status, name);
  return *found;
}

const icu::Normalizer2& form_d() {
  static const icu::Normalizer2& data = form_of(icu::Normalizer2::getNFDInstance, "normal form D");
  return data;
}

const icu::Normalizer2& form_folded() {
  static const icu::Normalizer2& data = form_of(icu::Normalizer2::getNFKCCasefoldInstance, "case folding");
  return data;
}

std::string in_form(const icu::Normalizer2& form, std::string_view text) {
  std::string result;
  icu::StringByteSink<std::string> sink(&result, icu_size(text));
  UErrorCode status = U_ZERO_ERROR;
  form.normalizeUTF8(0, icu::StringPiece(text.data(), icu_size(text)), sink, nullptr, status);
  throw_on_failure(status, "a normal form");
  return result;
}

/// Marks that people leave out: Latin, Greek and Cyrillic diacritics, points of Hebrew and Arabic.
bool is_dropped_mark(char32_t code, char32_t before) noexcept {
  constexpr char32_t kBreve = 0x306;
  constexpr char32_t kCyrillicI = 0x438;
  if (code >= 0x300 && code <= 0x36F) return !(code == kBreve && before == kCyrillicI);
  return (code >= 0x483 && code <= 0x487) || (code >= 0x591 && code <= 0x5C7) || (code >= 0x64B && code <= 0x65F) ||
         code == 0x670;
}

struct Spelt {
  char32_t letter;
  const char* as;
};

/// Letters that Unicode does not take apart, in lower case.
constexpr Spelt kSpelt[] = {
    {0xE6, "ae"},  {0xF0, "d"},  {0xF8, "o"},  {0xFE, "th"}, {0x111, "d"},
    {0x127, "h"},  {0x131, "i"}, {0x138, "k"}, {0x142, "l"}, {0x14B, "ng"},
    {0x153, "oe"}, {0x167, "t"}, {0x180, "b"}, {0x268, "i"}, {0x454, "\xD0\xB5"},  // Ukrainian ie as Cyrillic ie
};

const char* spelt(char32_t code) noexcept {
  const auto* const found = std::ranges::find(kSpelt, code, &Spelt::letter);
  return found == std::end(kSpelt) ? nullptr : found->as;
}

/// ICU's U8_NEXT, whose implicit conversions would trip our warnings. Negative: not well formed.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
UChar32 next_character(const char* bytes, std::size_t& at, std::size_t size) noexcept {
  UChar32 code = 0;
  U8_NEXT(bytes, at, size, code);
  return code;
}
#pragma GCC diagnostic pop

}  // namespace

bool is_ascii(std::string_view text) noexcept {
  // Looked through to the end, as many bytes at a time as the processor can.
  std::uint8_t seen = 0;
  for (const char c : text) seen |= static_cast<std::uint8_t>(c);
  return (seen & 0x80U) == 0;
}

std::optional<std::size_t> first_invalid_byte(std::string_view text) noexcept {
  if (is_ascii(text)) return std::nullopt;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (next_character(text.data(), at, text.size()) < 0) return begin;
  }
  return std::nullopt;
}

Character character_at(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  const UChar32 code = next_character(text.data(), end, text.size());
  return {static_cast<char32_t>(code), end - at};
}

void append_character(std::string& text, char32_t code) {
  const auto put = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6U);
    put(0x80 | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12U);
    put(0x80 | (code >> 6U & 0x3FU));
    put(0x80 | (code & 0x3FU));
  } else {
    put(0xF0 | code >> 18U);
    put(0x80 | (code >> 12U & 0x3FU));
    put(0x80 | (code >> 6U & 0x3FU));
    put(0x80 | (code & 0x3FU));
  }
}

std::string to_lower(std::string_view text) {
  std::string lower;
  if (is_ascii(text)) {
    return ascii::lower_case(text);
  }
  icu::StringByteSink<std::string> sink(&lower, icu_size(text));
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8ToLower("", 0, icu::StringPiece(text.data(), icu_size(text)), sink, nullptr, status);
  throw_on_failure(status, "lower case");
  return lower;
}

std::string composed(std::string text) {  // NOLINT(performance-unnecessary-value-param): most are given back
  if (is_ascii(text)) return text;
  return in_form(form_c(), text);
}

std::string case_folded(std::string_view text) {
  return is_ascii(text) ? ascii::lower_case(text) : in_form(form_folded(), text);
}

std::string folded_name(std::string_view text) {
  if (is_ascii(text)) return ascii::lower_case(text);
  const std::string apart = in_form(form_d(), case_folded(text));
  std::string name;
  char32_t before = 0;
  for (std::size_t at = 0; at < apart.size();) {
    const Character character = character_at(apart, at);
    if (const char* as = spelt(character.code))
      name += as;
    else if (!is_dropped_mark(character.code, before))
      name.append(apart, at, character.bytes);
    before = character.code;
    at += character.bytes;
  }
  return composed(std::move(name));
}

bool begins_composition(char32_t code) { return code < 0x80 || form_c().hasBoundaryBefore(icu(code)) != 0; }

bool is_letter(char32_t code) noexcept {
  if (code < 0x80) return is_ascii_letter(code);
  return (U_GET_GC_MASK(icu(code)) & U_GC_L_MASK) != 0 && is_known(code);
}

bool is_word_character(char32_t code) noexcept {
  if (code < 0x80) return is_ascii_letter(code) || is_ascii_digit(code) || code == U'_';
  return is_letter(code) || (u_getIntPropertyValue(icu(code), UCHAR_NUMERIC_TYPE) != U_NT_NONE && is_known(code));
}

bool is_space(char32_t code) noexcept {
  if (code < 0x80) return code == U' ' || code - U'\t' < 5U || code - 0x1CU < 4U;
  // Outside ASCII Python's white space is Unicode's property of that name.
  return u_isUWhiteSpace(icu(code)) != 0;
}

std::optional<int> digit_value(char32_t code) noexcept {
  if (code < 0x80) return is_ascii_digit(code) ? std::optional(static_cast<int>(code - U'0')) : std::nullopt;
  if (u_charType(icu(code)) != U_DECIMAL_DIGIT_NUMBER || !is_known(code)) return std::nullopt;
  return u_charDigitValue(icu(code));
}

bool is_alphabetic(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    if (!is_letter(character.code)) return false;
    at += character.bytes;
  }
  return !text.empty();
}

}  // namespace leitmotif::text

// UTF-8 and the character classes of Python 3.11, which the rules of both pipelines are written in. The door to ICU.
// Flow: bytes of a lyric -> this -> the pipelines of preprocessor.hpp.
// Source: Python 3.11's str and re (Unicode 14). Characters that came to Unicode later count as unassigned, so that
// the words of a lyric do not depend on the ICU a machine happens to have.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace leitmotif::text {

/// Whether every byte is below 0x80.
[[nodiscard]] bool is_ascii(std::string_view text) noexcept;

/// Where the first byte stands that does not belong to well-formed UTF-8 (overlong forms, surrogates and cut
/// sequences included), or nothing when all is well.
[[nodiscard]] std::optional<std::size_t> first_invalid_byte(std::string_view text) noexcept;

/// One character of a text and how many bytes it takes there.
struct Character {
  char32_t code = 0;
  std::size_t bytes = 0;
};

/// The character that begins at byte `at` of well-formed UTF-8; `at` must be inside the text.
[[nodiscard]] Character character_at(std::string_view text, std::size_t at) noexcept;

/// Appends a character as UTF-8; `code` is at most 0x10FFFF and no surrogate.
void append_character(std::string& text, char32_t code);

/// Lower case as Python's str.lower(): full case mapping, with the final sigma, for no particular language.
/// The text must be well-formed UTF-8. The result may be longer than the text. The mapping is ICU's own: letters that
/// came after Unicode 14 are mapped too.
/// Throws resource_limit above 2 GB of text that is not ASCII.
[[nodiscard]] std::string to_lower(std::string_view text);

/// The text with letters and the marks on them put together (normal form C), as most texts have them anyway.
/// The text must be well-formed UTF-8. Throws resource_limit above 2 GB of text that is not ASCII.
[[nodiscard]] std::string composed(std::string text);

/// The text in one case and one width, without what nobody sees: Unicode's NFKC_Casefold. "Straße" is "strasse", "ＡＢ"
/// is "ab", NFC and NFD are one. The text must be well-formed UTF-8. Throws resource_limit above 2 GB of text that is
/// not ASCII.
[[nodiscard]] std::string case_folded(std::string_view text);

/// The same without the marks on Latin, Greek, Cyrillic, Hebrew and Arabic letters (short i and the voicing of kana are
/// letters of their own and stay) and with the Latin letters that are no compositions spelt out: "Øre" is "ore", "Łódź"
/// is "lodz", "Æ" is "ae". For names, which people write with and without.
[[nodiscard]] std::string folded_name(std::string_view text);

/// Whether nothing in front of the character can be put together with it, whatever stands there (normal form C).
[[nodiscard]] bool begins_composition(char32_t code);

/// A letter, as Python's str.isalpha(): general category Lm, Lt, Lu, Ll or Lo.
[[nodiscard]] bool is_letter(char32_t code) noexcept;
/// What Python's \w matches: a letter, anything with a numeric value, or an underscore.
[[nodiscard]] bool is_word_character(char32_t code) noexcept;
/// What Python's \s matches and str.split() splits at.
[[nodiscard]] bool is_space(char32_t code) noexcept;
/// The value 0..9 of what Python's \d matches (decimal digits of any script), or nothing.
[[nodiscard]] std::optional<int> digit_value(char32_t code) noexcept;

/// Whether a text is wholly letters and not empty, as Python's str.isalpha(). Well-formed UTF-8 only.
[[nodiscard]] bool is_alphabetic(std::string_view text) noexcept;

}  // namespace leitmotif::text

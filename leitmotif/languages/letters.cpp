#include "leitmotif/languages/letters.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::languages {
namespace {

/// A letter of two bytes of UTF-8 and what is read for it.
struct Spelled {
  std::string_view letter;
  std::string_view plain;
};

constexpr std::array<Spelled, 34> kPlain = {{
    {"à", "a"}, {"á", "a"}, {"â", "a"}, {"ã", "a"},  {"ä", "a"},  {"å", "a"},  {"ç", "c"}, {"è", "e"}, {"é", "e"},
    {"ê", "e"}, {"ë", "e"}, {"ì", "i"}, {"í", "i"},  {"î", "i"},  {"ï", "i"},  {"ñ", "n"}, {"ò", "o"}, {"ó", "o"},
    {"ô", "o"}, {"õ", "o"}, {"ö", "o"}, {"ù", "u"},  {"ú", "u"},  {"û", "u"},  {"ü", "u"}, {"ý", "y"}, {"ÿ", "y"},
    {"ø", "o"}, {"š", "s"}, {"ž", "z"}, {"ß", "ss"}, {"œ", "oe"}, {"æ", "ae"}, {"ð", "d"},
}};

constexpr std::array<Spelled, 4> kUmlauts = {{{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"ß", "ss"}}};

template <std::size_t N>
std::string spelled(std::string_view word, const std::array<Spelled, N>& letters) {
  std::string result;
  result.reserve(word.size());
  for (std::size_t at = 0; at < word.size();) {
    const bool is_plain = static_cast<unsigned char>(word[at]) < 0x80;
    const std::string_view two = is_plain ? std::string_view() : word.substr(at, 2);
    const auto* const found = is_plain ? letters.end() : std::ranges::find(letters, two, &Spelled::letter);
    if (found == letters.end()) {
      result += word[at++];
    } else {
      result += found->plain;
      at += two.size();
    }
  }
  return result;
}

bool is_sung_letter(char32_t code) noexcept { return text::is_letter(code) && code != 0x2BC && code != 0xAA; }

bool is_ascii_letter_of(char byte) noexcept { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

/// Whether a letter, or a mark that belongs to the one before, stands at `at`.
bool goes_on(std::string_view text, std::size_t at, std::size_t& bytes) {
  bytes = 1;
  if (static_cast<unsigned char>(text[at]) < 0x80) return is_ascii_letter_of(text[at]);
  const text::Character character = text::character_at(text, at);
  bytes = character.bytes;
  return is_sung_letter(character.code) || !text::begins_composition(character.code);
}

std::string lower_word(std::string_view word) {
  return text::is_ascii(word) ? ascii::lower_case(word) : text::to_lower(text::composed(std::string(word)));
}

}  // namespace

std::vector<SungWord> sung_words_of(std::string_view text) {
  std::vector<SungWord> words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t bytes = 1;
    const std::size_t begin = at;
    while (at < text.size() && goes_on(text, at, bytes)) at += bytes;
    if (at > begin)
      words.push_back({begin, at, lower_word(text.substr(begin, at - begin))});
    else
      at += bytes;
  }
  return words;
}

std::string joined_words(std::string_view text) {
  std::string joined;
  for (const SungWord& word : sung_words_of(text)) {
    if (!joined.empty()) joined += ' ';
    joined += word.text;
  }
  return joined;
}

std::string without_accents(std::string_view word) { return spelled(word, kPlain); }

std::string with_spelled_umlauts(std::string_view word) { return spelled(word, kUmlauts); }

}  // namespace leitmotif::languages

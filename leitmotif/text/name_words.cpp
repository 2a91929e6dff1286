#include "leitmotif/text/name_words.hpp"

#include <array>
#include <optional>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/encoding.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

/// What one character outside ASCII is in a name: a plain sign of ASCII, nothing (0), or itself (no value).
std::optional<char> sign_of(char32_t code) {
  constexpr std::u32string_view kApostrophes = U"\u2018\u2019\u201A\u201B\u02BC\u02BB\u02B9\u02C8\u2032\u2035\u00B4";
  constexpr std::u32string_view kDashes = U"\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2E3A\u2E3B\u00AD";
  if (kApostrophes.find(code) != std::u32string_view::npos) return '\'';
  if (kDashes.find(code) != std::u32string_view::npos) return '-';
  if (code == U'\u00D7' || code == U'\u2715' || code == U'\u2716') return 'x';
  if (code == U'\u3010' || code == U'\u300A' || code == U'\u3014') return '[';
  if (code == U'\u3011' || code == U'\u300B' || code == U'\u3015') return ']';
  if (code == U'\u3001') return ',';
  if (is_word_character(code) || code == U'\u30FC') return std::nullopt;
  return ' ';
}

bool is_word_byte(char c) { return ascii::is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

/// A dot of initials joins: "m.i.a." is one word, "st. else" is two.
bool is_dot_of_initials(std::string_view text, std::size_t at, const std::string& word) {
  if (text[at] != '.' || word.empty() || !is_word_byte(text[at - 1])) return false;
  return at < 2 || !is_word_byte(text[at - 2]);
}

/// "P!nk", "Ke$ha": signs that stand for a letter inside a word.
char letter_for(std::string_view text, std::size_t at) {
  const bool inside = at > 0 && at + 1 < text.size() && is_word_byte(text[at - 1]) && is_word_byte(text[at + 1]);
  if (!inside) return 0;
  return text[at] == '$' ? 's' : text[at] == '!' ? 'i' : '\0';
}

/// "rock n roll", "pt. ii", "vol. 3": words that have several spellings. A word alone stays: a key is its own key.
void spell_alike(std::vector<std::string>& words) {
  if (words.size() < 2) return;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSame = {
      {{"n", "and"}, {"pt", "part"}, {"vol", "volume"}, {"nr", "no"}}};
  constexpr std::array<std::string_view, 9> kRoman = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool between = i > 0 && i + 1 < words.size();
    for (const auto& [from, to] : kSame)
      if (words[i] == from && (from != "n" || between)) words[i] = to;
    const bool counted = i > 0 && (words[i - 1] == "part" || words[i - 1] == "volume");
    const auto* const roman = std::ranges::find(kRoman, words[i]);
    if (counted && roman != kRoman.end()) words[i] = std::to_string(roman - kRoman.begin() + 1);
  }
}

}  // namespace

std::string plain_name(std::string_view name) {
  if (first_invalid_byte(name)) {
    const std::optional<std::string> read = converted(name, "windows-1252");
    return read ? plain_name(*read) : ascii::lower_case(name);
  }
  std::string folded = folded_name(name);
  if (is_ascii(folded)) return folded;
  std::string plain;
  for (std::size_t at = 0; at < folded.size();) {
    const Character character = character_at(folded, at);
    const std::optional<char> sign = character.code < 0x80 ? std::nullopt : sign_of(character.code);
    if (sign)
      plain += *sign;
    else
      plain.append(folded, at, character.bytes);
    at += character.bytes;
  }
  return plain;
}

std::vector<std::string> words_in_name(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (is_word_byte(c)) {
      word += c;
    } else if (const char letter = letter_for(text, at); letter != 0) {
      word += letter;
    } else if (c == '\'' || c == '`' || is_dot_of_initials(text, at, word)) {
      continue;
    } else {
      finish();
      if (c == '&' || c == '+') words.emplace_back("and");
    }
  }
  finish();
  return words;
}

std::string key_of_words(std::vector<std::string> words) {
  spell_alike(words);
  if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
  if (words.size() > 1 && words.back() == "the") words.pop_back();  // "Wrens, The"
  std::string key;
  for (const std::string& word : words) key += word;
  return key;
}

std::string key_of_plain(std::string_view plain) {
  std::string key = key_of_words(words_in_name(plain));
  if (!key.empty()) return key;
  for (const char c : plain)
    if (ascii::kBlanksAndLineEnds.find(c) == std::string_view::npos) key += c;
  return key;
}

bool is_number_word(std::string_view word) {
  if (word.empty() || !ascii::is_digit(word.front())) return false;
  const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  const std::string_view end = word.substr(digits);
  return end.empty() || end == "th" || end == "st" || end == "nd" || end == "rd" || end == "s";
}

}  // namespace leitmotif::text

// Finds the words of a text, and hashes them on the way.
// Flow: Tokens -> words that tf-idf counts.
// Source: a word is what scikit-learn 1.2.1's token_pattern `(?u)\b\w\w+\b` finds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::features {

namespace detail {

constexpr std::array<bool, 256> make_word_bytes() {
  std::array<bool, 256> is_word{};
  for (std::size_t c = 0; c < is_word.size(); ++c)
    is_word[c] = ascii::is_letter_or_digit(static_cast<char>(c)) || c == '_' || c >= 0x80;
  return is_word;
}
inline constexpr std::array<bool, 256> kIsWordByte = make_word_bytes();

/// FNV-1a, one byte at a time, so that the splitter hashes while it looks for the word's end.
inline constexpr std::uint32_t kHashStart = 2166136261U;
constexpr std::uint32_t hash_step(std::uint32_t hash, unsigned char byte) { return (hash ^ byte) * 16777619U; }

}  // namespace detail

/// The hash that WordNumbers uses, over all bytes of `word`.
[[nodiscard]] constexpr std::uint32_t word_hash(std::string_view word) noexcept {
  std::uint32_t hash = detail::kHashStart;
  for (const char c : word) hash = detail::hash_step(hash, static_cast<unsigned char>(c));
  return hash;
}

/// Calls `visit(std::string_view word, std::uint32_t hash)` for each word of UTF-8 `text`, in order: the longest runs
/// of word characters with at least `min_letters` of them. Word characters are ASCII letters, digits, the underscore
/// and everything beyond ASCII. Only the last differs from scikit-learn, which also cuts at signs beyond ASCII, such
/// as curly quotes; the text pipelines deliver none.
template <class Visit>
void for_each_word(std::string_view text, std::size_t min_letters, Visit&& visit) {
  const std::size_t size = text.size();
  for (std::size_t i = 0; i < size;) {
    const std::size_t begin = i;
    std::size_t letters = 0;
    std::uint32_t hash = detail::kHashStart;
    for (; i < size; ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if (!detail::kIsWordByte[byte]) break;
      letters += (byte & 0xC0U) != 0x80U ? 1U : 0U;
      hash = detail::hash_step(hash, byte);
    }
    if (letters >= min_letters && i > begin) visit(text.substr(begin, i - begin), hash);
    ++i;
  }
}

}  // namespace leitmotif::features

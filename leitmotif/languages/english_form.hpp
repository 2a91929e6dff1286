// The form of an English word that a word of another language stands for.
// Flow: English word of the list, how the other word is inflected -> English word as it would be sung.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace leitmotif::languages {

/// How a word is inflected, as far as English shows it.
enum class FormKind : std::uint8_t {
  base,   ///< as the list has it
  third,  ///< a verb with -s
  ing,    ///< a verb with -ing; pasts too, because their lemma is the same and none of them is irregular
  many,   ///< a noun's plural
};
/// How many there are.
inline constexpr std::size_t kFormKinds = 4;

/// The form; regular but for a handful of plurals. A text of several words is left as it is.
[[nodiscard]] std::string english_form(std::string_view word, FormKind kind);

}  // namespace leitmotif::languages

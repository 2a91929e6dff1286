// Words of a text as they are sung, for lists that are written in such words.
// Flow: lyric, title -> this -> WishReader.
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::wishes {

/// The words of a text: lower case, joined by single blanks. An apostrophe joins ("don't" is "dont", "lovin'" is
/// "lovin") unless a verb follows it ("he'll" is "he"). Letters beyond ASCII stay as they are. Well-formed UTF-8 only.
[[nodiscard]] std::string sung_words(std::string_view text);

/// Whether what follows an apostrophe is a contracted verb or an 's: "ll", "re", "ve", "d", "s", "m".
[[nodiscard]] bool is_contraction(std::string_view after_apostrophe) noexcept;

}  // namespace leitmotif::wishes

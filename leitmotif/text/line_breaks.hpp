// Line breaks that are not written as such: HTML's, the two characters \n, and Unicode's other ones.
// Flow: a lyric from wherever -> the same with LF -> what is sung.
// Source: exports of lyric sites and data sets; Unicode 15 section 5.8 (newline functions).
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::text {

/// Whether with_line_breaks would change anything. Cost: one look at the bytes.
[[nodiscard]] bool has_odd_line_breaks(std::string_view text) noexcept;

/// `text` with LF for `<br>`, `<p>` and their kin, U+0085, U+2028, U+2029, vertical tab and form feed, and for the
/// characters backslash and n (or r and n) when a text is written so: when they are more than its line ends. LF is
/// followed by blanks, so that every other byte stays where it was.
[[nodiscard]] std::string with_line_breaks(std::string_view text);

}  // namespace leitmotif::text

// Whole numbers in English words.
// Flow: standalone numbers of a lyric -> this -> tokens of the `paper` pipeline.
// Source: number_to_words of Python's inflect 2.1, which writes British "and", hyphens and commas.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace leitmotif::text {

/// The most significant digits a number may have to be written in words ("nine hundred and ninety-nine decillion,
/// ...").
inline constexpr std::size_t kLongestNumber = 36;

/// A number given by its digits, in words: "1234" is "one thousand, two hundred and thirty-four", "007" is "seven".
/// Decimal digits of every script count. Nothing when there are more than kLongestNumber digits after the leading
/// zeros, where inflect has no name left and fails. (Leading zeros of other scripts say nothing either; inflect writes
/// stray names for them, "thousand and seven".)
/// Throws invalid_argument when `digits` is empty or holds anything else.
[[nodiscard]] std::optional<std::string> number_in_words(std::string_view digits);

}  // namespace leitmotif::text

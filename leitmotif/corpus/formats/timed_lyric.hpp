// When lines and words of a lyric are sung, from every format that says it.
// Flow: text of a lyric file, tag or service -> the same as an .lrc file has it -> TimedLine.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leitmotif::corpus {

/// A text as an .lrc file, with the stamps of lines and, where there are such, of words: captions, TTML, SubStation,
/// UltraStar, JSON of services, the stamps of line_stamps.hpp; one that has an .lrc file's stamps is given as it is.
/// Nothing when no line has a time. Well-formed UTF-8 with LF line ends; `timed_lines` reads it.
[[nodiscard]] std::optional<std::string> as_lrc(std::string_view text);

}  // namespace leitmotif::corpus

// Synchronised lyrics: lines and words with time stamps, as .lrc files and tags hold them.
// Flow: text of a file or tag -> its lines in sung order.
// Source: LRC as written by common players: id tags, [mm:ss.xx] line stamps, several stamps on a line, <mm:ss.xx> word
// stamps, a translation at the stamp of its line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"

namespace leitmotif::corpus {

/// Whether a text is synchronised: at least two of its lines, and half of those that hold anything, begin with a stamp
/// or a tag, and one with a stamp.
[[nodiscard]] bool has_stamps(std::string_view text);

/// Whether a text is nothing but tags, such as `[au: instrumental]`.
[[nodiscard]] bool has_only_tags(std::string_view text);

/// The lines in the order they are sung; tags go into `song` (see lrc_tags), where a value that cannot be used changes
/// nothing. A text without a line whose tag says that it is instrumental gives `[instrumental]`. A line with several
/// stamps stands at each of them; a line without a stamp stays with the line before; `offset` moves all stamps alike
/// and so changes nothing. Where most stamps have two lines in two languages, only one language is kept: English if one
/// of them is, else the first. Text with LF line ends, well-formed UTF-8. `source` names it in messages. Throws
/// resource_limit (its repeated lines make more than kMaxLyricFileBytes).
[[nodiscard]] std::string read_lrc(std::string_view text, std::string_view source, LabelledSong& song);

/// A word of a sung line.
struct TimedWord {
  std::int64_t at_ms = 0;
  std::size_t begin = 0;  ///< byte of the line's text
};

/// A line of a lyric.
struct TimedLine {
  std::optional<std::int64_t> at_ms;  ///< when it begins to be sung; nothing where that is not said
  std::string text;                   ///< with single blanks, without stamps
  std::vector<TimedWord> words = {};  ///< those whose time is said, in the line's order
};

/// The lines in the order they are sung, with their stamps; `offset` (in milliseconds, positive: sooner) counts.
/// Lines without a stamp, which only stand before the first or behind the last in such files, keep their places.
/// Text with LF line ends, well-formed UTF-8; also plain text, whose lines have no times.
/// Throws resource_limit (repeated lines make more than kMaxLyricFileBytes).
[[nodiscard]] std::vector<TimedLine> timed_lines(std::string_view text);

}  // namespace leitmotif::corpus

// Synchronised lyrics: lines and words with time stamps, as .lrc files and tags hold them.
// Flow: text of a file or tag -> its lines in sung order.
// Source: LRC as written by common players: id tags, [mm:ss.xx] line stamps, several stamps on a line, <mm:ss.xx> word
// stamps, a translation at the stamp of its line.
#pragma once

#include <string>
#include <string_view>

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

}  // namespace leitmotif::corpus

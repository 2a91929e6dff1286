// Songs as people write them in a line of text.
// Flow: a line of a list, a file's name -> names that may be meant.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/playlist/playlist.hpp"

namespace leitmotif::playlist {

/// Each way to take "A - B - C" apart in two: ("A", "B - C"), ("A - B", "C"). A hyphen, en dash or em dash between
/// blanks separates, a tab, and " by " never. Empty: nothing separates.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> splits_of(std::string_view name);

/// Artist and title of a name, taken apart at the first place; a name in one part is a title.
[[nodiscard]] std::pair<std::string, std::string> names_in(std::string_view name);

/// Whether a line of a list is a path or an address and not a name.
[[nodiscard]] bool is_path(std::string_view line);

/// A line as an entry: numbers, bullets, quotation marks and a length ("3:45") around the names are left out.
[[nodiscard]] Entry entry_of_line(std::string_view line);

/// "3:45" or "1:02:03" as milliseconds; a plain number as seconds. Nothing for any other text.
[[nodiscard]] std::optional<std::int64_t> length_in(std::string_view text);

}  // namespace leitmotif::playlist

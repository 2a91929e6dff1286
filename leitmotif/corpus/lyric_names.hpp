// Which files hold lyrics, by their names: one table for all that look for them.
#pragma once

#include <span>
#include <string_view>

namespace leitmotif::corpus {

/// An ending of lyric files.
struct LyricEnding {
  std::string_view ending;  ///< in lower case, without its dot
  bool timed = false;       ///< synchronised by its nature: looked at as .lrc, else as .txt
  bool alone = false;       ///< a song by itself; else a lyric only beside music of the same name
};

/// The table, the likeliest first. Static.
[[nodiscard]] std::span<const LyricEnding> lyric_endings() noexcept;

/// The row of a file's name, in any letter case; nullptr when it is none of a lyric. Static.
[[nodiscard]] const LyricEnding* lyric_ending_of(std::string_view file_name) noexcept;

}  // namespace leitmotif::corpus

// Which file names are those of music: the one table of endings.
// Flow: names in a folder or in a playlist -> what is read as music.
// Source: what TagLib 1.13 reads, and what people's folders hold beside it.
#pragma once

#include <cstdint>
#include <string_view>

namespace leitmotif::corpus {

/// What an ending says about a file.
enum class MusicEnding : std::uint8_t {
  none,    ///< not music
  read,    ///< music whose tags are read
  unread,  ///< music of a kind that is passed over
};

/// What the ending of a file's name says, in any letter case. The name may have folders in front.
[[nodiscard]] MusicEnding music_ending_of(std::string_view file_name) noexcept;

}  // namespace leitmotif::corpus

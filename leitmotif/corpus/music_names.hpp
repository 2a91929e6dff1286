// Which file names are those of music: the one table of endings.
// Flow: names in a folder or in a playlist -> what is read as music.
// Source: what TagLib 1.13 reads, and what people's folders hold beside it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::corpus {

/// What an ending says about a file.
enum class MusicEnding : std::uint8_t {
  none,    ///< not music
  read,    ///< music whose tags are read
  unread,  ///< music of a kind that is passed over
};

/// What the ending of a file's name says, in any letter case. The name may have folders in front.
[[nodiscard]] MusicEnding music_ending_of(std::string_view file_name) noexcept;
/// The media type of what has such a name, when it is read; empty for any other name.
[[nodiscard]] std::string_view music_media_type_of(std::string_view file_name) noexcept;
/// All media types of music that is read, each once, `audio/mpeg` first.
[[nodiscard]] std::vector<std::string> music_media_types();

}  // namespace leitmotif::corpus

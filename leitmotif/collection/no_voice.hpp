// Music that says of itself that nobody sings in it.
// Flow: title, genre and place of a file -> scan's instrumentals.
// Source: titles of instrumental and karaoke editions; ID3v1's genres 33, 37, 46 and 47; folders of programs that take
// music apart into stems, and of games of rhythm.
#pragma once

#include <filesystem>
#include <string_view>

namespace leitmotif::collection {

/// Whether a title ends in what instrumental and karaoke editions are called, in brackets or behind a dash: "Door
/// (Instrumental)", "Door - Karaoke Version".
[[nodiscard]] bool is_title_without_voice(std::string_view title);

/// Whether a genre is one of music without words, or no music at all ("Sound Clip", "sfx").
[[nodiscard]] bool is_genre_without_voice(std::string_view genre);

/// Whether a file is one of the parts that a song was taken apart into: "drums.wav" in a folder of stems, "guitar.ogg"
/// beside "song.ogg". Looks for that song.
[[nodiscard]] bool is_stem(const std::filesystem::path& file);
/// The same, but for its voice.
[[nodiscard]] bool is_stem_without_voice(const std::filesystem::path& file);

}  // namespace leitmotif::collection

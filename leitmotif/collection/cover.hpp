// The picture of a song: inside its music file, or in the file's folder.
// Flow: music file -> Picture -> scaled_picture -> who shows it.
// Source: ID3v2 APIC, FLAC and Vorbis pictures, MP4 covr; names of folder pictures as players look for them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "leitmotif/collection/read_only_file.hpp"

namespace leitmotif::collection {

/// A picture as it lies in a file.
struct Picture {
  std::string bytes;
  std::string type;  ///< media type by its first bytes: image/jpeg, image/png, image/webp or image/gif
};

/// Pictures of more bytes are passed over.
inline constexpr std::size_t kMostPictureBytes = std::size_t{16} << 20U;

/// The media type of a picture by its first bytes; nothing for anything else.
[[nodiscard]] std::optional<std::string> picture_type(const std::string& bytes);

/// The front cover inside a music file, else its first picture. Throws as read_tags.
[[nodiscard]] std::optional<Picture> cover_inside(const ReadOnlyFile& music);

/// The picture of a folder: cover, folder, front, album or albumart, as .jpg, .jpeg, .png or .webp in any letter case;
/// the first of these in that order. Nothing when there is none, or the folder cannot be read.
[[nodiscard]] std::optional<std::filesystem::path> cover_in_folder(const std::filesystem::path& folder);

}  // namespace leitmotif::collection

// Writes MOOD into a music file: the only place that changes a person's file, and only when asked.
// Flow: moods -> a copy beside -> its audio compared with the file's -> renamed into place.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/collection/read_only_file.hpp"

namespace leitmotif::collection {

/// The moods that are there, and behind them those of `added` that are not, letter case apart.
[[nodiscard]] std::vector<std::string> merged_moods(std::span<const std::string> there,
                                                    std::span<const std::string> added);

/// Makes MOOD these values. The new content is written to a copy beside the file, which takes the file's place only
/// when its audio is the same bytes and its MOOD reads back; else the file stays as it is and the copy is removed.
/// Permissions stay; the other tags stay. Throws as read_tags; io; internal when the audio would have changed.
void write_moods(const std::filesystem::path& file, std::span<const std::string> moods);

/// SHA-256 of the audio of a music file, tags and containers apart: MPEG and FLAC frames, the packets of Ogg, the media
/// data of MP4. Throws as read_tags.
[[nodiscard]] std::string audio_digest(const ReadOnlyFile& file);

}  // namespace leitmotif::collection

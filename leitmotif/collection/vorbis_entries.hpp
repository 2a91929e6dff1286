// The comments of FLAC and Ogg files as bytes, where TagLib's own reading would lose something.
// Flow: bytes of a file -> "KEY=value" as they stand there -> repaired texts, inventory.
// Source: Vorbis I (section 5, comment header), RFC 7845 (Opus), RFC 9639 (FLAC).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "leitmotif/collection/music_file.hpp"

namespace leitmotif::collection {

/// "KEY=value" of every comment, in their order, any bytes; of FLAC also a line "BLOCK=..." for each other block but
/// its audio's facts and filling. Empty when there is none, for other formats, and for what is broken.
[[nodiscard]] std::vector<std::string> vorbis_entries(const ReadAt& read, MusicFormat format);

/// How many comments the file says it has; 0 for other formats and for what is broken. Cost: a few small reads.
[[nodiscard]] std::size_t declared_comments(const ReadAt& read, MusicFormat format);

}  // namespace leitmotif::collection

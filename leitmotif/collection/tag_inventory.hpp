// What the tags of a file hold, so that writing one field cannot lose another.
// Flow: a file and its changed copy -> inventories -> what is missing.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/collection/read_only_file.hpp"

namespace leitmotif::collection {

/// A line for each thing in the tags but MOOD: names of ID3v2 frames (what is not text with a digest of its bytes),
/// Vorbis comments, FLAC's other blocks, items of APE tags, of MP4's list, an ID3v1 tag. Read without TagLib.
/// Throws unsupported (several ID3v2 tags, or text in one that TagLib does not read: nobody can say what a player sees
/// there), io.
[[nodiscard]] std::vector<std::string> tag_inventory(const ReadOnlyFile& file);

/// What of `before` is not in `after`, for people; empty: nothing. The frames that ID3v2.3 and 2.4 have for one thing
/// count as one.
[[nodiscard]] std::string lost_from(const std::vector<std::string>& before, const std::vector<std::string>& after);

}  // namespace leitmotif::collection

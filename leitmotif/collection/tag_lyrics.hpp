// Lyrics inside music files. A door to TagLib.
// Flow: an open music file -> TagLyric, in the order the file has them.
// Source: ID3v2.4 (USLT, SYLT, TXXX); the spellings that players and taggers use in Vorbis comments, MP4 and APE tags.
#pragma once

#include <taglib/tfile.h>

#include <vector>

#include "leitmotif/collection/tags.hpp"

namespace leitmotif::collection {

/// Every lyric in the file's tags, empty ones left out.
[[nodiscard]] std::vector<TagLyric> lyrics_in(TagLib::File& file);

}  // namespace leitmotif::collection

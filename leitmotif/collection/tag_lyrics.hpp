// Lyrics inside music files. A door to TagLib.
// Flow: an open music file -> TagLyric, in the order they are to be tried.
// Source: ID3v2.4 (USLT, SYLT, TXXX); the spellings that players and taggers use in Vorbis comments, MP4, APE and ASF
// tags.
#pragma once

#include <taglib/tfile.h>

#include <map>
#include <string>
#include <vector>

#include "leitmotif/collection/tag_text.hpp"
#include "leitmotif/collection/tags.hpp"
#include "leitmotif/text/encoding.hpp"

namespace TagLib::ID3v2 {
class Tag;
}

namespace leitmotif::collection {

/// How the texts of a file's tags are read.
struct LyricSource {
  const TagText& reader;
  bool guess = false;  ///< its strings may be bytes of another encoding
  /// Fields read without TagLib, by name; when there are any, only these count.
  std::map<std::string, std::vector<std::string>> entries = {};
  const TagLib::ID3v2::Tag* second = nullptr;  ///< an ID3v2 tag behind the first one
};

/// Every lyric in the file's tags, empty ones left out: English first, then those that say no language, then others.
[[nodiscard]] std::vector<TagLyric> lyrics_in(TagLib::File& file, const LyricSource& source);

/// What had to be done to a text, for people: "a character cut at the end was left out; ..."; empty: nothing.
[[nodiscard]] std::string repairs_in_words(const text::DecodedText& decoded);

}  // namespace leitmotif::collection

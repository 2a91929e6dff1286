// What the tags of a music file say.
// Flow: MP3, FLAC, Ogg, M4A, WAV, AIFF, WMA, APE, WavPack, Musepack, TTA, DSF -> MusicTags.
// Source: TagLib 1.13; names of the fields as Picard, beets, foobar2000 and Mp3tag write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/collection/read_only_file.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/core/song_reference.hpp"

namespace leitmotif::collection {

/// A lyric in a tag, with LF line ends.
struct TagLyric {
  std::string field;  ///< as the format calls it: USLT, SYLT, LYRICS, ...
  std::string text;   ///< plain, or synchronised as in an .lrc file
  bool synced = false;
  std::string language = {};  ///< as written, empty when the field does not say
  std::string repairs = {};   ///< what had to be done to it, for people
};

/// Texts are well-formed UTF-8 without control characters, and empty when the file does not give them.
struct MusicTags {
  std::string title;
  std::string artist;  ///< several are joined by ", "
  std::string album;
  std::string album_artist;  ///< as artist
  std::optional<int> disc;   ///< 1 to 999
  std::optional<int> track;  ///< 1 to 9,999
  std::string genre;         ///< the first
  std::optional<int> year;
  std::optional<std::int64_t> length_ms;
  std::string language;  ///< as written: `eng`, `en`, `English`
  MusicIds ids;
  std::vector<std::string> moods;
  double flagged_explicit = kMissing;  ///< as Song's
  bool instrumental = false;     ///< the genre is Instrumental, the language is `zxx` or a field INSTRUMENTAL says so
  std::vector<TagLyric> lyrics;  ///< in the order they are to be tried
  std::string repairs;           ///< what had to be done to names, for people; empty: nothing
};

/// Reads tags; what the file is comes from its content. Throws corrupt_data (not music, or broken), unsupported (music
/// of another kind), resource_limit (a tag of more than 32 MiB), io.
[[nodiscard]] MusicTags read_tags(const ReadOnlyFile& file);
/// The same for bytes in memory; `name` stands in messages.
[[nodiscard]] MusicTags parse_tags(std::string_view bytes, const std::string& name);

}  // namespace leitmotif::collection

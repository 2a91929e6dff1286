// Music files made of silence, byte by byte, so that tests of tags do not depend on the library that reads them.
// Source: ISO 11172-3, ID3v2.4, the FLAC format, RFC 3533, RFC 7845, Vorbis I, ISO 14496-12 and -14.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace leitmotif::testing {

/// Names and values of tags, in the spelling of the format.
using TagFields = std::vector<std::pair<std::string, std::string>>;

/// Half a second or so of MPEG 1 layer III, behind `tag`.
[[nodiscard]] std::string silent_mp3(const std::string& tag = "");
/// With a Vorbis comment.
[[nodiscard]] std::string silent_flac(const TagFields& fields);
[[nodiscard]] std::string silent_vorbis(const TagFields& fields);
[[nodiscard]] std::string silent_opus(const TagFields& fields);
/// Four-letter names are atoms of the tag; longer ones, and ISRC, free fields of com.apple.iTunes.
[[nodiscard]] std::string silent_m4a(const TagFields& fields);

/// An ID3v2 tag of these frames. `version` is 3 or 4.
[[nodiscard]] std::string id3v2(const std::vector<std::string>& frames, int version = 4);
[[nodiscard]] std::string id3_frame(const std::string& id, const std::string& body, int version = 4);
/// A frame such as TIT2; `encoding`: 0 Latin-1, 3 UTF-8.
[[nodiscard]] std::string id3_text(const std::string& id, const std::string& text, char encoding = 3, int version = 4);
[[nodiscard]] std::string id3_field(const std::string& name, const std::string& text);
[[nodiscard]] std::string id3_lyric(const std::string& text, char encoding = 3);
/// Times in milliseconds.
[[nodiscard]] std::string id3_synced(const std::vector<std::pair<unsigned, std::string>>& pieces);

}  // namespace leitmotif::testing

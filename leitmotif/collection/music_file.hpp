// A music file as TagLib sees it. A door to TagLib.
// Flow: stream -> the format's own reader, chosen by content.
#pragma once

#include <taglib/tfile.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "leitmotif/collection/tag_stream.hpp"

namespace leitmotif::collection {

/// The kinds of music file that tags are read from.
enum class MusicFormat : std::uint8_t {
  mp3,
  flac,
  ogg_vorbis,
  ogg_opus,
  ogg_flac,
  ogg_speex,
  mp4,
  wav,
  aiff,
  asf,
  ape,
  wavpack,
  musepack,
  true_audio,
  dsf,
  dsdiff,
  module,  ///< of a tracker: MOD, S3M, XM, IT
};

/// What a file is, from its first bytes; `behind_id3` are those behind the ID3v2 tag, if it begins with one.
/// Throws unsupported (another kind of Ogg), corrupt_data (not music). `name` stands in messages.
[[nodiscard]] MusicFormat format_of(std::string_view first, std::string_view behind_id3, const std::string& name);

/// How many bytes the ID3v2 tag at the beginning takes, 0 when there is none. Needs the first ten bytes.
[[nodiscard]] std::int64_t id3v2_bytes(std::string_view first) noexcept;
/// Where the ID3v2 tags at the beginning end: some files have several, one behind the other. 0: there is none.
[[nodiscard]] std::int64_t end_of_id3v2(const ReadAt& read);
/// format_of for a whole file.
[[nodiscard]] MusicFormat format_of_file(const ReadAt& read, const std::string& name);

/// Opens a stream as a format. The stream must outlive the result. Throws corrupt_data when TagLib cannot read it,
/// unsupported for DSF and DSDIFF, whose tags are read by themselves (tags.cpp).
[[nodiscard]] std::unique_ptr<TagLib::File> open_music(TagLib::IOStream& stream, MusicFormat format,
                                                       const std::string& name);

/// Opens a file of `length` bytes, whatever its format, and hands it to `use`. Throws as format_of and open_music;
/// resource_limit (a tag of more than TagStream::kMostTagBytes), and what `use` throws.
void with_music_file(std::int64_t length, const ReadAt& read, const std::string& name,
                     const std::function<void(TagLib::File&)>& use);

}  // namespace leitmotif::collection

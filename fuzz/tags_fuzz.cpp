// Any bytes as a music file: tags must be well-formed text, or the file refused.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/collection/genre_names.hpp"
#include "leitmotif/collection/id3_frames.hpp"
#include "leitmotif/collection/tags.hpp"
#include "leitmotif/collection/vorbis_entries.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/text/encoding.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitmotif;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string tag(bytes);
  if (collection::mark_utf16(tag); tag.size() != size) std::abort();
  const auto read = [bytes](std::int64_t offset, std::size_t count) {
    const auto begin = static_cast<std::size_t>(offset);
    return begin < bytes.size() ? std::string(bytes.substr(begin, count)) : std::string();
  };
  for (const auto format : {collection::MusicFormat::flac, collection::MusicFormat::ogg_vorbis})
    (void)collection::vorbis_entries(read, format);
  try {
    const collection::MusicTags tags = collection::parse_tags(bytes, "a.mp3");
    for (const std::string* text : {&tags.title, &tags.artist, &tags.album, &tags.genre})
      if (text::first_invalid_utf8(*text)) std::abort();
    for (const collection::TagLyric& lyric : tags.lyrics)
      if (text::first_invalid_utf8(lyric.text)) std::abort();
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::internal) std::abort();
  }
  const std::vector<std::string> genres = {std::string(bytes), std::string(bytes.substr(size / 2))};
  (void)collection::genre_of(genres, size % 2 == 0);
  const std::string dsdiff = "FRM8" + std::string(8, '\0') + "DSD " + std::string(bytes);
  try {
    const collection::MusicTags tags = collection::parse_tags(dsdiff, "a.dff");
    if (text::first_invalid_utf8(tags.artist) || text::first_invalid_utf8(tags.title) || tags.length_ms.value_or(0) < 0)
      std::abort();
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::internal) std::abort();
  }
  return 0;
}

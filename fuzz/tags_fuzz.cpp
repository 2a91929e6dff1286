// Any bytes as a music file: tags must be well-formed text, or the file refused.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "leitmotif/collection/tags.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/text/encoding.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitmotif;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const collection::MusicTags tags = collection::parse_tags(bytes, "a.mp3");
    for (const std::string* text : {&tags.title, &tags.artist, &tags.album, &tags.genre})
      if (text::first_invalid_utf8(*text)) std::abort();
    for (const collection::TagLyric& lyric : tags.lyrics)
      if (text::first_invalid_utf8(lyric.text)) std::abort();
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::internal) std::abort();
  }
  return 0;
}

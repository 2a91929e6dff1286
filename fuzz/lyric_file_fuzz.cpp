// Any bytes as a lyric file, .txt and .lrc: the reader must give well-formed text within its limit, or refuse.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/text/encoding.hpp"

namespace {

using namespace leitmotif;

void require(bool condition) {
  if (!condition) std::abort();
}

void check(std::string_view bytes, const char* name) {
  try {
    const LabelledSong song = corpus::parse_lyric_file(bytes, name);
    for (const std::string* text : {&song.song.lyrics, &song.song.artist, &song.song.title, &song.song.genre}) {
      require(!text::first_invalid_utf8(*text));
      require(text->find('\r') == std::string::npos && text->find('\0') == std::string::npos);
    }
  } catch (const Error& error) {
    require(error.kind() == ErrorKind::corrupt_data || error.kind() == ErrorKind::resource_limit);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check(bytes, "Ann - Song.txt");
  check(bytes, "Ann - Song.lrc");
  return 0;
}

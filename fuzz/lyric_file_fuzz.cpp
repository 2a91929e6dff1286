// Any bytes as a lyric file, .txt, .lrc and captions: the reader must give well-formed text within its limit, or
// refuse.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/corpus/packed_lyric.hpp"
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
    require(error.kind() == ErrorKind::corrupt_data || error.kind() == ErrorKind::resource_limit ||
            error.kind() == ErrorKind::unsupported);
  }
}

/// Lyrics that KuGou packs, and those in digits that nobody can unpack.
void check_packed(const std::string& bytes) {
  try {
    const std::string text = corpus::unpacked_lyric(bytes, "fuzz.krc");
    require(text == bytes || text.size() <= corpus::kMaxLyricFileBytes);
  } catch (const Error& error) {
    require(error.kind() == ErrorKind::corrupt_data || error.kind() == ErrorKind::resource_limit ||
            error.kind() == ErrorKind::unsupported);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check(bytes, "Ann - Song.txt");
  check(bytes, "Ann - Song.lrc");
  check("WEBVTT\n\n00:01.000 --> 00:02.000\n" + std::string(bytes), "Ann - Song.vtt");
  check("Title: Song\nArtist: Ann\n" + std::string(bytes), "1-03_x.txt");
  check_packed(std::string(bytes));
  check_packed("krc1" + std::string(bytes));
  check("krc1" + std::string(bytes), "Ann - Song.krc");
  return 0;
}

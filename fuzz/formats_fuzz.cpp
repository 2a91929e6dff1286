// Any bytes as a lyric in the formats of other programs, with each format's own beginning, and as what stands in them:
// stamps, entities, lists, names of files. What is read must be well-formed text without NUL and CR.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/file_name.hpp"
#include "leitmotif/corpus/formats/formats.hpp"
#include "leitmotif/corpus/line_stamps.hpp"
#include "leitmotif/corpus/text_list.hpp"
#include "leitmotif/text/encoding.hpp"
#include "leitmotif/text/entities.hpp"

namespace {

using namespace leitmotif;

void require(bool condition) {
  if (!condition) std::abort();
}

bool is_utf8(std::string_view text) { return !text::first_invalid_utf8(text); }

void check(const std::string& text) {
  try {
    LabelledSong song;
    const auto formatted = corpus::formatted_lyric(text, "fuzz", song);
    if (!formatted) return;
    require(!formatted->format.empty() && is_utf8(formatted->text));
    require(formatted->text.find('\0') == std::string::npos);
    require(is_utf8(song.song.artist) && is_utf8(song.song.title));
  } catch (const Error& error) {
    require(error.kind() == ErrorKind::resource_limit);
  }
}

void check_name(std::string_view bytes) {
  std::string name(bytes);
  std::erase(name, '\0');
  try {
    const SongReference song = corpus::named_song("m/CD1/" + name + ".mp3", "fuzz");
    require(is_utf8(song.artist) && is_utf8(song.title));
  } catch (const Error& error) {
    require(error.kind() == ErrorKind::corrupt_data);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_name(bytes);
  std::string text;
  try {
    text = text::decode_text(bytes);
  } catch (const Error&) {
    return 0;
  }
  for (const char* const begin : {"", "<div class=lyrics>", "<tt><body><p>", "<a LyricContent=\"", "{\\rtf1 ",
                                  "[Script Info]\n[Events]\nDialogue: ", "#TITLE:a\n: 0 1 2 a\n", "{\"lyrics\":",
                                  "WEBVTT\n0:01.000 --> 0:02.000\n", "[1]a(1,2)\n[1]b(3,4)\n[1]c(5,6)\n"})
    check(begin + text);
  check("{\"plainLyrics\":\"" + text + "\"}");
  if (const auto stamped = corpus::with_lrc_stamps(text)) require(is_utf8(*stamped));
  if (const auto names = corpus::read_names(text))
    for (const std::string& name : *names) require(is_utf8(name));
  require(is_utf8(text::without_entities(text)));
  return 0;
}

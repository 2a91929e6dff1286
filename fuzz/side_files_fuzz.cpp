// Any bytes as the names of a folder's files, as a text that may be no lyric, and as a date.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/collection/odd_dates.hpp"
#include "leitmotif/collection/sources.hpp"
#include "leitmotif/collection/stray_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitmotif;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::vector<collection::FoundFile> files;
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string name(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    std::erase(name, '\0');
    collection::FoundFile& file = files.emplace_back();
    file.path = "/m/" + name + ((name.size() % 2) != 0 ? ".lrc" : ".flac");
    file.is_music = collection::is_music_name(file.path);
  }
  std::size_t songs = 0;
  for (const collection::SongSource& song : collection::song_sources(files)) {
    ++songs;
    for (const std::size_t i : song.lyrics)
      if (files[i].is_music) std::abort();
  }
  if (songs > files.size()) std::abort();
  (void)collection::stray_text(bytes, "a.txt");
  (void)collection::year_in(bytes);
  return 0;
}

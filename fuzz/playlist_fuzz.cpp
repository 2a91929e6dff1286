// Playlist files of any bytes: read or refused, and what was read can be written and read again.
#include <cstdint>
#include <string_view>

#include "leitmotif/core/error.hpp"
#include "leitmotif/playlist/playlist.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitmotif;
  if (size == 0) return 0;
  constexpr const char* kNames[] = {"x.m3u", "x.xspf", "x.jspf", "x", "x.pls", "x.csv", "x.txt", "x.wpl"};
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    const playlist::Playlist list = playlist::read(bytes, kNames[data[0] % 8U]);
    for (const playlist::FormatInfo& info : playlist::formats()) {
      const std::string written = playlist::write(list, info.format, "/a/b");
      const bool keeps_all = info.format == playlist::Format::xspf || info.format == playlist::Format::jspf;
      // A nameless entry without a file leaves nothing behind in M3U8 and CSV; XML and JSON keep every entry.
      const std::size_t again = playlist::read(written, "x." + std::string(info.name)).entries.size();
      if (keeps_all && again != list.entries.size()) __builtin_trap();
    }
  } catch (const Error&) {
  }
  return 0;
}

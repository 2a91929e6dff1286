// Playlist files of any bytes: read or refused, and what was read can be written and read again.
#include <cstdint>
#include <string_view>

#include "leitmotif/core/error.hpp"
#include "leitmotif/playlist/playlist.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitmotif;
  if (size == 0) return 0;
  constexpr const char* kNames[] = {"x.m3u", "x.xspf", "x.jspf", "x"};
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    const playlist::Playlist list = playlist::read(bytes, kNames[data[0] % 4U]);
    for (const playlist::FormatInfo& info : playlist::formats()) {
      const std::string written = playlist::write(list, info.format, "/a/b");
      if (!info.readable) continue;
      // A nameless entry without a file leaves nothing behind in M3U8; XML and JSON keep every entry.
      const std::size_t again = playlist::read(written, "x." + std::string(info.name)).entries.size();
      if (info.format != playlist::Format::m3u8 && again != list.entries.size()) __builtin_trap();
    }
  } catch (const Error&) {
  }
  return 0;
}

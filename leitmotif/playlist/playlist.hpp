// Lists of songs as files: M3U8, XSPF, JSPF and CSV out; these and what others write in.
// Flow: songs of the library -> Playlist -> bytes; bytes of anybody's playlist -> Playlist -> songs of the library.
// Source: XSPF version 1 (xspf.org/spec), JSPF (xspf.org/jspf), extended M3U as players write it, RFC 3986 for
// addresses, RFC 4180 for CSV. docs/playlists.md says what we decided where they leave a choice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/song_reference.hpp"

namespace leitmotif::playlist {

/// One song of a list, and where it lies. What is not known is empty.
struct Entry : SongReference {
  std::string file = {};  ///< path of the song's file: absolute, or relative to the playlist's folder
  std::string uri = {};   ///< an address that is no file, such as a stream's; only read, never written

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// A list of songs as files of every format can say it.
struct Playlist {
  std::string title;
  std::vector<Entry> entries;

  friend bool operator==(const Playlist&, const Playlist&) = default;
};

/// The formats that lists are written in and read from.
enum class Format : std::uint8_t { m3u8, xspf, jspf, csv };

/// How one format appears outside.
struct FormatInfo {
  Format format;
  std::string_view name;        ///< as asked for; also the file name's ending
  std::string_view media_type;  ///< for HTTP
};

/// Every format once, in the order of the enumeration.
[[nodiscard]] std::span<const FormatInfo> formats() noexcept;
[[nodiscard]] const FormatInfo& info_of(Format format) noexcept;
/// Throws invalid_argument, listing the names.
[[nodiscard]] Format parse_format(std::string_view name);

/// What is read at most.
inline constexpr std::size_t kMostPlaylistBytes = 16U << 20U;
inline constexpr std::size_t kMostEntries = 100'000;

/// The bytes of a playlist file that will lie in `folder` (absolute): files are named relative to it. With an empty
/// folder they are named relative to the deepest folder that holds all of them, in the root folder wholly. Texts that
/// are not UTF-8 are read as decode_text reads them; control characters in them become blanks. The same list gives the
/// same bytes.
[[nodiscard]] std::string write(const Playlist& list, Format format, const std::filesystem::path& folder);

/// Reads a playlist: M3U, XSPF, JSPF, PLS, WPL and ASX, tables (CSV, TSV) with a column for the title or the file, and
/// lines of text. `where` names it in messages and, by its ending, helps to tell the format; what the bytes say
/// counts more. Text in any encoding of decode_text. Paths stay relative as they are; addresses are decoded, `file:`
/// ones to absolute paths. Throws corrupt_data (not a playlist, broken XML or JSON), resource_limit (more than
/// kMostPlaylistBytes or kMostEntries, JSON nested deeper than parse_json allows).
[[nodiscard]] Playlist read(std::string_view bytes, std::string_view where);

}  // namespace leitmotif::playlist

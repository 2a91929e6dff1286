// One writer and one reader for each format; playlist.cpp chooses.
#pragma once

#include <string>
#include <string_view>

#include "leitmotif/playlist/playlist.hpp"

namespace leitmotif::playlist {

/// Writers take lists whose texts are clean UTF-8 on one line and whose files are named as they shall stand.
[[nodiscard]] std::string write_m3u8(const Playlist& list);
[[nodiscard]] std::string write_xspf(const Playlist& list);
[[nodiscard]] std::string write_jspf(const Playlist& list);
[[nodiscard]] std::string write_csv(const Playlist& list);

/// Readers throw as playlist::read.
[[nodiscard]] Playlist read_m3u(std::string_view bytes, std::string_view where);
[[nodiscard]] Playlist read_xspf(std::string_view bytes, std::string_view where);
[[nodiscard]] Playlist read_jspf(std::string_view bytes, std::string_view where);

/// Puts an address into the entry: a path where it names one of this machine, else as it is.
void place(Entry& entry, std::string_view address);
/// Adds an entry. Throws resource_limit above kMostEntries.
void append(Playlist& list, Entry entry, std::string_view where);

/// XSPF keeps no year; it stands in a `meta` of this relation, in both XSPF and JSPF.
inline constexpr const char* kYearRelation = "https://schema.org/copyrightYear";

/// MusicBrainz's addresses of what has an id: `recording`, `release`, `artist`.
/// Source: musicbrainz.org/doc/MusicBrainz_Identifier.
[[nodiscard]] std::string musicbrainz_address(std::string_view what, std::string_view id);
/// The id in such an address; empty for any other.
[[nodiscard]] std::string musicbrainz_id(std::string_view what, std::string_view address);

}  // namespace leitmotif::playlist

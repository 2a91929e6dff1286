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
/// Winamp's PLS.
[[nodiscard]] Playlist read_pls(std::string_view bytes, std::string_view where);
/// Windows Media Player's WPL and ASX, Winamp's B4S.
[[nodiscard]] Playlist read_media_player(std::string_view bytes, std::string_view where);
/// A table with a header: Exportify's, TuneMyMusic's, Soundiiz's, iTunes's, our own.
[[nodiscard]] Playlist read_csv(std::string_view bytes, std::string_view where);
/// Songs in JSON that is no JSPF: a list of objects with titles and artists, as services export them.
[[nodiscard]] Playlist read_json_songs(std::string_view bytes, std::string_view where);
/// The property list of iTunes and Apple Music: a playlist that was exported by itself in its order, or all songs.
[[nodiscard]] Playlist read_property_list(std::string_view bytes, std::string_view where);
/// AIMP's list of version 4.
[[nodiscard]] Playlist read_aimp(std::string_view bytes, std::string_view where);
/// The tracks of a cue sheet, by their names.
[[nodiscard]] Playlist read_cue(std::string_view bytes, std::string_view where);
/// A name or path a line, as people type lists.
[[nodiscard]] Playlist read_lines(std::string_view bytes, std::string_view where);
/// Whether a first line names columns that read_csv knows, a title or a file among them.
[[nodiscard]] bool is_table_head(std::string_view line);

/// Text of an XML file as UTF-8: in the encoding that its declaration names, or a found one when that is wrong.
[[nodiscard]] std::string xml_text(std::string_view bytes, std::string_view where);

/// Puts an address into the entry: a path where it names one of this machine, else as it is.
void place(Entry& entry, std::string_view address);
/// Adds an entry. Throws resource_limit above kMostEntries.
void append(Playlist& list, Entry entry, std::string_view where);

/// XSPF keeps no year; it stands in a `meta` of this relation, in both XSPF and JSPF.
inline constexpr const char* kYearRelation = "https://schema.org/copyrightYear";

/// The one address that names an entry's recording: MusicBrainz's, else `urn:isrc:` and its code; empty when neither is
/// known. Services that take lists expect MusicBrainz's alone where there is one.
[[nodiscard]] std::string identifier_of(const Entry& entry);
/// MusicBrainz's addresses of what has an id: `recording`, `release`, `artist`.
/// Source: musicbrainz.org/doc/MusicBrainz_Identifier.
[[nodiscard]] std::string musicbrainz_address(std::string_view what, std::string_view id);
/// The id in such an address, with or without scheme and whatever follows it, or, of a recording, alone (also as
/// `urn:uuid:` or `mbid:`), in lower case; empty for any other.
[[nodiscard]] std::string musicbrainz_id(std::string_view what, std::string_view address);

}  // namespace leitmotif::playlist

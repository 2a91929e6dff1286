// Texts that lie beside music and are no lyrics: logs, cue sheets, lists of tracks, licences, read-me files.
// Flow: a .txt file -> what it is -> scan.
// Source: what rippers, players and net labels put into folders; the rules are in docs/own-songs.md.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace leitmotif::collection {

/// What a text is instead of a lyric, for people ("a list of tracks"); empty when nothing speaks against a lyric. A
/// text with a head that names artist or title is a lyric, and names and single phrases say nothing against one that
/// looks like a song (section headers, lines that come again). `file` is its name; empty: its name says nothing, as
/// that of a text beside music of the same name.
[[nodiscard]] std::string stray_text(std::string_view text, const std::filesystem::path& file);

}  // namespace leitmotif::collection

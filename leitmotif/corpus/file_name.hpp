// What a file's name says of the song in it.
// Flow: name of a music or lyric file -> artist, title, year.
// Source: names as rippers, taggers, scene releases, shops and programs that save videos write them; the table of rules
// is in docs/own-songs.md.
#pragma once

#include <filesystem>
#include <string_view>

#include "leitmotif/core/records.hpp"
#include "leitmotif/core/song_reference.hpp"

namespace leitmotif::corpus {

/// Artist, title and year as a name says them. Reads `Artist - Title`, `Title`, also `Artist - Album - 03 - Title`,
/// with any dash and underscores for blanks. Left out: the number of a track, a disc or a record's side in front (`03 -
/// `, `3. `, `03 `, `1-03 `, `(01) `, `#1 `, `Track 3 - `, `CD1 - 03 `, `A1. `), a year in brackets (it is given), the
/// site a file is from, what an upload added, and another ending (`song.mp3.txt`). A hyphen without blanks parts artist
/// and title where words are joined by underscores, behind a number that ends in a hyphen, behind the name of the
/// file's own folder or the one above, and between names of several words (`Ann Noon-Blue Door`). `name` may be a whole
/// path; its bytes are read as text::decode_text does. Throws corrupt_data when the name is not text, with `source`.
[[nodiscard]] SongReference named_song(const std::filesystem::path& name, std::string_view source);

/// Gives a song the artist, title and year that its file did not give, from the file's name. `-` says nothing. Throws
/// as named_song.
void fill_from_file_name(const std::filesystem::path& name, std::string_view source, Song& song);

}  // namespace leitmotif::corpus

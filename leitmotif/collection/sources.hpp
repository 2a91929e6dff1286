// Which files make one song: a music file with the lyric files beside it, or a lyric file alone.
// Flow: Walk -> SongSource -> read_song.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/collection/walk.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::collection {

/// Where a lyric may be.
enum class LyricPlace : std::uint8_t {
  lrc,  ///< an .lrc file beside the music or in its `lyrics` subfolder, or another that is synchronised by its nature
  txt,  ///< a .txt file there, or any other lyric file
  tag,  ///< a plain lyric in the music file's tags (USLT, LYRICS, UNSYNCEDLYRICS, ...)
  synced,  ///< a synchronised lyric in the tags (SYLT, SYNCEDLYRICS)
};

/// The order in which places are tried when none is asked for: what a person put beside the music comes first.
inline constexpr std::string_view kDefaultLyricOrder = "lrc,txt,tag,synced";

/// The name of a place, as in kDefaultLyricOrder.
[[nodiscard]] std::string_view name_of(LyricPlace place) noexcept;

/// Reads an order such as "txt,lrc,tag"; places that are left out are not looked at. Throws invalid_argument.
[[nodiscard]] std::vector<LyricPlace> parse_lyric_order(std::string_view text);

/// The files of one song, as indices into Walk::files.
struct SongSource {
  std::size_t first = 0;            ///< the music file, or the lyric file alone
  std::vector<std::size_t> lyrics;  ///< lyric files that belong to the music file, the one to try first in front
  bool owns_lyrics = true;          ///< false: another music file of the same name comes before
};

/// Whether a folder is called `lyrics`, `lrc`, `subs` or the like: its files may be of the music in the one above.
[[nodiscard]] bool is_lyrics_folder(const std::filesystem::path& folder);

/// Every song of a folder, in the order of its first file. A lyric file belongs to every music file of its name in its
/// folder or, from a subfolder called `lyrics` or the like, in the folder above; otherwise it is a song. Letter case
/// and forms of accents do not matter; behind the music's name may stand its extension and a language (`song.flac.lrc`,
/// `song.en.lrc`); without such music, the number of a track may be missing on one side when only one file is meant.
/// Of several, English comes first, then the one that says no language, then others.
[[nodiscard]] std::vector<SongSource> song_sources(std::span<const FoundFile> files);

/// A fingerprint of what a song would be read from: names, sizes and times of its files and the order of places; never
/// 0. It does not depend on the folder, so that it stays when files are moved together.
[[nodiscard]] std::int64_t fingerprint_of(const SongSource& source, std::span<const FoundFile> files,
                                          std::span<const LyricPlace> order);

}  // namespace leitmotif::collection

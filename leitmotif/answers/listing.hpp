// Lists of what is in the library: which songs in which order, albums and artists.
// Flow: command line or HTTP -> BrowseRequest -> browse::LibraryIndex -> SongList, Page.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/recommend/query.hpp"

namespace leitmotif::answers {

/// In which order songs are listed. Texts are compared without case and accents; what is not known comes last.
enum class SongOrder : std::uint8_t {
  added,  ///< as they came into the library
  title,
  artist,  ///< then by album and title
  album,   ///< then by artist and title
  year,
  genre,
  topic,  ///< then the most probable first
};
/// As requests spell them, in the order of the enumeration.
inline constexpr std::array<std::string_view, 7> kSongOrders = {"added", "title", "artist", "album",
                                                                "year",  "genre", "topic"};

/// The place behind a song of a list. Songs that come or go before it do not move it, unless the song itself goes or
/// words are searched for: then it is a number of songs.
struct BrowseCursor {
  std::size_t offset = 0;
  std::int64_t song = 0;

  /// As requests and answers spell it, "OFFSET.SONG".
  [[nodiscard]] std::string text() const { return std::to_string(offset) + "." + std::to_string(song); }
};

/// Which songs are listed. What is empty is not asked.
struct BrowseRequest {
  /// See catalog::Songs::search; best first unless an order is asked for. One letter alone: names that begin with it,
  /// artists before titles. When no song has the words and one of them is a year or a decade ("1973", "1970s"): songs
  /// of then that have the others.
  std::string words;
  std::vector<std::int64_t> ids;  ///< only these, in this order unless another is asked for; unknown ones are left out
  std::string artist;             ///< names without case and accents, as the next two
  std::string album;
  std::int64_t album_of = 0;  ///< of the albums of that name only the one that this song is on; 0: all
  std::string genre;
  std::string topic;  ///< the most probable one
  std::optional<recommend::YearRange> years;
  std::optional<bool> read;       ///< whether enough of its words are known
  std::optional<bool> guessed;    ///< whether its topics are a guess
  std::optional<bool> corrected;  ///< whether a person said its topic
  std::optional<bool> gone;       ///< whether its files are gone
  std::optional<bool> own;        ///< whether it has a file that is there
  std::optional<bool> named;      ///< whether it is known who made it
  std::optional<SongOrder> order;
  bool descending = false;
  std::size_t limit = 20;
  std::size_t offset = 0;
  std::int64_t after = 0;  ///< of a BrowseCursor: the songs behind this one, when it is among them
};

/// Songs of one name in one folder.
struct AlbumLine {
  std::string album;
  std::string artist;  ///< of all its songs, else "Various artists"
  std::size_t songs = 0;
  std::optional<int> year;  ///< the earliest
  std::int64_t song = 0;    ///< one of its songs, whose cover is the album's
};

/// An artist, spellings taken together.
struct ArtistLine {
  std::string artist;
  std::size_t songs = 0;
  std::size_t albums = 0;
  std::int64_t song = 0;  ///< one of the songs
};

/// A part of the albums or artists.
template <class Line>
struct Page {
  std::size_t total = 0;
  std::vector<Line> lines;
};

}  // namespace leitmotif::answers

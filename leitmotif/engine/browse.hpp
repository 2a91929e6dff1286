// Walking through a library: songs sorted and filtered, the albums and artists they make, and names that were typed
// almost right.
// Flow: View -> LibraryIndex, made once for each state of the library -> pages of songs, albums, artists.
#pragma once

#include <array>
#include <cstdint>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/engine/answers.hpp"
#include "leitmotif/engine/snapshot_cache.hpp"
#include "leitmotif/recommend/query.hpp"

namespace leitmotif::engine {

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
  /// artists before titles.
  std::string words;
  std::vector<std::int64_t> ids;  ///< only these, in this order unless another is asked for; unknown ones are left out
  std::string artist;             ///< names without case and accents, as the next two
  std::string album;
  std::string genre;
  std::string topic;  ///< the most probable one
  std::optional<recommend::YearRange> years;
  std::optional<bool> read;       ///< whether enough of its words are known
  std::optional<bool> guessed;    ///< whether its topics are a guess
  std::optional<bool> corrected;  ///< whether a person said its topic
  std::optional<bool> gone;       ///< whether its files are gone
  std::optional<bool> own;        ///< whether it has a file that is there
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

/// The rows of one snapshot in order. Immutable but for orders, which are made when they are first asked for;
/// may be used by several threads.
class LibraryIndex {
 public:
  /// Cost: linear in the songs, about a second a million.
  explicit LibraryIndex(View view);

  /// The state of the library it was made of.
  [[nodiscard]] const View& view() const noexcept { return view_; }
  /// Throws invalid_argument (a topic that does not exist), resource_limit (words as Songs::search).
  [[nodiscard]] SongList songs(const BrowseRequest& request) const;
  /// By name; only those with `words` in them (without case and accents).
  [[nodiscard]] Page<AlbumLine> albums(std::string_view words, std::size_t limit, std::size_t offset) const;
  [[nodiscard]] Page<ArtistLine> artists(std::string_view words, std::size_t limit, std::size_t offset) const;
  /// The words with those that no title, artist or album has replaced by the nearest that one has; nothing when that
  /// changes none of them. At most one letter in four may be wrong, missing, doubled or exchanged with the next; a word
  /// of three letters is left as it is.
  [[nodiscard]] std::optional<std::string> corrected(std::string_view words) const;

 private:
  using Rows = std::vector<std::uint32_t>;

  [[nodiscard]] std::shared_ptr<const Rows> ordered(SongOrder order) const;
  [[nodiscard]] Rows sorted(SongOrder order) const;
  [[nodiscard]] Rows candidates(const BrowseRequest& request, SongList& list,
                                std::map<std::uint32_t, std::string>& lines) const;
  struct Filter;
  [[nodiscard]] Filter filter_of(const BrowseRequest& request) const;
  [[nodiscard]] Rows beginning_with(char letter) const;
  [[nodiscard]] bool passes(const Filter& filter, std::uint32_t row) const;
  [[nodiscard]] std::size_t beginning_of(const BrowseRequest& request, const Rows& rows) const;
  [[nodiscard]] SongLine line_of(std::uint32_t row) const;
  /// By how long the words are: words of names, and how often each stands there.
  using Vocabulary = std::vector<std::vector<std::pair<std::string, std::size_t>>>;
  [[nodiscard]] Vocabulary words_of_names() const;
  [[nodiscard]] std::string nearest(const std::string& word) const;
  void read_albums();
  void count_artists();

  View view_;
  std::vector<std::uint32_t> album_of_;     ///< [songs] place in `albums_`; kNone: none
  std::vector<std::int64_t> length_ms_;     ///< [songs] 0: not known
  std::vector<AlbumLine> albums_;           ///< by name
  std::vector<ArtistLine> artists_;         ///< by name
  std::vector<std::uint32_t> album_place_;  ///< [albums] place by name
  mutable std::mutex mutex_;
  mutable std::array<std::shared_ptr<const Rows>, kSongOrders.size()> orders_;
  std::shared_future<Vocabulary> vocabulary_;  // last, so that it ends before what it reads
};

}  // namespace leitmotif::engine

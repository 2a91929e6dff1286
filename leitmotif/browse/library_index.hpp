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

#include "leitmotif/answers/answers.hpp"
#include "leitmotif/answers/listing.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/recommend/query.hpp"

namespace leitmotif::browse {

/// The rows of one snapshot in order. Immutable but for orders, which are made when they are first asked for;
/// may be used by several threads.
class LibraryIndex {
 public:
  /// Cost: linear in the songs, about a second a million.
  explicit LibraryIndex(current::View view);

  /// The state of the library it was made of.
  [[nodiscard]] const current::View& view() const noexcept { return view_; }
  /// Throws invalid_argument (a topic that does not exist), resource_limit (words as Songs::search).
  [[nodiscard]] answers::SongList songs(const answers::BrowseRequest& request) const;
  /// By name; only those with `words` in them (without case and accents).
  [[nodiscard]] answers::Page<answers::AlbumLine> albums(std::string_view words, std::size_t limit,
                                                         std::size_t offset) const;
  /// `most_first`: by how many songs there are, the most first, those with as many by name.
  [[nodiscard]] answers::Page<answers::ArtistLine> artists(std::string_view words, std::size_t limit,
                                                           std::size_t offset, bool most_first) const;
  /// The words with those that no title, artist or album has replaced by the nearest that one has; nothing when that
  /// changes none of them. At most one letter in four may be wrong, missing, doubled or exchanged with the next; a word
  /// of three letters is left as it is.
  [[nodiscard]] std::optional<std::string> corrected(std::string_view words) const;

 private:
  using Rows = std::vector<std::uint32_t>;

  [[nodiscard]] std::shared_ptr<const Rows> ordered(answers::SongOrder order) const;
  [[nodiscard]] Rows sorted(answers::SongOrder order) const;
  [[nodiscard]] Rows candidates(const answers::BrowseRequest& request, answers::SongList& list,
                                std::map<std::uint32_t, std::string>& lines) const;
  struct Filter;
  [[nodiscard]] Filter filter_of(const answers::BrowseRequest& request) const;
  [[nodiscard]] Rows beginning_with(char letter) const;
  [[nodiscard]] bool passes(const Filter& filter, std::uint32_t row) const;
  [[nodiscard]] std::size_t beginning_of(const answers::BrowseRequest& request, const Rows& rows) const;
  [[nodiscard]] answers::SongLine line_of(std::uint32_t row) const;
  /// By how long the words are: words of names, and how often each stands there.
  using Vocabulary = std::vector<std::vector<std::pair<std::string, std::size_t>>>;
  [[nodiscard]] Vocabulary words_of_names() const;
  [[nodiscard]] std::string nearest(const std::string& word) const;
  void read_albums();
  void count_artists();

  current::View view_;
  std::vector<std::uint32_t> album_of_;        ///< [songs] place in `albums_`; kNone: none
  std::vector<std::int64_t> length_ms_;        ///< [songs] 0: not known
  std::vector<std::uint32_t> place_on_album_;  ///< [songs] disc and track, see place_on_album
  std::vector<answers::AlbumLine> albums_;     ///< by name
  std::vector<answers::ArtistLine> artists_;   ///< by name
  std::vector<std::uint32_t> album_place_;     ///< [albums] place by name
  mutable std::mutex mutex_;
  mutable std::array<std::shared_ptr<const Rows>, answers::kSongOrders.size()> orders_;
  std::shared_future<Vocabulary> vocabulary_;  // last, so that it ends before what it reads
};

}  // namespace leitmotif::browse

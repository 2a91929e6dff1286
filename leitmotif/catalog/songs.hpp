// The songs of a library: written in batches, found by number, name or words.
// Flow: corpus -> Songs::add -> lists, search, and everything else that refers to songs by their numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/catalog/part.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::catalog {

/// A song with its number. Numbers are never given to another song.
struct StoredSong {
  std::int64_t id = 0;
  Song song;
  std::string label;  ///< topic an imported file carried; for evaluation, never used for recommending
};

/// One line of a song list.
struct SongHead {
  std::int64_t id = 0;
  std::string artist;
  std::string title;
  std::optional<int> year;
  std::string genre;
};

/// A song that was searched for.
struct FoundSong {
  SongHead head;
  std::string line;  ///< the first line that holds most of the words; empty for cleaned lyrics, or when none does
};

/// What a search gave.
struct Found {
  std::size_t total = 0;  ///< how many songs were found; `songs` is a part of them
  std::vector<FoundSong> songs;
};

/// The numbers of the songs of a search.
[[nodiscard]] inline std::vector<std::int64_t> numbers_of(const Found& found) {
  std::vector<std::int64_t> numbers;
  for (const FoundSong& song : found.songs) numbers.push_back(song.head.id);
  return numbers;
}

/// What one model said about the songs that are written with it.
struct Opinions {
  std::string_view model_id;
  std::span<const Prediction> predictions;  ///< as many as songs, in their order
};

/// What became of songs that were written.
struct ImportCounts {
  std::size_t imported = 0;  ///< new songs
  std::size_t updated = 0;   ///< rows whose song was already there, changed or not
};

/// The longest text that may be searched for.
inline constexpr std::size_t kMostSearchBytes = 1000;

/// Identity: a song is (artist, title, year), and what LabelledSong::apart says; artist and title are compared without
/// surrounding white space and with ASCII letters in lower case; other characters must be the same bytes (no Unicode
/// case folding).
class Songs : public Part {
 public:
  /// Writes the songs: all or none. A song that is already there keeps its id and takes every field of the new row;
  /// when its lyric changed, all models' scores of it are dropped.
  /// Cost: give some thousand songs at once; one call is one transaction.
  virtual ImportCounts add(std::span<const LabelledSong> songs) = 0;
  /// The same, and in the same transaction one model's prediction for each song.
  /// Throws invalid_argument as Scores::store, internal when the numbers of songs and predictions differ.
  virtual ImportCounts add(std::span<const LabelledSong> songs, const Opinions& opinions) = 0;

  /// The songs of these numbers, in their order; nothing where there is none. Cost: for many much less than one by one.
  [[nodiscard]] virtual std::vector<std::optional<StoredSong>> songs_of(std::span<const std::int64_t> ids) const = 0;
  /// The song of that number, when there is one.
  [[nodiscard]] std::optional<StoredSong> song(std::int64_t id) const { return std::move(songs_of({&id, 1}).front()); }
  /// How many songs there are.
  [[nodiscard]] virtual std::size_t size() const = 0;
  /// Whether there is none. Cost: less than size().
  [[nodiscard]] virtual bool empty() const = 0;
  /// How many songs have a lyric. Cost: reads something of every lyric, about 1 s a million songs.
  [[nodiscard]] virtual std::size_t with_lyrics() const = 0;
  /// Every song in the order of ids, one at a time, as the library was when this began. What `visit` throws passes.
  virtual void for_each(const std::function<void(const StoredSong&)>& visit) const = 0;

  /// The list line of every song in the order of ids. Cost: reads no lyric; about 1 s a million songs.
  virtual void for_each_head(const std::function<void(const SongHead&)>& visit) const = 0;
  /// The songs with a label, in the order of ids: for evaluation, as StoredSong::label. Cost: as for_each_head.
  virtual void for_each_label(const std::function<void(std::int64_t id, std::string_view label)>& visit) const = 0;

  /// Songs whose artist, title or lyrics, or artist, title or album hold all `words`, best first (artist and title
  /// weigh more than album, that more than lyrics; ties by id). Letter case and accents do not matter; "words in
  /// quotes" are a phrase; a word ending in * and the last word match by their beginning; everything else in the words
  /// is plain text. A last word of one or two letters is the beginning of words in artist and title only, or a whole
  /// word anywhere; one letter behind other words is a whole word, and not asked when no song has it. Words that find
  /// nothing are looked for once more with a sign inside: see with_signs. No words: all songs by id; words without a
  /// letter or digit find nothing.
  /// When more than kMostRanked songs are found, those that have all words in artist and title, or with the album, come
  /// first: the first kMostRanked of them by id are ranked, all others follow by id.
  /// Throws resource_limit when `words` is longer than kMostSearchBytes.
  [[nodiscard]] virtual Found search(std::string_view words, std::size_t limit, std::size_t offset) const = 0;
  /// Numbers of the first songs that `search` gives, and throws as it does. Cost: less, as neither lines nor how many
  /// there are is worked out.
  [[nodiscard]] virtual std::vector<std::int64_t> first_found(std::string_view words, std::size_t most) const {
    return numbers_of(search(words, most, 0));
  }
  /// Songs by this artist and of this title, compared as identities are, in the order of ids.
  [[nodiscard]] virtual std::vector<std::int64_t> named(std::string_view artist, std::string_view title) const = 0;
};

}  // namespace leitmotif::catalog

// The strong words of songs that were shown, read once and kept while the library is as it was.
// Flow: lyric in the catalogue -> StrongWords -> ReadWords -> the level an answer tells of a song.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <shared_mutex>
#include <unordered_map>

#include "leitmotif/core/records.hpp"
#include "leitmotif/library/snapshot.hpp"
#include "leitmotif/wishes/strong_words.hpp"

namespace leitmotif::people {

/// What a song's lyric tells of its strong words.
struct WordsOfSong {
  wishes::Explicitness found;
  bool has_lyrics = false;
};

/// Reads a song's lyric.
[[nodiscard]] WordsOfSong words_of_song(const wishes::StrongWords& strong, const Song& song);

/// Safe to use from several threads.
class ReadWords {
 public:
  /// Those of the song in a row of a snapshot; `read` is asked when they are not known, and what it throws passes.
  [[nodiscard]] std::shared_ptr<const WordsOfSong> of(const std::shared_ptr<const library::Snapshot>& snapshot,
                                                      std::size_t row, const std::function<WordsOfSong()>& read);

 private:
  std::shared_mutex mutex_;
  std::weak_ptr<const library::Snapshot> snapshot_;  ///< whose rows they are
  std::unordered_map<std::size_t, std::shared_ptr<const WordsOfSong>> songs_;
};

}  // namespace leitmotif::people

// In how many songs of each topic and decade every word stands.
// Flow: words of lyrics -> counts -> the most telling words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "leitmotif/explore/song_table.hpp"

namespace leitmotif::explore {

/// More different words than this are not counted; further new ones are passed over. Keeps the memory within some
/// hundred megabytes whatever the file holds.
inline constexpr std::size_t kMostWords = 1'000'000;

/// Shape: songs[words x groups], row-major; words in alphabetical order.
struct WordCounts {
  std::vector<std::string> words;
  std::size_t groups = 0;
  std::vector<std::uint32_t> songs;  ///< a song counts once for a word, however often it sings it
  std::size_t songs_with_words = 0;
  bool complete = true;  ///< false: there were more than kMostWords different words
};

/// Counts of the topics followed by the decades: groups = topic names + decade names.
/// The same at any number of threads. Cost: one look-up a word.
[[nodiscard]] WordCounts count_words(const SongTable& table, unsigned threads);

}  // namespace leitmotif::explore

// The words that tell one group of songs from the others.
// Flow: WordCounts -> for each topic and decade the words of the greatest z-score.
// Source: Monroe, Colaresi and Quinn 2008, "Fightin' Words": the log-odds ratio of a word within and outside the group,
// with a Dirichlet prior that follows the word's frequency in all songs, in units of its standard deviation.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "leitmotif/explore/word_counts.hpp"

namespace leitmotif::explore {

/// A word that a group of songs holds more or less often than the others.
struct TellingWord {
  std::string word;
  double z = 0;                ///< above 0: more often in the group than elsewhere
  std::size_t songs = 0;       ///< of the group that hold it
  double share = 0;            ///< of the group's songs that hold it, 0..1
  double share_elsewhere = 0;  ///< of the other groups' songs
};

/// The telling words of one group.
struct TellingWords {
  std::string group;
  std::size_t songs = 0;
  std::vector<TellingWord> words;  ///< by falling z, equals by word
};

/// How the words are chosen.
struct TellingOptions {
  std::size_t most = 12;         ///< words of a group
  std::size_t fewest_songs = 5;  ///< a word of fewer songs in all is not looked at
  double prior = 1000;           ///< weight of the prior, in word-song pairs
  double least_z = 1.96;         ///< words below it are left out: chance could have made them
};

/// For the groups first..first + groups.names.size() of the counts.
[[nodiscard]] std::vector<TellingWords> telling_words(const WordCounts& counts, const Groups& groups, std::size_t first,
                                                      const TellingOptions& options = {});

}  // namespace leitmotif::explore

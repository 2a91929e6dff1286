// Rows of one file that have one name without being one song, or no name at all.
// Flow: row of a table -> LabelledSong::apart -> identity in the library.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "leitmotif/core/records.hpp"

namespace leitmotif::engine {

/// Tells the rows of one file apart. The same file gives the same identities again, so that importing it twice updates.
class RowNames {
 public:
  /// Sets `row.apart`: for a row without a title, its lyric; for one whose artist, title and year an earlier row has
  /// with another album or another lyric, that album or lyric; else nothing. Gives the reason why the row cannot be
  /// used: an earlier one is the same song and has the lyric that this one lacks. Cost: two hashes of the row.
  [[nodiscard]] std::string tell_apart(LabelledSong& row);

 private:
  struct First {
    std::uint64_t album = 0;
    std::uint64_t lyric = 0;
    std::uint32_t line = 0;
  };
  std::unordered_map<std::uint64_t, First> first_;  // by the hash of a name
};

}  // namespace leitmotif::engine

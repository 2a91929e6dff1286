// Rows of one file that have one name without being one song, or no name at all.
// Flow: row of a table -> LabelledSong::apart -> identity in the library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "leitmotif/core/records.hpp"

namespace leitmotif::intake {

/// Tells the rows of one file apart. The same file gives the same identities again, so that importing it twice updates.
class RowNames {
 public:
  /// Sets `row.apart`: for a row without a title, its lyric; for one whose artist, title and year an earlier row has
  /// with another album or another lyric, that album or lyric; else nothing. Gives the reason why the row cannot be
  /// used: an earlier one is the same song and has the lyric that this one lacks. Cost: a hash of the name; of a
  /// lyric only some bytes are looked at, so that two of one length may pass for one.
  [[nodiscard]] std::string tell_apart(LabelledSong& row);

 private:
  struct First {
    std::uint64_t name = 0;  ///< its hash; 0: the place is free
    std::uint32_t album = 0;
    std::uint32_t lyric = 0;
    std::uint32_t line = 0;
  };
  /// The place of a name, free when it is new. Half of the places are free.
  First& place_of(std::uint64_t name);

  std::vector<First> places_ = std::vector<First>(1024);
  std::size_t taken_ = 0;
};

}  // namespace leitmotif::intake

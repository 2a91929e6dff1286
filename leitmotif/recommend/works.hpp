// Never two editions of one song in an answer.
// Flow: songs in the order they would be given -> one of each work -> take_capped.
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "leitmotif/recommend/artist_cap.hpp"
#include "leitmotif/recommend/library.hpp"

namespace leitmotif::recommend {

/// The works that an answer has already. Lifetime: the library must outlive it.
class TakenWorks {
 public:
  explicit TakenWorks(const Library& library) : library_(library) {}

  /// Whether an edition of this song (a row) was taken. Cost: some microseconds.
  [[nodiscard]] bool has(std::uint32_t song) const;
  /// Takes a song.
  void add(std::uint32_t song);
  void add(const std::vector<std::uint32_t>& songs);

 private:
  const Library& library_;
  std::unordered_set<std::uint64_t> works_;
};

/// The songs of a queue without those whose work was taken before; each that is given is taken.
/// Lifetime: `taken` must outlive the result.
[[nodiscard]] NextSong one_of_each_work(NextSong next, TakenWorks& taken);

}  // namespace leitmotif::recommend

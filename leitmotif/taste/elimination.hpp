// The inverse of a Gram matrix of lists, most of which is zero: songs of few lists are taken out one by one, which
// costs no more than the songs they share lists with, and only the rest is inverted as a whole. Flow: lists ->
// Elimination (an order of songs, and what each is bound to) -> Gram matrix in this order -> its inverse. Source:
// minimum degree ordering (Tinney and Walker 1967); the inverse from the factors: Takahashi, Fagan and Chin 1973.
#pragma once

#include "leitmotif/taste/lists.hpp"
#include "leitmotif/taste/square.hpp"

namespace leitmotif::taste {

/// An order of songs: the core, ascending, then those that are taken out, the first one last.
struct Elimination {
  std::vector<Item> songs;  ///< all columns of the lists
  std::size_t core = 0;     ///< how many of them are inverted as a whole
  /// What a song is bound to when it is taken out: places in `songs`, all before its own. Shape: [songs - core].
  std::vector<std::vector<std::uint32_t>> bound;
};

/// Takes out, one after another, the song that is bound to fewest others, until all that are left are bound to more
/// than `most_bound`. Every pair of a list is bound, and what a song was bound to when it was taken out. Memory:
/// columns^2 / 8 bytes while it works.
[[nodiscard]] Elimination eliminate_loose_songs(const SparseMatrix& lists, std::size_t most_bound);

/// Replaces a symmetric positive definite matrix, whose rows are in the order of `songs` and which is zero where songs
/// are not bound, by its inverse; only the lower triangle is read, both are written. The same bits at any number of
/// threads (0: all). Throws invalid_argument when it is not positive definite.
void invert_by_elimination(Square& matrix, const Elimination& order, unsigned threads);

}  // namespace leitmotif::taste

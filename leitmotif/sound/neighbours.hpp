// Which pieces of a set lie nearest to each.
// Flow: descriptors -> for_each_neighbours -> answers.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "leitmotif/sound/descriptor.hpp"

namespace leitmotif::sound {

/// Another piece, and how far away it is: 0 is the same, 1 as far as anything.
struct Neighbour {
  std::size_t piece = 0;
  double distance = 0;
};

/// Calls `visit` for each piece, in their order, with all others, nearest first. Distances are mutual ones, by the
/// surroundings within the set; of fewer than 20 pieces by those of music at large.
/// Cost: the square of the number of pieces; memory is linear in it.
void for_each_neighbours(std::span<const std::vector<float>> descriptors, Compared compared, unsigned threads,
                         const std::function<void(std::size_t piece, std::span<const Neighbour> others)>& visit);

}  // namespace leitmotif::sound

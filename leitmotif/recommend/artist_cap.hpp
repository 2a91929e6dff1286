// Not the same artist again and again.
// Flow: songs in the order they would be given -> take_capped -> those that are given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "leitmotif/core/column.hpp"

namespace leitmotif::recommend {

/// Gives the next song (a row) each time it is called, or nothing at the end.
using NextSong = std::function<std::optional<std::uint32_t>()>;

/// The first `n` songs of a queue with at most `cap` of one artist where that leaves n (0: no cap).
///
/// An artist's first `cap` songs in the queue belong to round one, the next to round two, and so on; rounds are used in
/// turn until there are n songs, which are given in the order of the queue. So there are never fewer songs than asked
/// for while the queue has them, and the cap is relaxed evenly. `artist` has one number a row.
[[nodiscard]] std::vector<std::uint32_t> take_capped(const NextSong& next, const Column<std::uint32_t>& artist,
                                                     std::size_t n, std::size_t cap);

}  // namespace leitmotif::recommend

// Songs of a library that others look through: each a share of the rows, all at once.
// Flow: rank -> Elsewhere -> what every share found, joined -> the same steps as after a scan of one's own.
#pragma once

#include <cstddef>
#include <vector>

#include "leitmotif/core/top_k.hpp"
#include "leitmotif/recommend/scan.hpp"

namespace leitmotif::recommend {

/// Songs that could stand at each point of a path.
struct PathCandidates {
  std::vector<TopK> best;  ///< [points]
  std::size_t passed = 0;  ///< as PathAnswer's
};

/// So many are kept for each point of a path of so many songs: other points cannot have taken them all.
[[nodiscard]] constexpr std::size_t candidates_of_a_point(std::size_t points) noexcept { return 2 * points + 32; }

/// Looks through all songs for one question, which it was made for. Rows and scores are those that the whole library
/// would give. Const functions throw what keeps an answer from being whole.
class Elsewhere {
 public:
  Elsewhere() = default;
  Elsewhere(const Elsewhere&) = delete;
  Elsewhere& operator=(const Elsewhere&) = delete;
  virtual ~Elsewhere() = default;

  /// As recommend::scan; into so many groups as the question has.
  [[nodiscard]] virtual Scanned scan(std::size_t most) const = 0;
  /// The candidates of a path.
  [[nodiscard]] virtual PathCandidates path() const = 0;
};

}  // namespace leitmotif::recommend

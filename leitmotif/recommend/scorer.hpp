// One score for everything that is asked, and the parts it is made of.
// Flow: Library, Query -> Scorer -> scores of all songs (fast), parts of the few that are given (exact).
// Source: docs/recommender.md says what each part means.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "leitmotif/recommend/library.hpp"
#include "leitmotif/recommend/query.hpp"
#include "leitmotif/recommend/ways/way.hpp"

namespace leitmotif::recommend {

/// Each way that is asked gives 0..1 divided by the number of ways, so that the score of a song that is all that was
/// wished for is 1; `unlike` is subtracted with the same weight. Lifetime: library and query must outlive it.
class Scorer {
 public:
  Scorer(const Library& library, const Query& query);

  /// Scores of the songs from `begin` on without the parts path and variety; NaN: nothing that is asked can be told of
  /// the song. `group` is set to each song's group.
  void score(std::size_t begin, std::span<float> scores, std::span<std::uint32_t> group) const;

  /// The parts of one song's score, the same without path and variety.
  [[nodiscard]] std::vector<Part> parts(std::size_t song) const;
  /// How much of a song's score comes from each way, at most.
  [[nodiscard]] double weight() const noexcept { return weight_; }

  /// Into how many groups the ways divide songs; one of each group is given in turn.
  [[nodiscard]] std::size_t groups() const noexcept { return groups_; }

 private:
  const Query& query_;
  std::vector<std::shared_ptr<const Way>> ways_;
  std::size_t groups_ = 1;
  double weight_ = 1;
};

/// The sum of the parts.
[[nodiscard]] double total(const std::vector<Part>& parts) noexcept;

}  // namespace leitmotif::recommend

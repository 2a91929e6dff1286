// One score for everything that is asked, and the parts it is made of.
// Flow: Library, Query -> Scorer -> scores of all songs (fast), parts of the few that are given (exact).
// Source: docs/recommender.md says what each part means.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "leitmotif/recommend/library.hpp"
#include "leitmotif/recommend/query.hpp"

namespace leitmotif::recommend {

/// Each way that is asked gives 0..1 divided by the number of ways, so that the score of a song that is all that was
/// wished for is 1; `unlike` is subtracted with the same weight. Lifetime: library and query must outlive it.
class Scorer {
 public:
  Scorer(const Library& library, const Query& query);

  /// Scores of the songs from `begin` on without the parts path and variety; NaN: nothing that is asked can be told of
  /// the song. `nearest` is set to which of the liked songs is nearest, 0 when none are liked.
  void score(std::size_t begin, std::span<float> scores, std::span<std::uint32_t> nearest) const;

  /// The parts of one song's score, the same without path and variety.
  [[nodiscard]] std::vector<Part> parts(std::size_t song) const;
  /// How much of a song's score comes from each way, at most.
  [[nodiscard]] double weight() const noexcept { return weight_; }

 private:
  [[nodiscard]] bool is_read(std::size_t song) const noexcept;
  [[nodiscard]] Part nearest_part(PartKind kind, std::size_t song, const std::vector<std::uint32_t>& others) const;

  const Library& library_;
  const Query& query_;
  std::vector<float> mix_roots_;   ///< [parts] roots of the weights, which sum to 1
  std::vector<float> text_roots_;  ///< the same of the text's mixture
  double weight_ = 1;
};

/// The sum of the parts.
[[nodiscard]] double total(const std::vector<Part>& parts) noexcept;

/// Dot products of the space's rows of the songs from `begin` on with a point.
void dots_with(const Space& space, std::size_t begin, std::span<const float> point, std::span<float> dots);

}  // namespace leitmotif::recommend

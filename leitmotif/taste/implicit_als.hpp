// Matrix factors by alternating least squares for lists without ratings.
// Flow: lists of songs -> a place for each song in a few dimensions; a list's place is solved for when it is asked.
// Source: Hu, Koren and Volinsky 2008; initial values, weight of what was not chosen and regularisation by frequency as
// Rendle, Krichene, Zhang and Koren 2021, "Revisiting the performance of iALS on item recommendation benchmarks"; few
// steps from the last solution for very many lists: Takács, Pilászy and Tikk 2011, "Applications of the conjugate
// gradient method for implicit feedback collaborative filtering".
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "leitmotif/core/column.hpp"
#include "leitmotif/taste/lists.hpp"

namespace leitmotif::taste {

/// What the factors are fitted with.
struct AlsOptions {
  std::size_t dimensions = 64;  ///< at least 1
  float unobserved = 0.1F;      ///< weight of every song that a list does not have, above 0
  float penalty = 0.003F;       ///< above 0
  float frequency_power = 1;    ///< how the penalty grows with what is known of a list or song
  std::size_t iterations = 16;  ///< at least 1
  /// 0: every problem is solved exactly; else by so many steps of conjugate gradients a half step, from where the list
  /// or song was before.
  std::size_t steps = 0;
  std::uint64_t seed = 0;
  unsigned threads = 0;
};

/// What fitting works out: numbers in memory, or in a file that is mapped. Copies share them.
struct FittedFactors {
  Column<float> rows;    ///< [known x dimensions] of the songs that some list has
  Column<float> common;  ///< [dimensions] what every problem of a list shares: its diagonal matrix
};

/// Factors of songs. Without steps exact: each half step solves every least squares problem, in the basis where what
/// all problems share is a diagonal matrix, so that a list of few songs costs a system of that few unknowns.
class ImplicitAls final : public Scorer {
 public:
  /// Throws invalid_argument for options out of range.
  [[nodiscard]] static ImplicitAls fit(const SparseMatrix& lists, const AlsOptions& options);
  /// One that was fitted with these options, from the songs that some list had, ascending. Throws invalid_argument for
  /// options out of range and for numbers that are not as many.
  [[nodiscard]] static ImplicitAls of_fitted(std::vector<Item> known, FittedFactors fitted, const AlsOptions& options);
  /// What makes one again by `of_fitted`.
  [[nodiscard]] const FittedFactors& fitted() const noexcept { return fitted_; }

  void score(std::span<const Item> given, std::span<float> scores) const override;
  /// Adds the scores of songs that some list has, in their order, to as many numbers.
  void add_scores(std::span<const Item> given, std::span<float> sums) const;
  /// Where somebody lies who has these songs: shape [dimensions]; all 0 for none.
  [[nodiscard]] std::vector<float> place_of(std::span<const Item> given) const;
  /// The factors of a song: shape [dimensions]; empty for one that no list has. Lifetime: that of this object.
  [[nodiscard]] std::span<const float> row_of(Item item) const;
  [[nodiscard]] std::size_t dimensions() const noexcept { return options_.dimensions; }

  ImplicitAls(ImplicitAls&&) noexcept = default;

 private:
  ImplicitAls() = default;
  AlsOptions options_;
  std::vector<Item> known_;  ///< songs that some list has, ascending
  FittedFactors fitted_;     ///< rows in the basis of `common`
};

}  // namespace leitmotif::taste

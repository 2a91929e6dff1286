// EASE: the linear model whose best weights have a closed form.
// Flow: lists of songs -> songs x songs weights -> a list's scores are sums of rows.
// Source: Steck 2019, "Embarrassingly shallow autoencoders for sparse data"; side information as rows and kernel of the
// Gram matrix: Jeunen, Van Balen and Goethals 2020, "Closed-form models for collaborative filtering with
// side-information".
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "leitmotif/core/column.hpp"
#include "leitmotif/taste/lists.hpp"
#include "leitmotif/taste/square.hpp"

namespace leitmotif::taste {

/// What EASE is fitted with.
struct EaseOptions {
  float penalty = 100;  ///< above 0; added to the diagonal of the Gram matrix
  unsigned threads = 0;
};

/// Weights of songs for songs: in memory, or in a file that is mapped. Copies share the numbers. Looking at numbers of
/// a damaged file throws corrupt_data.
struct SongWeights {
  std::size_t size = 0;
  Column<float> values;  ///< [size x size], row-major

  /// What having one song says about the others. Lifetime: the column's.
  [[nodiscard]] std::span<const float> row(std::size_t place) const { return values.piece(place * size, size); }
  /// One of these numbers.
  [[nodiscard]] float at(std::size_t from, std::size_t to) const { return values[from * size + to]; }
};

/// Weights of one song for another.
class Ease final : public Scorer {
 public:
  /// Throws invalid_argument when the penalty is not above 0. Songs that share lists with few others are taken out
  /// before the rest is inverted; where there are fewer lists than songs in this rest it is solved in the dual form,
  /// which inverts a matrix [lists x lists]. The weights are the same.
  [[nodiscard]] static Ease fit(const SparseMatrix& lists, const EaseOptions& options);
  /// From a Gram matrix [items x items] with the penalty on its diagonal; only the lower triangle is read.
  [[nodiscard]] static Ease of_gram(Square gram, unsigned threads);
  /// From the weights of one that was made so. Throws invalid_argument when they are no square.
  [[nodiscard]] static Ease of_weights(SongWeights weights);

  void score(std::span<const Item> given, std::span<float> scores) const override;
  /// Shape: [known x known]; a row is what having one song says about the others, the diagonal is 0.
  [[nodiscard]] const SongWeights& weights() const noexcept { return weights_; }
  /// The songs that rows are of: those that some list has, in any order, all of a Gram matrix, ascending. Of others
  /// nothing is known.
  [[nodiscard]] const std::vector<Item>& known() const noexcept { return known_; }

  Ease(Ease&&) noexcept = default;

 private:
  Ease(SongWeights weights, std::vector<Item> known, std::size_t items);
  SongWeights weights_;
  std::vector<Item> known_;
  std::vector<Item> place_;  ///< [items] in `known_`, or its size
};

/// How often two songs share lists, each list counting `size^-size_power`. Only the lower triangle is written.
[[nodiscard]] Square gram_of(const SparseMatrix& lists, double size_power);

}  // namespace leitmotif::taste

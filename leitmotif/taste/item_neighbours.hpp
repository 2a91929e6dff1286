// Songs that share lists more than others do.
// Flow: lists of songs -> the nearest of each song -> a list's scores are sums of likenesses.
// Source: Deshpande and Karypis 2004, "Item-based top-N recommendation algorithms", with a shrunk cosine; the random
// walk of three steps: Paudel, Christoffel, Newell and Bernstein 2017, "Updatable, accurate, diverse, and scalable
// recommendations for interactive applications" (RP3beta).
#pragma once

#include "leitmotif/taste/lists.hpp"

namespace leitmotif::taste {

/// What likeness is.
struct NeighbourOptions {
  std::size_t most = 1000;  ///< neighbours a song keeps
  float shrink = 10;        ///< added to the product of norms, so that songs of few lists are like none
  unsigned threads = 0;
};

/// What the random walk is.
struct WalkOptions {
  std::size_t most = 300;
  double alpha = 0.7;  ///< steps go by inverse degrees to this power
  double beta = 0.3;   ///< popular ends count less by their degree to this power
  unsigned threads = 0;
};

/// Rows of neighbours with weights.
class Neighbours final : public Scorer {
 public:
  /// Cosine of the songs' lists, shrunk.
  [[nodiscard]] static Neighbours by_cosine(const SparseMatrix& lists, const NeighbourOptions& options);
  /// From song to list to song, RP3beta.
  [[nodiscard]] static Neighbours by_walk(const SparseMatrix& lists, const WalkOptions& options);

  void score(std::span<const Item> given, std::span<float> scores) const override;
  /// Shape: [items x items], row i what having i says about others.
  [[nodiscard]] const SparseMatrix& weights() const noexcept { return weights_; }

  Neighbours(Neighbours&&) noexcept = default;

 private:
  explicit Neighbours(SparseMatrix weights) : weights_(std::move(weights)) {}
  SparseMatrix weights_;
};

}  // namespace leitmotif::taste

// The first layer of the paper's networks while it learns: dense weights, input rows that are 99 % zeros.
// Flow: TF-IDF rows of a batch -> sums of the first layer; gradients of those sums -> a step of Adam.
// LibTorch would treat the zeros as numbers. Here a batch is turned around, from songs with terms to terms with songs,
// so that each weight row that takes part is read once on the way forward and once on the way back.
#pragma once

#include <span>
#include <vector>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/training/row_adam.hpp"

namespace leitmotif::training {

/// Songs of a batch by the terms they have.
class TermLists {
 public:
  /// One term of one song.
  struct Entry {
    std::uint32_t place;  ///< of the song in the batch
    float value;
  };

  explicit TermLists(std::size_t terms) : begin_(terms + 1) {}
  /// Takes a new batch. Cost: O(terms + entries).
  void assign(const SparseMatrix& rows, std::span<const std::size_t> songs);

  /// Terms that stand in some song of the batch, ascending.
  [[nodiscard]] std::span<const std::uint32_t> terms() const noexcept { return terms_; }
  [[nodiscard]] std::span<const Entry> songs_with(std::size_t term) const noexcept {
    return {entries_.data() + begin_[term], begin_[term + 1] - begin_[term]};
  }

 private:
  std::vector<std::uint32_t> begin_;  ///< [terms + 1] offsets into entries_
  std::vector<std::uint32_t> terms_;
  std::vector<Entry> entries_;
};

class SparseLayer {
 public:
  /// Shape: weight [inputs x outputs] row-major, bias [outputs].
  SparseLayer(std::vector<float> weight, std::vector<float> bias);
  /// As torch::nn::Linear starts: weight and bias uniform in +-1/sqrt(inputs).
  [[nodiscard]] static SparseLayer at_random(std::size_t inputs, std::size_t outputs, RandomSource& random);

  [[nodiscard]] std::size_t outputs() const noexcept { return bias_.columns(); }
  /// The sums of some songs, to learn from. Shape: out [songs x outputs].
  void forward(const SparseMatrix& rows, std::span<const std::size_t> songs, std::span<float> out);
  /// One step of Adam. Shape: gradient [songs x outputs] of the songs that went forward last.
  void step(std::span<const float> gradient, double rate);
  /// Forgets momentum and steps, as a new optimizer would.
  void restart();

  [[nodiscard]] std::vector<float> weight() { return weight_.finished(); }
  [[nodiscard]] std::vector<float> bias() { return bias_.finished(); }

 private:
  RowAdam weight_;
  RowAdam bias_;
  TermLists batch_;
  std::vector<float> row_gradient_;  ///< [outputs]
};

/// The sums of the rows from `first` on, for given weights. Shape: weight [inputs x outputs], bias [outputs], out [any
/// number of rows x outputs].
void sparse_sums(const SparseMatrix& rows, std::size_t first, std::span<const float> weight,
                 std::span<const float> bias, std::span<float> out);

}  // namespace leitmotif::training

// Parts of a data set for training and for measuring, the same everywhere for the same seed.
// Flow: labels or artists of a data set -> row numbers.
// Source: Fisher-Yates with splitmix64 (Steele, Lea, Flood 2014) and unbiased bounds by rejection; std::shuffle and the
// distributions of <random> are not used because their results differ between libraries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace leitmotif::corpus {

/// Row numbers, ascending; together they are every row exactly once.
struct Split {
  std::vector<std::size_t> train;
  std::vector<std::size_t> held_out;

  friend bool operator==(const Split&, const Split&) = default;
};

/// Holds out round(`held_out` x rows) rows so that each class has its share (largest remainder; ties go to the class
/// that is first in byte order). At least one row of each class stays in `train`, so a class of one row is never held
/// out. Shape: labels[rows].   Cost: O(rows log rows). Throws invalid_argument unless 0 <= `held_out` < 1.
[[nodiscard]] Split stratified_split(std::span<const std::string_view> labels, double held_out, std::uint64_t seed);

/// Holds out whole artists, in random order, as long as no more than round(`held_out` x rows) rows are held out: no
/// artist is on both sides. Names are compared without regard to ASCII case; rows without an artist stand alone. Topics
/// are not balanced. Shape: artists[rows].   Cost: O(rows log rows). Throws invalid_argument unless 0 <= `held_out`
/// < 1.
[[nodiscard]] Split artist_disjoint_split(std::span<const std::string_view> artists, double held_out,
                                          std::uint64_t seed);

/// Which of `folds` parts each row is tested in: whole groups (artists), the largest first, each into the part that has
/// the fewest rows so far; groups of one size in an order drawn by the seed. No group is in two parts. Names are
/// compared without regard to ASCII case; rows without one stand alone. Shape: groups[rows] -> [rows], 0..folds-1.
/// Source: scikit-learn 1.2.1, GroupKFold. Throws invalid_argument when there are fewer groups than folds, or fewer
/// than two folds.
[[nodiscard]] std::vector<std::size_t> grouped_folds(std::span<const std::string_view> groups, std::size_t folds,
                                                     std::uint64_t seed);

/// The same without groups: the rows of each label in an order drawn by the seed, dealt out to the parts in turn, so
/// that each part has its share of every label. Throws invalid_argument when there are fewer rows than folds, or fewer
/// than two folds.
[[nodiscard]] std::vector<std::size_t> stratified_folds(std::span<const std::string_view> labels, std::size_t folds,
                                                        std::uint64_t seed);

}  // namespace leitmotif::corpus

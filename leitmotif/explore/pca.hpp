// Principal components: the directions in which numbers vary most. The door to Eigen.
// Flow: correlations or covariances -> components, on to loadings, the scree chart and the projection.
// Source: Jolliffe, Principal Component Analysis, 2002.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leitmotif::explore {

/// Components in the order of what they explain.
struct Pca {
  std::vector<double> explained;   ///< [columns] share of all variance, 0..1, sum 1
  std::vector<double> components;  ///< [columns x columns], one component a row, each of length 1
};

/// Eigenvectors of a matrix of correlations or covariances [columns x columns]. A component's sign is arbitrary; here
/// its largest loading (the first among equals) is above 0. Nothing is explained when nothing varies.
[[nodiscard]] Pca principal_components(std::span<const double> matrix, std::size_t columns);

}  // namespace leitmotif::explore

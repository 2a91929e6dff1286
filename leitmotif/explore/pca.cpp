#include "leitmotif/explore/pca.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>

namespace leitmotif::explore {

Pca principal_components(std::span<const double> values, std::size_t columns) {
  if (columns == 0) return {};  // the solver takes no empty matrix
  const auto size = static_cast<Eigen::Index>(columns);
  const Eigen::Map<const Eigen::MatrixXd> matrix(values.data(), size, size);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
  const double all = std::max(matrix.trace(), std::numeric_limits<double>::min());
  Pca pca;
  // Eigen gives them by ascending value; what should be 0 may come out a little below it.
  for (Eigen::Index i = size - 1; i >= 0; --i) {
    pca.explained.push_back(std::max(solver.eigenvalues()[i], 0.0) / all);
    const Eigen::VectorXd vector = solver.eigenvectors().col(i);
    Eigen::Index largest = 0;
    for (Eigen::Index c = 1; c < size; ++c)
      if (std::abs(vector[c]) > std::abs(vector[largest]) + 1e-12) largest = c;
    const double sign = vector[largest] < 0 ? -1 : 1;
    for (Eigen::Index c = 0; c < size; ++c) pca.components.push_back(sign * vector[c]);
  }
  return pca;
}

}  // namespace leitmotif::explore

#include "leitmotif/taste/implicit_als.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/core/vectorized.hpp"
#include "leitmotif/taste/dot.hpp"

namespace leitmotif::taste {
namespace {

/// Rows of factors, row-major, and their common matrix once they are turned into its basis.
struct Factors {
  std::size_t dimensions = 0;
  std::vector<float> rows;
  std::vector<float> common;  ///< [dimensions]
  std::vector<std::size_t>
      pieces;  ///< where rows begin that are summed by themselves, and behind them how many there are

  [[nodiscard]] std::size_t size() const noexcept { return rows.size() / dimensions; }
  [[nodiscard]] const float* row(std::size_t place) const noexcept { return rows.data() + place * dimensions; }
};

/// So many songs or lists are summed by themselves before all sums are added, so that the sum is the same at any number
/// of threads.
constexpr std::size_t kRowsAtOnce = 2048;
/// The lower triangle of a matrix [side x side] of sums, in rows padded for vectors.
constexpr std::size_t kPadding = 16;

std::size_t padded(std::size_t count) { return (count + kPadding - 1) / kPadding * kPadding; }

/// sums[i][j] += row[i] * row[j] for j up to i, and the rest of i's vector.
LEITMOTIF_VECTORIZED void add_outer(const float* row, std::size_t side, std::size_t stride, float* sums) {
  for (std::size_t i = 0; i < side; ++i) {
    const float factor = row[i];
    float* const target = sums + i * stride;
    for (std::size_t j = 0; j < (i / kPadding + 1) * kPadding; ++j) target[j] += factor * row[j];
  }
}

/// Solves a symmetric positive definite system in place by Cholesky's decomposition; only the lower triangle is read.
/// Shapes: matrix [side x stride], right [side].
LEITMOTIF_VECTORIZED void solve_in_place(float* matrix, std::size_t side, std::size_t stride, float* right) {
  for (std::size_t k = 0; k < side; ++k) {
    float* const pivot = matrix + k * stride;
    const float root = std::sqrt(pivot[k]);
    pivot[k] = root;
    right[k] /= root;
    for (std::size_t i = k + 1; i < side; ++i) matrix[i * stride + k] /= root;
    // Column k as a row above the diagonal, so that the update runs along rows.
    for (std::size_t i = k + 1; i < side; ++i) pivot[i] = matrix[i * stride + k];
    for (std::size_t i = k + 1; i < side; ++i) {
      const float factor = pivot[i];
      float* const row = matrix + i * stride;
      for (std::size_t j = k + 1; j <= i; ++j) row[j] -= factor * pivot[j];
      right[i] -= factor * right[k];
    }
  }
  for (std::size_t k = side; k-- > 0;) {
    float sum = right[k];
    for (std::size_t i = k + 1; i < side; ++i) sum -= matrix[k * stride + i] * right[i];
    right[k] = sum / matrix[k * stride + k];
  }
}

Eigen::MatrixXd gram_of_rows(const Factors& factors, unsigned threads) {
  const std::size_t side = factors.dimensions;
  const std::size_t stride = padded(side);
  std::vector<std::vector<float>> sums(factors.pieces.size() - 1);
  parallel_for(sums.size(), 1, threads, [&](std::size_t piece, std::size_t) {
    std::vector<float>& sum = sums[piece];
    sum.assign(side * stride, 0);
    std::vector<float> row(stride);
    for (std::size_t place = factors.pieces[piece]; place < factors.pieces[piece + 1]; ++place) {
      std::copy_n(factors.row(place), side, row.begin());
      add_outer(row.data(), side, stride, sum.data());
    }
  });
  const auto size = static_cast<Eigen::Index>(side);
  Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(size, size);
  for (const std::vector<float>& sum : sums)
    for (std::size_t i = 0; i < side; ++i)
      for (std::size_t j = 0; j <= i; ++j) {
        const auto value = static_cast<double>(sum[i * stride + j]);
        gram(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) += value;
        if (i != j) gram(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(i)) += value;
      }
  return gram;
}

LEITMOTIF_VECTORIZED void times_matrix(const float* row, const float* matrix, std::size_t side, float* out) {
  for (std::size_t j = 0; j < side; ++j) out[j] = 0;
  for (std::size_t k = 0; k < side; ++k)
    for (std::size_t j = 0; j < side; ++j) out[j] += row[k] * matrix[k * side + j];
}

/// Multiplies every row with a matrix [dimensions x dimensions].
void turn_by(const std::vector<float>& basis, unsigned threads, Factors& factors) {
  const std::size_t side = factors.dimensions;
  parallel_for(factors.size(), kRowsAtOnce, threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> turned(side);
    for (std::size_t place = begin; place < end; ++place) {
      times_matrix(factors.row(place), basis.data(), side, turned.data());
      std::ranges::copy(turned, factors.rows.begin() + static_cast<std::ptrdiff_t>(place * side));
    }
  });
}

/// Turns the rows into the basis where their Gram matrix is diagonal, and keeps that diagonal. The basis, as turn_by
/// takes it.
std::vector<float> turn(Factors& factors, unsigned threads) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(gram_of_rows(factors, threads));
  const std::size_t side = factors.dimensions;
  std::vector<float> basis(side * side);
  factors.common.resize(side);
  for (std::size_t j = 0; j < side; ++j) {
    const auto column = static_cast<Eigen::Index>(j);
    factors.common[j] = static_cast<float>(std::max(solver.eigenvalues()[column], 0.0));
    for (std::size_t i = 0; i < side; ++i)
      basis[i * side + j] = static_cast<float>(solver.eigenvectors()(static_cast<Eigen::Index>(i), column));
  }
  turn_by(basis, threads, factors);
  return basis;
}

/// Sums over the rows that somebody has, with their weights w - row . point: adds weight x row to `sums`, and the
/// squares of the rows' numbers to `squares` unless that is null. Shapes: point, sums, squares [side].
LEITMOTIF_VECTORIZED void add_members(const float* rows, const std::uint32_t* has, std::size_t count, std::size_t side,
                                      float weight, const float* __restrict point, float* __restrict sums,
                                      float* __restrict squares) {
  constexpr std::size_t kLanes = 16;
  constexpr std::size_t kAhead = 8;
  const std::size_t whole = side / kLanes * kLanes;
  for (std::size_t i = 0; i < count; ++i) {
    // Rows of very many songs lie all over the memory.
    if (i + kAhead < count)
      for (std::size_t k = 0; k < side; k += kLanes) __builtin_prefetch(rows + has[i + kAhead] * side + k);
    const float* const row = rows + has[i] * side;
    float lanes[kLanes] = {};
    for (std::size_t k = 0; k < whole; k += kLanes)
      for (std::size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += row[k + lane] * point[k + lane];
    float product = 0;
    for (std::size_t k = whole; k < side; ++k) product += row[k] * point[k];
    for (std::size_t half = kLanes / 2; half > 0; half /= 2)
      for (std::size_t lane = 0; lane < half; ++lane) lanes[lane] += lanes[lane + half];
    const float factor = weight - (product + lanes[0]);
    for (std::size_t k = 0; k < side; ++k) sums[k] += factor * row[k];
    if (squares != nullptr)
      for (std::size_t k = 0; k < side; ++k) squares[k] += row[k] * row[k];
  }
}

/// One least squares problem after another with the same memory.
class Problem {
 public:
  Problem(const Factors& others, const AlsOptions& options, std::size_t other_count)
      : others_(others), options_(options), other_count_(other_count), diagonal_(others.dimensions) {}

  /// Where one lies who has these. Shape: out [dimensions].
  void solve(std::span<const std::uint32_t> has, float* out) {
    const std::size_t side = others_.dimensions;
    std::fill_n(out, side, 0.0F);
    if (has.empty()) return;
    fill_diagonal(has.size());
    if (has.size() * 4 < side * 3)
      solve_by_members(has, out);
    else
      solve_by_dimensions(has, out);
  }

  /// A few steps of conjugate gradients towards that, from `out`; the diagonal is the preconditioner.
  void improve(std::span<const std::uint32_t> has, float* out) {
    const std::size_t side = others_.dimensions;
    if (has.empty()) return;
    fill_diagonal(has.size());
    // What is left: V'1 - (D + V'V) x.
    residual_.resize(side);
    for (std::size_t k = 0; k < side; ++k) residual_[k] = -diagonal_[k] * out[k];
    scale_ = diagonal_;
    add_members(others_.rows.data(), has.data(), has.size(), side, 1, out, residual_.data(), scale_.data());
    step_.assign(side, 0);
    // What is left of the first residual's length is rounding.
    constexpr float kRounding = 1e-10F;
    float before = 0;
    float first = 0;
    for (std::size_t step = 0; step < options_.steps; ++step) {
      float length = 0;
      for (std::size_t k = 0; k < side; ++k) length += residual_[k] * residual_[k] / scale_[k];
      if (step == 0) first = length;
      if (!(length > kRounding * first)) return;
      const float kept = step == 0 ? 0 : length / before;
      before = length;
      for (std::size_t k = 0; k < side; ++k) step_[k] = residual_[k] / scale_[k] + kept * step_[k];
      // -(D + V'V) of the step.
      row_.resize(side);
      for (std::size_t k = 0; k < side; ++k) row_[k] = -diagonal_[k] * step_[k];
      add_members(others_.rows.data(), has.data(), has.size(), side, 0, step_.data(), row_.data(), nullptr);
      float curve = 0;
      for (std::size_t k = 0; k < side; ++k) curve -= step_[k] * row_[k];
      const float far = length / curve;
      for (std::size_t k = 0; k < side; ++k) out[k] += far * step_[k];
      for (std::size_t k = 0; k < side; ++k) residual_[k] += far * row_[k];
    }
  }

 private:
  /// What every problem of so many members has on its diagonal.
  void fill_diagonal(std::size_t members) {
    const float known = static_cast<float>(members) + options_.unobserved * static_cast<float>(other_count_);
    const float penalty = options_.penalty * std::pow(known, options_.frequency_power);
    for (std::size_t k = 0; k < diagonal_.size(); ++k) diagonal_[k] = options_.unobserved * others_.common[k] + penalty;
  }

  /// (D + V'V)^-1 V'1 = D^-1 V' (1 + V D^-1 V')^-1 1: a system as large as the list.
  void solve_by_members(std::span<const std::uint32_t> has, float* out) {
    const std::size_t side = others_.dimensions;
    const std::size_t stride = padded(has.size());
    matrix_.assign(stride * stride, 0);
    row_.assign(stride, 0);
    for (std::size_t k = 0; k < side; ++k) {
      const float scale = 1 / std::sqrt(diagonal_[k]);
      for (std::size_t i = 0; i < has.size(); ++i) row_[i] = others_.row(has[i])[k] * scale;
      add_outer(row_.data(), has.size(), stride, matrix_.data());
    }
    right_.assign(stride, 1);
    for (std::size_t i = 0; i < has.size(); ++i) matrix_[i * stride + i] += 1;
    solve_in_place(matrix_.data(), has.size(), stride, right_.data());
    for (std::size_t i = 0; i < has.size(); ++i)
      for (std::size_t k = 0; k < side; ++k) out[k] += right_[i] * others_.row(has[i])[k];
    for (std::size_t k = 0; k < side; ++k) out[k] /= diagonal_[k];
  }

  void solve_by_dimensions(std::span<const std::uint32_t> has, float* out) {
    const std::size_t side = others_.dimensions;
    const std::size_t stride = padded(side);
    matrix_.assign(side * stride, 0);
    row_.assign(stride, 0);
    right_.assign(stride, 0);
    for (const std::uint32_t member : has) {
      std::copy_n(others_.row(member), side, row_.begin());
      add_outer(row_.data(), side, stride, matrix_.data());
      for (std::size_t k = 0; k < side; ++k) right_[k] += row_[k];
    }
    for (std::size_t k = 0; k < side; ++k) matrix_[k * stride + k] += diagonal_[k];
    solve_in_place(matrix_.data(), side, stride, right_.data());
    std::copy_n(right_.begin(), side, out);
  }

  const Factors& others_;
  const AlsOptions& options_;
  std::size_t other_count_;
  std::vector<float> diagonal_;
  std::vector<float> matrix_;
  std::vector<float> row_;
  std::vector<float> right_;
  std::vector<float> residual_;
  std::vector<float> scale_;
  std::vector<float> step_;
};

/// Solves for every row of `has` with the others fixed, or goes some steps towards that.
void half_step(const SparseMatrix& has, const Factors& others, std::size_t other_count, const AlsOptions& options,
               Factors& rows) {
  constexpr std::size_t kPiece = 256;
  parallel_for(has.rows(), kPiece, options.threads, [&](std::size_t begin, std::size_t end) {
    Problem problem(others, options, other_count);
    for (std::size_t row = begin; row < end; ++row) {
      float* const out = rows.rows.data() + row * rows.dimensions;
      if (options.steps == 0)
        problem.solve(items_of(has, row), out);
      else
        problem.improve(items_of(has, row), out);
    }
  });
}

void check(const AlsOptions& options) {
  if (options.dimensions == 0 || options.iterations == 0)
    throw Error(ErrorKind::invalid_argument, "factors: expected at least one dimension and one iteration");
  if (!(options.unobserved > 0) || !(options.penalty > 0))
    throw Error(ErrorKind::invalid_argument, "factors: expected a weight and a penalty above 0");
}

/// Where every kRowsAtOnce rows begin; of rows that are some of those of a longer matrix, where those of its pieces do.
std::vector<std::size_t> pieces_of(std::size_t count) {
  std::vector<std::size_t> pieces;
  for (std::size_t begin = 0; begin < count; begin += kRowsAtOnce) pieces.push_back(begin);
  pieces.push_back(count);
  return pieces;
}
std::vector<std::size_t> pieces_of(const std::vector<Item>& known) {
  std::vector<std::size_t> pieces = {0};
  for (std::size_t place = 1; place < known.size(); ++place)
    if (known[place] / kRowsAtOnce != known[place - 1] / kRowsAtOnce) pieces.push_back(place);
  pieces.push_back(known.size());
  return pieces;
}

/// The lists with their songs numbered by their places in `known`, which has all of them.
SparseMatrix numbered_by(const std::vector<Item>& known, const SparseMatrix& lists) {
  std::vector<Item> place(lists.columns);
  for (std::size_t k = 0; k < known.size(); ++k) place[known[k]] = static_cast<Item>(k);
  SparseMatrix numbered = lists;
  numbered.columns = known.size();
  for (std::uint32_t& column : numbered.column) column = place[column];
  return numbered;
}

}  // namespace

ImplicitAls ImplicitAls::fit(const SparseMatrix& all_lists, const AlsOptions& options) {
  check(options);
  const std::size_t side = options.dimensions;
  ImplicitAls model;
  model.options_ = options;
  const std::vector<std::uint32_t> counts = counts_of(all_lists);
  for (std::size_t item = 0; item < counts.size(); ++item)
    if (counts[item] > 0) model.known_.push_back(static_cast<Item>(item));
  const SparseMatrix lists = numbered_by(model.known_, all_lists);
  const SparseMatrix by_item = transposed(lists);
  const std::size_t songs = model.known_.size();
  Factors items{side, std::vector<float>(songs * side), {}, pieces_of(model.known_)};
  Factors people{side, std::vector<float>(lists.rows() * side), {}, pieces_of(lists.rows())};
  RandomSource random(options.seed);
  const double spread = 0.1 / std::sqrt(static_cast<double>(side));
  for (float& number : items.rows) number = static_cast<float>(random.normal() * spread);
  (void)turn(items, options.threads);
  // Steps go on from where rows were, so those must be told in the basis of the others.
  const auto turn_both = [&](Factors& turned, Factors& others) {
    const std::vector<float> basis = turn(turned, options.threads);
    if (options.steps > 0) turn_by(basis, options.threads, others);
  };
  for (std::size_t iteration = 0; iteration < options.iterations; ++iteration) {
    half_step(lists, items, songs, options, people);
    turn_both(people, items);
    half_step(by_item, people, lists.rows(), options, items);
    turn_both(items, people);
  }
  model.fitted_ = {std::move(items.rows), std::move(items.common)};
  return model;
}

ImplicitAls ImplicitAls::of_fitted(std::vector<Item> known, FittedFactors fitted, const AlsOptions& options) {
  check(options);
  if (fitted.common.size() != options.dimensions || fitted.rows.size() != known.size() * options.dimensions)
    throw Error(ErrorKind::invalid_argument, std::to_string(fitted.rows.size()) + " factors of " +
                                                 std::to_string(known.size()) + " songs: expected " +
                                                 std::to_string(options.dimensions) + " each");
  ImplicitAls model;
  model.options_ = options;
  model.known_ = std::move(known);
  model.fitted_ = std::move(fitted);
  return model;
}

std::span<const float> ImplicitAls::row_of(Item item) const {
  const auto found = std::ranges::lower_bound(known_, item);
  if (found == known_.end() || *found != item) return {};
  const auto place = static_cast<std::size_t>(found - known_.begin());
  return fitted_.rows.piece(place * options_.dimensions, options_.dimensions);
}

std::vector<float> ImplicitAls::place_of(std::span<const Item> given) const {
  // Only the rows of the given songs are looked at, so they are handed over by themselves.
  const std::span<const float> common = fitted_.common.all();
  Factors own{options_.dimensions, {}, {common.begin(), common.end()}, {}};
  std::vector<std::uint32_t> numbers;
  for (const Item item : given) {
    const std::span<const float> row = row_of(item);
    if (std::ranges::all_of(row, [](float x) { return x == 0; })) continue;
    own.rows.insert(own.rows.end(), row.begin(), row.end());
    numbers.push_back(static_cast<std::uint32_t>(numbers.size()));
  }
  std::vector<float> place(options_.dimensions);
  Problem(own, options_, known_.size()).solve(numbers, place.data());
  return place;
}

void ImplicitAls::score(std::span<const Item> given, std::span<float> scores) const {
  std::vector<float> sums(known_.size());
  add_scores(given, sums);
  std::ranges::fill(scores, 0.0F);
  for (std::size_t k = 0; k < known_.size(); ++k) scores[known_[k]] = sums[k];
}

void ImplicitAls::add_scores(std::span<const Item> given, std::span<float> sums) const {
  constexpr std::size_t kScoredByFactors = 1U << 15U;
  const std::vector<float> place = place_of(given);
  const std::size_t side = options_.dimensions;
  parallel_for(known_.size(), kScoredByFactors, options_.threads, [&](std::size_t begin, std::size_t end) {
    const std::span<const float> rows = fitted_.rows.piece(begin * side, (end - begin) * side);
    add_products(rows.data(), end - begin, side, place.data(), sums.data() + begin);
  });
}

}  // namespace leitmotif::taste

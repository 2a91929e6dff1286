#include "leitmotif/training/row_adam.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

namespace leitmotif::training {
namespace {

/// Adam on a whole matrix in the plainest code and in double precision: rows without a gradient have gradient 0.
class DenseAdam {
 public:
  DenseAdam(const std::vector<float>& values, std::size_t columns)
      : columns_(columns), value_(values.begin(), values.end()), first_(values.size()), second_(values.size()) {}

  void step(const std::map<std::size_t, std::vector<float>>& gradients, double rate) {
    ++step_;
    const double correction1 = 1 - std::pow(0.9, step_);
    const double correction2 = 1 - std::pow(0.999, step_);
    for (std::size_t i = 0; i < value_.size(); ++i) {
      const auto row = gradients.find(i / columns_);
      const double g = row == gradients.end() ? 0 : static_cast<double>(row->second[i % columns_]);
      first_[i] = 0.9 * first_[i] + 0.1 * g;
      second_[i] = 0.999 * second_[i] + 0.001 * g * g;
      value_[i] -= rate * (first_[i] / correction1) / (std::sqrt(second_[i] / correction2) + 1e-8);
    }
  }
  void restart() {
    first_.assign(first_.size(), 0);
    second_ = first_;
    step_ = 0;
  }
  [[nodiscard]] const std::vector<double>& values() const { return value_; }

 private:
  std::size_t columns_;
  std::vector<double> value_, first_, second_;
  int step_ = 0;
};

/// The whole matrix, every row up to date.
std::vector<float> finished(RowAdam& adam) {
  adam.catch_up();
  std::vector<float> values;
  for (std::size_t index = 0; index < adam.rows(); ++index)
    values.insert(values.end(), adam.row(index).begin(), adam.row(index).end());
  return values;
}

void expect_same(const std::vector<float>& ours, const std::vector<double>& reference, const std::string& when) {
  ASSERT_EQ(ours.size(), reference.size());
  for (std::size_t i = 0; i < ours.size(); ++i)
    ASSERT_NEAR(static_cast<double>(ours[i]), reference[i], 1e-5 * std::max(1.0, std::abs(reference[i])))
        << when << ", number " << i;
}

/// Numbers the same everywhere: std::mt19937_64 is exact, its distributions are not.
class Numbers {
 public:
  float next() { return static_cast<float>(static_cast<double>(random_() >> 11U) * 0x1p-53 * 2 - 1); }
  bool chance(double share) { return static_cast<double>(random_() >> 11U) * 0x1p-53 < share; }
  std::vector<float> many(std::size_t count) {
    std::vector<float> values(count);
    for (float& value : values) value = next();
    return values;
  }

 private:
  std::mt19937_64 random_{7};
};

TEST(RowAdam, AgreesWithDenseAdamOnSparseGradients) {
  constexpr std::size_t kRows = 30;
  constexpr std::size_t kColumns = 19;
  Numbers numbers;
  const std::vector<float> start = numbers.many(kRows * kColumns);
  RowAdam sparse(start, kColumns);
  DenseAdam dense(start, kColumns);
  for (int step = 1; step <= 1500; ++step) {
    std::map<std::size_t, std::vector<float>> gradients;
    for (std::size_t row = 0; row < kRows; ++row)  // row 0 nearly always, the last ones with hundreds of steps between
      if (numbers.chance(1 / (1.0 + static_cast<double>(row * row)))) gradients[row] = numbers.many(kColumns);
    const double rate = step < 700 ? 1e-3 : 1e-4;
    for (const auto& entry : gradients) sparse.catch_up(entry.first);
    sparse.begin_step(rate);
    for (const auto& entry : gradients) sparse.apply(entry.first, entry.second);
    dense.step(gradients, rate);
    if (step % 250 == 0) expect_same(finished(sparse), dense.values(), "step " + std::to_string(step));
  }
}

TEST(RowAdam, CatchingUpInPiecesIsCatchingUpAtOnce) {
  Numbers numbers;
  const std::vector<float> start = numbers.many(8);
  const std::vector<float> gradient = numbers.many(8);
  RowAdam pieces(start, 8);
  RowAdam once(start, 8);
  for (RowAdam* adam : {&pieces, &once}) {
    adam->begin_step(1e-2);
    adam->apply(0, gradient);
  }
  for (int step = 0; step < 300; ++step) {
    pieces.begin_step(1e-2);
    once.begin_step(1e-2);
    pieces.catch_up(0);
  }
  const std::vector<float> a = finished(pieces);
  const std::vector<float> b = finished(once);
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], 1e-5F);
}

TEST(RowAdam, RestartIsANewOptimizerWithTheSameNumbers) {
  Numbers numbers;
  const std::vector<float> start = numbers.many(6);
  RowAdam sparse(start, 3);
  DenseAdam dense(start, 3);
  for (int round = 0; round < 2; ++round) {
    for (int step = 0; step < 20; ++step) {
      const std::map<std::size_t, std::vector<float>> gradients = {
          {static_cast<std::size_t>(step % 2), numbers.many(3)}};
      sparse.catch_up(gradients.begin()->first);
      sparse.begin_step(1e-2);
      sparse.apply(gradients.begin()->first, gradients.begin()->second);
      dense.step(gradients, 1e-2);
    }
    sparse.restart();
    dense.restart();
  }
  expect_same(finished(sparse), dense.values(), "after two restarts");
}

TEST(RowAdam, WithoutStepsNothingMoves) {
  const std::vector<float> start = {1, -2, 3, 4};
  RowAdam adam(start, 2);
  EXPECT_EQ(adam.rows(), 2U);
  EXPECT_EQ(finished(adam), start);
  adam.begin_step(0.1);  // a row that never had a gradient has no momentum
  EXPECT_EQ(finished(adam), start);
}

TEST(RowAdam, MovingItLeavesItsNumbersInPlace) {
  RowAdam adam({1, 2, 3}, 3);
  const float* place = adam.row(0).data();
  const RowAdam moved = std::move(adam);
  EXPECT_EQ(moved.row(0).data(), place);
}

}  // namespace
}  // namespace leitmotif::training

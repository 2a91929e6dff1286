#include "leitmotif/taste/square.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "support/expect_error.hpp"
#include "taste/small_lists.hpp"

namespace leitmotif::testing {
namespace {

using taste::Square;

Square positive_definite(std::size_t size) {
  const Dense gram = gram_of_dense(dense_of(taste::lists_of(drawn_lists(2 * size + 3, size, 5), size)));
  Square square(size);
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j) square.row(i)[j] = static_cast<float>(gram.at(i, j) + (i == j ? 10 : 0));
  return square;
}

Dense dense_of(const Square& square) {
  Dense dense(square.size, square.size);
  for (std::size_t k = 0; k < dense.values.size(); ++k) dense.values[k] = static_cast<double>(square.values[k]);
  return dense;
}

TEST(Square, TheInverseIsThatOfAPlainReference) {
  for (const std::size_t size : {1U, 2U, 7U, 33U, 191U, 192U, 193U, 300U}) {  // around the sizes of tiles and blocks
    Square square = positive_definite(size);
    const Dense expected = inverse_of(dense_of(square));
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = i + 1; j < size; ++j) square.row(i)[j] = std::nanf("");  // only the lower triangle is read
    taste::invert_positive_definite(square, 1);
    for (std::size_t k = 0; k < expected.values.size(); ++k)
      ASSERT_NEAR(static_cast<double>(square.values[k]), expected.values[k], 1e-6) << size << " at " << k;
  }
}

TEST(Square, TheInverseHasTheSameBitsAtAnyNumberOfThreads) {
  Square one = positive_definite(400);
  Square three = one;
  taste::invert_positive_definite(one, 1);
  taste::invert_positive_definite(three, 3);
  EXPECT_EQ(one.values, three.values);
}

TEST(Square, WhatIsNotPositiveDefiniteIsRefused) {
  Square zero(3);
  expect_refusal([&] { taste::invert_positive_definite(zero, 1); }, ErrorKind::invalid_argument, "positive definite");
  Square none;
  taste::invert_positive_definite(none, 1);  // nothing to do
  EXPECT_TRUE(none.values.empty());
}

TEST(Square, TheKernelAddsPowersOfProducts) {
  const std::vector<float> rows = {1, 0, 0.5F, 0.5F, -1, 0};
  Square square(3);
  taste::add_kernel(square, rows, 2, 2, 3, 1);
  EXPECT_FLOAT_EQ(square.row(0)[0], 2);
  EXPECT_FLOAT_EQ(square.row(1)[0], 2 * 0.125F);
  EXPECT_FLOAT_EQ(square.row(1)[1], 2 * 0.125F);
  EXPECT_FLOAT_EQ(square.row(2)[0], 0) << "unlike rows add nothing";
  EXPECT_FLOAT_EQ(square.row(0)[1], 0) << "the upper triangle stays";
}

}  // namespace
}  // namespace leitmotif::testing

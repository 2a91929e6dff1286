// Small arithmetic that every room uses: the greatest, decades, standard scores, the best few.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "leitmotif/core/argmax.hpp"
#include "leitmotif/core/decade.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/core/standardise.hpp"
#include "leitmotif/core/top_k.hpp"

namespace leitmotif {
namespace {

TEST(Argmax, IsTheFirstOfTheGreatest) {
  EXPECT_EQ(argmax(std::vector<double>{}), 0U);
  EXPECT_EQ(argmax(std::array<float, 4>{1, 3, 3, 2}), 1U);
  EXPECT_EQ(argmax(std::vector<int>{-3, -1, -2}), 1U);
}

TEST(Decade, BeginsAtTheYearBeforeOrOn) {
  EXPECT_EQ(decade_of(1970), 1970);
  EXPECT_EQ(decade_of(1979), 1970);
  EXPECT_EQ(decade_of(0), 0);
  EXPECT_EQ(decade_of(-1), -10);
  EXPECT_EQ(decade_of(-10), -10);
  EXPECT_EQ(decade_of(-11), -20);
  EXPECT_EQ(decade_name(2019), "2010s");
}

TEST(Standardise, GivesMeanAndDeviationWithN) {
  const std::vector<double> numbers = {2, 4, 4, 4, 5, 5, 7, 9};
  const Standard standard = standard_of(numbers);
  EXPECT_DOUBLE_EQ(standard.mean, 5);
  EXPECT_DOUBLE_EQ(standard.deviation, 2);
  EXPECT_DOUBLE_EQ(standard.score(9), 2);
}

TEST(Standardise, OfEqualNumbersIsZero) {
  const std::vector<double> equal(1000, 0.1);  // their mean is not exactly 0.1 when it is summed up
  EXPECT_EQ(standard_of(equal).mean, 0.1);
  EXPECT_EQ(standard_of(equal).deviation, 0);
  EXPECT_EQ(standard_of(equal).score(0.7), 0);
  EXPECT_EQ(standard_of({}).deviation, 0);
}

TEST(TopK, AgreesWithSortingEverything) {
  RandomSource random(4);
  for (const std::size_t most : {0U, 1U, 7U, 100U, 900U}) {
    std::vector<ScoredRow> rows;
    for (std::uint32_t row = 0; row < 800; ++row) rows.push_back({static_cast<float>(random.below(60)), row});
    TopK whole(most);
    TopK joined(most);
    TopK part = joined.for_a_part();
    for (const ScoredRow& row : rows) {
      whole.offer(row);
      (row.row % 3 == 0 ? part : joined).offer(row);
    }
    joined.add(part);
    std::ranges::sort(rows, [](const ScoredRow& a, const ScoredRow& b) { return a.comes_before(b); });
    rows.resize(std::min(most, rows.size()));
    for (TopK* best : {&whole, &joined}) {
      const std::vector<ScoredRow> found = best->sorted();
      ASSERT_EQ(found.size(), rows.size()) << most;
      for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(found[i].row, rows[i].row);
      EXPECT_EQ(best->offered(), 800U);
      EXPECT_EQ(best->left_some(), most < 800);
    }
  }
}

}  // namespace
}  // namespace leitmotif

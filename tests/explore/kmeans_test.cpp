// K-means: what it must keep to whatever the data, and a plain reference to agree with.
#include "leitmotif/explore/kmeans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "leitmotif/core/random_source.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"

namespace leitmotif::explore {
namespace {

/// `n` rows around so many centers that lie `apart` from each other on every axis.
std::vector<double> rows_around(std::size_t centers, std::size_t n, std::size_t columns, double apart,
                                std::uint64_t seed) {
  RandomSource draw(seed);
  std::vector<double> rows;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t c = 0; c < columns; ++c)
      rows.push_back(static_cast<double>((i % centers) >> (c % 3) & 1U) * apart + draw.uniform() - 0.5);
  return rows;
}

double squared_distance(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t c = 0; c < a.size(); ++c) sum += (a[c] - b[c]) * (a[c] - b[c]);
  return sum;
}

TEST(KMeans, FindsGroupsThatLieApart) {
  const std::vector<double> rows = rows_around(8, 803, 3, 10, 1);
  const Clustering found = k_means(rows, 3, {.clusters = 8, .seed = 5});
  EXPECT_THAT(found.sizes, ElementsAre(101, 101, 101, 100, 100, 100, 100, 100));
  for (std::size_t i = 8; i < 803; ++i) EXPECT_EQ(found.cluster[i], found.cluster[i % 8]);
  EXPECT_LT(found.inertia, 803 * 3 / 12.0 * 1.1);
}

TEST(KMeans, CentersAreMeansRowsAreWithTheNearestAndInertiaIsTheirSum) {
  for (const std::size_t columns : {1U, 2U, 6U, 11U}) {
    const std::vector<double> rows = rows_around(4, 500, columns, 0.7, columns);
    const Clustering found = k_means(rows, columns, {.clusters = 5, .seed = 9});
    ASSERT_EQ(found.clusters(), 5U);
    std::vector<double> sums(5 * columns);
    double inertia = 0;
    for (std::size_t i = 0; i < 500; ++i) {
      const auto row = std::span(rows).subspan(i * columns, columns);
      EXPECT_EQ(found.cluster[i], nearest_center(row, found.centers));
      inertia += squared_distance(row, std::span(found.centers).subspan(found.cluster[i] * columns, columns));
      for (std::size_t c = 0; c < columns; ++c) sums[found.cluster[i] * columns + c] += row[c];
    }
    EXPECT_NEAR(found.inertia, inertia, 1e-9);
    for (std::size_t i = 0; i < sums.size(); ++i)
      EXPECT_NEAR(found.centers[i], sums[i] / static_cast<double>(found.sizes[i / columns]), 1e-12);
    EXPECT_EQ(std::accumulate(found.sizes.begin(), found.sizes.end(), 0U), 500U);
    EXPECT_TRUE(std::ranges::is_sorted(found.sizes, std::greater<>()));
  }
}

TEST(KMeans, MoreClustersMeanLessInertiaAndAllRowsTheirOwnNone) {
  const std::vector<double> rows = rows_around(3, 60, 2, 1, 3);
  const std::vector<Clustering> scan = k_means_scan(rows, 2, {1, 60}, {.starts = 3});
  ASSERT_EQ(scan.size(), 60U);
  for (std::size_t k = 0; k + 1 < 20; ++k) EXPECT_GT(scan[k].inertia, scan[k + 1].inertia);
  EXPECT_NEAR(scan.back().inertia, 0, 1e-20);
  EXPECT_THAT(scan.back().sizes, Each(1U));
}

TEST(KMeans, TheAnswerDependsOnTheSeedNotOnThreadsOrOnWhatElseIsAsked) {
  const std::vector<double> rows = rows_around(6, 2000, 4, 0.5, 4);
  const std::vector<Clustering> one = k_means_scan(rows, 4, {2, 6}, {.seed = 3, .threads = 1});
  const std::vector<Clustering> many = k_means_scan(rows, 4, {2, 6}, {.seed = 3, .threads = 7});
  const Clustering alone = k_means(rows, 4, {.clusters = 5, .seed = 3, .threads = 2});
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].centers, many[i].centers);
    EXPECT_EQ(one[i].cluster, many[i].cluster);
  }
  EXPECT_EQ(alone.centers, one[3].centers);
  EXPECT_EQ(alone.inertia, one[3].inertia);
}

TEST(KMeans, NoSingleStartOfPlainLloydIsBetterByMuch) {
  const std::vector<double> rows = rows_around(8, 1000, 3, 1.1, 5);
  const Clustering found = k_means(rows, 3, {.clusters = 6});
  RandomSource draw(8);
  for (int start = 0; start < 20; ++start) {
    std::vector<double> centers;
    for (int k = 0; k < 6; ++k) {
      const std::size_t row = draw.below_by_bits(1000);
      centers.insert(centers.end(), rows.begin() + static_cast<std::ptrdiff_t>(row * 3),
                     rows.begin() + static_cast<std::ptrdiff_t>(row * 3 + 3));
    }
    double inertia = 0;
    for (int round = 0; round < 200; ++round) {
      std::vector<double> sums(18);
      std::vector<double> counts(6);
      inertia = 0;
      for (std::size_t i = 0; i < 1000; ++i) {
        const auto row = std::span(rows).subspan(i * 3, 3);
        const std::size_t k = nearest_center(row, centers);
        inertia += squared_distance(row, std::span(centers).subspan(k * 3, 3));
        for (std::size_t c = 0; c < 3; ++c) sums[k * 3 + c] += row[c];
        ++counts[k];
      }
      for (std::size_t i = 0; i < 18; ++i)
        if (counts[i / 3] > 0) centers[i] = sums[i] / counts[i / 3];
    }
    EXPECT_LE(found.inertia, inertia * 1.001);
  }
}

TEST(KMeans, EqualRowsMakeNoMoreClustersThanThereAreDifferentOnes) {
  std::vector<double> rows;
  for (int i = 0; i < 30; ++i) rows.push_back(i % 3);
  EXPECT_THAT(k_means(rows, 1, {.clusters = 3}).sizes, ElementsAre(10, 10, 10));
  EXPECT_THAT(testing::error_of([&] { (void)k_means(rows, 1, {.clusters = 4}); }).what(),
              HasSubstr("fewer than 4 different rows"));
}

TEST(KMeans, RefusesWhatMakesNoSense) {
  const auto refused = [](std::vector<double> rows, std::size_t columns, const KMeansOptions& options,
                          const std::string& words) {
    const Error error = testing::error_of([&] { (void)k_means(rows, columns, options); });
    EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
    EXPECT_THAT(error.what(), HasSubstr(words));
  };
  refused({}, 2, {}, "there are 0");
  refused({1, 2, 3}, 2, {.clusters = 1}, "rows of 2");
  refused({1, 2}, 0, {.clusters = 1}, "rows of 0");
  refused({1, 2}, 1, {.clusters = 0}, "clusters must be 1 or more");
  refused({1, 2}, 1, {.clusters = 1, .starts = 0}, "starts must be 1 or more");
  refused({1, std::numeric_limits<double>::quiet_NaN()}, 1, {.clusters = 1}, "missing or infinite");
  refused({1, std::numeric_limits<double>::infinity()}, 1, {.clusters = 1}, "missing or infinite");
}

TEST(KMeans, CanBeStopped) {
  const std::vector<double> rows = rows_around(2, 50, 2, 1, 6);
  KMeansOptions options{.clusters = 2};
  options.check_stop = [] { throw Error(ErrorKind::cancelled, "stopped"); };
  EXPECT_EQ(testing::error_of([&] { (void)k_means(rows, 2, options); }).kind(), ErrorKind::cancelled);
}

}  // namespace
}  // namespace leitmotif::explore

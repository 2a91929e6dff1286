#include "leitmotif/library/map_axes.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "leitmotif/core/random_source.hpp"

namespace leitmotif::library {
namespace {

constexpr std::size_t kParts = 5;

/// Songs whose last one says nothing.
SongColumns random_songs(std::size_t songs) {
  RandomSource random(6);
  std::vector<std::int64_t> ids;
  std::vector<float> roots;
  for (std::size_t song = 0; song < songs; ++song) {
    ids.push_back(static_cast<std::int64_t>(song) + 1);
    for (std::size_t part = 0; part < kParts; ++part) {
      const bool is_silent = song + 1 == songs;
      roots.push_back(is_silent ? 0 : static_cast<float>(random.uniform() * static_cast<double>(part + 1)));
    }
  }
  SongColumns columns;
  columns.id = std::move(ids);
  columns.parts = kParts;
  columns.root_mixture = std::move(roots);
  return columns;
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// How much the songs that say something differ along a direction.
double variance_along(const SongColumns& columns, const MapAxes& axes, const std::vector<double>& direction) {
  double sum = 0;
  for (std::size_t song = 0; song + 1 < columns.size(); ++song) {
    double place = 0;
    for (std::size_t part = 0; part < kParts; ++part)
      place += (double{columns.roots_of(song)[part]} - axes.mean[part]) * direction[part];
    sum += place * place;
  }
  return sum;
}

TEST(MapAxes, AreTheDirectionsOfMostVariance) {
  const SongColumns columns = random_songs(300);
  const MapAxes axes = map_axes_of(columns);
  EXPECT_NEAR(dot(axes.across, axes.across), 1, 1e-9);
  EXPECT_NEAR(dot(axes.upwards, axes.upwards), 1, 1e-9);
  EXPECT_NEAR(dot(axes.across, axes.upwards), 0, 1e-9);
  const double most = variance_along(columns, axes, axes.across);
  const double second = variance_along(columns, axes, axes.upwards);
  EXPECT_GT(most, second);
  RandomSource random(8);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> other(kParts);
    for (double& value : other) value = random.normal();
    // Of length 1, and across the first.
    const double length = std::sqrt(dot(other, other));
    for (double& value : other) value /= length;
    EXPECT_LE(variance_along(columns, axes, other), most + 1e-9);
    const double shared = dot(other, axes.across);
    for (std::size_t i = 0; i < kParts; ++i) other[i] -= shared * axes.across[i];
    const double rest = std::sqrt(dot(other, other));
    for (double& value : other) value /= rest;
    EXPECT_LE(variance_along(columns, axes, other), second + 1e-9);
  }
}

TEST(MapAxes, OfFewSongsAreThere) {
  EXPECT_EQ(map_axes_of(random_songs(1)).across.size(), kParts);  // nobody says anything
  EXPECT_TRUE(map_axes_of(SongColumns()).across.empty());
  SongColumns one_part;
  one_part.id = {1, 2};
  one_part.parts = 1;
  one_part.root_mixture = {1, 0.5F};
  EXPECT_EQ(map_axes_of(one_part).upwards, std::vector<double>(1));
}

TEST(MapAxes, AreMadeOnce) {
  const SongColumns columns = random_songs(20);
  const LazyMapAxes axes;
  const LazyMapAxes copy = axes;
  EXPECT_EQ(&axes.of(columns), &copy.of(columns));
  EXPECT_EQ(axes.of(columns).across, map_axes_of(columns).across);
}

}  // namespace
}  // namespace leitmotif::library

// Dot products of many rows with one point, as quickly as the processor adds.
#include <cstdint>
#include <vector>

#include "leitmotif/core/vectorized.hpp"
#include "leitmotif/recommend/ways/way.hpp"

namespace leitmotif::recommend {
namespace {

constexpr std::size_t kLanes = 8;

/// Several sums side by side, because a single one could not be added up in parallel.
LEITMOTIF_VECTORIZED void dots(const float* rows, std::size_t width, const float* point, float* results,
                               std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const float* row = rows + i * width;
    float sums[kLanes] = {};
    std::size_t column = 0;
    for (; column + kLanes <= width; column += kLanes)
      for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += row[column + lane] * point[column + lane];
    float sum = 0;
    for (; column < width; ++column) sum += row[column] * point[column];
    for (const float lane : sums) sum += lane;
    results[i] = sum;
  }
}

/// The same with rows and point in steps of 1/127.
LEITMOTIF_VECTORIZED void coarse_dots(const std::int8_t* rows, std::size_t width, const std::int16_t* point,
                                      float* results, std::size_t count) {
  constexpr float kStep = 1.0F / (127.0F * 127.0F);
  for (std::size_t i = 0; i < count; ++i) {
    const std::int8_t* row = rows + i * width;
    std::int32_t sum = 0;
    for (std::size_t column = 0; column < width; ++column) sum += std::int32_t{row[column]} * point[column];
    results[i] = static_cast<float>(sum) * kStep;
  }
}

}  // namespace

void dot_products(const float* rows, std::size_t width, const float* point, std::span<float> results) {
  dots(rows, width, point, results.data(), results.size());
}

void dots_with(const Space& space, std::size_t begin, std::span<const float> point, std::span<float> results) {
  const std::size_t count = results.size();
  if (space.coarse.empty())
    return dot_products(space.rows.piece(begin * space.width, count * space.width).data(), space.width, point.data(),
                        results);
  std::vector<std::int16_t> steps;
  steps.reserve(point.size());
  for (const float value : point) steps.push_back(static_cast<std::int16_t>(value * 127 + (value < 0 ? -0.5F : 0.5F)));
  coarse_dots(space.coarse.piece(begin * space.width, count * space.width).data(), space.width, steps.data(),
              results.data(), count);
}

}  // namespace leitmotif::recommend

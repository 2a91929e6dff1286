#include "leitmotif/evaluation/row_scores.hpp"

#include <cstddef>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::evaluation {
namespace {

/// Sums kept side by side: as many as the widest registers hold, twice, so that one addition need not wait for the
/// last. They are added up in a fixed order, so a row's score does not depend on where it stands.
constexpr std::size_t kLanes = 32;

template <bool kEuclidean>
[[gnu::always_inline]] inline float score_one(const float* query, const float* row, std::size_t width) {
  float sums[kLanes] = {};
  std::size_t c = 0;
  for (; c + kLanes <= width; c += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const float difference = query[c + lane] - row[c + lane];
      sums[lane] += kEuclidean ? difference * difference : query[c + lane] * row[c + lane];
    }
  for (std::size_t lane = 0; c < width; ++c, ++lane) {
    const float difference = query[c] - row[c];
    sums[lane] += kEuclidean ? difference * difference : query[c] * row[c];
  }
  for (std::size_t half = kLanes / 2; half > 0; half /= 2)
    for (std::size_t lane = 0; lane < half; ++lane) sums[lane] += sums[lane + half];
  return kEuclidean ? -sums[0] : sums[0];
}

LEITMOTIF_VECTORIZED void dot_products(const float* query, const float* rows, std::size_t width, std::size_t count,
                                       float* scores) {
  for (std::size_t r = 0; r < count; ++r) scores[r] = score_one<false>(query, rows + r * width, width);
}

LEITMOTIF_VECTORIZED void negative_distances(const float* query, const float* rows, std::size_t width,
                                             std::size_t count, float* scores) {
  for (std::size_t r = 0; r < count; ++r) scores[r] = score_one<true>(query, rows + r * width, width);
}

}  // namespace

void score_rows(Measure measure, std::span<const float> query, std::span<const float> rows, std::span<float> scores) {
  const auto work = measure == Measure::dot_product ? dot_products : negative_distances;
  work(query.data(), rows.data(), query.size(), scores.size(), scores.data());
}

}  // namespace leitmotif::evaluation

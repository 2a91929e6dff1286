// Scores of rows against one query: the inner loop of exact search.
#pragma once

#include <cstdint>
#include <span>

namespace leitmotif::evaluation {

/// What makes two rows near.
enum class Measure : std::uint8_t {
  dot_product,  ///< score: the dot product. With rows of length 1 this is the cosine.
  euclidean,    ///< score: the negative squared distance, 0 for the row itself
};

/// Writes the score of each row.
/// Shape: query [width], rows [scores x width] row-major, scores [n].
void score_rows(Measure measure, std::span<const float> query, std::span<const float> rows, std::span<float> scores);

}  // namespace leitmotif::evaluation

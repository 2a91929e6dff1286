#include "leitmotif/explore/blocked_rows.hpp"

#include <cstring>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::explore {
namespace {

// Both compilers turn these into whatever registers the processor has.
using Lanes = double __attribute__((vector_size(kLanes * sizeof(double))));
using Numbers = std::int64_t __attribute__((vector_size(kLanes * sizeof(std::int64_t))));

struct Blocks {
  const double* values;
  std::size_t count;
  std::size_t columns;
};

LEITMOTIF_VECTORIZED
void nearest_of(const Blocks& blocks, std::span<const double> all_centers, const NearestPlaces& found) {
  const double* values = blocks.values;
  const std::size_t columns = blocks.columns;
  const double* centers = all_centers.data();
  const std::size_t k = all_centers.size() / columns;
  std::uint32_t* const nearest = found.center;
  double* const distance = found.distance;
  for (std::size_t b = 0; b < blocks.count; ++b, values += columns * kLanes) {
    Lanes best{};
    Numbers which{};
    for (std::size_t c = 0; c < k; ++c) {
      Lanes sum{};
      for (std::size_t d = 0; d < columns; ++d) {
        Lanes x;
        std::memcpy(&x, values + d * kLanes, sizeof x);
        const Lanes apart = x - centers[c * columns + d];
        sum += apart * apart;
      }
      if (c == 0) {
        best = sum;
        continue;
      }
      const Numbers closer = sum < best;
      best = closer ? sum : best;
      which = (closer & static_cast<std::int64_t>(c)) | (~closer & which);
    }
    for (std::size_t l = 0; l < kLanes; ++l) {
      nearest[b * kLanes + l] = static_cast<std::uint32_t>(which[l]);
      distance[b * kLanes + l] = best[l];
    }
  }
}

}  // namespace

BlockedRows::BlockedRows(std::span<const double> rows, std::size_t columns)
    : rows_(rows.size() / columns), columns_(columns), values_(blocks() * columns * kLanes) {
  for (std::size_t row = 0; row < rows_; ++row)
    for (std::size_t c = 0; c < columns_; ++c)
      values_[(row / kLanes * columns_ + c) * kLanes + row % kLanes] = rows[row * columns_ + c];
}

void BlockedRows::find_nearest(std::size_t begin, std::size_t end, std::span<const double> centers,
                               const NearestPlaces& found) const {
  nearest_of({values_.data() + begin * columns_ * kLanes, end - begin, columns_}, centers, found);
}

void BlockedRows::distances_to(std::span<const double> point, double* distance) const {
  std::vector<std::uint32_t> unused(blocks() * kLanes);
  find_nearest(0, blocks(), point, {unused.data(), distance});
}

}  // namespace leitmotif::explore

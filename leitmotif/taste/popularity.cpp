#include "leitmotif/taste/popularity.hpp"

#include <algorithm>

namespace leitmotif::taste {

Popularity::Popularity(const SparseMatrix& lists) {
  for (const std::uint32_t count : counts_of(lists)) counts_.push_back(static_cast<float>(count));
}

void Popularity::score(std::span<const Item> /*given*/, std::span<float> scores) const {
  std::ranges::copy(counts_, scores.begin());
}

}  // namespace leitmotif::taste

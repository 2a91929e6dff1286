// Where the greatest of some numbers stands.
#pragma once

#include <cstddef>

namespace leitmotif {

/// The place of the greatest number, the first among equals; 0 when there is none. Such as the most probable topic.
template <class Numbers>
[[nodiscard]] constexpr std::size_t argmax(const Numbers& numbers) noexcept {
  std::size_t best = 0;
  for (std::size_t i = 1; i < numbers.size(); ++i)
    if (numbers[i] > numbers[best]) best = i;
  return best;
}

}  // namespace leitmotif

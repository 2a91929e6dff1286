#include "leitmotif/training/lyrics_language.hpp"

#include <algorithm>
#include <cstddef>

#include "leitmotif/text/language.hpp"

namespace leitmotif::training {

bool are_mostly_not_english(const corpus::Dataset& dataset) {
  constexpr std::size_t kLookedAt = 400;
  const std::size_t step = std::max<std::size_t>(dataset.rows.size() / kLookedAt, 1);
  std::size_t told = 0;
  std::size_t others = 0;
  for (std::size_t row = 0; row < dataset.rows.size(); row += step) {
    const text::Language language = text::language_of(dataset.rows[row].song.lyrics);
    told += language.certain ? 1U : 0U;
    others += text::is_not_english(language) ? 1U : 0U;
  }
  return others * 2 > told;
}

}  // namespace leitmotif::training

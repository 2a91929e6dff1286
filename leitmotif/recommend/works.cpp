#include "leitmotif/recommend/works.hpp"

#include <utility>

namespace leitmotif::recommend {

bool TakenWorks::has(std::uint32_t song) const {
  return library_.work && !works_.empty() && works_.contains(library_.work(song));
}

void TakenWorks::add(std::uint32_t song) {
  if (!library_.work) return;
  if (const std::uint64_t work = library_.work(song); work != 0) works_.insert(work);
}

void TakenWorks::add(const std::vector<std::uint32_t>& songs) {
  for (const std::uint32_t song : songs) add(song);
}

NextSong one_of_each_work(NextSong next, TakenWorks& taken) {
  return [next = std::move(next), &taken]() -> std::optional<std::uint32_t> {
    while (const std::optional<std::uint32_t> song = next()) {
      if (taken.has(*song)) continue;
      taken.add(*song);
      return song;
    }
    return std::nullopt;
  };
}

}  // namespace leitmotif::recommend

#include "leitmotif/training/playlist_pairs.hpp"

#include <algorithm>

namespace leitmotif::training {
namespace {

constexpr std::int32_t kYearsAround = 5;
/// Draws of a song that shares no list, before the last one is taken all the same.
constexpr int kOtherDraws = 20;

}  // namespace

PlaylistPairs::PlaylistPairs(const PlaylistRows& rows, std::size_t others, std::uint64_t seed)
    : rows_(rows), others_(others), random_(seed, 5), lists_of_(rows.years.size()) {
  for (std::uint32_t list = 0; list < rows.lists.size(); ++list)
    for (const std::uint32_t song : rows.lists[list]) {
      pool_.push_back(song);
      lists_of_[song].push_back(list);
    }
  std::ranges::stable_sort(pool_, {}, [&](std::uint32_t song) { return rows_.years[song]; });
}

bool PlaylistPairs::share_a_list(std::uint32_t a, std::uint32_t b) const {
  const std::vector<std::uint32_t>& other = lists_of_[b];
  return std::ranges::any_of(lists_of_[a], [&](std::uint32_t list) { return std::ranges::binary_search(other, list); });
}

std::uint32_t PlaylistPairs::other_than(std::uint32_t song) {
  const auto year_of = [&](std::uint32_t place) { return rows_.years[place]; };
  std::span<const std::uint32_t> pool = pool_;
  if (const std::int32_t year = rows_.years[song]; year != kNoYear) {
    const auto first = std::ranges::lower_bound(pool_, year - kYearsAround, {}, year_of);
    const auto last = std::ranges::upper_bound(pool_, year + kYearsAround, {}, year_of);
    pool = {first, last};  // the song itself is there
  }
  std::uint32_t other = pool[random_.below(pool.size())];
  for (int k = 0; k < kOtherDraws && share_a_list(song, other); ++k) other = pool[random_.below(pool.size())];
  return other;
}

std::vector<PlaylistPair> PlaylistPairs::drawn() {
  std::vector<PlaylistPair> pairs;
  for (const std::vector<std::uint32_t>& list : rows_.lists)
    for (std::size_t place = 0; place < list.size(); ++place) {
      const std::size_t step = 1 + random_.below(list.size() - 1);
      PlaylistPair pair{list[place], list[(place + step) % list.size()], {}};
      for (std::size_t k = 0; k < others_; ++k) pair.others.push_back(other_than(pair.song));
      pairs.push_back(std::move(pair));
    }
  random_.shuffle(pairs);
  return pairs;
}

}  // namespace leitmotif::training

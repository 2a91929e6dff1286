#include "leitmotif/recommend/artist_cap.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace leitmotif::recommend {
namespace {

std::vector<std::uint32_t> take_first(const NextSong& next, std::size_t n) {
  std::vector<std::uint32_t> taken;
  while (taken.size() < n) {
    const std::optional<std::uint32_t> song = next();
    if (!song) break;
    taken.push_back(*song);
  }
  return taken;
}

}  // namespace

std::vector<std::uint32_t> take_capped(const NextSong& next, const Column<std::uint32_t>& artist, std::size_t n,
                                       std::size_t cap) {
  if (cap == 0) return take_first(next, n);
  std::vector<std::pair<std::uint32_t, std::size_t>> seen;  // with the round each belongs to
  std::vector<std::size_t> in_round(1);
  std::unordered_map<std::uint32_t, std::size_t> of_artist;
  while (in_round[0] < n) {
    const std::optional<std::uint32_t> song = next();
    if (!song) break;
    const std::size_t round = of_artist[artist[*song]]++ / cap;
    if (round >= in_round.size()) in_round.resize(round + 1);
    ++in_round[round];
    seen.emplace_back(*song, round);
  }
  std::size_t left = n;
  for (std::size_t& count : in_round) {  // from "how many there are" to "how many are taken"
    count = std::min(count, left);
    left -= count;
  }
  std::vector<std::uint32_t> taken;
  for (const auto& [song, round] : seen) {
    if (in_round[round] == 0) continue;
    --in_round[round];
    taken.push_back(song);
  }
  return taken;
}

}  // namespace leitmotif::recommend

#include "leitmotif/recommend/library.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"

namespace leitmotif::recommend {

std::vector<std::uint32_t> ordered_by_topic(const SongColumns& songs, std::size_t topic) {
  struct Item {
    float probability;
    float strength;
    std::uint32_t song;
  };
  const bool has_strength = !songs.part_of_topic.empty();
  const std::span<const float> probabilities = songs.probability.all();
  const std::span<const float> roots = songs.root_mixture.all();
  std::vector<Item> items;
  for (std::size_t song = 0; song < songs.size(); ++song) {
    const float probability = probabilities[song * songs.topics + topic];
    if (std::isnan(probability)) continue;
    const float strength = has_strength ? roots[song * songs.parts + songs.part_of_topic[topic]] : 0;
    items.push_back({probability, strength, static_cast<std::uint32_t>(song)});
  }
  const std::span<const std::int64_t> ids = songs.id.all();
  std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
    if (a.probability != b.probability) return a.probability > b.probability;
    if (a.strength != b.strength) return a.strength > b.strength;
    return ids[a.song] < ids[b.song];
  });
  std::vector<std::uint32_t> order;
  order.reserve(items.size());
  for (const Item& item : items) order.push_back(item.song);
  return order;
}

void order_by_topic(SongColumns& songs, unsigned threads) {
  songs.order.assign(songs.topics, {});
  parallel_for(songs.topics, 1, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t topic = begin; topic < end; ++topic) songs.order[topic] = ordered_by_topic(songs, topic);
  });
}

void check_columns(const SongColumns& songs) {
  const std::size_t count = songs.size();
  const auto has = [count](std::size_t size, std::size_t columns) { return size == count * columns; };
  const auto has_or_is_empty = [&](std::size_t size, std::size_t columns) { return size == 0 || has(size, columns); };
  const bool fits =
      has(songs.artist.size(), 1) && has(songs.genre.size(), 1) && has(songs.year.size(), 1) &&
      has(songs.probability.size(), songs.topics) && has_or_is_empty(songs.root_mixture.size(), songs.parts) &&
      (songs.part_of_topic.empty() || songs.part_of_topic.size() == songs.topics) &&
      std::ranges::all_of(songs.sound,
                          [&](const SoundFeature& feature) {
                            return has(feature.values.size(), 1) && has_or_is_empty(feature.source.size(), 1);
                          }) &&
      has_or_is_empty(songs.obscene.size(), 1) && has_or_is_empty(songs.flags.size(), 1) &&
      (songs.order.empty() || songs.order.size() == songs.topics);
  if (!fits) throw Error(ErrorKind::internal, "the columns of the library to rank differ in length");
  if (count > std::numeric_limits<std::uint32_t>::max())
    throw Error(ErrorKind::resource_limit, "a library of more than 4294967295 songs cannot be ranked");
}

}  // namespace leitmotif::recommend

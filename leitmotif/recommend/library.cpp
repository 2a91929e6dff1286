#include "leitmotif/recommend/library.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"

namespace leitmotif::recommend {

std::vector<std::uint32_t> ordered_by_topic(const Library& library, std::size_t topic) {
  struct Item {
    float probability;
    float strength;
    std::uint32_t song;
  };
  const bool has_strength = !library.part_of_topic.empty();
  std::vector<Item> items;
  for (std::size_t song = 0; song < library.size(); ++song) {
    const float probability = library.probability_of(song, topic);
    if (std::isnan(probability)) continue;
    const float strength = has_strength ? library.roots_of(song)[library.part_of_topic[topic]] : 0;
    items.push_back({probability, strength, static_cast<std::uint32_t>(song)});
  }
  std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
    if (a.probability != b.probability) return a.probability > b.probability;
    if (a.strength != b.strength) return a.strength > b.strength;
    return library.id[a.song] < library.id[b.song];
  });
  std::vector<std::uint32_t> order;
  order.reserve(items.size());
  for (const Item& item : items) order.push_back(item.song);
  return order;
}

void order_by_topic(Library& library, unsigned threads) {
  library.order.assign(library.topics, {});
  parallel_for(library.topics, 1, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t topic = begin; topic < end; ++topic) library.order[topic] = ordered_by_topic(library, topic);
  });
}

void check_library(const Library& library) {
  const std::size_t songs = library.size();
  const auto has = [songs](std::size_t size, std::size_t columns) { return size == songs * columns; };
  const auto has_or_is_empty = [&](std::size_t size, std::size_t columns) { return size == 0 || has(size, columns); };
  const bool fits =
      has(library.artist.size(), 1) && has(library.genre.size(), 1) && has(library.year.size(), 1) &&
      has(library.probability.size(), library.topics) && has_or_is_empty(library.root_mixture.size(), library.parts) &&
      (library.part_of_topic.empty() || library.part_of_topic.size() == library.topics) &&
      has_or_is_empty(library.mood.size(), 2) && has_or_is_empty(library.instrumental.size(), 1) &&
      has_or_is_empty(library.obscene.size(), 1) && (library.order.empty() || library.order.size() == library.topics);
  if (!fits) throw Error(ErrorKind::internal, "the columns of the library to rank differ in length");
  if (songs > std::numeric_limits<std::uint32_t>::max())
    throw Error(ErrorKind::resource_limit, "a library of more than 4294967295 songs cannot be ranked");
}

}  // namespace leitmotif::recommend

#include "leitmotif/recommend/recommend.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/recommend/draw.hpp"

namespace leitmotif::recommend {
namespace {

/// A song that may be in the answer. Small, because there may be a million of them.
struct Item {
  float probability = 0;
  std::uint32_t index = 0;
};

void check_library(const Library& library) {
  const std::size_t songs = library.size();
  const bool fits = library.artist.size() == songs && library.genre.size() == songs && library.year.size() == songs &&
                    library.probability.size() == songs * library.topics &&
                    (library.strength.empty() || library.strength.size() == songs * library.topics);
  if (!fits) throw Error(ErrorKind::internal, "the columns of the library to rank differ in length");
  if (songs > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(ErrorKind::resource_limit, "a library of more than 4294967295 songs cannot be ranked");
  }
}

void check_query(const TopicQuery& query) {
  if (query.n < 1) {
    throw Error(ErrorKind::invalid_argument,
                "number of songs " + std::to_string(query.n) + ": at least 1 must be asked for");
  }
  if (query.n > kMostSongs) {
    throw Error(ErrorKind::resource_limit, "number of songs " + std::to_string(query.n) + ": at most " +
                                               std::to_string(kMostSongs) + " are given");
  }
  if (!(query.threshold >= 0 && query.threshold <= 1)) {
    throw Error(ErrorKind::invalid_argument,
                "threshold " + std::to_string(query.threshold) + ": expected a probability, 0 to 1");
  }
  if (query.years && query.years->first > query.years->last) {
    throw Error(ErrorKind::invalid_argument, "years " + std::to_string(query.years->first) + "-" +
                                                 std::to_string(query.years->last) +
                                                 ": the first year is after the last");
  }
}

void check_topic(const Library& library, const TopicQuery& query) {
  if (library.size() == 0 || query.topic < library.topics) return;
  throw Error(ErrorKind::invalid_argument, "topic number " + std::to_string(query.topic) + ": the library has " +
                                               std::to_string(library.topics) + " topics, counted from 0");
}

/// Which songs the query lets in. Without branches, because what a million songs answer cannot be foreseen.
class Filter {
 public:
  Filter(const Library& library, const TopicQuery& query) : library_(library), genres_(query.genres) {
    // Without a wish every year is right, and "not known" too, which is the lowest number.
    if (!query.years) return;
    first_ = std::max(query.years->first, kNoYear + 1);
    last_ = query.years->last;
  }

  [[nodiscard]] bool matches(std::size_t index) const {
    const std::int32_t year = library_.year[index];
    bool has_genre = genres_.empty();
    for (const std::uint32_t genre : genres_) has_genre |= library_.genre[index] == genre;
    return has_genre & (year >= first_) & (year <= last_);
  }

 private:
  const Library& library_;
  const std::vector<std::uint32_t>& genres_;
  std::int32_t first_ = kNoYear;
  std::int32_t last_ = std::numeric_limits<std::int32_t>::max();
};

/// The matching songs whose probability of the topic fulfils `wanted`, in the order of the library.
template <typename Wanted>
std::vector<Item> collect(const Library& library, const TopicQuery& query, const Filter& filter, Wanted wanted) {
  constexpr std::size_t kPiece = 1024;
  std::array<Item, kPiece> piece;
  std::vector<Item> items;
  for (std::size_t begin = 0; begin < library.size(); begin += kPiece) {
    const std::size_t end = std::min(library.size(), begin + kPiece);
    std::size_t count = 0;
    for (std::size_t index = begin; index < end; ++index) {
      const float probability = library.probability[index * library.topics + query.topic];
      piece[count] = {probability, static_cast<std::uint32_t>(index)};  // kept when the count moves on
      count += static_cast<std::size_t>(wanted(probability)) & static_cast<std::size_t>(filter.matches(index));
    }
    items.insert(items.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(count));
  }
  return items;
}

/// Songs that are put in order only as far as they are looked at.
class LazyOrder {
 public:
  LazyOrder(const Library& library, std::size_t topic, std::vector<Item> items, std::size_t piece)
      : library_(library), topic_(topic), items_(std::move(items)), piece_(piece) {}

  [[nodiscard]] std::size_t size() const noexcept { return items_.size(); }

  /// The song at a place when the best is first. Places must be asked for in ascending order.
  const Item& best(std::size_t place) {
    if (place >= ordered_) order_next_piece();
    return items_[place];
  }

  /// The song at a place of a shuffle (Fisher and Yates's, as far as needed). Places must be asked for one by one.
  const Item& drawn(std::size_t place, Draw& draw) {
    const std::size_t other = place + static_cast<std::size_t>(draw.below(items_.size() - place));
    std::swap(items_[place], items_[other]);
    return items_[place];
  }

 private:
  [[nodiscard]] float strength(const Item& item) const noexcept {
    return library_.strength.empty() ? 0 : library_.strength[item.index * library_.topics + topic_];
  }

  void order_next_piece() {
    const auto is_before = [this](const Item& a, const Item& b) {
      if (a.probability != b.probability) return a.probability > b.probability;
      if (strength(a) != strength(b)) return strength(a) > strength(b);
      return library_.id[a.index] < library_.id[b.index];
    };
    // Pieces grow, so that even looking at all costs no more than a sort does.
    const std::size_t end = std::min(items_.size(), ordered_ + std::max(piece_, ordered_));
    const auto at = [this](std::size_t place) { return items_.begin() + static_cast<std::ptrdiff_t>(place); };
    std::nth_element(at(ordered_), at(end), items_.end(), is_before);
    std::sort(at(ordered_), at(end), is_before);
    ordered_ = end;
  }

  const Library& library_;
  std::size_t topic_;
  std::vector<Item> items_;
  std::size_t piece_;
  std::size_t ordered_ = 0;
};

/// All matching songs, one after another: those that pass, then the others. The others are looked for only when they
/// are needed.
class Queue {
 public:
  Queue(const Library& library, const TopicQuery& query)
      : library_(library),
        query_(query),
        filter_(library, query),
        passing_(library, query.topic, collect(library, query, filter_, [&](float p) { return p > query.threshold; }),
                 piece()),
        draw_(query.seed) {}

  [[nodiscard]] std::size_t passed() const noexcept { return passing_.size(); }

  /// The next song, or nothing at the end.
  std::optional<Item> next() {
    const std::size_t place = place_++;
    if (place < passed()) return query_.order == Order::best ? passing_.best(place) : passing_.drawn(place, draw_);
    if (!others_) {
      others_.emplace(library_, query_.topic,
                      collect(library_, query_, filter_, [&](float p) { return p <= query_.threshold; }), piece());
    }
    if (place - passed() >= others_->size()) return std::nullopt;
    return others_->best(place - passed());
  }

 private:
  [[nodiscard]] std::size_t piece() const noexcept { return static_cast<std::size_t>(query_.n); }

  const Library& library_;
  const TopicQuery& query_;
  Filter filter_;
  LazyOrder passing_;
  std::optional<LazyOrder> others_;
  Draw draw_;
  std::size_t place_ = 0;
};

std::vector<Item> take_first(Queue& queue, std::size_t n) {
  std::vector<Item> taken;
  while (taken.size() < n) {
    const std::optional<Item> item = queue.next();
    if (!item) break;
    taken.push_back(*item);
  }
  return taken;
}

std::vector<Item> take_capped(Queue& queue, const Library& library, std::size_t n, std::size_t cap) {
  std::vector<std::pair<Item, std::size_t>> seen;  // with the round each belongs to
  std::vector<std::size_t> in_round(1);
  std::unordered_map<std::uint32_t, std::size_t> of_artist;
  while (in_round[0] < n) {
    const std::optional<Item> item = queue.next();
    if (!item) break;
    const std::size_t round = of_artist[library.artist[item->index]]++ / cap;
    if (round >= in_round.size()) in_round.resize(round + 1);
    ++in_round[round];
    seen.emplace_back(*item, round);
  }
  std::size_t left = n;
  for (std::size_t& count : in_round) {  // from "how many there are" to "how many are taken"
    count = std::min(count, left);
    left -= count;
  }
  std::vector<Item> taken;
  for (const auto& [item, round] : seen) {
    if (in_round[round] == 0) continue;
    --in_round[round];
    taken.push_back(item);
  }
  return taken;
}

}  // namespace

Answer recommend_by_topic(const Library& library, const TopicQuery& query) {
  check_library(library);
  check_query(query);
  check_topic(library, query);
  const auto n = static_cast<std::size_t>(query.n);
  Queue queue(library, query);
  const std::vector<Item> taken =
      query.artist_cap == 0 ? take_first(queue, n) : take_capped(queue, library, n, query.artist_cap);
  Answer answer;
  answer.passed = queue.passed();
  answer.fallback = answer.passed < n;
  for (const Item& item : taken) {
    answer.songs.push_back({item.index, item.probability});
    if (!(item.probability > query.threshold)) answer.fallback = true;
  }
  return answer;
}

}  // namespace leitmotif::recommend

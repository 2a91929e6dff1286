#include "leitmotif/taste/blend.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/taste/dot.hpp"
#include "leitmotif/taste/spread.hpp"

namespace leitmotif::taste {
namespace {

/// The lists, and behind them each artist's songs with a history as a list, several times.
SparseMatrix with_artists(const SparseMatrix& lists, const KnownSongs& songs, const std::vector<std::uint32_t>& counts,
                          std::size_t times) {
  SparseMatrix both = lists;
  std::vector<Item> heard;
  for (std::uint32_t artist = 0; artist < songs.artists(); ++artist) {
    heard.clear();
    std::ranges::copy_if(songs.songs_of(artist), std::back_inserter(heard),
                         [&](Item item) { return counts[item] > 0; });
    if (heard.size() < 2) continue;
    for (std::size_t time = 0; time < times; ++time) {
      both.column.insert(both.column.end(), heard.begin(), heard.end());
      both.row_begin.push_back(both.column.size());
    }
  }
  both.value.assign(both.column.size(), 1.0F);
  return both;
}

}  // namespace

Blend::Blend(KnownSongs songs, const BlendOptions& options)
    : options_(options), songs_(std::move(songs)), rows_(songs_, options.content) {
  options_.factor_fits = std::max<std::size_t>(options.factor_fits, 1);
}

void Blend::count(std::vector<std::uint32_t> counts) {
  counts_ = std::move(counts);
  std::vector<float> in_lists(songs_.artists());
  artists_.resize(songs_.artists());
  for (std::size_t item = 0; item < counts_.size(); ++item) {
    if (counts_[item] == 0) continue;
    heard_.push_back(static_cast<Item>(item));
    in_lists[songs_.artist[item]] += static_cast<float>(counts_[item]);
    ++artists_[songs_.artist[item]].heard;
  }
  const UnheardWeights& unheard = options_.unheard;
  for (std::uint32_t artist = 0; artist < in_lists.size(); ++artist) {
    const auto songs = static_cast<float>(songs_.songs_of(artist).size());
    artists_[artist].base = unheard.artist_lists * std::log1p(in_lists[artist]) +
                            unheard.artist_mean * std::log1p(songs > 0 ? in_lists[artist] / songs : 0) +
                            unheard.artist_songs * std::log1p(songs);
  }
  for (std::size_t place = 0; place < heard_.size(); ++place) {
    const std::uint32_t artist = songs_.artist[heard_[place]];
    if (artists_[artist].heard < static_cast<float>(songs_.songs_of(artist).size()))
      beside_unheard_.push_back(static_cast<std::uint32_t>(place));
  }
}

void Blend::choose_head() {
  head_ = heard_;
  if (head_.size() > options_.most_exact) {
    std::ranges::stable_sort(head_, [&](Item a, Item b) { return counts_[a] > counts_[b]; });
    head_.resize(options_.most_exact);
    std::ranges::sort(head_);
  }
  place_.assign(counts_.size(), static_cast<std::uint32_t>(head_.size()));
  auto heard = heard_.begin();
  for (std::size_t k = 0; k < head_.size(); ++k) {
    place_[head_[k]] = static_cast<std::uint32_t>(k);
    heard = std::lower_bound(heard, heard_.end(), head_[k]);
    head_in_heard_.push_back(static_cast<std::uint32_t>(heard - heard_.begin()));
  }
  weigh_popularity();
}

/// The log of the count, in its spread among EASE's songs.
void Blend::weigh_popularity() {
  for (const Item item : heard_) popularity_.push_back(std::log(static_cast<float>(counts_[item])));
  std::vector<float> of_head;
  for (const std::uint32_t place : head_in_heard_) of_head.push_back(popularity_[place]);
  const float factor = factor_of(options_.popularity_share, of_head);
  for (float& value : popularity_) value *= factor;
}

void Blend::fit_ease(const SparseMatrix& lists) {
  SparseMatrix among_head;
  among_head.columns = head_.size();
  for (std::size_t list = 0; list < lists.rows(); ++list) {
    for (const Item item : items_of(lists, list))
      if (place_[item] < head_.size()) among_head.column.push_back(place_[item]);
    among_head.row_begin.push_back(among_head.column.size());
  }
  among_head.value.assign(among_head.column.size(), 1.0F);
  Square gram = gram_of(among_head, static_cast<double>(options_.size_power));
  std::vector<std::uint32_t> places;
  for (std::uint32_t artist = 0; artist < songs_.artists(); ++artist) {
    places.clear();
    for (const Item item : songs_.songs_of(artist))
      if (place_[item] < head_.size()) places.push_back(place_[item]);
    const float weight =
        options_.artist_weight / static_cast<float>(std::max<std::size_t>(songs_.songs_of(artist).size(), 1));
    for (std::size_t a = 0; a < places.size(); ++a)
      for (std::size_t b = 0; b <= a; ++b) gram.row(places[a])[places[b]] += weight;
  }
  if (rows_.width() > 0)
    add_kernel(gram, rows_.rows_of(head_), rows_.width(), options_.kernel_weight, options_.kernel_power,
               options_.threads);
  for (std::size_t k = 0; k < gram.size; ++k) gram.row(k)[k] += options_.penalty;
  ease_ = std::make_unique<Ease>(Ease::of_gram(std::move(gram), options_.threads));
}

Blend Blend::fit(const SparseMatrix& lists, KnownSongs songs, const BlendOptions& options) {
  if (songs.items() != lists.columns)
    throw Error(ErrorKind::invalid_argument, "lists of " + std::to_string(lists.columns) + " songs and facts of " +
                                                 std::to_string(songs.items()) + ": expected as many");
  Blend blend(std::move(songs), options);
  blend.count(counts_of(lists));
  blend.choose_head();
  blend.fit_ease(lists);
  blend.fit_factors(lists);
  return blend;
}

void Blend::fit_factors(const SparseMatrix& lists) {
  const SparseMatrix both = with_artists(lists, songs_, counts_, options_.artist_lists);
  AlsOptions factors = options_.factors;
  factors.threads = options_.threads;
  const bool are_many = lists.column.size() > options_.most_refitted;
  const std::size_t fits = are_many ? 1 : options_.factor_fits;
  if (are_many) factors.steps = options_.steps_of_many;
  for (std::size_t fit = 0; fit < fits; ++fit, ++factors.seed) factors_.push_back(ImplicitAls::fit(both, factors));
}

FittedBlend Blend::fitted() const {
  FittedBlend fitted{counts_, ease_->weights(), {}};
  for (const ImplicitAls& factors : factors_) fitted.factors.push_back(factors.fitted());
  return fitted;
}

Blend Blend::of_fitted(const FittedBlend& fitted, KnownSongs songs, const BlendOptions& options) {
  if (fitted.counts.size() != songs.items() || fitted.factors.empty())
    throw Error(ErrorKind::invalid_argument, "a blend of " + std::to_string(fitted.counts.size()) +
                                                 " songs: expected " + std::to_string(songs.items()) + ", and factors");
  Blend blend(std::move(songs), options);
  const std::span<const std::uint32_t> counts = fitted.counts.all();
  blend.count({counts.begin(), counts.end()});
  blend.choose_head();
  if (fitted.exact.size != blend.head_.size())
    throw Error(ErrorKind::invalid_argument, "weights of " + std::to_string(fitted.exact.size) + " songs: expected " +
                                                 std::to_string(blend.head_.size()));
  blend.ease_ = std::make_unique<Ease>(Ease::of_weights(fitted.exact));
  AlsOptions factors = options.factors;
  factors.threads = options.threads;
  for (const FittedFactors& one : fitted.factors)
    blend.factors_.push_back(ImplicitAls::of_fitted(blend.heard_, one, factors));
  return blend;
}

float Blend::exact_weight(Item given, Item other) const {
  const std::size_t from = place_[given];
  const std::size_t to = place_[other];
  return from < head_.size() && to < head_.size() ? ease_->weights().at(from, to) : 0;
}

float Blend::affinity(Item given, Item other) const {
  constexpr float kLittle = 0.1F;
  float affinity = exact_weight(given, other);
  if (songs_.artist[given] == songs_.artist[other]) affinity += 1;
  const std::vector<float> rows = rows_.rows_of(std::array{given, other});
  return affinity + kLittle * dot_product(rows.data(), rows.data() + rows_.width(), rows_.width());
}

LikenessShares Blend::likeness_shares(Item given, Item other) const {
  const std::vector<float> rows = rows_.rows_of(std::array{given, other});
  const auto part = [&](std::size_t begin, std::size_t end) {
    return std::max(0.0F, dot_product(rows.data() + begin, rows.data() + rows_.width() + begin, end - begin));
  };
  LikenessShares shares{part(0, rows_.sound()) + part(rows_.meaning(), rows_.width()), part(rows_.sound(), rows_.era()),
                        part(rows_.era(), rows_.meaning())};
  const float sum = shares.words + shares.sound + shares.era;
  if (sum > 0) shares = {shares.words / sum, shares.sound / sum, shares.era / sum};
  return shares;
}

}  // namespace leitmotif::taste

#include "leitmotif/taste/blend.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/taste/dot.hpp"

namespace leitmotif::taste {
namespace {

/// Of more given songs than the first, only so many are compared with every song; the order of those given decides.
constexpr std::size_t kComparedAll = 64;
constexpr std::size_t kComparedOfMany = 32;
/// Of more songs than the first, only so many best ones and EASE's are compared.
constexpr std::size_t kManySongs = 100'000;
constexpr std::size_t kBestCompared = 20'000;
/// So many songs are compared by a thread at once, and so many without a history are scored: more than a library of
/// some thousands has, where it is not worth a thread.
constexpr std::size_t kComparedAtOnce = 8192;
constexpr std::size_t kScoredAtOnce = 1U << 15U;
constexpr std::size_t kMultipliedAtOnce = 64;
/// A song as many years away from another counts 1/e of one of the same year; years outside of these count as unknown.
constexpr float kNearYears = 1.5F;
constexpr int kFirstYear = 1850;
constexpr int kYears = 250;
/// Spreads below this are none.
constexpr float kLeastSpread = 1e-6F;

/// Standard deviation of some of the values.
float spread_of(const std::vector<float>& values, const std::vector<Item>& of) {
  double sum = 0;
  double squares = 0;
  for (const Item item : of) {
    const auto value = static_cast<double>(values[item]);
    sum += value;
    squares += value * value;
  }
  const auto count = static_cast<double>(std::max<std::size_t>(of.size(), 1));
  const double mean = sum / count;
  return static_cast<float>(std::sqrt(std::max(squares / count - mean * mean, 0.0)));
}

/// What makes a part's spread among some songs its share; 0 when they do not differ.
float factor_of(float share, const std::vector<float>& values, const std::vector<Item>& of) {
  const float spread = spread_of(values, of);
  return spread > kLeastSpread ? share / spread : 0;
}

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

void Blend::count(const SparseMatrix& lists) {
  counts_ = counts_of(lists);
  popularity_.resize(lists.columns);
  std::ranges::transform(counts_, popularity_.begin(),
                         [](std::uint32_t count) { return std::log(static_cast<float>(std::max(count, 1U))); });
  std::vector<float> in_lists(songs_.artists());
  for (std::size_t item = 0; item < counts_.size(); ++item) {
    if (counts_[item] == 0) continue;
    heard_.push_back(static_cast<Item>(item));
    in_lists[songs_.artist[item]] += static_cast<float>(counts_[item]);
  }
  const UnheardWeights& unheard = options_.unheard;
  for (std::uint32_t artist = 0; artist < in_lists.size(); ++artist) {
    const auto songs = static_cast<float>(songs_.songs_of(artist).size());
    artists_.push_back({unheard.artist_lists * std::log1p(in_lists[artist]),
                        unheard.artist_mean * std::log1p(songs > 0 ? in_lists[artist] / songs : 0),
                        unheard.artist_songs * std::log1p(songs)});
  }
}

void Blend::choose_head() {
  const std::size_t items = counts_.size();
  head_ = heard_;
  if (head_.size() > options_.most_exact) {
    std::ranges::stable_sort(head_, [&](Item a, Item b) { return counts_[a] > counts_[b]; });
    head_.resize(options_.most_exact);
    std::ranges::sort(head_);
  }
  place_.assign(items, static_cast<std::uint32_t>(head_.size()));
  for (std::size_t k = 0; k < head_.size(); ++k) place_[head_[k]] = static_cast<std::uint32_t>(k);
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
  blend.count(lists);
  blend.choose_head();
  blend.fit_ease(lists);
  blend.fit_factors(lists);
  return blend;
}

void Blend::fit_factors(const SparseMatrix& lists) {
  const SparseMatrix both = with_artists(lists, songs_, counts_, options_.artist_lists);
  AlsOptions factors = options_.factors;
  factors.threads = options_.threads;
  const std::size_t fits = lists.column.size() > options_.most_refitted ? 1 : options_.factor_fits;
  for (std::size_t fit = 0; fit < fits; ++fit, ++factors.seed) factors_.push_back(ImplicitAls::fit(both, factors));
}

float Blend::exact_weight(Item given, Item other) const noexcept {
  const std::size_t from = place_[given];
  const std::size_t to = place_[other];
  return from < head_.size() && to < head_.size() ? ease_->weights().row(from)[to] : 0;
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

std::vector<Item> Blend::worth_comparing(const std::vector<float>& exact, const std::vector<float>& factors) const {
  std::vector<Item> worth;
  if (counts_.size() <= kManySongs) {
    worth.resize(counts_.size());
    std::iota(worth.begin(), worth.end(), Item{0});
    return worth;
  }
  std::vector<float> sorted;
  for (const Item item : heard_) sorted.push_back(exact[item] + factors[item]);
  // Others say nothing of songs without a history: more of these than can be the floor need not be sorted.
  sorted.resize(heard_.size() + std::min(counts_.size() - heard_.size(), kBestCompared + 1));
  const auto floor = sorted.begin() + static_cast<std::ptrdiff_t>(kBestCompared);
  std::nth_element(sorted.begin(), floor, sorted.end(), std::greater<>());
  for (std::size_t item = 0; item < counts_.size(); ++item)
    if (exact[item] + factors[item] > *floor || place_[item] < head_.size()) worth.push_back(static_cast<Item>(item));
  return worth;
}

std::vector<float> Blend::likeness_to(std::span<const Item> given, const std::vector<Item>& compared) const {
  std::vector<float> likeness(counts_.size());
  const std::size_t width = rows_.width();
  if (width == 0 || given.empty()) return likeness;
  if (given.size() > kComparedAll) given = given.first(kComparedOfMany);
  const std::size_t padded = (given.size() + kRowsWithPanel - 1) / kRowsWithPanel * kRowsWithPanel;
  std::vector<float> asked = rows_.rows_of(given);
  asked.resize(padded * width);
  parallel_for(compared.size(), kComparedAtOnce, options_.threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> row(width);
    std::vector<float> panel(width * kPanelRows);
    std::vector<float> products(padded * kPanelRows);
    std::array<float, kPanelRows> means{};
    for (std::size_t first = begin; first < end; first += kPanelRows) {
      const std::span<const Item> songs = std::span(compared).subspan(first, std::min(kPanelRows, end - first));
      for (std::size_t lane = 0; lane < songs.size(); ++lane) {
        rows_.read(songs[lane], row.data());
        for (std::size_t k = 0; k < width; ++k) panel[k * kPanelRows + lane] = row[k];
      }
      panel_products(panel.data(), asked.data(), padded, width, products.data());
      mean_of_nearest(products.data(), given.size(), means.data());
      for (std::size_t lane = 0; lane < songs.size(); ++lane) likeness[songs[lane]] = means.at(lane);
    }
  });
  return likeness;
}

void Blend::score(std::span<const Item> given, std::span<float> scores) const {
  std::ranges::copy(explain(given).scores, scores.begin());
}

std::vector<float> Blend::by_ease(std::span<const Item> given) const {
  std::vector<Item> in_head;
  for (const Item item : given)
    if (place_[item] < head_.size()) in_head.push_back(place_[item]);
  std::vector<float> head_scores(head_.size());
  ease_->score(in_head, head_scores);
  std::vector<float> exact(counts_.size());
  for (std::size_t k = 0; k < head_.size(); ++k) exact[head_[k]] = head_scores[k];
  return exact;
}

std::vector<float> Blend::by_factors(std::span<const Item> given) const {
  std::vector<float> sum(counts_.size());
  factors_.front().score(given, sum);
  std::vector<float> more(factors_.size() > 1 ? sum.size() : 0);
  for (std::size_t fit = 1; fit < factors_.size(); ++fit) {
    factors_[fit].score(given, more);
    std::ranges::transform(sum, more, sum.begin(), std::plus<>());
  }
  return sum;
}

std::vector<float> Blend::nearness_of_years(std::span<const Item> given) const {
  std::vector<float> nearness(counts_.size());
  if (songs_.year.empty() || given.empty()) return nearness;
  const std::span<const std::int32_t> years = songs_.year.all();
  const auto place = [&](Item item) { return years[item] - kFirstYear; };
  const auto is_known = [&](Item item) { return years[item] >= kFirstYear && place(item) < kYears; };
  std::array<float, kYears> of_year{};
  for (const Item item : given) {
    if (!is_known(item)) continue;
    for (int year = 0; year < kYears; ++year)
      of_year.at(static_cast<std::size_t>(year)) +=
          std::exp(-std::abs(static_cast<float>(year - place(item))) / kNearYears) / static_cast<float>(given.size());
  }
  for (const Item item : heard_)
    if (is_known(item)) nearness[item] = of_year.at(static_cast<std::size_t>(place(item)));
  return nearness;
}

BlendScores Blend::explain(std::span<const Item> given) const {
  const std::size_t items = counts_.size();
  BlendScores result{std::vector<float>(items), std::vector<BlendParts>(items)};
  const std::vector<float> exact = by_ease(given);
  const std::vector<float> factors = by_factors(given);
  std::vector<float> artist(items);
  for (const Item item : given)
    for (const Item other : songs_.songs_of(songs_.artist[item])) artist[other] += 1 / static_cast<float>(given.size());
  const std::vector<float> likeness = likeness_to(given, worth_comparing(exact, factors));
  const std::vector<float> years = nearness_of_years(given);
  const float of_exact = factor_of(options_.ease_share, exact, head_);
  const float of_factors = factor_of(options_.factor_share, factors, head_);
  const float of_artist = factor_of(options_.artist_share, artist, head_);
  const float of_content = factor_of(options_.content_share, likeness, head_);
  const float of_years = factor_of(options_.years_share, years, head_);
  const float of_popularity = factor_of(options_.popularity_share, popularity_, head_);
  for (const Item item : heard_) {
    BlendParts& parts = result.parts[item];
    parts = {of_exact * exact[item] + of_factors * factors[item], of_artist * artist[item],
             of_content * likeness[item] + of_years * years[item], of_popularity * popularity_[item]};
    result.scores[item] = parts.together + parts.artist + parts.content + parts.popularity;
  }
  place_unheard({given, artist, likeness}, result);
  return result;
}

std::vector<float> Blend::wanted_row(std::span<const Item> given) const {
  std::vector<float> wanted(rows_.width());
  std::vector<float> row(rows_.width());
  for (const Item item : given) {
    rows_.read(item, row.data());
    for (std::size_t k = 0; k < wanted.size(); ++k) wanted[k] += row[k] / static_cast<float>(given.size());
  }
  const ContentWeights& weights = options_.content;
  const auto scale = [&](std::size_t begin, std::size_t end, float share, float weight) {
    for (std::size_t k = begin; k < end && weight > 0; ++k) wanted[k] *= share * weights.sum() / weight;
  };
  const UnheardWeights& unheard = options_.unheard;
  scale(0, rows_.sound(), unheard.mixture, weights.mixture);
  scale(rows_.sound(), rows_.era(), unheard.sound, weights.sound);
  scale(rows_.era(), rows_.genre(), unheard.era, weights.era);
  scale(rows_.genre(), rows_.meaning(), unheard.genre, weights.genre);
  scale(rows_.meaning(), rows_.width(), unheard.meaning, weights.meaning);
  return wanted;
}

std::vector<float> Blend::artist_standing(const std::vector<BlendParts>& parts) const {
  std::vector<float> together(artists_.size());
  std::vector<float> heard(artists_.size());
  for (const Item item : heard_) {
    together[songs_.artist[item]] += parts[item].together;
    ++heard[songs_.artist[item]];
  }
  std::vector<float> standing(artists_.size());
  for (std::size_t artist = 0; artist < standing.size(); ++artist)
    standing[artist] = options_.unheard.others * together[artist] / (heard[artist] + 1) + artists_[artist].lists +
                       artists_[artist].mean + artists_[artist].songs;
  return standing;
}

void Blend::score_unheard(const Asked& asked, BlendScores& result) const {
  const UnheardWeights unheard = options_.unheard;
  const float of_likeness = unheard.likeness * options_.content.sum();
  const std::vector<float> wanted = wanted_row(asked.given);
  const ContentRows::Products content(rows_, wanted);
  const std::vector<float> standing = artist_standing(result.parts);
  const std::span<const std::uint32_t> artist = songs_.artist.all();
  parallel_for(counts_.size(), kScoredAtOnce, options_.threads, [&](std::size_t begin, std::size_t end) {
    std::array<float, kMultipliedAtOnce> products{};
    for (std::size_t first = begin; first < end; first += kMultipliedAtOnce) {
      const auto counts = std::span(counts_).subspan(first, std::min(kMultipliedAtOnce, end - first));
      if (std::ranges::all_of(counts, [](std::uint32_t count) { return count > 0; })) continue;
      content.write(first, std::span(products).first(counts.size()));
      for (std::size_t k = 0; k < counts.size(); ++k) {
        if (counts[k] > 0) continue;
        const std::size_t item = first + k;
        const float share = asked.artist[item];
        const BlendParts parts{standing[artist[item]],
                               unheard.artist_share * share + (share > 0 ? unheard.artist_known : 0),
                               products[k] + of_likeness * asked.likeness[item], 0};
        result.parts[item] = parts;
        result.scores[item] = parts.together + parts.artist + parts.content;
      }
    }
  });
}

void Blend::place_unheard(const Asked& asked, BlendScores& result) const {
  score_unheard(asked, result);
  const std::size_t others = counts_.size() - heard_.size();
  if (heard_.empty() || others == 0) return;
  double heard_sum = 0;
  double unheard_sum = 0;
  for (std::size_t item = 0; item < counts_.size(); ++item)
    (counts_[item] > 0 ? heard_sum : unheard_sum) += static_cast<double>(result.scores[item]);
  const auto level = static_cast<float>(heard_sum / static_cast<double>(heard_.size()));
  const auto mean = static_cast<float>(unheard_sum / static_cast<double>(others));
  for (std::size_t item = 0; item < counts_.size(); ++item)
    if (counts_[item] == 0) result.scores[item] = level + options_.unheard.spread * (result.scores[item] - mean);
}

}  // namespace leitmotif::taste

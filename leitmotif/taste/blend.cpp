#include "leitmotif/taste/blend.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/taste/dot.hpp"

namespace leitmotif::taste {
namespace {

/// How many of the given songs that are most alike say how alike a song is.
constexpr std::size_t kNearest = 5;
/// Of more given songs than the first, only so many are compared with every song; the order of those given decides.
constexpr std::size_t kComparedAll = 64;
constexpr std::size_t kComparedOfMany = 32;
/// Of more songs than the first, only so many best ones and EASE's are compared.
constexpr std::size_t kManySongs = 100'000;
constexpr std::size_t kBestCompared = 20'000;
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
SparseMatrix with_artists(const SparseMatrix& lists, const std::vector<std::vector<Item>>& by_artist,
                          const std::vector<std::uint32_t>& counts, std::size_t times) {
  SparseMatrix both = lists;
  for (const std::vector<Item>& songs : by_artist) {
    std::vector<Item> heard;
    std::ranges::copy_if(songs, std::back_inserter(heard), [&](Item item) { return counts[item] > 0; });
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

void Blend::choose_head() {
  const std::size_t items = counts_.size();
  head_.clear();
  for (std::size_t item = 0; item < items; ++item)
    if (counts_[item] > 0) head_.push_back(static_cast<Item>(item));
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
  for (const std::vector<Item>& songs : by_artist_) {
    const float weight = options_.artist_weight / static_cast<float>(std::max<std::size_t>(songs.size(), 1));
    for (const Item a : songs)
      for (const Item b : songs)
        if (b <= a && place_[a] < head_.size() && place_[b] < head_.size()) gram.row(place_[a])[place_[b]] += weight;
  }
  if (rows_.width > 0) {
    std::vector<float> rows;
    for (const Item item : head_) rows.insert(rows.end(), rows_.row(item), rows_.row(item) + rows_.width);
    add_kernel(gram, rows, rows_.width, options_.kernel_weight, options_.kernel_power, options_.threads);
  }
  for (std::size_t k = 0; k < gram.size; ++k) gram.row(k)[k] += options_.penalty;
  ease_ = std::make_unique<Ease>(Ease::of_gram(std::move(gram), options_.threads));
}

Blend Blend::fit(const SparseMatrix& lists, std::shared_ptr<const SongFacts> facts, const BlendOptions& options) {
  if (facts->items() != lists.columns)
    throw Error(ErrorKind::invalid_argument, "lists of " + std::to_string(lists.columns) + " songs and facts of " +
                                                 std::to_string(facts->items()) + ": expected as many");
  Blend blend;
  blend.options_ = options;
  blend.options_.factor_fits = std::max<std::size_t>(options.factor_fits, 1);
  blend.facts_ = std::move(facts);
  blend.rows_ = content_rows(*blend.facts_, options.content);
  blend.counts_ = counts_of(lists);
  blend.popularity_.resize(lists.columns);
  std::ranges::transform(blend.counts_, blend.popularity_.begin(),
                         [](std::uint32_t count) { return std::log(static_cast<float>(std::max(count, 1U))); });
  blend.by_artist_.resize(blend.facts_->artists());
  for (std::size_t item = 0; item < lists.columns; ++item)
    blend.by_artist_[blend.facts_->artist[item]].push_back(static_cast<Item>(item));
  blend.choose_head();
  blend.fit_ease(lists);
  blend.fit_factors(lists);
  return blend;
}

void Blend::fit_factors(const SparseMatrix& lists) {
  const SparseMatrix both = with_artists(lists, by_artist_, counts_, options_.artist_lists);
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

float Blend::affinity(Item given, Item other) const noexcept {
  constexpr float kLittle = 0.1F;
  float affinity = exact_weight(given, other);
  if (facts_->artist[given] == facts_->artist[other]) affinity += 1;
  return affinity + kLittle * dot_product(rows_.row(given), rows_.row(other), rows_.width);
}

LikenessShares Blend::likeness_shares(Item given, Item other) const noexcept {
  const auto part = [&](std::size_t begin, std::size_t end) {
    return std::max(0.0F, dot_product(rows_.row(given) + begin, rows_.row(other) + begin, end - begin));
  };
  LikenessShares shares{part(0, rows_.sound) + part(rows_.meaning, rows_.width), part(rows_.sound, rows_.era),
                        part(rows_.era, rows_.meaning)};
  const float sum = shares.words + shares.sound + shares.era;
  if (sum > 0) shares = {shares.words / sum, shares.sound / sum, shares.era / sum};
  return shares;
}

std::vector<std::uint8_t> Blend::worth_comparing(const std::vector<float>& exact,
                                                 const std::vector<float>& factors) const {
  if (counts_.size() <= kManySongs) return {};
  std::vector<float> others;
  for (std::size_t item = 0; item < counts_.size(); ++item) others.push_back(exact[item] + factors[item]);
  std::vector<float> sorted = others;
  const auto floor = sorted.begin() + static_cast<std::ptrdiff_t>(kBestCompared);
  std::nth_element(sorted.begin(), floor, sorted.end(), std::greater<>());
  std::vector<std::uint8_t> worth(counts_.size());
  for (std::size_t item = 0; item < worth.size(); ++item)
    worth[item] = others[item] > *floor || place_[item] < head_.size() ? 1 : 0;
  return worth;
}

std::vector<float> Blend::likeness_to(std::span<const Item> given, const std::vector<std::uint8_t>& only) const {
  std::vector<float> likeness(counts_.size());
  if (rows_.width == 0 || given.empty()) return likeness;
  if (given.size() > kComparedAll) given = given.first(kComparedOfMany);
  const std::size_t nearest = std::min(kNearest, given.size());
  std::vector<float> each(given.size());
  for (std::size_t item = 0; item < likeness.size(); ++item) {
    if (!only.empty() && only[item] == 0) continue;
    for (std::size_t k = 0; k < given.size(); ++k)
      each[k] = dot_product(rows_.row(item), rows_.row(given[k]), rows_.width);
    const auto end = each.begin() + static_cast<std::ptrdiff_t>(nearest);
    std::partial_sort(each.begin(), end, each.end(), std::greater<>());
    likeness[item] = std::accumulate(each.begin(), end, 0.0F) / static_cast<float>(nearest);
  }
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
  if (facts_->year.empty() || given.empty()) return nearness;
  const auto place = [&](Item item) { return facts_->year[item] - kFirstYear; };
  const auto is_known = [&](Item item) { return facts_->year[item] >= kFirstYear && place(item) < kYears; };
  std::array<float, kYears> of_year{};
  for (const Item item : given) {
    if (!is_known(item)) continue;
    for (int year = 0; year < kYears; ++year)
      of_year.at(static_cast<std::size_t>(year)) +=
          std::exp(-std::abs(static_cast<float>(year - place(item))) / kNearYears) / static_cast<float>(given.size());
  }
  for (std::size_t item = 0; item < nearness.size(); ++item)
    if (is_known(static_cast<Item>(item)))
      nearness[item] = of_year.at(static_cast<std::size_t>(place(static_cast<Item>(item))));
  return nearness;
}

BlendScores Blend::explain(std::span<const Item> given) const {
  const std::size_t items = counts_.size();
  BlendScores result{std::vector<float>(items), std::vector<BlendParts>(items)};
  const std::vector<float> exact = by_ease(given);
  const std::vector<float> factors = by_factors(given);
  std::vector<float> artist(items);
  for (const Item item : given)
    for (const Item other : by_artist_[facts_->artist[item]]) artist[other] += 1 / static_cast<float>(given.size());
  const std::vector<float> likeness = likeness_to(given, worth_comparing(exact, factors));
  const std::vector<float> years = nearness_of_years(given);
  const float of_exact = factor_of(options_.ease_share, exact, head_);
  const float of_factors = factor_of(options_.factor_share, factors, head_);
  const float of_artist = factor_of(options_.artist_share, artist, head_);
  const float of_content = factor_of(options_.content_share, likeness, head_);
  const float of_years = factor_of(options_.years_share, years, head_);
  const float of_popularity = factor_of(options_.popularity_share, popularity_, head_);
  for (std::size_t item = 0; item < items; ++item) {
    BlendParts& parts = result.parts[item];
    parts = {of_exact * exact[item] + of_factors * factors[item], of_artist * artist[item],
             of_content * likeness[item] + of_years * years[item], of_popularity * popularity_[item]};
    result.scores[item] = parts.together + parts.artist + parts.content + parts.popularity;
  }
  place_unheard({given, artist, likeness}, result);
  return result;
}

std::vector<float> Blend::wanted_row(std::span<const Item> given) const {
  std::vector<float> wanted(rows_.width);
  for (const Item item : given)
    for (std::size_t k = 0; k < wanted.size(); ++k) wanted[k] += rows_.row(item)[k] / static_cast<float>(given.size());
  const ContentWeights& weights = options_.content;
  const auto scale = [&](std::size_t begin, std::size_t end, float share, float weight) {
    for (std::size_t k = begin; k < end && weight > 0; ++k) wanted[k] *= share * weights.sum() / weight;
  };
  const UnheardWeights& unheard = options_.unheard;
  scale(0, rows_.sound, unheard.mixture, weights.mixture);
  scale(rows_.sound, rows_.era, unheard.sound, weights.sound);
  scale(rows_.era, rows_.genre, unheard.era, weights.era);
  scale(rows_.genre, rows_.meaning, unheard.genre, weights.genre);
  scale(rows_.meaning, rows_.width, unheard.meaning, weights.meaning);
  return wanted;
}

std::vector<float> Blend::artist_standing(const std::vector<BlendParts>& parts) const {
  const UnheardWeights& unheard = options_.unheard;
  std::vector<float> standing(by_artist_.size());
  for (std::size_t artist = 0; artist < by_artist_.size(); ++artist) {
    float together = 0;
    float heard = 0;
    float lists = 0;
    for (const Item item : by_artist_[artist]) {
      if (counts_[item] == 0) continue;
      together += parts[item].together;
      lists += static_cast<float>(counts_[item]);
      ++heard;
    }
    const auto songs = static_cast<float>(by_artist_[artist].size());
    standing[artist] = unheard.others * together / (heard + 1) + unheard.artist_lists * std::log1p(lists) +
                       unheard.artist_mean * std::log1p(songs > 0 ? lists / songs : 0) +
                       unheard.artist_songs * std::log1p(songs);
  }
  return standing;
}

void Blend::place_unheard(const Asked& asked, BlendScores& result) const {
  const UnheardWeights& unheard = options_.unheard;
  const std::vector<float> wanted = wanted_row(asked.given);
  const std::vector<float> standing = artist_standing(result.parts);
  double heard_sum = 0;
  double unheard_sum = 0;
  std::size_t heard = 0;
  for (std::size_t item = 0; item < counts_.size(); ++item) {
    if (counts_[item] > 0) {
      heard_sum += static_cast<double>(result.scores[item]);
      ++heard;
      continue;
    }
    BlendParts& parts = result.parts[item];
    const float share = asked.artist[item];
    parts.together = standing[facts_->artist[item]];
    parts.artist = unheard.artist_share * share + (share > 0 ? unheard.artist_known : 0);
    parts.content = dot_product(wanted.data(), rows_.row(item), rows_.width) +
                    unheard.likeness * options_.content.sum() * asked.likeness[item];
    result.scores[item] = parts.together + parts.artist + parts.content;
    unheard_sum += static_cast<double>(result.scores[item]);
  }
  const std::size_t others = counts_.size() - heard;
  if (heard == 0 || others == 0) return;
  const auto level = static_cast<float>(heard_sum / static_cast<double>(heard));
  const auto mean = static_cast<float>(unheard_sum / static_cast<double>(others));
  for (std::size_t item = 0; item < counts_.size(); ++item)
    if (counts_[item] == 0) result.scores[item] = level + unheard.spread * (result.scores[item] - mean);
}

}  // namespace leitmotif::taste

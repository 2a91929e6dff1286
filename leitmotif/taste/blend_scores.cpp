#include "leitmotif/taste/blend_scores.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "leitmotif/core/parallel.hpp"
#include "leitmotif/taste/dot.hpp"
#include "leitmotif/taste/spread.hpp"

namespace leitmotif::taste {
namespace {

/// Of more given songs than the first, only so many are compared with every song; the order of those given decides.
constexpr std::size_t kComparedAll = 64;
constexpr std::size_t kComparedOfMany = 32;
/// Of more songs than the first, only so many best ones and EASE's are compared.
constexpr std::size_t kManySongs = 100'000;
constexpr std::size_t kBestCompared = 20'000;
/// So many songs are compared by a thread at once, and so many are scored: more than a library of some thousands has,
/// where it is not worth a thread.
constexpr std::size_t kComparedAtOnce = 8192;
constexpr std::size_t kScoredAtOnce = 1U << 15U;
constexpr std::size_t kMultipliedAtOnce = 64;
/// A song as many years away from another counts 1/e of one of the same year; years outside of these count as unknown.
constexpr float kNearYears = 1.5F;
constexpr int kFirstYear = 1850;
constexpr int kYears = 250;

/// The value of which `rank` others are larger, or as large and offered too. More than `rank` have to be offered.
class Largest {
 public:
  explicit Largest(std::size_t rank) : rank_(rank) { kept_.reserve(2 * (rank + 1)); }

  void offer(float value) {
    if (!(value > floor_)) return;
    kept_.push_back(value);
    if (kept_.size() == kept_.capacity()) cut();
  }
  [[nodiscard]] float value() {
    if (kept_.size() > rank_) cut();
    return floor_;
  }

 private:
  void cut() {
    const auto last = kept_.begin() + static_cast<std::ptrdiff_t>(rank_);
    std::nth_element(kept_.begin(), last, kept_.end(), std::greater<>());
    floor_ = *last;
    kept_.resize(rank_ + 1);
  }

  std::size_t rank_;
  float floor_ = -std::numeric_limits<float>::infinity();
  std::vector<float> kept_;
};

/// What the artist's share of what is given gives to a song without a history.
float share_of_unheard(const UnheardWeights& unheard, float share) {
  return unheard.artist_share * share + (share > 0 ? unheard.artist_known : 0);
}

}  // namespace

void Blend::score(std::span<const Item> given, std::span<float> scores) const {
  std::ranges::copy(BlendScores(*this, given).scores(), scores.begin());
}

BlendScores::BlendScores(const Blend& blend, std::span<const Item> given) : blend_(&blend) {
  const std::vector<float> exact = by_ease(given);
  together_ = by_factors(given);
  share_artists(given);
  compare(given, exact);
  near_years(given);
  weigh(exact);
  ask_unheard(given);
  score_all();
}

std::vector<float> BlendScores::by_ease(std::span<const Item> given) const {
  std::vector<Item> in_head;
  for (const Item item : given)
    if (blend_->place_[item] < blend_->head_.size()) in_head.push_back(blend_->place_[item]);
  std::vector<float> scores(blend_->head_.size());
  blend_->ease_->score(in_head, scores);
  return scores;
}

std::vector<float> BlendScores::by_factors(std::span<const Item> given) const {
  std::vector<float> sums(blend_->heard_.size());
  for (const ImplicitAls& factors : blend_->factors_) factors.add_scores(given, sums);
  return sums;
}

void BlendScores::share_artists(std::span<const Item> given) {
  share_.resize(blend_->songs_.artists());
  for (const Item item : given) share_[blend_->songs_.artist[item]] += 1 / static_cast<float>(given.size());
}

void BlendScores::compare(std::span<const Item> given, const std::vector<float>& exact) {
  compared_ = worth_comparing(exact);
  likeness_ = likeness_to(given);
}

std::vector<Item> BlendScores::worth_comparing(const std::vector<float>& exact) const {
  const std::size_t items = blend_->counts_.size();
  const std::vector<Item>& heard = blend_->heard_;
  const std::vector<std::uint32_t>& heads = blend_->head_in_heard_;
  std::vector<Item> worth;
  if (items <= kManySongs) {
    worth.resize(items);
    std::iota(worth.begin(), worth.end(), Item{0});
    return worth;
  }
  // EASE's songs are compared anyway; the others have factors alone.
  Largest largest(kBestCompared);
  for (std::size_t place = 0, head = 0; place < heard.size(); ++place) {
    const bool is_head = head < heads.size() && heads[head] == place;
    largest.offer(is_head ? exact[head++] + together_[place] : together_[place]);
  }
  // Others say nothing of songs without a history: more of these than can be the floor need not be offered.
  for (std::size_t k = 0; k < std::min(items - heard.size(), kBestCompared + 1); ++k) largest.offer(0);
  const float floor = largest.value();
  for (std::size_t place = 0, head = 0; place < heard.size(); ++place) {
    const bool is_head = head < heads.size() && heads[head] == place;
    if (is_head) ++head;
    if (is_head || together_[place] > floor) worth.push_back(heard[place]);
  }
  return worth;
}

std::vector<float> BlendScores::likeness_to(std::span<const Item> given) const {
  std::vector<float> likeness(compared_.size());
  const ContentRows& rows = blend_->rows_;
  const std::size_t width = rows.width();
  if (width == 0 || given.empty()) return likeness;
  if (given.size() > kComparedAll) given = given.first(kComparedOfMany);
  const std::size_t padded = (given.size() + kRowsWithPanel - 1) / kRowsWithPanel * kRowsWithPanel;
  std::vector<float> asked = rows.rows_of(given);
  asked.resize(padded * width);
  parallel_for(compared_.size(), kComparedAtOnce, blend_->options_.threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> row(width);
    std::vector<float> panel(width * kPanelRows);
    std::vector<float> products(padded * kPanelRows);
    std::array<float, kPanelRows> means{};
    for (std::size_t first = begin; first < end; first += kPanelRows) {
      const std::span<const Item> songs = std::span(compared_).subspan(first, std::min(kPanelRows, end - first));
      for (std::size_t lane = 0; lane < songs.size(); ++lane) {
        rows.read(songs[lane], row.data());
        for (std::size_t k = 0; k < width; ++k) panel[k * kPanelRows + lane] = row[k];
      }
      panel_products(panel.data(), asked.data(), padded, width, products.data());
      mean_of_nearest(products.data(), given.size(), means.data());
      std::copy_n(means.begin(), songs.size(), likeness.begin() + static_cast<std::ptrdiff_t>(first));
    }
  });
  return likeness;
}

void BlendScores::near_years(std::span<const Item> given) {
  if (blend_->songs_.year.empty() || given.empty()) return;
  years_.resize(kYears);
  for (const Item item : given) {
    if (blend_->songs_.year[item] < kFirstYear) continue;  // first: what is not known is the least number there is
    const std::int32_t place = blend_->songs_.year[item] - kFirstYear;
    if (place >= kYears) continue;
    for (int year = 0; year < kYears; ++year)
      years_[static_cast<std::size_t>(year)] +=
          std::exp(-std::abs(static_cast<float>(year - place)) / kNearYears) / static_cast<float>(given.size());
  }
}

float BlendScores::nearness_of_year(Item item) const {
  if (years_.empty()) return 0;
  const std::int32_t year = blend_->songs_.year[item];
  return year >= kFirstYear && year - kFirstYear < kYears ? years_[static_cast<std::size_t>(year - kFirstYear)] : 0;
}

void BlendScores::weigh(const std::vector<float>& exact) {
  const std::vector<Item>& head = blend_->head_;
  const std::vector<std::uint32_t>& heads = blend_->head_in_heard_;
  const BlendOptions& options = blend_->options_;
  std::vector<float> values(head.size());
  const auto factor = [&](float share, auto value_of) {
    for (std::size_t k = 0; k < head.size(); ++k) values[k] = value_of(k);
    return factor_of(share, values);
  };
  const float of_exact = factor_of(options.ease_share, exact);
  const float of_factors = factor(options.factor_share, [&](std::size_t k) { return together_[heads[k]]; });
  factors_.artist = factor(options.artist_share, [&](std::size_t k) { return share_[blend_->songs_.artist[head[k]]]; });
  // Songs of EASE are among those that were compared.
  auto next = compared_.begin();
  factors_.content = factor(options.content_share, [&](std::size_t k) {
    next = std::lower_bound(next, compared_.end(), head[k]);
    return likeness_[static_cast<std::size_t>(next - compared_.begin())];
  });
  factors_.years = factor(options.years_share, [&](std::size_t k) { return nearness_of_year(head[k]); });
  for (float& sum : together_) sum *= of_factors;
  for (std::size_t k = 0; k < head.size(); ++k) together_[heads[k]] += of_exact * exact[k];
}

std::vector<float> BlendScores::wanted_row(std::span<const Item> given) const {
  const ContentRows& rows = blend_->rows_;
  std::vector<float> wanted(rows.width());
  std::vector<float> row(rows.width());
  for (const Item item : given) {
    rows.read(item, row.data());
    for (std::size_t k = 0; k < wanted.size(); ++k) wanted[k] += row[k] / static_cast<float>(given.size());
  }
  const ContentWeights& weights = blend_->options_.content;
  const auto scale = [&](std::size_t begin, std::size_t end, float share, float weight) {
    for (std::size_t k = begin; k < end && weight > 0; ++k) wanted[k] *= share * weights.sum() / weight;
  };
  const UnheardWeights& unheard = blend_->options_.unheard;
  scale(0, rows.sound(), unheard.mixture, weights.mixture);
  scale(rows.sound(), rows.era(), unheard.sound, weights.sound);
  scale(rows.era(), rows.genre(), unheard.era, weights.era);
  scale(rows.genre(), rows.meaning(), unheard.genre, weights.genre);
  scale(rows.meaning(), rows.width(), unheard.meaning, weights.meaning);
  return wanted;
}

/// How songs without a history stand by their artists, and what is wanted of them.
void BlendScores::ask_unheard(std::span<const Item> given) {
  if (blend_->heard_.size() == blend_->counts_.size()) return;
  wanted_.emplace(blend_->rows_, wanted_row(given));
  std::vector<float> sums(blend_->artists_.size());
  for (const std::uint32_t place : blend_->beside_unheard_)
    sums[blend_->songs_.artist[blend_->heard_[place]]] += together_[place];
  standing_.resize(sums.size());
  by_artist_.resize(sums.size());
  for (std::size_t artist = 0; artist < sums.size(); ++artist) {
    const Blend::Artist& one = blend_->artists_[artist];
    standing_[artist] = blend_->options_.unheard.others * sums[artist] / (one.heard + 1) + one.base;
    by_artist_[artist] = standing_[artist] + share_of_unheard(blend_->options_.unheard, share_[artist]);
  }
}

BlendParts BlendScores::parts(Item item) const {
  const auto compared = std::ranges::lower_bound(compared_, item);
  const bool is_compared = compared != compared_.end() && *compared == item;
  const float likeness = is_compared ? likeness_[static_cast<std::size_t>(compared - compared_.begin())] : 0;
  const std::uint32_t artist = blend_->songs_.artist[item];
  if (blend_->counts_[item] == 0) {
    float product = 0;
    wanted_->write(item, std::span(&product, 1));
    const float of_likeness = blend_->options_.unheard.likeness * blend_->options_.content.sum();
    return {standing_[artist], share_of_unheard(blend_->options_.unheard, share_[artist]),
            product + of_likeness * likeness, 0};
  }
  const auto place = static_cast<std::size_t>(std::ranges::lower_bound(blend_->heard_, item) - blend_->heard_.begin());
  return {together_[place], factors_.artist * share_[artist], content_of_heard(item, likeness),
          blend_->popularity_[place]};
}

BlendScores::Sums BlendScores::score_piece(std::size_t begin, std::size_t end) {
  const float of_likeness = blend_->options_.unheard.likeness * blend_->options_.content.sum();
  const std::vector<Item>& heard = blend_->heard_;
  const std::span<const std::uint32_t> artist = blend_->songs_.artist.piece(begin, end - begin);
  auto place = static_cast<std::size_t>(std::ranges::lower_bound(heard, begin) - heard.begin());
  auto compared = static_cast<std::size_t>(std::ranges::lower_bound(compared_, begin) - compared_.begin());
  std::array<float, kMultipliedAtOnce> products{};
  Sums sums;
  for (std::size_t first = begin; first < end; first += kMultipliedAtOnce) {
    const std::size_t count = std::min(kMultipliedAtOnce, end - first);
    const bool all_heard = place + count <= heard.size() && heard[place + count - 1] == first + count - 1;
    if (!all_heard) wanted_->write(first, std::span(products).first(count));
    for (std::size_t k = 0; k < count; ++k) {
      const std::size_t item = first + k;
      const bool is_compared = compared < compared_.size() && compared_[compared] == item;
      const float likeness = is_compared ? likeness_[compared++] : 0;
      const std::uint32_t by = artist[item - begin];
      if (place < heard.size() && heard[place] == item) {
        const float content = content_of_heard(static_cast<Item>(item), likeness);
        scores_[item] = together_[place] + factors_.artist * share_[by] + content + blend_->popularity_[place];
        sums.content += static_cast<double>(content);
        sums.heard += static_cast<double>(scores_[item]);
        ++place;
      } else {
        scores_[item] = by_artist_[by] + (products[k] + of_likeness * likeness);
        sums.unheard += static_cast<double>(scores_[item]);
      }
    }
  }
  return sums;
}

void BlendScores::score_all() {
  const std::size_t items = blend_->counts_.size();
  scores_.resize(items);
  std::vector<Sums> pieces((items + kScoredAtOnce - 1) / kScoredAtOnce);
  const unsigned threads = blend_->options_.threads;
  parallel_for(items, kScoredAtOnce, threads,
               [&](std::size_t begin, std::size_t end) { pieces[begin / kScoredAtOnce] = score_piece(begin, end); });
  Sums all;
  for (const Sums& piece : pieces) {
    all.heard += piece.heard;
    all.unheard += piece.unheard;
    all.content += piece.content;
  }
  const std::size_t heard = blend_->heard_.size();
  mean_content_ = heard > 0 ? static_cast<float>(all.content / static_cast<double>(heard)) : 0;
  Placing placing;
  if (heard > 0 && heard < items)
    placing = {static_cast<float>(all.heard / static_cast<double>(heard)),
               static_cast<float>(all.unheard / static_cast<double>(items - heard)), blend_->options_.unheard.spread};
  std::vector<std::pair<float, float>> ranges(pieces.size());
  parallel_for(items, kScoredAtOnce, threads, [&](std::size_t begin, std::size_t end) {
    ranges[begin / kScoredAtOnce] = place_unheard(placing, begin, end);
  });
  for (const auto& [least, most] : ranges) {
    least_ = std::min(least_, least);
    most_ = std::max(most_, most);
  }
}

std::pair<float, float> BlendScores::place_unheard(const Placing& placing, std::size_t begin, std::size_t end) {
  const std::vector<Item>& heard = blend_->heard_;
  auto place = static_cast<std::size_t>(std::ranges::lower_bound(heard, begin) - heard.begin());
  float least = std::numeric_limits<float>::infinity();
  float most = -least;
  for (std::size_t item = begin; item < end; ++item) {
    if (place < heard.size() && heard[place] == item)
      ++place;
    else
      scores_[item] = placing.level + placing.spread * (scores_[item] - placing.mean);
    least = std::min(least, scores_[item]);
    most = std::max(most, scores_[item]);
  }
  return {least, most};
}

}  // namespace leitmotif::taste

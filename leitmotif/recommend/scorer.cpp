#include "leitmotif/recommend/scorer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::recommend {
namespace {

/// Songs that are scored at a time, so that what is between stays in the nearest cache.
constexpr std::size_t kPiece = 256;
constexpr std::size_t kLanes = 8;

/// Several sums side by side, because a single one could not be added up in parallel.
LEITMOTIF_VECTORIZED void dots(const float* rows, std::size_t width, const float* point, float* results,
                               std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const float* row = rows + i * width;
    float sums[kLanes] = {};
    std::size_t column = 0;
    for (; column + kLanes <= width; column += kLanes)
      for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += row[column + lane] * point[column + lane];
    float sum = 0;
    for (; column < width; ++column) sum += row[column] * point[column];
    for (const float lane : sums) sum += lane;
    results[i] = sum;
  }
}

/// The same with rows and point in steps of 1/127.
LEITMOTIF_VECTORIZED void coarse_dots(const std::int8_t* rows, std::size_t width, const std::int16_t* point,
                                      float* results, std::size_t count) {
  constexpr float kStep = 1.0F / (127.0F * 127.0F);
  for (std::size_t i = 0; i < count; ++i) {
    const std::int8_t* row = rows + i * width;
    std::int32_t sum = 0;
    for (std::size_t column = 0; column < width; ++column) sum += std::int32_t{row[column]} * point[column];
    results[i] = static_cast<float>(sum) * kStep;
  }
}

/// Keeps the greatest so far, and whose it is.
LEITMOTIF_VECTORIZED void keep_greatest(const float* dots, std::uint32_t other, float* best, std::uint32_t* whose,
                                        std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_greater = dots[i] > best[i];
    best[i] = is_greater ? dots[i] : best[i];
    whose[i] = is_greater ? other : whose[i];
  }
}

std::vector<float> roots_of_shares(const std::vector<float>& weights) {
  double sum = 0;
  for (const float weight : weights) sum += double{weight};
  std::vector<float> roots;
  for (const float weight : weights) roots.push_back(static_cast<float>(std::sqrt(double{weight} / sum)));
  return roots;
}

/// 1 at the point, 0 at the opposite corner of the plane; NaN when a number is missing.
double closeness(const Mood& mood, float valence, float energy) {
  return 1 - std::hypot(mood.valence - double{valence}, mood.energy - double{energy}) / std::numbers::sqrt2;
}

std::size_t number_of_ways(const Query& query) {
  return (query.topic ? 1U : 0U) + (query.mix.empty() ? 0U : 1U) + (query.mood ? 1U : 0U) +
         (query.text.empty() ? 0U : 1U) + (query.like.empty() ? 0U : 1U) + (query.path ? 1U : 0U);
}

}  // namespace

void dots_with(const Space& space, std::size_t begin, std::span<const float> point, std::span<float> results) {
  if (!space.coarse.empty()) {
    std::vector<std::int16_t> steps;
    steps.reserve(point.size());
    for (const float value : point)
      steps.push_back(static_cast<std::int16_t>(value * 127 + (value < 0 ? -0.5F : 0.5F)));
    return coarse_dots(space.coarse.data() + begin * space.width, space.width, steps.data(), results.data(),
                       results.size());
  }
  dots(space.rows.data() + begin * space.width, space.width, point.data(), results.data(), results.size());
}

double total(const std::vector<Part>& parts) noexcept {
  double sum = 0;
  for (const Part& part : parts) sum += part.value;
  return sum;
}

Scorer::Scorer(const Library& library, const Query& query)
    : library_(library),
      query_(query),
      mix_roots_(roots_of_shares(query.mix)),
      text_roots_(roots_of_shares(query.text)),
      weight_(1 / static_cast<double>(std::max<std::size_t>(1, number_of_ways(query)))) {}

bool Scorer::is_read(std::size_t song) const noexcept {
  return library_.topics > 0 && !std::isnan(library_.probability[song * library_.topics]);
}

void Scorer::score(std::size_t begin, std::span<float> scores, std::span<std::uint32_t> nearest) const {
  if (scores.size() > kPiece) {
    score(begin, scores.first(kPiece), nearest.first(kPiece));
    return score(begin + kPiece, scores.subspan(kPiece), nearest.subspan(kPiece));
  }
  const std::size_t count = scores.size();
  const auto weight = static_cast<float>(weight_);
  std::array<float, kPiece> one{};
  std::array<float, kPiece> best{};
  std::array<std::uint8_t, kPiece> known{};
  std::ranges::fill(scores, 0.0F);
  std::ranges::fill(nearest, 0U);
  if (query_.topic)
    for (std::size_t i = 0; i < count; ++i) {
      const float probability = library_.probability_of(begin + i, *query_.topic);
      if (std::isnan(probability)) continue;
      scores[i] += weight * probability;
      known[i] = 1;
    }
  for (const std::vector<float>* roots : {&mix_roots_, &text_roots_}) {
    if (roots->empty()) continue;
    dots(library_.root_mixture.data() + begin * library_.parts, library_.parts, roots->data(), one.data(), count);
    for (std::size_t i = 0; i < count; ++i) {
      scores[i] += weight * one[i];
      if (is_read(begin + i)) known[i] = 1;
    }
  }
  if (query_.mood && !library_.mood.empty())
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t place = 2 * (begin + i);
      const float valence = library_.mood[place] - static_cast<float>(query_.mood->valence);
      const float energy = library_.mood[place + 1] - static_cast<float>(query_.mood->energy);
      const float close = 1 - std::sqrt((valence * valence + energy * energy) / 2);
      if (std::isnan(close)) continue;
      scores[i] += weight * close;
      known[i] = 1;
    }
  const auto add_nearest = [&](const std::vector<std::uint32_t>& others, float sign, std::uint32_t* whose) {
    const Space& space = *library_.space;
    best.fill(-2);
    for (std::uint32_t other = 0; other < others.size(); ++other) {
      dots_with(space, begin, space.row(others[other]), std::span(one).first(count));
      keep_greatest(one.data(), other, best.data(), whose, count);
    }
    for (std::size_t i = 0; i < count; ++i) {
      // A dot product that is not 0 says the same as looking at the row, which is dearer.
      if (best[i] == 0 && !space.is_known(begin + i)) continue;
      scores[i] += sign * weight * ((1 + best[i]) / 2);
      known[i] = 1;
    }
  };
  std::array<std::uint32_t, kPiece> ignored{};
  if (!query_.like.empty()) add_nearest(query_.like, 1, nearest.data());
  if (!query_.unlike.empty()) add_nearest(query_.unlike, -1, ignored.data());
  for (std::size_t i = 0; i < count; ++i)
    if (known[i] == 0) scores[i] = query_.path ? 0 : std::numeric_limits<float>::quiet_NaN();
}

Part Scorer::nearest_part(PartKind kind, std::size_t song, const std::vector<std::uint32_t>& others) const {
  Part part{kind, 0, std::nullopt};
  if (!library_.space->is_known(song)) return part;
  double best = -2;
  for (const std::uint32_t other : others) {
    const double dot = dot_product(library_.space->row(song), library_.space->row(other));
    if (dot <= best) continue;
    best = dot;
    part.song = other;
  }
  part.value = (kind == PartKind::unlike ? -1 : 1) * weight_ * likeness(best);
  return part;
}

std::vector<Part> Scorer::parts(std::size_t song) const {
  std::vector<Part> parts;
  const auto add = [&](PartKind kind, double value) {
    parts.push_back({kind, std::isnan(value) ? 0 : weight_ * value, std::nullopt});
  };
  if (query_.topic) add(PartKind::topic, double{library_.probability_of(song, *query_.topic)});
  if (!mix_roots_.empty()) add(PartKind::mix, dot_product(library_.roots_of(song), mix_roots_));
  if (query_.mood) {
    const bool has = !library_.mood.empty();
    add(PartKind::mood, has ? closeness(*query_.mood, library_.mood[2 * song], library_.mood[2 * song + 1]) : 0);
  }
  if (!text_roots_.empty()) add(PartKind::text, dot_product(library_.roots_of(song), text_roots_));
  if (!query_.like.empty()) parts.push_back(nearest_part(PartKind::like, song, query_.like));
  if (!query_.unlike.empty()) parts.push_back(nearest_part(PartKind::unlike, song, query_.unlike));
  return parts;
}

}  // namespace leitmotif::recommend

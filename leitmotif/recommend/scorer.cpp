#include "leitmotif/recommend/scorer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace leitmotif::recommend {
namespace {

/// Songs that are scored at a time, so that what is between stays in the nearest cache.
constexpr std::size_t kScoredAtOnce = 256;

}  // namespace

double total(const std::vector<Part>& parts) noexcept {
  double sum = 0;
  for (const Part& part : parts) sum += part.value;
  return sum;
}

Scorer::Scorer(const Library& library, const Query& query) : query_(query) {
  std::size_t sharing = query.path ? 1 : 0;
  const auto add = [&](std::shared_ptr<const Way> way) {
    sharing += way->subtracts() ? 0U : 1U;
    groups_ = std::max(groups_, way->groups());
    ways_.push_back(std::move(way));
  };
  for (const WayRow* row : ways())
    if (row->make != nullptr && row->is_asked(query)) add(row->make(library, query));
  for (const std::shared_ptr<const Way>& way : query.others) add(way);
  weight_ = 1 / static_cast<double>(std::max<std::size_t>(1, sharing));
}

void Scorer::score(std::size_t begin, std::span<float> scores, std::span<std::uint32_t> group) const {
  if (scores.size() > kScoredAtOnce) {
    score(begin, scores.first(kScoredAtOnce), group.first(kScoredAtOnce));
    return score(begin + kScoredAtOnce, scores.subspan(kScoredAtOnce), group.subspan(kScoredAtOnce));
  }
  const std::size_t count = scores.size();
  std::array<float, kScoredAtOnce> values{};
  std::array<std::uint8_t, kScoredAtOnce> known{};
  std::ranges::fill(scores, 0.0F);
  std::ranges::fill(group, 0U);
  for (const std::shared_ptr<const Way>& way : ways_) {
    way->score(begin, std::span(values).first(count), group);
    const auto weight = static_cast<float>(way->subtracts() ? -weight_ : weight_);
    for (std::size_t i = 0; i < count; ++i) {
      const bool is_known = !std::isnan(values[i]);
      scores[i] += is_known ? weight * values[i] : 0;
      known[i] = static_cast<std::uint8_t>(known[i] | static_cast<std::uint8_t>(is_known));
    }
  }
  for (std::size_t i = 0; i < count; ++i)
    if (known[i] == 0) scores[i] = query_.path ? 0 : std::numeric_limits<float>::quiet_NaN();
}

std::vector<Part> Scorer::parts(std::size_t song) const {
  std::vector<Part> parts;
  for (const std::shared_ptr<const Way>& way : ways_) {
    const Match match = way->match(song);
    const double weight = way->subtracts() ? -weight_ : weight_;
    parts.push_back({way->kind(), std::isnan(match.value) ? 0 : weight * match.value, match.song});
  }
  return parts;
}

}  // namespace leitmotif::recommend

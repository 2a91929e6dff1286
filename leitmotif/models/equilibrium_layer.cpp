#include "leitmotif/models/equilibrium_layer.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <type_traits>

namespace leitmotif::models {
namespace {

constexpr std::size_t kLanes = LayerInput::kLanes;
constexpr float kPrior = static_cast<float>(kTopicPrior);

[[gnu::always_inline]] inline float sum_of_products(const TopicRow& a, const TopicRow& b) noexcept {
  float lanes[kLanes];
  for (std::size_t i = 0; i < kLanes; ++i)
    lanes[i] = a[i] * b[i] + a[i + kLanes] * b[i + kLanes] + a[i + 2 * kLanes] * b[i + 2 * kLanes];
  for (std::size_t i = 0; i < 4; ++i) lanes[i] += lanes[i + 4];
  return (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
}

/// exp(x) for -86 <= x <= 0. Without branches, so that a loop of it becomes vector code.
[[gnu::always_inline]] inline float exp_of_negative(float x) noexcept {
  const auto whole = static_cast<std::int32_t>(x * 1.44269504F - 0.5F);
  const float exponent = static_cast<float>(whole);
  const float rest = (x - exponent * 0.693359375F) + exponent * 2.12194440e-4F;
  float series = 1.9875691500e-4F * rest + 1.3981999507e-3F;
  series = series * rest + 8.3334519073e-3F;
  series = series * rest + 4.1665795894e-2F;
  series = series * rest + 1.6666665459e-1F;
  series = series * rest + 5.0000001201e-1F;
  return (series * rest * rest + rest + 1.0F) * std::bit_cast<float>((whole + 127) << 23);
}

/// exp(digamma(x)): exp(digamma(x + 6)) is a short series in y = x + 5.5, and the recurrence leads back to x.
[[gnu::always_inline]] inline float exp_digamma(float x) noexcept {
  const float y = x + 5.5F;
  const float inverse = 1.0F / y;
  const float square = inverse * inverse;
  const float above = y + inverse * (0.0416666667F + square * (-0.00642361111F + square * 0.00355247520F));
  const float u = x * (x + 5.0F);
  const float steps = (2.0F * x + 5.0F) * ((3.0F * u + 20.0F) * u + 24.0F) / (u * (u + 4.0F) * (u + 6.0F));
  return above * exp_of_negative(-steps);
}

constexpr int kFirstDrop = 3;  // round after which topics without words are left out for the first time
constexpr int kRoundsBeforeLeap = 3;
constexpr int kMostLeaps = 8;            // so that leaps to and fro cannot go on for ever
constexpr float kGreatestRatio = 0.98F;  // of two moves; beyond, the end of the line is too uncertain
constexpr float kInLine = 0.995F;        // squared cosine of two moves from which on they are one line
constexpr float kLeastKept = 0.8F;       // part of its words that a leap must leave to each topic
constexpr float kNoWords = 1e-3F;        // a topic that was given less pulls below 1e-6 and loses these too

/// The topics that take part in the rounds. The first `size` entries of each array count.
struct Live {
  std::array<std::size_t, kLayerTopics> topic{};
  TopicRow pseudo_counts{};
  TopicRow pull{};
  TopicRow move{};       ///< of the last round
  TopicRow last_move{};  ///< of the round before
  std::size_t size = 0;
  int rounds_in_line = 0;  ///< rounds since the last leap
  int leaps = 0;
};

/// What the words give to each of the first `size` live topics, divided by the topic's pull. With a size that the
/// compiler knows, all of a step stays in registers.
template <typename Size>
[[gnu::always_inline]] inline void share_words(std::span<const LayerInput::Block> blocks, const Live& live, Size size,
                                               TopicRow& given) noexcept {
  LayerInput::Lanes sums[kLayerTopics];
  for (std::size_t k = 0; k < size; ++k) sums[k].fill(0);
  for (const LayerInput::Block& block : blocks) {
    LayerInput::Lanes share{};
    for (std::size_t k = 0; k < size; ++k)
      for (std::size_t i = 0; i < kLanes; ++i) share[i] += live.pull[k] * block.weight[live.topic[k]][i];
    for (std::size_t i = 0; i < kLanes; ++i) share[i] = block.count[i] / share[i];
    for (std::size_t k = 0; k < size; ++k)
      for (std::size_t i = 0; i < kLanes; ++i) sums[k][i] += share[i] * block.weight[live.topic[k]][i];
  }
  for (std::size_t k = 0; k < size; ++k) {
    for (std::size_t i = 0; i < 4; ++i) sums[k][i] += sums[k][i + 4];
    given[k] = (sums[k][0] + sums[k][2]) + (sums[k][1] + sums[k][3]);
  }
}

template <std::size_t N>
using Size = std::integral_constant<std::size_t, N>;

[[gnu::always_inline]] inline void share_words(std::span<const LayerInput::Block> blocks, const Live& live,
                                               TopicRow& given) noexcept {
  switch (live.size) {
    case 1:
      return share_words(blocks, live, Size<1>(), given);
    case 2:
      return share_words(blocks, live, Size<2>(), given);
    case 3:
      return share_words(blocks, live, Size<3>(), given);
    case 4:
      return share_words(blocks, live, Size<4>(), given);
    case 5:
      return share_words(blocks, live, Size<5>(), given);
    case 6:
      return share_words(blocks, live, Size<6>(), given);
    case 7:
      return share_words(blocks, live, Size<7>(), given);
    case 8:
      return share_words(blocks, live, Size<8>(), given);
    default:
      return share_words(blocks, live, live.size, given);
  }
}

/// One round over the live topics; gives back the greatest move.
[[gnu::always_inline]] inline float apply_layer(std::span<const LayerInput::Block> blocks, Live& live) noexcept {
  for (std::size_t begin = 0; begin < live.size; begin += kLanes)
    for (std::size_t i = 0; i < kLanes; ++i) live.pull[begin + i] = exp_digamma(live.pseudo_counts[begin + i]);
  TopicRow given;
  share_words(blocks, live, given);
  float moved = 0;
  live.last_move = live.move;
  for (std::size_t k = 0; k < live.size; ++k) {
    const float next = kPrior + live.pull[k] * given[k];
    live.move[k] = next - live.pseudo_counts[k];
    moved = std::max(moved, std::abs(live.move[k]));
    live.pseudo_counts[k] = next;
  }
  ++live.rounds_in_line;
  return moved;
}

/// Near its end the way to rest is a line on which each move is the same part of the one before; then the end of the
/// line is known, and it is reached in one leap (Aitken 1926). No leap is made while the moves still turn or grow.
[[gnu::always_inline]] inline void leap(Live& live) noexcept {
  if (live.rounds_in_line < kRoundsBeforeLeap || live.leaps == kMostLeaps) return;
  float before = 0;
  float both = 0;
  float now = 0;
  for (std::size_t k = 0; k < live.size; ++k) {
    before += live.last_move[k] * live.last_move[k];
    both += live.last_move[k] * live.move[k];
    now += live.move[k] * live.move[k];
  }
  const float ratio = both / before;
  if (!(ratio > 0 && ratio < kGreatestRatio) || both * both < kInLine * before * now) return;
  const float length = ratio / (1 - ratio);
  for (std::size_t k = 0; k < live.size; ++k)
    if (live.pseudo_counts[k] + length * live.move[k] - kPrior < kLeastKept * (live.pseudo_counts[k] - kPrior)) return;
  for (std::size_t k = 0; k < live.size; ++k) live.pseudo_counts[k] += length * live.move[k];
  live.rounds_in_line = 0;
  ++live.leaps;
}

[[gnu::always_inline]] inline void drop_topics_without_words(Live& live) noexcept {
  std::size_t kept = 0;
  for (std::size_t k = 0; k < live.size; ++k) {
    if (live.pseudo_counts[k] - kPrior < kNoWords) continue;
    live.topic[kept] = live.topic[k];
    live.move[kept] = live.move[k];
    live.last_move[kept] = live.last_move[k];
    live.pseudo_counts[kept++] = live.pseudo_counts[k];
  }
  for (std::size_t k = kept; k < live.size; ++k) live.pseudo_counts[k] = 1;  // any number that does no harm
  live.size = kept;
}

/// All topics, those that were left out with the prior alone.
[[gnu::always_inline]] inline Live with_all_topics(const Live& live) noexcept {
  Live all;
  all.size = kLayerTopics;
  all.pseudo_counts.fill(kPrior);
  for (std::size_t k = 0; k < kLayerTopics; ++k) all.topic[k] = k;
  for (std::size_t k = 0; k < live.size; ++k) all.pseudo_counts[live.topic[k]] = live.pseudo_counts[k];
  return all;
}

}  // namespace

double digamma(double x) noexcept {
  double below = 0;
  for (; x < 10; x += 1) below += 1 / x;
  const double square = 1 / (x * x);
  const double series =
      square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square / 132))));
  return std::log(x) - 0.5 / x - series - below;
}

LEITMOTIF_CLONES
TopicRow topic_pull(const TopicRow& pseudo_counts) noexcept {
  TopicRow pull;
  for (std::size_t k = 0; k < kLayerWidth; ++k) pull[k] = exp_digamma(pseudo_counts[k]);
  for (std::size_t k = kLayerTopics; k < kLayerWidth; ++k) pull[k] = 0;
  return pull;
}

LEITMOTIF_CLONES
void exponentials(std::span<const TopicRow> logs, std::span<TopicRow> out) noexcept {
  for (std::size_t w = 0; w < logs.size(); ++w)
    for (std::size_t k = 0; k < kLayerWidth; ++k) out[w][k] = exp_of_negative(logs[w][k]);
}

LEITMOTIF_CLONES
void add_shares(std::span<const std::uint32_t> words, std::span<const float> counts, std::span<const TopicRow> weights,
                const TopicRow& pull, std::span<TopicRow> sums) noexcept {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const TopicRow& row = weights[words[i]];
    const float share = counts[i] / sum_of_products(row, pull);
    for (std::size_t k = 0; k < kLayerWidth; ++k) sums[words[i]][k] += share * row[k] * pull[k];
  }
}

LayerInput::LayerInput(std::size_t words) { blocks_.reserve((words + kLanes - 1) / kLanes); }

void LayerInput::add(const TopicRow& weights, float count) {
  const std::size_t lane = size_ % kLanes;
  if (lane == 0) {
    blocks_.emplace_back();
    for (Lanes& weight : blocks_.back().weight) weight.fill(1);
  }
  Block& block = blocks_.back();
  block.count[lane] = count;
  for (std::size_t k = 0; k < kLayerTopics; ++k) block.weight[k][lane] = weights[k];
  ++size_;
}

LEITMOTIF_CLONES
Equilibrium settle(const LayerInput& input) noexcept {
  float words = 0;
  for (const LayerInput::Block& block : input.blocks())
    for (const float count : block.count) words += count;
  Equilibrium state;
  Live live = with_all_topics({});
  live.pseudo_counts.fill(kPrior + words / static_cast<float>(kLayerTopics));
  bool may_drop = true;
  while (!state.converged && state.rounds < kMaxRounds) {
    const float moved = apply_layer(input.blocks(), live);
    ++state.rounds;
    if (moved > kTolerance) {
      if (may_drop && state.rounds >= kFirstDrop) drop_topics_without_words(live);
      leap(live);
      continue;
    }
    state.converged = live.size == kLayerTopics;
    if (state.converged) break;
    live = with_all_topics(live);
    state.converged = apply_layer(input.blocks(), live) <= kTolerance;
    may_drop = false;  // a topic came back: leave none out from here on
  }
  if (live.size < kLayerTopics) {  // out of rounds
    live = with_all_topics(live);
    apply_layer(input.blocks(), live);
  }
  for (std::size_t k = 0; k < kLayerTopics; ++k) {
    state.pseudo_counts[k] = live.pseudo_counts[k];
    state.pull[k] = live.pull[k];
  }
  return state;
}

}  // namespace leitmotif::models

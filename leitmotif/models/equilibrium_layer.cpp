#include "leitmotif/models/equilibrium_layer.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::models {
namespace {

constexpr std::size_t kLanes = LayerInput::kLanes;
constexpr float kPrior = static_cast<float>(kTopicPrior);

// Eight numbers that the compiler keeps in one register, or in two where registers are short. Functions take them by
// reference, because how they are passed by value depends on the processor that a function is compiled for.
using Floats = float __attribute__((vector_size(sizeof(float) * kLanes)));
using Integers = std::int32_t __attribute__((vector_size(sizeof(float) * kLanes)));
constexpr std::size_t kRegisters = kLayerWidth / kLanes;
static_assert(kLayerWidth % kLanes == 0 && kLanes == 8);

[[gnu::always_inline]] inline void load(const float* from, Floats& to) noexcept { std::memcpy(&to, from, sizeof to); }
[[gnu::always_inline]] inline void store(const Floats& from, float* to) noexcept {
  std::memcpy(to, &from, sizeof from);
}

[[gnu::always_inline]] inline float sum_of(const Floats& x) noexcept {
  return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
}

/// exp(x) for -86 <= x <= 0.   Source: Cephes expf, the series on [-ln(2) / 2, ln(2) / 2].
[[gnu::always_inline]] inline void exp_of_negative(Floats& x) noexcept {
  const Integers whole = __builtin_convertvector(x * 1.44269504F - 0.5F, Integers);
  const Floats exponent = __builtin_convertvector(whole, Floats);
  const Floats rest = (x - exponent * 0.693359375F) + exponent * 2.12194440e-4F;
  Floats series = 1.9875691500e-4F * rest + 1.3981999507e-3F;
  series = series * rest + 8.3334519073e-3F;
  series = series * rest + 4.1665795894e-2F;
  series = series * rest + 1.6666665459e-1F;
  series = series * rest + 5.0000001201e-1F;
  const Integers power = (whole + 127) << 23;
  Floats power_of_two;
  std::memcpy(&power_of_two, &power, sizeof power);
  x = (series * rest * rest + rest + 1.0F) * power_of_two;
}

/// exp(digamma(x)): exp(digamma(x + 6)) is a short series in y = x + 5.5, and the recurrence leads back to x.
[[gnu::always_inline]] inline void exp_digamma(const Floats& x, Floats& out) noexcept {
  const Floats y = x + 5.5F;
  const Floats inverse = 1.0F / y;
  const Floats square = inverse * inverse;
  const Floats above = y + inverse * (0.0416666667F + square * (-0.00642361111F + square * 0.00355247520F));
  const Floats u = x * (x + 5.0F);
  Floats back = -(2.0F * x + 5.0F) * ((3.0F * u + 20.0F) * u + 24.0F) / (u * (u + 4.0F) * (u + 6.0F));
  exp_of_negative(back);
  out = above * back;
}

constexpr int kDropsEachRound = 8;  // so long topics are left out after each round, then now and then
constexpr int kRoundsBetweenDrops = 4;
constexpr int kRoundsBeforeLeap = 3;
constexpr int kMostLeaps = 8;            // so that leaps to and fro cannot go on for ever
constexpr float kGreatestRatio = 0.98F;  // of two moves; beyond, the end of the line is too uncertain
constexpr float kInLine = 0.995F;        // squared cosine of two moves from which on they are one line
constexpr float kLeastKept = 0.8F;       // part of its words that a leap must leave to each topic
constexpr float kNoWords = 1e-3F;        // a topic that was given less pulls below 1e-6 and loses these too

/// The topics that take part in the rounds, the first `size` of each row. The others, up to whole registers, are at
/// rest at the prior.
struct Live {
  Floats pseudo_counts[kRegisters];
  Floats pull[kRegisters];
  Floats move[kRegisters];       ///< of the last round
  Floats last_move[kRegisters];  ///< of the round before
  std::array<std::size_t, kLayerTopics> topic;
  std::size_t size;
  std::size_t registers;
  int rounds_in_line;  ///< rounds since the last leap
  int leaps;
};

/// What the words give to each of the `size` live topics, divided by the topic's pull. The size is known to the
/// compiler, so that all of a step stays in registers.
template <std::size_t size>
[[gnu::always_inline]] inline void share_words(std::span<const LayerInput::Block> blocks, const Live& live,
                                               TopicRow& given) noexcept {
  TopicRow pull;
  for (std::size_t r = 0; r < kRegisters; ++r) store(live.pull[r], pull.data() + r * kLanes);
  Floats sums[size] = {};
  for (const LayerInput::Block& block : blocks) {
    Floats weight;
    Floats total{};
    for (std::size_t k = 0; k < size; ++k) {
      load(block.weight[live.topic[k]].data(), weight);
      total += pull[k] * weight;
    }
    Floats share;
    load(block.count.data(), share);
    share /= total;
    for (std::size_t k = 0; k < size; ++k) {
      load(block.weight[live.topic[k]].data(), weight);
      sums[k] += share * weight;
    }
  }
  for (std::size_t k = 0; k < size; ++k) given[k] = sum_of(sums[k]);
}

template <std::size_t size = 1>
[[gnu::always_inline]] inline void share_words_of_size(std::span<const LayerInput::Block> blocks, const Live& live,
                                                       TopicRow& given) noexcept {
  if (live.size <= size) return share_words<size>(blocks, live, given);
  if constexpr (size < kLayerTopics) share_words_of_size<size + 1>(blocks, live, given);
}

/// One round over the live topics; gives back whether any moved by more than the tolerance.
[[gnu::always_inline]] inline bool apply_layer(std::span<const LayerInput::Block> blocks, Live& live) noexcept {
  for (std::size_t r = 0; r < live.registers; ++r) exp_digamma(live.pseudo_counts[r], live.pull[r]);
  TopicRow given{};
  share_words_of_size(blocks, live, given);
  Integers too_far{};
  for (std::size_t r = 0; r < live.registers; ++r) {
    Floats next;
    load(given.data() + r * kLanes, next);
    next = kPrior + live.pull[r] * next;
    live.last_move[r] = live.move[r];
    live.move[r] = next - live.pseudo_counts[r];
    live.pseudo_counts[r] = next;
    too_far |= (live.move[r] > kTolerance) | (live.move[r] < -kTolerance);
  }
  ++live.rounds_in_line;
  std::int32_t moved = 0;
  for (std::size_t i = 0; i < kLanes; ++i) moved |= too_far[i];
  return moved != 0;
}

/// Near its end the way to rest is a line on which each move is the same part of the one before; then the end of the
/// line is known, and it is reached in one leap (Aitken 1926). No leap is made while the moves still turn or grow.
[[gnu::always_inline]] inline void leap(Live& live) noexcept {
  if (live.rounds_in_line < kRoundsBeforeLeap || live.leaps == kMostLeaps) return;
  Floats before{};
  Floats both{};
  Floats now{};
  for (std::size_t r = 0; r < live.registers; ++r) {
    before += live.last_move[r] * live.last_move[r];
    both += live.last_move[r] * live.move[r];
    now += live.move[r] * live.move[r];
  }
  const float square = sum_of(before);
  const float product = sum_of(both);
  if (!(product > 0 && product < kGreatestRatio * square) || product * product < kInLine * square * sum_of(now)) return;
  const float length = product / (square - product);
  Integers too_far{};
  for (std::size_t r = 0; r < live.registers; ++r)
    too_far |= length * live.move[r] < (kLeastKept - 1) * (live.pseudo_counts[r] - kPrior);
  for (std::size_t i = 0; i < kLanes; ++i)
    if (too_far[i] != 0) return;
  for (std::size_t r = 0; r < live.registers; ++r) live.pseudo_counts[r] += length * live.move[r];
  live.rounds_in_line = 0;
  ++live.leaps;
}

/// Keeps the topics that still have words. The next leap waits until both moves are of the new topics.
[[gnu::always_inline]] inline void drop_topics_without_words(Live& live) noexcept {
  TopicRow before;
  TopicRow after;
  for (std::size_t r = 0; r < kRegisters; ++r) store(live.pseudo_counts[r], before.data() + r * kLanes);
  after.fill(kPrior);
  std::size_t kept = 0;
  for (std::size_t k = 0; k < live.size; ++k) {
    if (before[k] - kPrior < kNoWords) continue;
    live.topic[kept] = live.topic[k];
    after[kept++] = before[k];
  }
  if (kept == live.size) return;
  live.size = kept;
  live.registers = (kept + kLanes - 1) / kLanes;
  live.rounds_in_line = 0;
  for (std::size_t r = 0; r < kRegisters; ++r) load(after.data() + r * kLanes, live.pseudo_counts[r]);
}

/// All topics, with these pseudo-counts.
[[gnu::always_inline]] inline void start_from(const TopicRow& pseudo_counts, Live& live) noexcept {
  for (std::size_t r = 0; r < kRegisters; ++r) {
    load(pseudo_counts.data() + r * kLanes, live.pseudo_counts[r]);
    live.pull[r] = live.move[r] = live.last_move[r] = Floats{};
  }
  for (std::size_t k = 0; k < kLayerTopics; ++k) live.topic[k] = k;
  live.size = kLayerTopics;
  live.registers = kRegisters;
  live.rounds_in_line = 0;
  live.leaps = 0;
}

/// The pseudo-counts of all topics, those that were left out with the prior alone.
[[gnu::always_inline]] inline TopicRow all_topics(const Live& live) noexcept {
  TopicRow packed;
  for (std::size_t r = 0; r < kRegisters; ++r) store(live.pseudo_counts[r], packed.data() + r * kLanes);
  TopicRow all;
  all.fill(kPrior);
  for (std::size_t k = 0; k < live.size; ++k) all[live.topic[k]] = packed[k];
  return all;
}

/// One last round over all topics, into `state`; gives back whether any moved.
[[gnu::always_inline]] inline bool finish(std::span<const LayerInput::Block> blocks, Live& live,
                                          Equilibrium& state) noexcept {
  start_from(all_topics(live), live);
  const bool moved = apply_layer(blocks, live);
  for (std::size_t r = 0; r < kRegisters; ++r) {
    store(live.pull[r], state.pull.data() + r * kLanes);
    store(live.pseudo_counts[r], state.pseudo_counts.data() + r * kLanes);
  }
  std::fill(state.pull.begin() + kLayerTopics, state.pull.end(), 0.0F);
  std::fill(state.pseudo_counts.begin() + kLayerTopics, state.pseudo_counts.end(), 0.0F);
  return moved;
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

LEITMOTIF_VECTORIZED_EXACTLY
TopicRow topic_pull(const TopicRow& pseudo_counts) noexcept {
  TopicRow pull;
  for (std::size_t begin = 0; begin < kLayerWidth; begin += kLanes) {
    Floats x;
    load(pseudo_counts.data() + begin, x);
    exp_digamma(x, x);
    store(x, pull.data() + begin);
  }
  std::fill(pull.begin() + kLayerTopics, pull.end(), 0.0F);
  return pull;
}

LEITMOTIF_VECTORIZED_EXACTLY
void exponentials(std::span<const TopicRow> logs, std::span<TopicRow> out) noexcept {
  for (std::size_t w = 0; w < logs.size(); ++w)
    for (std::size_t begin = 0; begin < kLayerWidth; begin += kLanes) {
      Floats x;
      load(logs[w].data() + begin, x);
      exp_of_negative(x);
      store(x, out[w].data() + begin);
    }
}

LEITMOTIF_VECTORIZED_EXACTLY
void add_shares(std::span<const std::uint32_t> words, std::span<const float> counts, std::span<const TopicRow> weights,
                const TopicRow& pull, std::span<TopicRow> sums) noexcept {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const TopicRow& row = weights[words[i]];
    TopicRow pulled;
    for (std::size_t k = 0; k < kLayerWidth; ++k) pulled[k] = row[k] * pull[k];
    float total = 0;
    for (std::size_t k = 0; k < kLayerTopics; ++k) total += pulled[k];
    for (std::size_t k = 0; k < kLayerWidth; ++k) sums[words[i]][k] += counts[i] / total * pulled[k];
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

LEITMOTIF_VECTORIZED_EXACTLY
Equilibrium settle(const LayerInput& input) noexcept {
  float words = 0;
  for (const LayerInput::Block& block : input.blocks())
    for (const float count : block.count) words += count;
  TopicRow start;
  start.fill(kPrior + words / static_cast<float>(kLayerTopics));
  std::fill(start.begin() + kLayerTopics, start.end(), kPrior);
  Equilibrium state;
  Live live;
  start_from(start, live);
  bool may_drop = true;
  while (!state.converged && state.rounds < kMaxRounds) {
    const bool moved = apply_layer(input.blocks(), live);
    ++state.rounds;
    if (!moved) {
      state.converged = !finish(input.blocks(), live, state);
      may_drop = false;  // if one came back: leave none out from here on
      continue;
    }
    if (may_drop && (state.rounds < kDropsEachRound || state.rounds % kRoundsBetweenDrops == 0))
      drop_topics_without_words(live);
    leap(live);
  }
  if (!state.converged) finish(input.blocks(), live, state);
  return state;
}

}  // namespace leitmotif::models

#include "leitmotif/topics/lda_step.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "leitmotif/core/lanes.hpp"
#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::topics {
namespace {

/// Keeps a quotient finite when no topic has a word.
constexpr float kTiny = 1e-30F;

/// exp(x) for x < 0 by powers of two and a polynomial (Cephes's expf); below exp(-80) it stays there.
inline float exp_below_one(float value) {
  // The bits of negative numbers ascend as they fall; whole numbers are compared without a branch.
  const float x =
      std::bit_cast<float>(std::min(std::bit_cast<std::uint32_t>(value), std::bit_cast<std::uint32_t>(-80.0F)));
  const auto whole = static_cast<std::int32_t>(x * 1.44269504F - 0.5F);  // rounds, as it is never above 0
  const float rest = x - static_cast<float>(whole) * 0.693359375F + static_cast<float>(whole) * 2.12194440e-4F;
  float power = 1.9875691500e-4F;
  power = power * rest + 1.3981999507e-3F;
  power = power * rest + 8.3334519073e-3F;
  power = power * rest + 4.1665795894e-2F;
  power = power * rest + 1.6666665459e-1F;
  power = power * rest + 5.0000001201e-1F;
  power = power * rest * rest + rest + 1.0F;
  return power * std::bit_cast<float>((whole + 127) * (1 << 23));
}

/// Six steps up, where few terms of the series are enough: digamma(x) = digamma(x + 6) - the sum of 1 / (x + i), which
/// is one quotient of products.
LEITMOTIF_VECTORIZED_EXACTLY
void exp_digamma_lanes(const float* values, float* results, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const float x = values[i];
    const float a = x * (x + 5);
    const float b = a + 4;
    const float c = a + 6;
    const float below = (2 * x + 5) * (b * c + a * (b + c)) / (a * b * c);
    const float y = x + 5.5F;
    const float square = 1 / (y * y);
    const float series = y + (1.0F / 24 - 37.0F / 5760 * square) / y;
    results[i] = series * exp_below_one(-below);
  }
}

/// One look at every word of a song: `gathered` [width] becomes the sum of share x row.
LEITMOTIF_VECTORIZED_EXACTLY
void gather_words(const WordRows& rows, const SongWords& song, std::span<const float> factor, std::span<float> gathered,
                  std::span<float> share) {
  const std::size_t width = gathered.size();
  float* const sum = gathered.data();
  std::fill_n(sum, width, 0.0F);
  for (std::size_t i = 0; i < song.word.size(); ++i) {
    const float* const row = rows.rows.data() + song.word[i] * width;
    const float part = song.count[i] / (lane_product<kLanes>(factor.data(), row, width) + kTiny);
    share[i] = part;
    for (std::size_t k = 0; k < width; k += kLanes)
      for (std::size_t lane = 0; lane < kLanes; ++lane) sum[k + lane] += part * row[k + lane];
  }
}

}  // namespace

void exp_digamma(std::span<const float> values, std::span<float> results) noexcept {
  exp_digamma_lanes(values.data(), results.data(), values.size());
}

void settle_song(const WordRows& rows, const SongWords& song, double prior, const Rounds& rounds, SongState state,
                 std::span<float> share) {
  const std::size_t topics = rows.topics;
  std::vector<float> gathered(state.pseudo.size());
  for (int round = 0; round < rounds.most; ++round) {
    exp_digamma(state.pseudo, state.factor);
    std::fill(state.factor.begin() + static_cast<std::ptrdiff_t>(topics), state.factor.end(), 0.0F);
    gather_words(rows, song, state.factor, gathered, share);
    float change = 0;
    for (std::size_t k = 0; k < topics; ++k) {
      const float now = static_cast<float>(prior) + state.factor[k] * gathered[k];
      change += std::abs(now - state.pseudo[k]);
      state.pseudo[k] = now;
    }
    if (change < rounds.change * static_cast<float>(topics)) return;
  }
}

}  // namespace leitmotif::topics

#include "leitmotif/training/linear/first_passes.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/core/vectorized.hpp"
#include "leitmotif/training/linear/row_work.hpp"

namespace leitmotif::training {
namespace {

constexpr std::uint64_t kOrderSeed = 1;
constexpr std::size_t kMostMultipliers = std::size_t{1} << 26U;  // 256 MiB of them

/// One song: what its sums say, how much each class of it weighs, and how that changes. Shape: [classes].
struct SongStep {
  std::span<float> sums;
  std::span<float> multipliers;
  std::span<float> changes;
  std::size_t truth;
  float square;  // of the song's row, with the term of the bias
};

/// The best multipliers of a song while all others stay, each class for itself.
LEITMOTIF_VECTORIZED_EXACTLY double move_hinge(const SongStep& song, float c) {
  const float* __restrict const sums = song.sums.data();
  float* __restrict const multipliers = song.multipliers.data();
  float* __restrict const changes = song.changes.data();
  const std::size_t classes = song.sums.size();
  const float ridge = 0.5F / c;
  const float steepness = song.square + ridge;
  float cost = 0;
  for (std::size_t k = 0; k < classes; ++k) {
    const float sign = k == song.truth ? 1.0F : -1.0F;
    const float missing = 1 - sign * sums[k];
    cost += missing > 0 ? missing * missing : 0;
    const float best = multipliers[k] + (missing - multipliers[k] * ridge) / steepness;
    const float kept = best > 0 ? best : 0;
    changes[k] = sign * (kept - multipliers[k]);
    multipliers[k] = kept;
  }
  return static_cast<double>(cost);
}

/// A step of a song's multipliers towards the slopes of its cost, of a length that surely raises the dual.
double move_cross_entropy(const SongStep& song, float c) {
  constexpr float kSmoothness = 2;
  const float most = *std::ranges::max_element(song.sums);
  const float own = song.sums[song.truth] - most;
  float total = 0;
  for (float& sum : song.sums) total += sum = std::exp(sum - most);
  const float share = kSmoothness / (kSmoothness + c * song.square);
  for (std::size_t k = 0; k < song.sums.size(); ++k) {
    const float slope = (k == song.truth ? 1.0F : 0.0F) - song.sums[k] / total;
    song.changes[k] = share * (c * slope - song.multipliers[k]);
    song.multipliers[k] += song.changes[k];
  }
  return static_cast<double>(std::log(total) - own);
}

/// Weights that are the songs' rows times their multipliers, at any time.
class Passes {
 public:
  Passes(const Examples& train, std::size_t classes, const LinearOptions& options)
      : train_(train),
        classes_(classes),
        stride_(padded_classes(classes)),
        loss_(options.loss),
        c_(static_cast<float>(options.c)),
        weights_((train.rows->columns + 1) * stride_),
        multipliers_(train.rows->rows() * classes),
        order_(train.rows->rows()) {
    std::iota(order_.begin(), order_.end(), 0U);
  }

  /// Looks at every song once; the mean of what they cost before.
  double look() {
    draw_.shuffle(order_);
    std::vector<float> sums(stride_);
    std::vector<float> changes(stride_);
    double cost = 0;
    for (const std::uint32_t song : order_) cost += move(song, sums, changes);
    return cost / static_cast<double>(order_.size());
  }

  [[nodiscard]] std::vector<float> weights() && { return std::move(weights_); }

 private:
  double move(std::uint32_t song, std::vector<float>& sums, std::vector<float>& changes) {
    const RowWork row = row_work(*train_.rows, song, stride_);
    float* const bias = weights_.data() + train_.rows->columns * stride_;
    std::copy_n(bias, stride_, sums.begin());
    add_weights(row, weights_.data(), sums.data());
    float square = 1;  // the bias is a term of value 1
    for (std::size_t e = 0; e < row.terms; ++e) square += row.values[e] * row.values[e];
    const SongStep step{std::span(sums).first(classes_), std::span(multipliers_).subspan(song * classes_, classes_),
                        std::span(changes).first(classes_), static_cast<std::size_t>(train_.labels[song]), square};
    const double cost = loss_ == LinearLoss::cross_entropy ? move_cross_entropy(step, c_) : move_hinge(step, c_);
    add_slopes(row, changes.data(), weights_.data());
    for (std::size_t k = 0; k < classes_; ++k) bias[k] += changes[k];
    return cost;
  }

  Examples train_;
  std::size_t classes_;
  std::size_t stride_;
  LinearLoss loss_;
  float c_;
  std::vector<float> weights_;
  std::vector<float> multipliers_;  // [songs x classes]
  std::vector<std::uint32_t> order_;
  RandomSource draw_{kOrderSeed};
};

}  // namespace

int usual_passes(LinearLoss loss) noexcept { return loss == LinearLoss::cross_entropy ? 8 : 12; }

std::vector<float> first_passes(const Examples& train, std::size_t classes, const LinearOptions& options,
                                const OnStep& on_step) {
  if (train.rows->rows() == 0 || train.rows->rows() > kMostMultipliers / classes) return {};
  Passes passes(train, classes, options);
  const int count = std::min(usual_passes(options.loss), options.most_steps);
  for (int step = 1; step <= count; ++step) on_step(step, passes.look());
  return std::move(passes).weights();
}

}  // namespace leitmotif::training

// Makes the learning rate smaller when the loss no longer falls.
// Source: torch.optim.lr_scheduler.ReduceLROnPlateau, mode "min", relative threshold 1e-4, no cooldown.
#pragma once

#include <limits>

namespace leitmotif::training {

/// When a loss counts as no longer falling, and what follows.
struct PlateauOptions {
  double factor = 0.5;      ///< what the rate is multiplied by
  int patience = 3;         ///< after so many losses in a row that are no better, the next such loss lowers the rate
  double threshold = 1e-4;  ///< a loss is better when it is below best * (1 - threshold)
};

/// The rate to learn with, one loss after the other.
class Plateau {
 public:
  explicit Plateau(double rate, const PlateauOptions& options = {}) noexcept : options_(options), rate_(rate) {}

  /// The learning rate as it is now.
  [[nodiscard]] double rate() const noexcept { return rate_; }

  /// Takes the loss of an epoch. A change below 1e-8 is not made.
  void take(double loss) noexcept {
    if (loss < best_ * (1 - options_.threshold)) {
      best_ = loss;
      bad_epochs_ = 0;
    } else if (++bad_epochs_ > options_.patience) {
      bad_epochs_ = 0;
      const double next = rate_ * options_.factor;
      if (rate_ - next > kLeastChange) rate_ = next;
    }
  }

 private:
  static constexpr double kLeastChange = 1e-8;

  PlateauOptions options_;
  double rate_;
  double best_ = std::numeric_limits<double>::infinity();
  int bad_epochs_ = 0;
};

}  // namespace leitmotif::training

// What is told while something trains, and kept as the log of its run.
// Flow: epochs and trainings as they end -> lines on standard error, with the time that is left.
#pragma once

#include <chrono>
#include <string>

#include "leitmotif/training/network_kind.hpp"
#include "leitmotif/training/repeats.hpp"

namespace leitmotif::apps {

/// On a terminal every epoch is told; elsewhere nothing for half a minute and then a line each half minute, so that a
/// long training can be followed in a file and a short one is quiet. Checks for a stop. Used by one thread.
class TrainingProgress {
 public:
  /// `epochs`: how many there are at most; 0 when it is not known.
  explicit TrainingProgress(int epochs) : epochs_(epochs) {}

  /// From now on there are so many epochs at most.
  void expect(int epochs) noexcept { epochs_ = epochs; }

  /// After an epoch. `what` stands before it, such as the name of one of several trainings. Throws cancelled.
  void epoch(const models::EpochReport& report, const std::string& what = "");
  /// Before one of several trainings. Throws cancelled.
  void training(std::size_t number, std::size_t all);
  /// Every line that was or would have been told.
  [[nodiscard]] const std::string& log() const noexcept { return log_; }

 private:
  using Clock = std::chrono::steady_clock;
  void tell(const std::string& line);

  int epochs_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point told_ = start_;
  Clock::time_point first_training_ = start_;
  std::string log_;
};

/// "1 h 20 min", "3 min 05 s", "12 s".
[[nodiscard]] std::string duration_text(double seconds);

}  // namespace leitmotif::apps

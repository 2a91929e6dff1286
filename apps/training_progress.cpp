#include "apps/training_progress.hpp"

#include <fmt/format.h>

#include <cmath>

#include "apps/terminal.hpp"

namespace leitmotif::apps {
namespace {

constexpr std::chrono::seconds kBetweenLines(30);

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

std::string duration_text(double seconds) {
  const auto whole = static_cast<long>(std::lround(std::max(seconds, 0.0)));
  if (whole >= 3600) return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
  if (whole >= 60) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} s", whole);
}

void TrainingProgress::tell(const std::string& line) {
  check_stop();
  log_ += line;
  const Clock::time_point now = Clock::now();
  if (!is_watched() && now - told_ < kBetweenLines) return;
  told_ = now;
  say(line);
}

void TrainingProgress::epoch(const models::EpochReport& report, const std::string& what) {
  std::string line = what.empty() ? "" : what + "  ";
  line += fmt::format("epoch {:2}  train loss {:.4f}", report.epoch, report.train_loss);
  if (report.validation_accuracy > 0)
    line +=
        fmt::format("  validation loss {:.4f}  accuracy {:.4f}", report.validation_loss, report.validation_accuracy);
  line += fmt::format("  {:.1f} s", report.seconds);
  if (epochs_ > report.epoch && report.epoch > 0)
    line += fmt::format(", at most {} left", duration_text(report.seconds / report.epoch * (epochs_ - report.epoch)));
  tell(line + "\n");
}

void TrainingProgress::training(std::size_t number, std::size_t all) {
  if (number == 0) first_training_ = Clock::now();
  std::string line = fmt::format("training {} of {}", number + 1, all);
  if (number > 0)
    line += fmt::format(", {} left", duration_text(seconds_since(first_training_) / static_cast<double>(number) *
                                                   static_cast<double>(all - number)));
  tell(line + "\n");
}

}  // namespace leitmotif::apps

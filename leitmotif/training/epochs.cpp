#include "leitmotif/training/epochs.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/training/plateau.hpp"

namespace leitmotif::training {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kComparedSongs = 20;
constexpr float kTolerance = 1e-4F;

/// Loss and accuracy on songs that are not learned from.
void validate(std::span<const float> logits, const Examples& examples, models::EpochReport& report) {
  const std::size_t classes = logits.size() / examples.labels.size();
  std::size_t right = 0;
  for (std::size_t song = 0; song < examples.labels.size(); ++song) {
    const std::span<const float> row = logits.subspan(song * classes, classes);
    right += std::ranges::max_element(row) - row.begin() == examples.labels[song] ? 1U : 0U;
  }
  report.validation_accuracy = static_cast<double>(right) / static_cast<double>(examples.labels.size());
  report.validation_loss = cross_entropy(logits, examples.labels, {});
}

/// Training and inference are written separately; this holds them to the same numbers.
void check_same_answers(const Network& network, std::span<const float> logits, const SparseMatrix& rows) {
  const std::vector<float> inferred = network.inferred_logits(rows, std::min(rows.rows(), kComparedSongs));
  for (std::size_t i = 0; i < inferred.size(); ++i)
    if (!(std::abs(inferred[i] - logits[i]) <= kTolerance * std::max(1.0F, std::abs(logits[i]))))
      throw Error(ErrorKind::internal, "inference and training give different answers for the same weights: " +
                                           std::to_string(inferred[i]) + " and " + std::to_string(logits[i]));
}

/// The state of one `learn`.
class Learning {
 public:
  Learning(Network& network, const Examples& train, const Examples& validation, const Course& course,
           const OnEpoch& on_epoch)
      : network_(network),
        validation_(validation),
        course_(course),
        on_epoch_(on_epoch),
        random_(course.seed),
        order_(train.rows->rows()) {
    std::iota(order_.begin(), order_.end(), 0U);
  }

  LearningCurve run() {
    for (const Phase& phase : course_.phases) run_phase(phase);
    return std::move(curve_);
  }

 private:
  void run_phase(const Phase& phase) {
    network_.begin(phase);
    Plateau plateau(phase.rate);
    for (int epoch = 1; epoch <= phase.epochs; ++epoch) {
      models::EpochReport report;
      report.epoch = static_cast<int>(curve_.epochs.size()) + 1;
      report.train_loss = learn_all_songs(plateau.rate());
      network_.update_candidate(1 / static_cast<float>(std::min(epoch, course_.averaged_epochs)));
      const std::vector<float> logits = network_.logits(*validation_.rows);
      validate(logits, validation_, report);
      check_same_answers(network_, logits, *validation_.rows);
      if (phase.plateau) plateau.take(report.validation_loss);
      report.seconds = std::chrono::duration<double>(Clock::now() - start_).count();
      curve_.epochs.push_back(report);
      on_epoch_(report);
      if (!phase.last_layer_only && !keep_or_wait(report)) return;
    }
  }

  double learn_all_songs(double rate) {
    random_.shuffle(order_);
    double loss = 0;
    for (std::size_t begin = 0; begin < order_.size(); begin += course_.batch) {
      const std::size_t count = std::min(course_.batch, order_.size() - begin);
      loss += network_.learn({order_.data() + begin, count}, rate) * static_cast<double>(count);
    }
    return loss / static_cast<double>(order_.size());
  }

  /// False when it is time to stop.
  bool keep_or_wait(const models::EpochReport& report) {
    const bool better =
        report.validation_accuracy > best_.validation_accuracy ||
        (report.validation_accuracy == best_.validation_accuracy && report.validation_loss < best_.validation_loss);
    if (!course_.keep_best || curve_.kept_epoch == 0 || better) {
      best_ = report;
      curve_.kept_epoch = report.epoch;
      network_.keep();
    }
    return !course_.keep_best || report.epoch - curve_.kept_epoch < course_.patience;
  }

  Network& network_;
  const Examples& validation_;
  const Course& course_;
  const OnEpoch& on_epoch_;
  RandomSource random_;
  std::vector<std::size_t> order_;
  LearningCurve curve_;
  models::EpochReport best_;
  Clock::time_point start_ = Clock::now();
};

}  // namespace

LearningCurve learn(Network& network, const Examples& train, const Examples& validation, const Course& course,
                    const OnEpoch& on_epoch) {
  if (train.rows->rows() == 0 || validation.rows->rows() == 0)
    throw Error(ErrorKind::invalid_argument, "training needs at least one song to train on and one to validate with");
  return Learning(network, train, validation, course, on_epoch).run();
}

void move_towards(std::span<float> mean, std::span<const float> values, float share) {
  for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += (values[i] - mean[i]) * share;
}

double cross_entropy(std::span<const float> logits, std::span<const int> labels, std::span<float> gradient) {
  const std::size_t classes = logits.size() / labels.size();
  const float share = 1 / static_cast<float>(labels.size());
  std::vector<float> odds(classes);
  double loss = 0;
  for (std::size_t song = 0; song < labels.size(); ++song) {
    const std::span<const float> row = logits.subspan(song * classes, classes);
    const auto label = static_cast<std::size_t>(labels[song]);
    const float most = *std::ranges::max_element(row);
    std::ranges::transform(row, odds.begin(), [most](float logit) { return std::exp(logit - most); });
    const float total = std::accumulate(odds.begin(), odds.end(), 0.0F);
    loss += std::log(static_cast<double>(total)) - static_cast<double>(row[label] - most);
    if (gradient.empty()) continue;
    float* out = gradient.data() + song * classes;
    for (std::size_t k = 0; k < classes; ++k) out[k] = odds[k] / total * share;
    out[label] -= share;
  }
  return loss / static_cast<double>(labels.size());
}

}  // namespace leitmotif::training

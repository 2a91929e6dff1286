#include "leitmotif/training/torch/fit.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/training/plateau.hpp"
#include "leitmotif/training/torch/adam.hpp"
#include "leitmotif/training/torch/dropout.hpp"
#include "leitmotif/training/torch/together.hpp"

namespace leitmotif::training {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kSongsLookedAt = 512;  // at once when nothing is learned

at::Tensor labels_of(const Examples& examples, std::span<const std::size_t> songs) {
  std::vector<std::int64_t> labels;
  for (const std::size_t song : songs) labels.push_back(examples.labels[song]);
  return torch::tensor(labels);
}

/// Loss and accuracy on songs that are not learned from. Shape: logits [songs x classes].
void validate(const std::vector<float>& logits, const Examples& examples, models::EpochReport& report) {
  const auto songs = static_cast<std::int64_t>(examples.labels.size());
  const at::Tensor labels = torch::tensor(std::vector<std::int64_t>(examples.labels.begin(), examples.labels.end()));
  const at::Tensor scores = torch::tensor(logits).view({songs, -1});
  report.validation_loss = at::cross_entropy_loss(scores, labels).item<double>();
  report.validation_accuracy =
      static_cast<double>((scores.argmax(1) == labels).sum().item<std::int64_t>()) / static_cast<double>(songs);
}

/// The state of one `fit`. Beside the network that learns there is the candidate: the weights that are validated, and
/// kept when they are good.
class Fitting {
 public:
  Fitting(const MakeNetwork& make, const FitData& data, const Schedule& schedule, const OnEpochReport& on_epoch)
      : data_(data),
        schedule_(schedule),
        on_epoch_(on_epoch),
        random_(schedule.seed),
        order_(data.train.rows->rows()),
        network_(make(data.train, data.classes)),
        candidate_(make(data.train, data.classes)) {
    if (schedule.ranks && schedule.ranks->world > 1) together_ = std::make_unique<Together>(*schedule.ranks);
    std::iota(order_.begin(), order_.end(), 0U);
    candidate_->eval();
  }

  Fit run() {
    for (const Phase& phase : schedule_.phases) run_phase(phase);
    if (together_) together_->meet();
    return std::move(fit_);
  }

 private:
  void run_phase(const Phase& phase) {
    for (at::Tensor& parameter : network_->parameters()) parameter.set_requires_grad(!phase.last_layer_only);
    for (at::Tensor& parameter : network_->last_layer().parameters()) parameter.set_requires_grad(true);
    Adam optimizer(*network_);
    Plateau plateau(phase.rate);
    for (int epoch = 1; epoch <= phase.epochs; ++epoch) {
      models::EpochReport report;
      report.epoch = static_cast<int>(fit_.curve.epochs.size()) + 1;
      report.train_loss = learn_all_songs(optimizer, plateau.rate());
      optimizer.finish();
      move_candidate(1.0 / std::min(epoch, schedule_.averaged_epochs));
      std::vector<float> scores = logits(*candidate_, *data_.validation.rows);
      validate(scores, data_.validation, report);
      if (phase.plateau) plateau.take(report.validation_loss);
      report.seconds = std::chrono::duration<double>(Clock::now() - start_).count();
      fit_.curve.epochs.push_back(report);
      on_epoch_(report);
      if (!phase.last_layer_only && !keep_or_wait(report, std::move(scores))) return;
    }
  }

  double learn_all_songs(Adam& optimizer, double rate) {
    random_.shuffle(order_);
    network_->train();
    double loss = 0;
    for (std::size_t begin = 0; begin < order_.size(); begin += schedule_.batch) {
      const std::size_t count = std::min(schedule_.batch, order_.size() - begin);
      loss += learn({order_.data() + begin, count}, optimizer, rate) * static_cast<double>(count);
    }
    return loss / static_cast<double>(order_.size());
  }

  /// One step; gives the mean loss before it.
  double learn(std::span<const std::size_t> songs, Adam& optimizer, double rate) {
    if (together_) return learn_together(songs, optimizer, rate);
    const at::Tensor scores = network_->forward({data_.train.rows, songs});
    const at::Tensor loss = at::cross_entropy_loss(scores, labels_of(data_.train, songs));
    loss.backward();
    optimizer.step(rate);
    return loss.item<double>();
  }

  /// The same step, of which this process works out its share of the songs. One without a share looks at a song for
  /// nothing, so that it draws the same random numbers and has the same gradients to add up.
  double learn_together(std::span<const std::size_t> songs, Adam& optimizer, double rate) {
    const ShareRange share = together_->share_of(songs.size());
    const std::span<const std::size_t> own =
        share.size() > 0 ? songs.subspan(share.begin, share.size()) : songs.first(1);
    for (const std::shared_ptr<torch::nn::Module>& module : network_->modules())
      if (auto* dropout = module->as<DropoutImpl>()) dropout->look_at(share.begin, own.size());
    const at::Tensor scores = network_->forward({data_.train.rows, own});
    const at::Tensor loss = at::cross_entropy_loss(scores, labels_of(data_.train, own)) *
                            (static_cast<double>(share.size()) / static_cast<double>(songs.size()));
    loss.backward();
    // Here every parameter has its gradient, dense or sparse.
    const double all = together_->add_up(*network_, loss.item<double>());
    optimizer.step(rate);
    return all;
  }

  /// Moves the candidate by `share` of the way to the weights that learn; 1: all the way.
  void move_candidate(double share) {
    const torch::NoGradGuard no_gradient;
    const std::vector<at::Tensor> from = network_->parameters();
    std::vector<at::Tensor> to = candidate_->parameters();
    for (std::size_t i = 0; i < to.size(); ++i) to[i].lerp_(from[i], share);
    candidate_->renew_buffers();
  }

  /// False when it is time to stop.
  bool keep_or_wait(const models::EpochReport& report, std::vector<float> scores) {
    const bool better =
        report.validation_accuracy > best_.validation_accuracy ||
        (report.validation_accuracy == best_.validation_accuracy && report.validation_loss < best_.validation_loss);
    if (!schedule_.keep_best || fit_.curve.kept_epoch == 0 || better) {
      best_ = report;
      fit_.curve.kept_epoch = report.epoch;
      fit_.tensors = file_tensors(*candidate_);
      fit_.validation_logits = std::move(scores);
    }
    return !schedule_.keep_best || report.epoch - fit_.curve.kept_epoch < schedule_.patience;
  }

  const FitData& data_;
  const Schedule& schedule_;
  const OnEpochReport& on_epoch_;
  RandomSource random_;
  std::vector<std::size_t> order_;
  std::shared_ptr<TopicNetwork> network_;
  std::shared_ptr<TopicNetwork> candidate_;
  Fit fit_;
  models::EpochReport best_;
  Clock::time_point start_ = Clock::now();
  std::unique_ptr<Together> together_;  ///< null: this process learns alone
};

}  // namespace

Fit fit(const MakeNetwork& make, const FitData& data, const Schedule& schedule, const OnEpochReport& on_epoch) {
  if (data.train.rows->rows() == 0 || data.validation.rows->rows() == 0)
    throw Error(ErrorKind::invalid_argument, "training needs at least one song to train on and one to validate with");
  const Reproducible reproducible(schedule.seed);
  return Fitting(make, data, schedule, on_epoch).run();
}

std::vector<float> logits(TopicNetwork& network, const SparseMatrix& rows) {
  const torch::NoGradGuard no_gradient;
  std::vector<std::size_t> songs(rows.rows());
  std::iota(songs.begin(), songs.end(), 0U);
  std::vector<float> result;
  for (std::size_t begin = 0; begin < songs.size(); begin += kSongsLookedAt) {
    const std::size_t count = std::min(kSongsLookedAt, songs.size() - begin);
    const at::Tensor piece = network.forward({&rows, std::span(songs).subspan(begin, count)}).contiguous();
    result.insert(result.end(), numbers(piece).begin(), numbers(piece).end());
  }
  return result;
}

}  // namespace leitmotif::training

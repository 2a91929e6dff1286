#include "leitmotif/training/linear/kinds.hpp"

#include <array>
#include <chrono>
#include <utility>

#include "leitmotif/models/tfidf_classifier.hpp"
#include "leitmotif/training/linear/linear_fit.hpp"
#include "leitmotif/training/temperature.hpp"
#include "leitmotif/training/tfidf_split.hpp"

namespace leitmotif::training {
namespace {

constexpr std::string_view kWeighs =
    "TF-IDF weight of the word times how much more than the mean of all labels it weighs for this one";
constexpr double kOrdinary = 1;  // of c and smoothing

using Fit = models::LinearWeights(const TfidfSplit& rows, const TrainRequest& request, const OnStep& on_step);

std::vector<float> all_logits(const SparseMatrix& rows, const models::LinearWeights& weights) {
  std::vector<float> all;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const std::vector<float> logits = models::dense(models::row_of(rows, row), weights.weight, weights.bias);
    all.insert(all.end(), logits.begin(), logits.end());
  }
  return all;
}

/// What every linear kind does around its fit. `calibrated`: its probabilities get a temperature.
TrainedModel train_linear(const DataSplit& split, const TrainRequest& request, std::string_view what, bool calibrated,
                          const OnStep& on_step, Fit* fit) {
  const TfidfSplit rows = vectorize(split, request);
  models::LinearWeights weights = fit(rows, request, on_step);
  float temperature = 1;
  if (calibrated)
    temperature =
        fit_temperature(all_logits(rows.validation_rows, weights), split.validation.labels, split.names.size());
  TrainedModel model;
  model.description = std::string(what) + " over TF-IDF of single words and pairs. " + std::string(label_words(split));
  model.explanation = kWeighs;
  model.save = [tfidf = rows.tfidf, weights = std::move(weights), temperature](const std::filesystem::path& path,
                                                                               const models::ModelCard& card) {
    models::save_tfidf_classifier(path, card,
                                  {tfidf->terms(), tfidf->idf(), models::linear_tensors(weights), temperature});
  };
  return model;
}

const OnStep kNoStep = [](int, double) {};

TrainedModel train_majority(const DataSplit& split, const TrainRequest& request, const OnEpochReport& /*on_epoch*/) {
  return train_linear(split, request, "The most frequent label, whatever the words,", false, kNoStep,
                      [](const TfidfSplit& rows, const TrainRequest&, const OnStep&) {
                        return fit_majority(rows.train(), rows.split->names.size());
                      });
}

TrainedModel train_naive_bayes(const DataSplit& split, const TrainRequest& request, const OnEpochReport& /*on_epoch*/) {
  return train_linear(split, request, "Multinomial naive Bayes", true, kNoStep,
                      [](const TfidfSplit& rows, const TrainRequest& asked, const OnStep&) {
                        return fit_naive_bayes(rows.train(), rows.split->names.size(),
                                               asked.set.smoothing.value_or(kOrdinary));
                      });
}

/// The steps of the search told as epochs, for whoever watches; they are not kept in the card.
OnStep told(const OnEpochReport& on_epoch) {
  return [on_epoch, start = std::chrono::steady_clock::now()](int step, double loss) {
    models::EpochReport report;
    report.epoch = step;
    report.train_loss = loss;
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    on_epoch(report);
  };
}

template <LinearLoss loss>
models::LinearWeights fit_with(const TfidfSplit& rows, const TrainRequest& request, const OnStep& on_step) {
  LinearOptions options;
  options.loss = loss;
  options.c = request.set.c.value_or(kOrdinary);
  if (request.epochs > 0) options.most_steps = request.epochs;
  options.threads = request.threads;
  return fit_linear(rows.train(), rows.split->names.size(), options, on_step);
}

TrainedModel train_logistic(const DataSplit& split, const TrainRequest& request, const OnEpochReport& on_epoch) {
  return train_linear(split, request, "Logistic regression", true, told(on_epoch), fit_with<LinearLoss::cross_entropy>);
}

TrainedModel train_svm(const DataSplit& split, const TrainRequest& request, const OnEpochReport& on_epoch) {
  return train_linear(split, request, "Linear support vectors, one label against the rest,", true, told(on_epoch),
                      fit_with<LinearLoss::squared_hinge>);
}

constexpr std::array<NetworkKind, 4> kLinearKinds = {{
    {"majority", text::Pipeline::paper, train_majority, "vocabulary max-words"},
    {"naive-bayes", text::Pipeline::paper, train_naive_bayes, "vocabulary max-words smoothing"},
    {"logistic", text::Pipeline::paper, train_logistic, "vocabulary max-words c epochs", LinearOptions().most_steps},
    {"svm", text::Pipeline::paper, train_svm, "vocabulary max-words c epochs", LinearOptions().most_steps},
}};

}  // namespace

std::span<const NetworkKind> linear_kinds() noexcept { return kLinearKinds; }

}  // namespace leitmotif::training

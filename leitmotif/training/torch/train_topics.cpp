#include "leitmotif/training/torch/train_topics.hpp"

#include <algorithm>
#include <utility>

#include "leitmotif/evaluation/calibration.hpp"
#include "leitmotif/models/layers.hpp"
#include "leitmotif/models/tfidf_classifier.hpp"
#include "leitmotif/training/temperature.hpp"

namespace leitmotif::training {
namespace {

constexpr std::string_view kRows = " over TF-IDF of single words and pairs. ";
constexpr std::string_view kExplanation =
    "gradient times input: TF-IDF weight of the word times the gradient of the topic's output above the mean output";

/// Accuracy goes up and down by a percent from one epoch to the next; the mean of the weights of a few epochs does not
/// (Izmailov et al. 2018). The paper does not do that, so only the honest protocol does.
constexpr int kAveragedEpochs = 5;

constexpr std::size_t kComparedSongs = 20;

/// Shape: logits [songs x classes] -> [songs][classes].
std::vector<std::vector<float>> probabilities_of(std::span<const float> logits, std::size_t classes,
                                                 float temperature) {
  std::vector<std::vector<float>> rows;
  for (std::size_t begin = 0; begin < logits.size(); begin += classes)
    rows.push_back(models::softmax(logits.subspan(begin, classes), temperature));
  return rows;
}

double calibration_error(std::span<const float> logits, std::span<const int> labels, std::size_t classes) {
  std::vector<float> all;
  for (const std::vector<float>& row : probabilities_of(logits, classes, 1))
    all.insert(all.end(), row.begin(), row.end());
  return evaluation::calibration(labels, all, classes).ece;
}

}  // namespace

Schedule start_schedule(const TrainRequest& request) {
  Schedule schedule;
  schedule.keep_best = request.protocol == Protocol::honest;
  if (request.protocol == Protocol::honest) schedule.averaged_epochs = kAveragedEpochs;
  schedule.seed = request.seed;
  schedule.ranks = request.ranks;
  if (request.set.batch > 0) schedule.batch = request.set.batch;
  if (request.set.patience > 0) schedule.patience = request.set.patience;
  return schedule;
}

TrainedModel train_topics(const TopicTraining& training, const DataSplit& split, const TrainRequest& request,
                          const OnEpochReport& on_epoch) {
  const TfidfSplit rows = vectorize(split, request);
  const std::size_t classes = split.names.size();
  const Fit fitted = fit(training.make, {rows.train(), rows.validation(), classes}, training.schedule, on_epoch);
  const std::span<const float> logits = fitted.validation_logits;
  const float temperature = fit_temperature(logits, split.validation.labels, classes);

  TrainedModel model;
  model.description = std::string(training.network) + std::string(kRows) + std::string(label_words(split));
  model.explanation = kExplanation;
  model.epochs = fitted.curve.epochs;
  model.kept_epoch = fitted.curve.kept_epoch;
  model.scores["validation_ece_before"] = calibration_error(logits, split.validation.labels, classes);
  model.answers =
      probabilities_of(logits.first(std::min(logits.size(), kComparedSongs * classes)), classes, temperature);
  model.save = [tfidf = rows.tfidf, tensors = fitted.tensors, temperature](const std::filesystem::path& path,
                                                                           const models::ModelCard& card) {
    std::map<std::string, models::TensorView> views;
    for (const auto& [name, tensor] : tensors)
      views[name] = {std::vector<std::size_t>(tensor.sizes().begin(), tensor.sizes().end()), numbers(tensor)};
    models::save_tfidf_classifier(path, card, {tfidf->terms(), tfidf->idf(), std::move(views), temperature});
  };
  return model;
}

}  // namespace leitmotif::training

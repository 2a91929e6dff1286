#include "leitmotif/training/torch/kinds.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "leitmotif/training/equilibrium_kind.hpp"
#include "leitmotif/training/tfidf_lesson.hpp"
#include "leitmotif/training/torch/feed_forward_trainer.hpp"
#include "leitmotif/training/torch/transformer_trainer.hpp"

namespace leitmotif::training {
namespace {

constexpr std::string_view kLabels =
    " over TF-IDF of single words and pairs. It predicts which topic the data set gives a song. The data set's topics "
    "are the strongest of eight weights of a topic model (latent Dirichlet allocation), not anybody's judgement: a "
    "right answer means agreement with that topic model.";
constexpr std::string_view kExplanation =
    "gradient times input: TF-IDF weight of the word times the gradient of the topic's output above the mean output";

/// The paper's numbers.
constexpr int kBaselineEpochs = 20;
constexpr int kTunedEpochs = 30;  // a third of them for the last layer alone
constexpr int kTransformerEpochs = 15;
constexpr double kTunedDropout = 0.3;

/// Accuracy goes up and down by a percent from one epoch to the next; the mean of the weights of a few epochs does not
/// (Izmailov et al. 2018). The paper does not do that, so only the honest protocol does.
constexpr int kAveragedEpochs = 5;

Course start_course(const TrainRequest& request) {
  Course course;
  course.keep_best = request.protocol == Protocol::honest;
  if (request.protocol == Protocol::honest) course.averaged_epochs = kAveragedEpochs;
  course.seed = request.seed;
  return course;
}

Learned start_learned(std::string_view network, const LearningCurve& curve, const Tempered& tempered) {
  Learned learned;
  learned.description = std::string(network) + std::string(kLabels);
  learned.explanation = kExplanation;
  learned.epochs = curve.epochs;
  learned.kept_epoch = curve.kept_epoch;
  learned.scores["validation_ece_before"] = tempered.ece_before;
  return learned;
}

Learned learn_feed_forward(const Lesson& lesson, const TrainRequest& request, const Course& course, double dropout,
                           std::string_view network, const OnEpoch& on_epoch) {
  const TfidfLesson rows = vectorize(lesson, request);
  FeedForwardOptions options;
  options.classes = lesson.names.size();
  options.dropout = dropout;
  options.seed = request.seed;
  TrainedFeedForward trained = train_feed_forward(rows.train(), rows.validation(), options, course, on_epoch);
  const Tempered tempered = fit_temperature(rows.validation(), [&](const models::SparseRow& row) {
    return models::feed_forward_logits(trained.weights, row);
  });
  Learned learned = start_learned(network, trained.curve, tempered);
  learned.save = [tfidf = rows.tfidf, weights = std::move(trained.weights), temperature = tempered.temperature](
                     const std::filesystem::path& path, const models::ModelCard& card) {
    models::save_feed_forward(path, card, tfidf->terms(), tfidf->idf(), weights, temperature);
  };
  return learned;
}

Learned learn_baseline(const Lesson& lesson, const TrainRequest& request, const OnEpoch& on_epoch) {
  Course course = start_course(request);
  course.phases = {{.epochs = request.epochs > 0 ? request.epochs : kBaselineEpochs}};
  return learn_feed_forward(lesson, request, course, 0, "Feed-forward network", on_epoch);
}

Learned learn_tuned(const Lesson& lesson, const TrainRequest& request, const OnEpoch& on_epoch) {
  Course course = start_course(request);
  const int epochs = request.epochs > 0 ? request.epochs : kTunedEpochs;
  course.phases = {{.epochs = epochs / 3, .rate = 1e-3, .last_layer_only = true},
                   {.epochs = epochs - epochs / 3, .rate = 1e-4, .plateau = true}};
  return learn_feed_forward(lesson, request, course, kTunedDropout,
                            "Feed-forward network, fine-tuned in two phases with dropout,", on_epoch);
}

Learned learn_transformer(const Lesson& lesson, const TrainRequest& request, const OnEpoch& on_epoch) {
  const TfidfLesson rows = vectorize(lesson, request);
  Course course = start_course(request);
  course.phases = {{.epochs = request.epochs > 0 ? request.epochs : kTransformerEpochs}};
  TransformerOptions options;
  options.classes = lesson.names.size();
  options.seed = request.seed;
  TrainedTransformer trained = train_transformer(rows.train(), rows.validation(), options, course, on_epoch);
  const Tempered tempered = fit_temperature(rows.validation(), [&](const models::SparseRow& row) {
    return models::transformer_logits(trained.weights, row);
  });
  Learned learned = start_learned("Transformer (songs attend to each other)", trained.curve, tempered);
  learned.save = [tfidf = rows.tfidf, weights = std::move(trained.weights), temperature = tempered.temperature](
                     const std::filesystem::path& path, const models::ModelCard& card) {
    models::save_transformer(path, card, tfidf->terms(), tfidf->idf(), weights, temperature);
  };
  return learned;
}

constexpr std::array<Kind, 4> kKinds = {{
    {"equilibrium", text::Pipeline::none, learn_equilibrium},
    {"ffnn", text::Pipeline::paper, learn_baseline},
    {"ffnn-tuned", text::Pipeline::paper, learn_tuned},
    {"transformer", text::Pipeline::paper, learn_transformer},
}};

}  // namespace

std::span<const Kind> kinds() noexcept { return kKinds; }

}  // namespace leitmotif::training

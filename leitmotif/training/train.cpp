#include "leitmotif/training/train.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <memory>

#include "leitmotif/core/error.hpp"
#include "leitmotif/evaluation/evaluation_table.hpp"
#include "leitmotif/models/model_tables.hpp"
#include "leitmotif/text/wordnet.hpp"
#include "leitmotif/training/card.hpp"
#include "leitmotif/training/data_checks.hpp"

namespace leitmotif::training {
namespace {

/// Lines that every model answers when it is saved and again when it is loaded.
constexpr std::array<std::string_view, 4> kLinesToCheck = {
    "tears fall while the broken heart walks away from a lonely house",
    "tonight the clock runs late and nobody is ready to sleep until morning",
    "strings ring out on the radio and the whole street sings the old song",
    "soldiers march through smoke with blood upon the stone",
};

/// How far a probability may be from the network's own.
constexpr float kTolerance = 1e-4F;

models::ModelCard start_card(const TrainRequest& request, const NetworkKind& kind, const DataSplit& split,
                             const TrainedModel& trained) {
  models::ModelCard card = card_of(request, *split.data);
  card.kind = kind.name;
  card.pipeline = text::name(kind.pipeline);
  card.description = trained.description;
  card.explanation = trained.explanation;
  card.labels = split.names;
  card.training_songs = split.train.size();
  card.validation_songs = split.validation.size();
  card.epochs = trained.epochs;
  card.scores = trained.scores;
  if (!trained.epochs.empty()) card.scores["kept_epoch"] = trained.kept_epoch;
  return card;
}

/// A part's songs, answered and scored.
struct ScoredPart {
  evaluation::Evaluation scores;
  evaluation::Answered answered;
};

ScoredPart score_part(const models::Classifier& model, const Part& part, unsigned threads) {
  ScoredPart scored;
  scored.answered = evaluation::answer(model, part.tokens, threads);
  scored.scores =
      evaluation::evaluate({part.labels, scored.answered.predicted, scored.answered.probabilities, model.labels()});
  return scored;
}

ScoredPart add_scores(models::ModelCard& card, const models::Classifier& model, const Part& validation,
                      unsigned threads) {
  ScoredPart scored = score_part(model, validation, threads);
  card.scores["validation_accuracy"] = scored.scores.report.accuracy;
  card.scores["validation_macro_f1"] = scored.scores.report.macro.f1;
  card.scores["validation_ece"] = scored.scores.calibration.ece;
  return scored;
}

void add_answers(TrainReport& report, std::string_view part, const Part& songs, const ScoredPart& scored,
                 std::span<const std::string> names) {
  for (std::size_t i = 0; i < songs.size(); ++i) {
    const LabelledSong& row = *songs.songs[i];
    const auto predicted = static_cast<std::size_t>(scored.answered.predicted[i]);
    report.answered.push_back({std::string(part), row.line, row.song.artist, row.song.title,
                               names[static_cast<std::size_t>(songs.labels[i])], names[predicted],
                               static_cast<double>(scored.answered.probabilities[i * names.size() + predicted])});
  }
}

void add_samples(models::ModelCard& card, const models::Classifier& model, const text::Preprocessor& pipeline) {
  for (const std::string_view line : kLinesToCheck) {
    const Tokens tokens = pipeline.preprocess(line);
    card.samples.push_back({std::string(line), tokens.joined(), model.predict(tokens).probabilities});
  }
}

/// Training and inference are written separately; this holds them to the same probabilities.
void check_answers(const models::Classifier& model, const TrainedModel& trained, const Part& validation) {
  for (std::size_t song = 0; song < trained.answers.size(); ++song) {
    const std::vector<float> inferred = model.predict(validation.tokens[song]).probabilities;
    for (std::size_t k = 0; k < inferred.size(); ++k)
      if (!(std::abs(inferred[k] - trained.answers[song][k]) <= kTolerance))
        throw Error(ErrorKind::internal, "inference and training give different answers for the same weights: " +
                                             std::to_string(inferred[k]) + " and " +
                                             std::to_string(trained.answers[song][k]));
  }
}

/// The scores of a kept model into its report: under the paper's protocol the validation part is the test songs.
void add_scored_parts(TrainReport& report, const TrainRequest& request, const DataSplit& split,
                      const models::Classifier& model, ScoredPart validation) {
  const bool is_test = request.protocol == Protocol::paper;
  add_answers(report, is_test ? "test" : "validation", split.validation, validation, split.names);
  (is_test ? report.test : report.validation) = std::move(validation.scores);
  if (is_test || !split.test) return;
  ScoredPart test = score_part(model, *split.test, request.threads);
  add_answers(report, "test", *split.test, test, split.names);
  report.test = std::move(test.scores);
}

/// Writes the model without scores and samples beside its place, asks it for them, and then writes it whole. Gives the
/// answers and scores of the validation part.
ScoredPart save(const TrainRequest& request, const TrainedModel& trained, models::ModelCard card,
                const Part& validation, const text::Preprocessor& pipeline) {
  std::filesystem::path draft = request.output;
  draft += ".draft";
  ScoredPart scored;
  try {
    trained.save(draft, card);
    const std::unique_ptr<const models::Classifier> model = models::load_classifier(draft);
    check_answers(*model, trained, validation);
    scored = add_scores(card, *model, validation, request.threads);
    add_samples(card, *model, pipeline);
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(draft, ignored);
    throw;
  }
  std::filesystem::remove(draft);
  trained.save(request.output, card);
  return scored;
}

const wire::Table<Rejected>& left_out_table() {
  using F = wire::Field<Rejected>;
  static const wire::Table<Rejected> table("LeftOutRow", {F::value("line", &Rejected::line, wire::count()),
                                                          F::value("reason", &Rejected::reason, wire::any_text())});
  return table;
}

std::vector<Rejected> first_left_out(const TrainReport& report) {
  constexpr std::size_t kListed = 20;
  std::vector<Rejected> first = report.rejected;
  if (first.size() > kListed) first.resize(kListed);
  return first;
}

}  // namespace

const NetworkKind& find_kind(const std::string& model, std::span<const NetworkKind> kinds) {
  std::string known;
  for (const NetworkKind& kind : kinds) {
    if (kind.name == model) return kind;
    known += (known.empty() ? "" : ", ") + std::string(kind.name);
  }
  throw Error(ErrorKind::invalid_argument, "model '" + model + "' is not known; known: " + known);
}

text::Preprocessor pipeline_of(const NetworkKind& kind) {
  if (kind.pipeline == text::Pipeline::none) return {kind.pipeline, nullptr};
  return {kind.pipeline, std::make_shared<const text::WordNet>(text::WordNet::load(text::WordNet::default_folder()))};
}

void check_settings(const NetworkKind& kind, const TrainRequest& request) {
  constexpr std::array<std::string_view, 8> kOfAll = {"protocol",     "held-out",     "column",   "text-column",
                                                      "label-column", "group-column", "pipeline", "seed"};
  std::string takes(kind.takes);
  for (const Setting& setting : settings_of(request)) {
    const bool known = std::ranges::find(kOfAll, setting.name) != kOfAll.end() ||
                       (" " + takes + " ").find(" " + setting.name + " ") != std::string::npos;
    if (known) continue;
    std::string names;
    for (const std::string_view name : Tokens::from_joined(takes))
      names += (names.empty() ? "--" : ", --") + std::string(name);
    throw Error(ErrorKind::invalid_argument,
                request.model + " has no setting --" + setting.name + "; it takes " + names);
  }
}

TrainReport train(const TrainRequest& request, std::span<const NetworkKind> kinds, const OnEpochReport& on_epoch) {
  const auto start = std::chrono::steady_clock::now();
  const NetworkKind& kind = find_kind(request.model, kinds);
  check_settings(kind, request);
  const text::Preprocessor pipeline = pipeline_of(kind);
  const DataSplit split = split_data(request, pipeline);
  TrainReport report;
  report.warnings = data_warnings(split);
  const TrainedModel trained = kind.train(split, request, on_epoch);
  ScoredPart validation = save(request, trained, start_card(request, kind, split, trained), split.validation, pipeline);

  report.model = request.model;
  report.protocol = name(request.protocol);
  report.songs = split.train.size();
  report.rejected = split.data->dataset.rejected;
  if (split.test_data) report.test_rejected = split.test_data->dataset.rejected;
  report.epochs = trained.epochs;
  report.kept_epoch = trained.kept_epoch;
  report.file = request.output;
  const std::unique_ptr<const models::Classifier> model = models::load_classifier(request.output);
  report.id = model->id();
  report.data_sha256 = split.data->dataset.sha256;
  report.data_name = split.data->source.name;
  report.validation_accuracy = model->card().scores.at("validation_accuracy");
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  add_scored_parts(report, request, split, *model, std::move(validation));
  return report;
}

const wire::Table<TrainReport>& train_report_table() {
  using F = wire::Field<TrainReport>;
  static const wire::Table<TrainReport> table(
      "TrainReport",
      {F::value("model", &TrainReport::model, wire::any_text("its kind")),
       F::value("protocol", &TrainReport::protocol, wire::any_text("honest or paper")),
       F::value("songs", &TrainReport::songs, wire::count("it was trained on")),
       F::value(
           "rejected", [](const TrainReport& report) { return report.rejected.size(); },
           wire::count("rows that cannot be used")),
       F::list("left_out", first_left_out, left_out_table(), "the first of them"),
       F::value("warnings", &TrainReport::warnings, wire::list_of(wire::any_text(), 0, wire::kManyItems)),
       F::value("seconds", &TrainReport::seconds, wire::any_number()),
       F::list("epochs", &TrainReport::epochs, models::epoch_table()),
       F::value("kept_epoch", &TrainReport::kept_epoch, wire::count("whose weights were kept")),
       F::value("validation_accuracy", &TrainReport::validation_accuracy, wire::any_number("0..1")),
       F::value(
           "file", [](const TrainReport& report) { return report.file.string(); }, wire::any_text()),
       F::object(
           "validation", [](const TrainReport& report) -> const evaluation::Evaluation& { return *report.validation; },
           evaluation::evaluation_table(), "of the songs that decided when to stop")
           .where([](const TrainReport& report) { return report.validation.has_value(); }),
       F::object(
           "test", [](const TrainReport& report) -> const evaluation::Evaluation& { return *report.test; },
           evaluation::evaluation_table(), "as evaluate's")
           .where([](const TrainReport& report) { return report.test.has_value(); }),
       F::object(
           "cross_validation",
           [](const TrainReport& report) -> const CrossValidation& { return *report.cross_validation; },
           cross_validation_table())
           .where([](const TrainReport& report) { return report.cross_validation.has_value(); }),
       F::list("learning_curve", &TrainReport::learning_curve, curve_point_table())
           .where([](const TrainReport& report) { return !report.learning_curve.empty(); }),
       F::some("run", &TrainReport::run, wire::any_text("what `runs show` calls it"))});
  return table;
}

}  // namespace leitmotif::training

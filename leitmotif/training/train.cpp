#include "leitmotif/training/train.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/text/wordnet.hpp"

namespace leitmotif::training {
namespace {

constexpr std::string_view kDataName =
    "Music Dataset: Lyrics and Metadata from 1950 to 2019 (L. Moura, E. Fontelles, V. Sampaio, M. Franca), Mendeley "
    "Data, DOI 10.17632/3t9vbwxgr5.3";
constexpr std::string_view kDataLicence = "CC BY 4.0";

/// Lines that every model answers when it is saved and again when it is loaded.
constexpr std::array<std::string_view, 4> kLinesToCheck = {
    "tears fall while the broken heart walks away from a lonely house",
    "tonight the clock runs late and nobody is ready to sleep until morning",
    "strings ring out on the radio and the whole street sings the old song",
    "soldiers march through smoke with blood upon the stone",
};

const Kind& find_kind(const std::string& model, std::span<const Kind> kinds) {
  std::string known;
  for (const Kind& kind : kinds) {
    if (kind.name == model) return kind;
    known += (known.empty() ? "" : ", ") + std::string(kind.name);
  }
  throw Error(ErrorKind::invalid_argument, "model '" + model + "' is not known; known: " + known);
}

text::Preprocessor make_pipeline(text::Pipeline pipeline) {
  if (pipeline == text::Pipeline::none) return {pipeline, nullptr};
  return {pipeline, std::make_shared<const text::WordNet>(text::WordNet::load(text::WordNet::default_folder()))};
}

models::ModelCard start_card(const TrainRequest& request, const Kind& kind, const Lesson& lesson,
                             const Learned& learned) {
  models::ModelCard card;
  card.kind = kind.name;
  card.pipeline = text::name(kind.pipeline);
  card.protocol = name(request.protocol);
  card.description = learned.description;
  card.explanation = learned.explanation;
  card.labels = lesson.names;
  card.data_name = kDataName;
  card.data_sha256 = lesson.data.sha256;
  card.data_licence = kDataLicence;
  card.training_songs = lesson.train.size();
  card.validation_songs = lesson.validation.size();
  card.seed = request.seed;
  card.epochs = learned.epochs;
  card.scores = learned.scores;
  card.scores["kept_epoch"] = learned.kept_epoch;
  return card;
}

void add_scores(models::ModelCard& card, const models::Classifier& model, const Part& validation, unsigned threads) {
  const evaluation::Evaluation scores = evaluation::evaluate(model, validation.tokens, validation.labels, threads);
  card.scores["validation_accuracy"] = scores.report.accuracy;
  card.scores["validation_macro_f1"] = scores.report.macro.f1;
  card.scores["validation_ece"] = scores.calibration.ece;
}

void add_samples(models::ModelCard& card, const models::Classifier& model, const text::Preprocessor& pipeline) {
  for (const std::string_view line : kLinesToCheck) {
    const Tokens tokens = pipeline.preprocess(line);
    card.samples.push_back({std::string(line), tokens.joined(), model.predict(tokens).probabilities});
  }
}

/// Writes the model without scores and samples beside its place, asks it for them, and then writes it whole.
void save(const TrainRequest& request, const Learned& learned, models::ModelCard card, const Part& validation,
          const text::Preprocessor& pipeline) {
  std::filesystem::path draft = request.output;
  draft += ".draft";
  try {
    learned.save(draft, card);
    const std::unique_ptr<const models::Classifier> model = models::load_classifier(draft);
    add_scores(card, *model, validation, request.threads);
    add_samples(card, *model, pipeline);
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(draft, ignored);
    throw;
  }
  std::filesystem::remove(draft);
  learned.save(request.output, card);
}

}  // namespace

Protocol parse_protocol(std::string_view name) {
  if (name == "honest") return Protocol::honest;
  if (name == "paper") return Protocol::paper;
  throw Error(ErrorKind::invalid_argument, "protocol '" + std::string(name) + "' is not known; known: honest, paper");
}

std::string_view name(Protocol protocol) noexcept { return protocol == Protocol::honest ? "honest" : "paper"; }

TrainReport train(const TrainRequest& request, std::span<const Kind> kinds,
                  const std::function<void(const models::EpochReport&)>& on_epoch) {
  const auto start = std::chrono::steady_clock::now();
  const Kind& kind = find_kind(request.model, kinds);
  const text::Preprocessor pipeline = make_pipeline(kind.pipeline);
  const Lesson lesson = prepare_lesson(request, pipeline);
  const Learned learned = kind.learn(lesson, request, on_epoch);
  save(request, learned, start_card(request, kind, lesson, learned), lesson.validation, pipeline);

  TrainReport report;
  report.model = request.model;
  report.protocol = name(request.protocol);
  report.songs = lesson.train.size();
  report.rejected = lesson.data.rejected.size();
  report.epochs = learned.epochs;
  report.kept_epoch = learned.kept_epoch;
  report.file = request.output;
  const std::unique_ptr<const models::Classifier> model = models::load_classifier(request.output);
  report.validation_accuracy = model->card().scores.at("validation_accuracy");
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (lesson.test)
    report.test = evaluation::evaluate(*model, lesson.test->tokens, lesson.test->labels, request.threads);
  return report;
}

Json to_json(const TrainReport& report) {
  Json json = {{"model", report.model},           {"protocol", report.protocol},
               {"songs", report.songs},           {"rejected", report.rejected},
               {"seconds", report.seconds},       {"epochs", Json::array()},
               {"kept_epoch", report.kept_epoch}, {"validation_accuracy", report.validation_accuracy},
               {"file", report.file.string()}};
  for (const models::EpochReport& epoch : report.epochs) json["epochs"].push_back(models::to_json(epoch));
  if (report.test) json["test"] = evaluation::to_json(*report.test);
  return json;
}

}  // namespace leitmotif::training

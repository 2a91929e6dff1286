#include "leitmotif/training/train.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/corpus/split.hpp"
#include "leitmotif/features/labels.hpp"
#include "leitmotif/features/tfidf.hpp"
#include "leitmotif/models/feed_forward.hpp"
#include "leitmotif/text/preprocessor.hpp"
#include "leitmotif/training/feed_forward_trainer.hpp"
#include "leitmotif/training/temperature.hpp"

namespace leitmotif::training {
namespace {

constexpr std::size_t kSongsPerPiece = 256;
constexpr double kPaperTestPart = 0.2;

constexpr std::string_view kDescription =
    "Feed-forward network over TF-IDF of single words and pairs. It predicts which of eight topics the data set gives "
    "a song. The data set's topics are the strongest of eight weights of a topic model (latent Dirichlet allocation), "
    "not anybody's judgement: a right answer means agreement with that topic model.";
constexpr std::string_view kExplanation =
    "gradient times input: TF-IDF weight of the word times the gradient of the topic's output above the mean output";
constexpr std::string_view kDataName =
    "Music Dataset: Lyrics and Metadata from 1950 to 2019 (L. Moura, E. Fontelles, V. Sampaio, M. Franca), Mendeley "
    "Data, DOI 10.17632/3t9vbwxgr5.3";
constexpr std::string_view kDataLicence = "CC BY 4.0";

/// Lines that every model answers when it is saved and again when it is loaded.
constexpr std::array<std::string_view, 4> kSampleLines = {
    "tears fall while the broken heart walks away from a lonely house",
    "tonight the clock runs late and nobody is ready to sleep until morning",
    "strings ring out on the radio and the whole street sings the old song",
    "soldiers march through smoke with blood upon the stone",
};

/// Rows and their classes.
struct Part {
  std::vector<Tokens> tokens;
  std::vector<int> labels;

  void add(Tokens words, int label) {
    tokens.push_back(std::move(words));
    labels.push_back(label);
  }
};

/// What the protocol lets training see.
struct Parts {
  std::vector<std::string> names;
  Part train, validation;
  std::optional<Part> test;
};

std::vector<Tokens> preprocess(const text::Preprocessor& pipeline, const std::vector<LabelledSong>& rows,
                               unsigned threads) {
  std::vector<Tokens> tokens(rows.size());
  parallel_for(rows.size(), kSongsPerPiece, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) tokens[i] = pipeline.preprocess(rows[i].song.lyrics);
  });
  return tokens;
}

Part read_test(const TrainRequest& request, const text::Preprocessor& pipeline, std::span<const std::string> names) {
  const corpus::Dataset data = corpus::read_dataset(*request.test);
  return {preprocess(pipeline, data.rows, request.threads), features::class_indices(data.rows, names)};
}

Parts divide(const TrainRequest& request, const text::Preprocessor& pipeline, const corpus::Dataset& data) {
  Parts parts;
  features::ClassLabels labels = features::class_labels(data.rows);
  std::vector<Tokens> tokens = preprocess(pipeline, data.rows, request.threads);
  parts.names = std::move(labels.names);
  if (request.test) parts.test = read_test(request, pipeline, parts.names);

  const bool paper = request.protocol == Protocol::paper;
  if (paper && parts.test) {
    parts.train = {std::move(tokens), std::move(labels.index)};
    parts.validation = *parts.test;
    return parts;
  }
  std::vector<std::string_view> topics;
  for (const LabelledSong& row : data.rows) topics.push_back(row.labels.topic);
  const corpus::Split split = corpus::stratified_split(topics, paper ? kPaperTestPart : request.held_out, request.seed);
  for (const std::size_t i : split.train) parts.train.add(std::move(tokens[i]), labels.index[i]);
  for (const std::size_t i : split.held_out) parts.validation.add(std::move(tokens[i]), labels.index[i]);
  if (paper) parts.test = parts.validation;
  return parts;
}

features::Tfidf fit_vectorizer(const Parts& parts, Protocol protocol, unsigned threads) {
  if (protocol == Protocol::honest) return features::Tfidf::fit(parts.train.tokens, {}, threads);
  std::vector<Tokens> everything = parts.train.tokens;
  everything.insert(everything.end(), parts.validation.tokens.begin(), parts.validation.tokens.end());
  return features::Tfidf::fit(everything, {}, threads);
}

float temperature_for(const models::FeedForwardWeights& weights, const Examples& validation) {
  std::vector<float> logits;
  for (std::size_t song = 0; song < validation.rows->rows(); ++song) {
    const std::size_t begin = validation.rows->row_begin[song];
    const std::size_t count = validation.rows->row_begin[song + 1] - begin;
    const std::vector<float> row = models::feed_forward_logits(weights, {validation.rows->column.data() + begin, count},
                                                               {validation.rows->value.data() + begin, count});
    logits.insert(logits.end(), row.begin(), row.end());
  }
  return fit_temperature(logits, validation.labels, weights.outputs);
}

models::ModelCard start_card(const TrainRequest& request, const Parts& parts, const corpus::Dataset& data,
                             const TrainedFeedForward& trained) {
  models::ModelCard card;
  card.kind = request.model;
  card.pipeline = text::name(text::Pipeline::paper);
  card.protocol = request.protocol == Protocol::honest ? "honest" : "paper";
  card.description = kDescription;
  card.explanation = kExplanation;
  card.labels = parts.names;
  card.data_name = kDataName;
  card.data_sha256 = data.sha256;
  card.data_licence = kDataLicence;
  card.training_songs = parts.train.tokens.size();
  card.validation_songs = parts.validation.tokens.size();
  card.seed = request.seed;
  card.epochs = trained.epochs;
  card.scores["kept_epoch"] = trained.kept_epoch;
  return card;
}

/// Writes the model without samples beside its place, asks it for their answers, and then writes it whole.
class Saver {
 public:
  Saver(const TrainRequest& request, const text::Preprocessor& pipeline) : request_(request), pipeline_(pipeline) {}

  void save(models::ModelCard card, const features::Tfidf& tfidf, const models::FeedForwardWeights& weights,
            float temperature, const Part& validation) const {
    std::filesystem::path draft = request_.output;
    draft += ".draft";
    models::save_feed_forward(draft, card, tfidf.terms(), tfidf.idf(), weights, temperature);
    try {
      const std::unique_ptr<const models::Classifier> model = models::load_classifier(draft);
      add_scores(card, *model, validation);
      add_samples(card, *model);
    } catch (...) {
      std::filesystem::remove(draft);
      throw;
    }
    std::filesystem::remove(draft);
    models::save_feed_forward(request_.output, card, tfidf.terms(), tfidf.idf(), weights, temperature);
  }

 private:
  void add_scores(models::ModelCard& card, const models::Classifier& model, const Part& validation) const {
    const models::Evaluation scores = models::evaluate(model, validation.tokens, validation.labels, request_.threads);
    card.scores["validation_accuracy"] = scores.report.accuracy;
    card.scores["validation_macro_f1"] = scores.report.macro.f1;
    card.scores["validation_ece"] = scores.calibration.ece;
  }

  void add_samples(models::ModelCard& card, const models::Classifier& model) const {
    for (const std::string_view line : kSampleLines) {
      const Tokens tokens = pipeline_.preprocess(line);
      card.samples.push_back({std::string(line), tokens.joined(), model.predict(tokens).probabilities});
    }
  }

  const TrainRequest& request_;
  const text::Preprocessor& pipeline_;
};

}  // namespace

Protocol parse_protocol(std::string_view name) {
  if (name == "honest") return Protocol::honest;
  if (name == "paper") return Protocol::paper;
  throw Error(ErrorKind::invalid_argument, "protocol '" + std::string(name) + "' is not known; known: honest, paper");
}

TrainReport train(const TrainRequest& request, const std::function<void(const models::EpochReport&)>& on_epoch) {
  if (request.model != "ffnn")
    throw Error(ErrorKind::invalid_argument, "model '" + request.model + "' is not known; known: ffnn");
  const auto start = std::chrono::steady_clock::now();
  const auto wordnet = std::make_shared<const text::WordNet>(text::WordNet::load(text::WordNet::default_folder()));
  const text::Preprocessor pipeline(text::Pipeline::paper, wordnet);
  const corpus::Dataset data = corpus::read_dataset(request.data);
  const Parts parts = divide(request, pipeline, data);
  const features::Tfidf tfidf = fit_vectorizer(parts, request.protocol, request.threads);
  const SparseMatrix train_rows = tfidf.transform(parts.train.tokens, request.threads);
  const SparseMatrix validation_rows = tfidf.transform(parts.validation.tokens, request.threads);
  const Examples validation{&validation_rows, parts.validation.labels};

  FeedForwardOptions options;
  options.classes = parts.names.size();
  options.keep_best = request.protocol == Protocol::honest;
  options.seed = request.seed;
  if (request.epochs > 0) options.epochs = request.epochs;
  const TrainedFeedForward trained =
      train_feed_forward({&train_rows, parts.train.labels}, validation, options, on_epoch);

  const float temperature = temperature_for(trained.weights, validation);
  Saver(request, pipeline)
      .save(start_card(request, parts, data, trained), tfidf, trained.weights, temperature, parts.validation);

  TrainReport report;
  report.model = request.model;
  report.protocol = request.protocol == Protocol::honest ? "honest" : "paper";
  report.songs = parts.train.tokens.size();
  report.rejected = data.rejected.size();
  report.epochs = trained.epochs;
  report.kept_epoch = trained.kept_epoch;
  report.file = request.output;
  const std::unique_ptr<const models::Classifier> model = models::load_classifier(request.output);
  report.validation_accuracy = model->card().scores.at("validation_accuracy");
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (parts.test) report.test = models::evaluate(*model, parts.test->tokens, parts.test->labels, request.threads);
  return report;
}

Json to_json(const TrainReport& report) {
  Json json = {{"model", report.model},           {"protocol", report.protocol},
               {"songs", report.songs},           {"rejected", report.rejected},
               {"seconds", report.seconds},       {"epochs", Json::array()},
               {"kept_epoch", report.kept_epoch}, {"validation_accuracy", report.validation_accuracy},
               {"file", report.file.string()}};
  for (const models::EpochReport& epoch : report.epochs) json["epochs"].push_back(models::to_json(epoch));
  if (report.test) json["test"] = models::to_json(*report.test);
  return json;
}

}  // namespace leitmotif::training

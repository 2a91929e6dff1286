#include "leitmotif/training/linear/label_training.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/quoted.hpp"
#include "leitmotif/corpus/cleaned_lyrics.hpp"
#include "leitmotif/corpus/split.hpp"
#include "leitmotif/features/label_sets.hpp"
#include "leitmotif/models/classifier.hpp"
#include "leitmotif/models/layers.hpp"
#include "leitmotif/models/tfidf_classifier.hpp"
#include "leitmotif/training/card.hpp"
#include "leitmotif/training/data_checks.hpp"
#include "leitmotif/training/linear/kinds.hpp"
#include "leitmotif/training/linear/linear_fit.hpp"
#include "leitmotif/training/lyrics_language.hpp"
#include "leitmotif/training/tfidf_split.hpp"

namespace leitmotif::training {
namespace {

/// Songs with their words and sets of labels.
struct LabelledWords {
  corpus::Dataset dataset;
  std::vector<Tokens> tokens;
  std::vector<std::vector<int>> sets;
  bool as_written = false;  ///< as LabelledData's
};

/// The songs to learn from and the others, as numbers of rows.
struct LabelSplit {
  DataSplit songs;
  std::vector<std::vector<int>> train;
  std::vector<std::vector<int>> validation;
};

LabelledWords read_labelled(const std::filesystem::path& file, const TrainRequest& request,
                            const text::Preprocessor& pipeline) {
  LabelledWords words;
  words.dataset = corpus::read_dataset(file, request.reading);
  corpus::leave_out_unlabelled(words.dataset, file.string());
  if (words.dataset.rows.empty() || words.dataset.rows.front().labels.topic.empty())
    throw Error(ErrorKind::corrupt_data, file.string() + ": no row has a label");
  words.as_written = are_mostly_not_english(words.dataset);
  corpus::clean_lyrics(words.dataset, request.threads);
  for (const LabelledSong& row : words.dataset.rows) words.tokens.push_back(pipeline.preprocess(row.song.lyrics));
  return words;
}

std::vector<std::size_t> songs_of_labels(const std::vector<std::vector<int>>& sets, std::size_t labels) {
  std::vector<std::size_t> songs(labels);
  for (const std::vector<int>& set : sets)
    for (const int label : set) ++songs[static_cast<std::size_t>(label)];
  return songs;
}

/// Which labels can be learned; says of the others why not.
std::vector<std::string> learnable(const features::LabelSets& all, std::vector<std::string>& warnings) {
  const std::vector<std::size_t> songs = songs_of_labels(all.of_row, all.names.size());
  std::vector<std::string> names;
  for (std::size_t k = 0; k < all.names.size(); ++k) {
    const std::string label = "the label " + in_quotes(all.names[k]);
    if (songs[k] < kFewestSongsOfALabel)
      warnings.push_back(label + " is left out: songs with it: " + std::to_string(songs[k]) + "; expected " +
                         std::to_string(kFewestSongsOfALabel) + " or more");
    else if (songs[k] == all.of_row.size())
      warnings.push_back(label + " is left out: every song has it");
    else
      names.push_back(all.names[k]);
  }
  if (const std::optional<JoinedLabel> joined = joined_label(all.names))
    warnings.push_back("the label " + in_quotes(joined->name) + " looks like several labels; --label-separator '" +
                       joined->between + "' takes them apart");
  return names;
}

/// The rarest label of each song, so that every label has its share on both sides; "" without any.
std::vector<std::string_view> rarest_labels(const std::vector<std::vector<int>>& sets,
                                            const std::vector<std::string>& names) {
  const std::vector<std::size_t> songs = songs_of_labels(sets, names.size());
  std::vector<std::string_view> rarest;
  for (const std::vector<int>& set : sets) {
    const auto least = std::ranges::min_element(set, {}, [&](int k) { return songs[static_cast<std::size_t>(k)]; });
    rarest.push_back(least == set.end() ? std::string_view() : names[static_cast<std::size_t>(*least)]);
  }
  return rarest;
}

LabelSplit split_labels(const TrainRequest& request, LabelledWords words, std::vector<std::string> names,
                        corpus::DataSource source) {
  const corpus::Split rows = corpus::stratified_split(rarest_labels(words.sets, names), request.held_out, request.seed);
  if (rows.held_out.empty())
    throw Error(ErrorKind::invalid_argument, request.data.string() + ": " + std::to_string(words.sets.size()) +
                                                 " songs are too few to keep some for validation; expected more "
                                                 "songs, or a larger --held-out");
  const auto data = std::make_shared<LabelledData>();
  data->as_written = words.as_written;
  data->dataset = std::move(words.dataset);
  data->source = std::move(source);
  data->names = std::move(names);
  data->labels.assign(data->size(), 0);  // parts need numbers; the sets beside them are what is learned
  data->tokens = std::move(words.tokens);
  LabelSplit split;
  split.songs.names = data->names;
  split.songs.train = part_of(*data, rows.train);
  split.songs.validation = part_of(*data, rows.held_out);
  split.songs.data = data;
  for (const std::size_t row : rows.train) split.train.push_back(words.sets[row]);
  for (const std::size_t row : rows.held_out) split.validation.push_back(words.sets[row]);
  return split;
}

/// Each label against all others. Two classes that share one penalty weigh half as much as one weight each, so their
/// cost is halved to be that of one logistic regression.
models::LinearWeights fit_labels(const TfidfSplit& rows, const LabelSplit& split, const TrainRequest& request,
                                 const OnEpochReport& on_epoch) {
  LinearOptions options;
  options.c = request.set.c.value_or(1) / 2;
  if (request.epochs > 0) options.most_steps = request.epochs;
  options.threads = request.threads;
  const std::size_t labels = split.songs.names.size();
  models::LinearWeights all;
  all.inputs = rows.train_rows.columns;
  all.outputs = labels;
  all.weight.resize(all.inputs * labels);
  all.bias.resize(labels);
  for (std::size_t k = 0; k < labels; ++k) {
    std::vector<int> has;
    for (const std::vector<int>& set : split.train)
      has.push_back(std::ranges::find(set, static_cast<int>(k)) != set.end() ? 1 : 0);
    const models::LinearWeights own = fit_linear({&rows.train_rows, has}, 2, options, [&](int step, double loss) {
      models::EpochReport report;
      report.epoch = step;
      report.train_loss = loss;
      on_epoch(report);
    });
    for (std::size_t term = 0; term < all.inputs; ++term)
      all.weight[term * labels + k] = own.weight[term * 2 + 1] - own.weight[term * 2];
    all.bias[k] = own.bias[1] - own.bias[0];
  }
  return all;
}

std::vector<float> probabilities_of(const SparseMatrix& rows, const models::LinearWeights& weights) {
  std::vector<float> all;
  for (std::size_t row = 0; row < rows.rows(); ++row)
    for (const float sum : models::dense(models::row_of(rows, row), weights.weight, weights.bias))
      all.push_back(models::sigmoid(sum));
  return all;
}

models::ModelCard label_card(const TrainRequest& request, const LabelSplit& split) {
  models::ModelCard card = card_of(request, *split.songs.data);
  card.kind = models::kManyLabels;
  card.pipeline = text::name(text::Pipeline::paper);
  card.description =
      "Logistic regression over TF-IDF of single words and pairs, one label against the rest. A song has "
      "every label whose probability reaches its threshold. " +
      std::string(label_words(split.songs));
  card.explanation = "TF-IDF weight of the word times what it weighs for the label";
  card.labels = split.songs.names;
  card.training_songs = split.songs.train.size();
  card.validation_songs = split.songs.validation.size();
  return card;
}

/// Lines that the model answers when it is saved and again when it is loaded.
void add_label_samples(models::ModelCard& card, const models::Classifier& model, const text::Preprocessor& pipeline) {
  for (const char* line : {"tears fall while the broken heart walks away from a lonely house",
                           "strings ring out on the radio and the whole street sings the old song"}) {
    const Tokens tokens = pipeline.preprocess(line);
    card.samples.push_back({line, tokens.joined(), model.predict(tokens).probabilities});
  }
}

void refuse_other_ways(const TrainRequest& request) {
  if (request.model != "logistic")
    throw Error(ErrorKind::invalid_argument,
                "--multi-label: " + request.model + " gives a song one label; expected logistic");
  if (request.protocol == Protocol::paper)
    throw Error(ErrorKind::invalid_argument, "--multi-label: the paper's protocol knows one label a song");
}

/// The labels of a data file that can be learned, and the songs that have them.
LabelSplit read_split(const TrainRequest& request, const std::string& separator, const text::Preprocessor& pipeline,
                      TrainReport& report) {
  LabelledWords words = read_labelled(request.data, request, pipeline);
  const features::LabelSets all = features::label_sets(words.dataset.rows, separator);
  std::vector<std::string> names = learnable(all, report.warnings);
  if (names.size() < 2)
    throw Error(ErrorKind::corrupt_data,
                request.data.string() + ": " + std::to_string(names.size()) + " of " +
                    std::to_string(all.names.size()) + " labels can be learned; expected at least two, each of " +
                    std::to_string(kFewestSongsOfALabel) + " songs or more, separated by " + in_quotes(separator));
  std::size_t left_out = 0;
  words.sets = features::label_sets_among(words.dataset.rows, names, separator, left_out);
  report.rejected = words.dataset.rejected;
  corpus::DataSource source = corpus::data_source(request.data, words.dataset.sha256, request.source);
  return split_labels(request, std::move(words), std::move(names), std::move(source));
}

/// Saves the model without samples, asks it for them, and then writes it whole.
std::unique_ptr<const models::Classifier> save_labels(const TrainRequest& request, models::ModelCard card,
                                                      const models::TfidfParts& parts,
                                                      const text::Preprocessor& pipeline) {
  std::filesystem::path draft = request.output;
  draft += ".draft";
  try {
    models::save_tfidf_classifier(draft, card, parts);
    add_label_samples(card, *models::load_classifier(draft), pipeline);
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(draft, ignored);
    throw;
  }
  std::filesystem::remove(draft);
  models::save_tfidf_classifier(request.output, card, parts);
  return models::load_classifier(request.output);
}

evaluation::LabelScores score_test(const TrainRequest& request, const std::string& separator,
                                   const models::Classifier& model, const text::Preprocessor& pipeline,
                                   TrainReport& report) {
  const LabelledWords test = read_labelled(*request.test, request, pipeline);
  report.test_rejected = test.dataset.rejected;
  std::size_t unknown = 0;
  const auto sets = features::label_sets_among(test.dataset.rows, model.labels(), separator, unknown);
  if (unknown > 0)
    report.warnings.push_back(request.test->string() + ": " + std::to_string(unknown) +
                              " labels are not the model's and are passed over");
  const evaluation::Answered answered = evaluation::answer(model, test.tokens, request.threads);
  return evaluation::score_labels({sets, answered.probabilities, models::thresholds_of(model), model.labels()});
}

void fill_report(TrainReport& report, const TrainRequest& request, const LabelSplit& split,
                 const models::Classifier& model) {
  report.model = request.model;
  report.protocol = name(request.protocol);
  report.songs = split.songs.train.size();
  report.file = request.output;
  report.id = model.id();
  report.data_sha256 = model.card().data_sha256;
  report.data_name = model.card().data_name;
}

}  // namespace

LabelTraining train_labels(const TrainRequest& request, const std::string& separator, const OnEpochReport& on_epoch) {
  const auto start = std::chrono::steady_clock::now();
  refuse_other_ways(request);
  const text::Preprocessor pipeline = pipeline_of(find_kind(request.model, linear_kinds()));
  LabelTraining training;
  TrainReport& report = training.report;
  const LabelSplit split = read_split(request, separator, pipeline, report);
  const TfidfSplit rows = vectorize(split.songs, request);
  const models::LinearWeights weights = fit_labels(rows, split, request, on_epoch);
  const std::vector<float> probabilities = probabilities_of(rows.validation_rows, weights);
  const std::vector<float> thresholds =
      evaluation::best_thresholds(split.validation, probabilities, split.songs.names.size());
  training.validation = evaluation::score_labels({split.validation, probabilities, thresholds, split.songs.names});

  models::ModelCard card = label_card(request, split);
  card.settings["multi-label"] = separator;
  card.scores["validation_accuracy"] = training.validation.exact;
  card.scores["validation_micro_f1"] = training.validation.micro.f1;
  card.scores["validation_macro_f1"] = training.validation.macro.f1;
  const auto model =
      save_labels(request, card,
                  {rows.tfidf->terms(), rows.tfidf->idf(), models::linear_tensors(weights), 1, thresholds}, pipeline);
  fill_report(report, request, split, *model);
  report.validation_accuracy = training.validation.exact;
  if (request.test) training.test = score_test(request, separator, *model, pipeline, report);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return training;
}

}  // namespace leitmotif::training

#include "apps/train_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

#include "apps/data_options.hpp"
#include "apps/evaluation_text.hpp"
#include "apps/kept_file.hpp"
#include "apps/label_commands.hpp"
#include "apps/runs.hpp"
#include "apps/training_progress.hpp"
#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/temporary_folder.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/training/cross_validation.hpp"
#include "leitmotif/training/runs.hpp"
#include "leitmotif/training/train.hpp"
#include "leitmotif/training/tune.hpp"

namespace leitmotif::apps {
namespace {

constexpr const char* kSimilarity = "similarity";

struct Wish {
  training::TrainRequest request;
  DataWish data;
  std::optional<double> held_out;
  std::string protocol = "honest";
  std::string test;
  std::string topics;
  std::filesystem::path playlists;
  bool distributed = false;
  std::string hidden;
  training::Repeats repeats;
  std::filesystem::path predictions;
  std::string runs;
  bool overwrite = false;
  bool multi_label = false;
  std::string separator = "|";
  std::uint64_t trials = training::TuneRequest().trials;  ///< of tune
  double minutes = 0;                                     ///< of tune
};

std::size_t width_of(const std::string& text) {
  std::size_t width = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), width);
  constexpr std::size_t kMost = 65536;
  if (error != std::errc() || end != text.data() + text.size() || width == 0 || width > kMost)
    throw Error(ErrorKind::invalid_argument,
                fmt::format("--hidden: expected two widths such as 256,128, found '{}'", without_controls(text)));
  return width;
}

training::TrainRequest request_of(const Wish& wish, const General& general) {
  training::TrainRequest request = wish.request;
  if (wish.held_out) request.held_out = *wish.held_out;
  request.protocol = training::parse_protocol(wish.protocol);
  if (!wish.test.empty()) request.test = wish.test;
  request.seed = general.seed;
  request.threads = general.settings.threads;
  request.reading = reading_of(wish.data);
  request.source = wish.data.source;
  if (wish.distributed) request.ranks = training::ranks_from_environment();
  if (!wish.hidden.empty()) {
    const std::size_t comma = wish.hidden.find(',');
    request.set.hidden = {width_of(wish.hidden.substr(0, comma)),
                          width_of(comma == std::string::npos ? "" : wish.hidden.substr(comma + 1))};
  }
  return request;
}

std::string to_text(const training::CrossValidation& all) {
  std::string text = fmt::format("\n{}{}: accuracy {:.4f} (deviation {:.4f}), macro F1 {:.4f} (deviation {:.4f})\n",
                                 all.folds > 0 ? fmt::format("{} folds", all.folds) : std::string("seeds"),
                                 all.grouped ? ", no artist in two" : "", all.accuracy.mean, all.accuracy.deviation,
                                 all.macro_f1.mean, all.macro_f1.deviation);
  text += "SEED  FOLD  TRAINED    SONGS  ACCURACY  MACRO F1\n";
  for (const training::FoldScore& score : all.scores)
    text += fmt::format("{:>4}  {:>4}  {:>7}  {:>7}  {:>8.4f}  {:>8.4f}\n", score.seed, score.fold, score.trained,
                        score.songs, score.accuracy, score.macro_f1);
  return text;
}

std::string curve_text(const std::vector<training::CurvePoint>& curve) {
  if (curve.empty()) return "";
  std::string text = "\nLEARNED FROM  ACCURACY  MACRO F1\n";
  for (const training::CurvePoint& point : curve)
    text += fmt::format("{:>12}  {:>8.4f}  {:>8.4f}\n", point.songs, point.accuracy, point.macro_f1);
  return text;
}

std::string to_text(const training::TrainReport& report) {
  std::string text;
  if (!report.file.empty()) {
    const std::string kept = report.kept_epoch > 0 ? fmt::format(", epoch {} kept", report.kept_epoch) : "";
    text = fmt::format(
        "{} trained on {} songs ({} protocol) in {:.1f} s{}\nvalidation accuracy {:.4f}\nwritten to {}\n", report.model,
        report.songs, report.protocol, report.seconds, kept, report.validation_accuracy, report.file.string());
  }
  if (!report.run.empty()) text += fmt::format("kept as run {}\n", report.run);
  if (report.test) text += "\ntest songs\n" + apps::to_text(*report.test);
  if (report.cross_validation) text += to_text(*report.cross_validation);
  return text + curve_text(report.learning_curve);
}

int train_similarity(const Wish& wish, const General& general, const TrainSimilarity& similarity) {
  const training::TrainRequest& request = wish.request;
  if (!wish.test.empty())
    throw Error(ErrorKind::invalid_argument, "similarity takes no test file: it keeps artists apart itself");
  SimilarityTraining asked;
  asked.data = request.data;
  asked.output = request.output;
  asked.topics = wish.topics;
  asked.playlists = wish.playlists;
  if (wish.held_out) asked.held_out = *wish.held_out;
  asked.epochs = request.epochs;
  asked.seed = general.seed;
  asked.threads = general.settings.threads;
  asked.json = general.json;
  { const AtomicFile probe(request.output); }
  KeptFile kept(request.output, wish.overwrite ? Keep::none : Keep::every);
  const int status = similarity(asked);
  kept.replaced();
  return status;
}

/// Every song of the data, answered by a model that did not learn from it.
void write_fold_predictions(const std::filesystem::path& file, const training::TrainRequest& request,
                            const training::NetworkKind& kind, const training::CrossValidation& all) {
  const auto data = training::load_labelled(request, training::pipeline_of(kind));
  AtomicFile output(file);
  output.write("line,artist,title,label,predicted,right\n");
  for (std::size_t row = 0; row < all.truth.size(); ++row) {
    const LabelledSong& song = data->dataset.rows[row];
    const std::string line = std::to_string(song.line);
    const std::array<std::string_view, 6> cells = {line,
                                                   song.song.artist,
                                                   song.song.title,
                                                   data->names[static_cast<std::size_t>(all.truth[row])],
                                                   data->names[static_cast<std::size_t>(all.predicted[row])],
                                                   all.truth[row] == all.predicted[row] ? "1" : "0"};
    output.write(corpus::csv_row(cells));
  }
  output.commit();
}

void repeat(const Wish& wish, const training::TrainRequest& request, const training::NetworkKind& kind,
            TrainingProgress& progress, training::TrainReport& report) {
  const training::OnTraining on_training = [&](std::size_t number, std::size_t all) { progress.training(number, all); };
  if (wish.repeats.folds > 0 || wish.repeats.seeds > 1)
    report.cross_validation = training::cross_validate(kind, request, wish.repeats, on_training);
  if (!wish.predictions.empty()) {
    KeptFile kept(wish.predictions, Keep::first);
    write_fold_predictions(wish.predictions, request, kind, *report.cross_validation);
    kept.replaced();
  }
  if (wish.repeats.curve) report.learning_curve = training::learning_curve(kind, request, on_training);
}

void check_wish(const Wish& wish, const training::TrainRequest& request) {
  const bool repeats = wish.repeats.folds > 0 || wish.repeats.seeds > 1 || wish.repeats.curve;
  if (request.output.empty() && !repeats)
    throw Error(ErrorKind::invalid_argument,
                "-o FILE is needed, or --folds, --seeds or --learning-curve to train without keeping a model");
  if (wish.repeats.folds == 1)
    throw Error(ErrorKind::invalid_argument, "--folds 1 keeps nothing apart; expected 2 or more");
  if (!wish.predictions.empty() && wish.repeats.folds == 0)
    throw Error(ErrorKind::invalid_argument,
                "--predictions needs --folds; for a kept model use evaluate --predictions");
  // A place that takes no file is said now, not after hours of training.
  if (!request.output.empty()) const AtomicFile probe(request.output);
  if (!wish.predictions.empty()) const AtomicFile probe(wish.predictions);
}

/// What cannot be learned by several processes.
void check_ranks(const Wish& wish, const training::TrainRequest& request) {
  if (!request.ranks) return;
  constexpr std::array<std::string_view, 2> kNetworks = {"ffnn", "ffnn-tuned"};
  if (std::ranges::find(kNetworks, request.model) == kNetworks.end())
    throw Error(ErrorKind::invalid_argument,
                fmt::format("--distributed: {} is learned by one process; expected ffnn or ffnn-tuned",
                            without_controls(request.model)));
  if (wish.repeats.folds > 0 || wish.repeats.seeds > 1 || wish.repeats.curve)
    throw Error(ErrorKind::invalid_argument,
                "--distributed trains one model; --folds, --seeds and --learning-curve are for one process");
}

/// All ranks have the same model in the end; the first one keeps it.
int train_beside(training::TrainRequest request, std::span<const training::NetworkKind> kinds) {
  const TemporaryFolder folder;
  request.output = folder.path() / "model";
  (void)training::train(request, kinds, [](const models::EpochReport&) {});
  return 0;
}

int epochs_of(const training::TrainRequest& request, const training::NetworkKind& kind) {
  return request.epochs > 0 ? request.epochs : kind.usual_epochs;
}

/// The training whose model is kept, when one is wanted.
training::TrainReport train_once(const Wish& wish, const training::TrainRequest& request,
                                 std::span<const training::NetworkKind> kinds, TrainingProgress& progress) {
  training::TrainReport report;
  report.model = request.model;
  report.protocol = training::name(request.protocol);
  if (request.output.empty()) return report;
  KeptFile kept(request.output, wish.overwrite ? Keep::none : Keep::every);
  report = training::train(request, kinds, [&](const models::EpochReport& epoch) { progress.epoch(epoch); });
  kept.replaced();
  tell_left_out(wish.data, request.data.string(), report.rejected);
  if (request.test) tell_left_out({}, request.test->string(), report.test_rejected);
  for (const std::string& warning : report.warnings) warn(warning);
  return report;
}

int train_labels_of(const Wish& wish, const training::TrainRequest& request, const General& general) {
  if (wish.repeats.folds > 0 || wish.repeats.seeds > 1 || wish.repeats.curve || request.ranks)
    throw Error(
        ErrorKind::invalid_argument,
        "--multi-label trains one model; --folds, --seeds, --learning-curve and --distributed are for one label "
        "a song");
  return train_many_labels(request, {wish.separator, wish.runs, wish.overwrite, wish.data}, general);
}

int run_train(const Wish& wish, const General& general, std::span<const training::NetworkKind> kinds,
              const TrainSimilarity& similarity) {
  if (wish.request.model == kSimilarity) return train_similarity(wish, general, similarity);
  const training::TrainRequest request = request_of(wish, general);
  const training::NetworkKind& kind = training::find_kind(request.model, kinds);
  training::check_settings(kind, request);
  if (wish.multi_label) return train_labels_of(wish, request, general);
  check_wish(wish, request);
  check_ranks(wish, request);
  if (request.ranks && request.ranks->rank > 0) return train_beside(request, kinds);
  training::RunNotes notes{command_line(), training::time_now(), ""};
  TrainingProgress progress(epochs_of(request, kind));
  training::TrainReport report = train_once(wish, request, kinds, progress);
  repeat(wish, request, kind, progress, report);
  notes.log = progress.log();
  report.run = keep_run_or_warn(wish.runs, request, report, notes);
  print(general.json ? training::train_report_table().text(report, 2) + "\n" : to_text(report));
  return 0;
}

std::string settings_text(const std::vector<training::Setting>& settings) {
  std::string text;
  for (const training::Setting& setting : settings) text += " --" + setting.name + " " + setting.value;
  return text.empty() ? " (the usual)" : text;
}

std::string to_text(const training::Tuning& tuning) {
  std::string text = "TRIAL  RUNG    SONGS  ACCURACY  MACRO F1  SECONDS  SETTINGS\n";
  for (const training::Trial& trial : tuning.trials)
    text += fmt::format("{:>5}  {:>4}  {:>7}  {:>8.4f}  {:>8.4f}  {:>7.1f} {}\n", trial.number, trial.rung, trial.songs,
                        trial.accuracy, trial.macro_f1, trial.seconds, settings_text(trial.settings));
  text += fmt::format("\nbest: trial {}{}\n", tuning.trials[tuning.best].number,
                      settings_text(tuning.trials[tuning.best].settings));
  return text + to_text(tuning.report);
}

int run_tune(const Wish& wish, const General& general, std::span<const training::NetworkKind> kinds) {
  training::TuneRequest request;
  request.train = request_of(wish, general);
  request.trials = wish.trials;
  request.seconds = wish.minutes * 60;
  check_wish(wish, request.train);
  training::RunNotes notes{command_line(), training::time_now(), ""};
  TrainingProgress progress(0);
  KeptFile kept(request.train.output, wish.overwrite ? Keep::none : Keep::every);
  training::Tuning tuning =
      training::tune(request, kinds, [&](std::size_t number, std::size_t all) { progress.training(number, all); });
  kept.replaced();
  tell_left_out(wish.data, request.train.data.string(), tuning.report.rejected);
  for (const std::string& warning : tuning.report.warnings) warn(warning);
  notes.log = to_text(tuning);
  tuning.report.run = keep_run_or_warn(wish.runs, tuning.best_request, tuning.report, notes);
  print(general.json ? training::tuning_table().text(tuning, 2) + "\n" : to_text(tuning));
  return 0;
}

std::vector<wire::Option> files_options(Wish& wish) {
  training::TrainRequest& request = wish.request;
  return {argument("MODEL",
                   "equilibrium, ffnn, ffnn-tuned or transformer (networks), majority, naive-bayes, logistic or svm "
                   "(baselines on the same features), all of which tell topics; or similarity, which compares songs",
                   &request.model),
          labelled_data(&request.data),
          {"-o,--output", "FILE", "model file to write; an earlier one is kept as FILE.1", &request.output},
          {"--overwrite", "", "do not keep an earlier file of that name", &wish.overwrite},
          {"--held-out", "SHARE",
           "share of the rows kept for validation (default: 0.1); for similarity: of the songs whose artists "
           "are kept for testing (default: 0.2)",
           &wish.held_out, within(0.01, 0.9)},
          {"--runs", "FOLDER",
           "where the training is kept as a run (default: leitmotif/runs in the XDG data folder); none: nowhere",
           &wish.runs}};
}

std::vector<wire::Option> protocol_options(Wish& wish) {
  return {
      {"--distributed", "",
       "networks: several processes learn together; srun, mpirun or torchrun starts them and says which each is",
       &wish.distributed},
      {"--protocol", "NAME",
       "honest (default): nothing of a validation or test song is seen by the vectorizer, the choice of epoch or "
       "the temperature; paper: as the paper did, the test songs included",
       &wish.protocol},
      {"--test", "FILE", "labelled songs that are scored at the end", &wish.test},
      {"--multi-label", "",
       "logistic: a song may have several labels; each gets a threshold, chosen on validation songs",
       &wish.multi_label},
      {"--label-separator", "TEXT", "what stands between the labels of a cell (default: |)", &wish.separator},
      {"--topics", "FILE", "for similarity: topic model that reads the lyrics (default: the shipped model)",
       &wish.topics},
      {"--playlists", "FILE.jsonl",
       R"(for similarity: lists, a line {"songs":[["artist","title"],...]} each; their songs are near, beside those of )"
       "one artist, and popular songs of the same years are not",
       &wish.playlists}};
}

wire::Option epochs_option(Wish& wish) {
  return {"--epochs", "N", "epochs at most (default: the paper's number); for logistic and svm: steps (default: 200)",
          &wish.request.epochs, within(1, 100000)};
}

std::vector<wire::Option> setting_options(Wish& wish) {
  training::Hyperparameters& set = wish.request.set;
  std::vector<wire::Option> options = {
      epochs_option(wish),
      {"--learning-rate", "RATE", "networks: Adam's at the beginning (default: 0.001)", &set.learning_rate,
       within(1e-8, 10)},
      {"--batch", "N", "networks: songs a step (default: 32)", &set.batch, within(1, 65536)},
      {"--dropout", "SHARE", "ffnn: dropped hidden values (default: 0; ffnn-tuned: 0.3)", &set.dropout,
       within(0, 0.95)},
      {"--hidden", "A,B", "ffnn: widths of the hidden layers (default: 256,128)", &wish.hidden},
      {"--patience", "N", "networks: epochs without a better one (default: 5)", &set.patience, within(1, 100000)},
      {"--vocabulary", "N", "terms at most (default: 5000)", &set.vocabulary, within(1, 10000000)},
      {"--max-words", "N", "words a term at most, 1 or 2 (default: 2)", &set.max_words, within(1, 2)},
      {"--smoothing", "X", "naive-bayes: added to every count (default: 1)", &set.smoothing, within(1e-9, 1e9)},
      {"--c", "X", "logistic, svm: cost of a mistake against large weights (default: 1)", &set.c, within(1e-9, 1e9)}};
  for (wire::Option& option : options) option.group = "Settings of the model";
  return options;
}

std::vector<wire::Option> repeat_options(Wish& wish) {
  std::vector<wire::Option> options = {
      {"--folds", "K",
       "also train K times, each time scoring another part; where artists are known none is in two parts",
       &wish.repeats.folds, within(1, 1000)},
      {"--seeds", "N", "repeat with N seeds from --seed on: mean and deviation", &wish.repeats.seeds, within(1, 1000)},
      {"--learning-curve", "", "also train on a tenth, a fifth, ... of the songs", &wish.repeats.curve},
      {"--predictions", "FILE.csv", "with --folds: every song, answered by a model that did not learn from it",
       &wish.predictions}};
  for (wire::Option& option : options) option.group = "Training again and again";
  return options;
}

void append(std::vector<wire::Option>& options, std::vector<wire::Option> more) {
  options.insert(options.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Whether these kinds have none of the wished name, so that leitmotif-train has to be asked.
std::function<bool()> is_elsewhere(const std::shared_ptr<Wish>& wish, std::span<const training::NetworkKind> kinds) {
  return [wish, kinds] {
    return std::ranges::none_of(kinds, [&](const auto& kind) { return kind.name == wish->request.model; });
  };
}

}  // namespace

Command train_command_for(std::span<const training::NetworkKind> kinds, TrainSimilarity similarity) {
  const auto wish = std::make_shared<Wish>();
  Command command{"train", "train a topic model from labelled lyrics", files_options(*wish), {}};
  append(command.options, protocol_options(*wish));
  append(command.options, setting_options(*wish));
  append(command.options, repeat_options(*wish));
  append(command.options, reading_options(wish->data));
  append(command.options, source_options(wish->data));
  command.run = [wish, kinds, similarity = std::move(similarity)](const General& general) {
    return run_train(*wish, general, kinds, similarity);
  };
  command.elsewhere = is_elsewhere(wish, kinds);
  return command;
}

Command tune_command_for(std::span<const training::NetworkKind> kinds) {
  const auto wish = std::make_shared<Wish>();
  Command command{"tune", "search the settings of a model, within a budget", files_options(*wish), {}};
  append(command.options,
         {{"--trials", "N", "settings tried at first (default: 18)", &wish->trials, within(1, 100000)},
          {"--minutes", "M", "no new trial after so long (default: no limit)", &wish->minutes, within(0, 1e6)},
          {"--test", "FILE", "labelled songs the best is scored on at the end", &wish->test},
          epochs_option(*wish)});
  append(command.options, reading_options(wish->data));
  append(command.options, source_options(wish->data));
  command.run = [wish, kinds](const General& general) { return run_tune(*wish, general, kinds); };
  command.elsewhere = is_elsewhere(wish, kinds);
  return command;
}

}  // namespace leitmotif::apps

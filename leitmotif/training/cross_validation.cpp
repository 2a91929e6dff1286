#include "leitmotif/training/cross_validation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "leitmotif/core/temporary_folder.hpp"
#include "leitmotif/corpus/split.hpp"

namespace leitmotif::training {
namespace {

constexpr std::array<double, 6> kCurveShares = {0.1, 0.2, 0.4, 0.6, 0.8, 1.0};

FoldScore score_of(const DataSplit& split, const std::vector<int>& predicted) {
  const evaluation::ClassificationReport report =
      evaluation::classification_report(split.test->labels, predicted, split.names);
  FoldScore score;
  score.trained = split.train.size();
  score.songs = report.songs;
  score.accuracy = report.accuracy;
  score.macro_f1 = report.macro.f1;
  return score;
}

bool has_groups(const LabelledData& data) {
  return std::ranges::any_of(data.dataset.rows, [](const LabelledSong& row) { return !row.song.artist.empty(); });
}

std::vector<std::size_t> fold_of_rows(const LabelledData& data, bool grouped, std::size_t folds, std::uint64_t seed) {
  std::vector<std::string_view> names;
  for (const LabelledSong& row : data.dataset.rows)
    names.push_back(grouped ? std::string_view(row.song.artist) : std::string_view(row.labels.topic));
  return grouped ? corpus::grouped_folds(names, folds, seed) : corpus::stratified_folds(names, folds, seed);
}

/// One fold is scored; what is learned from is divided once more, because networks need songs to stop by.
DataSplit fold_split(const std::shared_ptr<const LabelledData>& data, const std::vector<std::size_t>& fold_of,
                     std::size_t fold, const TrainRequest& request) {
  std::vector<std::size_t> learned;
  std::vector<std::size_t> scored;
  for (std::size_t row = 0; row < fold_of.size(); ++row) (fold_of[row] == fold ? scored : learned).push_back(row);
  DataSplit split = split_rows(data, learned, request);
  split.test = part_of(*data, scored);
  return split;
}

/// The folds of one seed. `keep`: remember the answers song by song.
void add_folds(const NetworkKind& kind, const std::shared_ptr<const LabelledData>& data, const TrainRequest& request,
               const std::function<void()>& before, CrossValidation& result) {
  const bool keep = result.predicted.empty();
  std::vector<int> predicted(data->size());
  const std::vector<std::size_t> fold_of = fold_of_rows(*data, result.grouped, result.folds, request.seed);
  for (std::size_t fold = 0; fold < result.folds; ++fold) {
    before();
    const DataSplit split = fold_split(data, fold_of, fold, request);
    const std::vector<int> answers = answers_to_test(kind, split, request, [](const auto&) {});
    FoldScore score = score_of(split, answers);
    score.seed = request.seed;
    score.fold = fold + 1;
    result.scores.push_back(score);
    std::size_t next = 0;
    for (std::size_t row = 0; row < fold_of.size(); ++row)
      if (fold_of[row] == fold) predicted[row] = answers[next++];
  }
  if (!keep) return;
  result.truth = data->labels;
  result.predicted = std::move(predicted);
  result.pooled = evaluation::classification_report(result.truth, result.predicted, data->names);
}

void add_single(const NetworkKind& kind, const TrainRequest& request, CrossValidation& result) {
  DataSplit split = split_data(request, pipeline_of(kind));
  if (!split.test) split.test = split.validation;
  FoldScore score = score_of(split, answers_to_test(kind, split, request, [](const auto&) {}));
  score.seed = request.seed;
  result.scores.push_back(score);
}

}  // namespace

Spread spread_of(const std::vector<double>& values) {
  const auto count = static_cast<double>(values.size());
  Spread spread;
  for (const double value : values) spread.mean += value / count;
  if (values.size() < 2) return spread;
  double squares = 0;
  for (const double value : values) squares += (value - spread.mean) * (value - spread.mean);
  spread.deviation = std::sqrt(squares / (count - 1));
  return spread;
}

Part first_share(const Part& all, double share, std::uint64_t seed, const LabelledData& data) {
  std::vector<std::string_view> topics;
  for (const LabelledSong* song : all.songs) topics.push_back(song->labels.topic);
  // Dealt out to a hundred parts in turn: the first so many parts are nested and have their share of every label.
  constexpr std::size_t kParts = 100;
  const std::vector<std::size_t> fold_of = corpus::stratified_folds(topics, std::min(kParts, topics.size()), seed);
  const double limit = share * static_cast<double>(std::min(kParts, topics.size()));
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (static_cast<double>(fold_of[i]) < limit)
      rows.push_back(static_cast<std::size_t>(all.songs[i] - data.dataset.rows.data()));
  return part_of(data, rows);
}

std::vector<int> answers_to_test(const NetworkKind& kind, const DataSplit& split, const TrainRequest& request,
                                 const OnEpochReport& on_epoch) {
  const TrainedModel trained = kind.train(split, request, on_epoch);
  models::ModelCard card;
  card.kind = kind.name;
  card.pipeline = text::name(kind.pipeline);
  card.labels = split.names;
  const TemporaryFolder folder;
  trained.save(folder.path() / "model", card);
  const std::unique_ptr<const models::Classifier> model = models::load_classifier(folder.path() / "model");
  return evaluation::answer(*model, split.test->tokens, request.threads).predicted;
}

CrossValidation cross_validate(const NetworkKind& kind, const TrainRequest& request, const Repeats& repeats,
                               const OnTraining& on_training) {
  CrossValidation result;
  result.folds = repeats.folds;
  std::shared_ptr<const LabelledData> data;
  if (repeats.folds > 0) {
    data = load_labelled(request, pipeline_of(kind));
    result.grouped = has_groups(*data);
  }
  std::size_t number = 0;
  const std::size_t all = repeats.seeds * std::max<std::size_t>(repeats.folds, 1);
  for (std::size_t repeat = 0; repeat < repeats.seeds; ++repeat) {
    TrainRequest own = request;
    own.seed = request.seed + repeat;
    const auto before = [&] { on_training(number++, all); };
    if (repeats.folds > 0) {
      add_folds(kind, data, own, before, result);
    } else {
      before();
      add_single(kind, own, result);
    }
  }
  std::vector<double> accuracy;
  std::vector<double> macro_f1;
  for (const FoldScore& score : result.scores) {
    accuracy.push_back(score.accuracy);
    macro_f1.push_back(score.macro_f1);
  }
  result.accuracy = spread_of(accuracy);
  result.macro_f1 = spread_of(macro_f1);
  return result;
}

std::vector<CurvePoint> learning_curve(const NetworkKind& kind, const TrainRequest& request,
                                       const OnTraining& on_training) {
  DataSplit split = split_data(request, pipeline_of(kind));
  if (!split.test) split.test = split.validation;
  const Part all = std::move(split.train);
  std::vector<CurvePoint> curve;
  for (std::size_t i = 0; i < kCurveShares.size(); ++i) {
    on_training(i, kCurveShares.size());
    split.train = first_share(all, kCurveShares[i], request.seed, *split.data);
    if (split.train.size() == 0) continue;
    const FoldScore score = score_of(split, answers_to_test(kind, split, request, [](const auto&) {}));
    curve.push_back({score.trained, score.accuracy, score.macro_f1});
  }
  return curve;
}

const wire::Table<CurvePoint>& curve_point_table() {
  using F = wire::Field<CurvePoint>;
  static const wire::Table<CurvePoint> table("CurvePoint",
                                             {F::value("songs", &CurvePoint::songs, wire::count("learned from")),
                                              F::value("accuracy", &CurvePoint::accuracy, wire::any_number("0..1")),
                                              F::value("macro_f1", &CurvePoint::macro_f1, wire::any_number("0..1"))});
  return table;
}

namespace {

const wire::Table<FoldScore>& fold_table() {
  using F = wire::Field<FoldScore>;
  static const wire::Table<FoldScore> table(
      "FoldScore",
      {F::value("seed", &FoldScore::seed, wire::count()), F::some("fold", &FoldScore::fold, wire::count("from 1")),
       F::value("trained", &FoldScore::trained, wire::count("songs learned from")),
       F::value("songs", &FoldScore::songs, wire::count("songs scored")),
       F::value("accuracy", &FoldScore::accuracy, wire::any_number("0..1")),
       F::value("macro_f1", &FoldScore::macro_f1, wire::any_number("0..1"))});
  return table;
}

const wire::Table<Spread>& spread_table() {
  using F = wire::Field<Spread>;
  static const wire::Table<Spread> table("Spread",
                                         {F::value("mean", &Spread::mean, wire::any_number()),
                                          F::value("deviation", &Spread::deviation, wire::any_number("with n - 1"))});
  return table;
}

}  // namespace

const wire::Table<CrossValidation>& cross_validation_table() {
  using F = wire::Field<CrossValidation>;
  static const wire::Table<CrossValidation> table(
      "CrossValidation",
      {F::value("folds", &CrossValidation::folds, wire::count("0: each seed has a division of its own")),
       F::value("grouped", &CrossValidation::grouped, wire::truth("no artist is learned from and scored")),
       F::object("accuracy", &CrossValidation::accuracy, spread_table()),
       F::object("macro_f1", &CrossValidation::macro_f1, spread_table()),
       F::list("scores", &CrossValidation::scores, fold_table(), "one a training"),
       F::value(
           "pooled_accuracy", [](const CrossValidation& all) { return all.pooled->accuracy; },
           wire::any_number("every song scored once"))
           .where([](const CrossValidation& all) { return all.pooled.has_value(); })});
  return table;
}

}  // namespace leitmotif::training

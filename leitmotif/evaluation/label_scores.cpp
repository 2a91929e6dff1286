#include "leitmotif/evaluation/label_scores.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/features/label_sets.hpp"
#include "leitmotif/models/model_file.hpp"
#include "leitmotif/models/tfidf_classifier.hpp"

namespace leitmotif::evaluation {
namespace {

constexpr std::size_t kLabelledSongsPerPiece = 256;
constexpr std::size_t kListedLabelRows = 20;

double quotient(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

double harmonic_mean(double precision, double recall) {
  return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}

void check_label_answers(const LabelAnswers& answers) {
  const std::size_t labels = answers.names.size();
  if (answers.truth.empty()) throw Error(ErrorKind::invalid_argument, "there are no songs to score");
  if (answers.thresholds.size() != labels || answers.probabilities.size() != answers.truth.size() * labels)
    throw Error(ErrorKind::invalid_argument, "probabilities, thresholds and labels are not of one size");
  for (const std::vector<int>& set : answers.truth)
    for (const int label : set)
      if (label < 0 || static_cast<std::size_t>(label) >= labels)
        throw Error(ErrorKind::invalid_argument, "a label is out of range");
}

/// Decisions of one label, or of all.
struct Decisions {
  std::size_t right = 0;  ///< has it and was given it
  std::size_t support = 0;
  std::size_t predicted = 0;

  [[nodiscard]] Averages averages() const {
    const double precision = quotient(right, predicted);
    const double recall = quotient(right, support);
    return {precision, recall, harmonic_mean(precision, recall)};
  }
};

/// The threshold for songs of one label, by falling probability.
float best_threshold(std::vector<std::pair<float, bool>> songs) {
  std::ranges::sort(songs, std::greater<>(), &std::pair<float, bool>::first);
  const auto support = static_cast<std::size_t>(std::ranges::count(songs, true, &std::pair<float, bool>::second));
  float best = 0.5F;
  double most = 0;
  Decisions so_far{0, support, 0};
  for (std::size_t i = 0; i < songs.size(); ++i) {
    if (songs[i].second) ++so_far.right;
    ++so_far.predicted;
    if (i + 1 < songs.size() && songs[i + 1].first == songs[i].first) continue;  // both or neither
    const float next = i + 1 < songs.size() ? songs[i + 1].first : 0;
    const float threshold = next + (songs[i].first - next) / 2;
    const double f1 = so_far.averages().f1;
    const bool nearer = std::abs(threshold - 0.5F) < std::abs(best - 0.5F);
    if (f1 > most || (f1 == most && most > 0 && nearer)) {
      most = f1;
      best = threshold;
    }
  }
  return best;
}

const wire::Table<Averages>& label_averages_table() {
  using F = wire::Field<Averages>;
  static const wire::Table<Averages> table(
      "LabelAverages",
      {F::value("precision", &Averages::precision, wire::number(0, 1)),
       F::value("recall", &Averages::recall, wire::number(0, 1)), F::value("f1", &Averages::f1, wire::number(0, 1))});
  return table;
}

const wire::Table<LabelScore>& label_score_table() {
  using F = wire::Field<LabelScore>;
  static const wire::Table<LabelScore> table(
      "LabelScore",
      {F::value("label", &LabelScore::label, wire::any_text()),
       F::value("threshold", &LabelScore::threshold, wire::number(0, 1, "a song of this probability is given it")),
       F::value("precision", &LabelScore::precision, wire::number(0, 1)),
       F::value("recall", &LabelScore::recall, wire::number(0, 1)), F::value("f1", &LabelScore::f1, wire::number(0, 1)),
       F::value("support", &LabelScore::support, wire::count("songs that have it")),
       F::value("predicted", &LabelScore::predicted, wire::count("songs that were given it"))});
  return table;
}

std::vector<wire::Field<LabelScores>> label_scores_rows() {
  using F = wire::Field<LabelScores>;
  return {F::value("songs", &LabelScores::songs, wire::count()),
          F::value("exact", &LabelScores::exact, wire::number(0, 1, "share of songs whose labels are all right")),
          F::value("hamming_loss", &LabelScores::hamming_loss, wire::number(0, 1, "share of wrong decisions")),
          F::object("micro", &LabelScores::micro, label_averages_table(), "over all decisions"),
          F::object("macro", &LabelScores::macro, label_averages_table(), "mean over labels"),
          F::list("labels", &LabelScores::labels, label_score_table())};
}

const wire::Table<Rejected>& label_left_out_table() {
  using F = wire::Field<Rejected>;
  static const wire::Table<Rejected> table("UnlabelledRow", {F::value("line", &Rejected::line, wire::count()),
                                                             F::value("reason", &Rejected::reason, wire::any_text())});
  return table;
}

std::vector<Rejected> first_rows(const LabelComparison& comparison) {
  std::vector<Rejected> first = comparison.rejected;
  first.resize(std::min(first.size(), kListedLabelRows));
  return first;
}

/// The rows of the file as the model was taught.
corpus::Dataset labelled_rows(const EvaluateRequest& request, const models::ModelCard& card) {
  corpus::DatasetOptions options = request.reading;
  if (options.lyrics == corpus::LyricsChoice::automatic && !card.lyrics.empty())
    options.lyrics = card.lyrics == "none" ? corpus::LyricsChoice::cleaned : corpus::LyricsChoice::sung;
  corpus::Dataset data = corpus::read_dataset(request.data, options);
  corpus::leave_out_unlabelled(data, request.data.string());
  return data;
}

}  // namespace

LabelScores score_labels(const LabelAnswers& answers) {
  check_label_answers(answers);
  const std::size_t labels = answers.names.size();
  std::vector<Decisions> each(labels);
  LabelScores scores;
  scores.songs = answers.truth.size();
  std::size_t wrong = 0;
  std::size_t exact = 0;
  for (std::size_t song = 0; song < answers.truth.size(); ++song) {
    std::vector<bool> has(labels);
    for (const int label : answers.truth[song]) has[static_cast<std::size_t>(label)] = true;
    std::size_t mistakes = 0;
    for (std::size_t k = 0; k < labels; ++k) {
      const bool given = answers.probabilities[song * labels + k] >= answers.thresholds[k];
      if (given && has[k]) ++each[k].right;
      if (has[k]) ++each[k].support;
      if (given) ++each[k].predicted;
      if (given != has[k]) ++mistakes;
    }
    wrong += mistakes;
    if (mistakes == 0) ++exact;
  }
  Decisions all;
  for (std::size_t k = 0; k < labels; ++k) {
    const Averages own = each[k].averages();
    scores.labels.push_back({answers.names[k], static_cast<double>(answers.thresholds[k]), own.precision, own.recall,
                             own.f1, each[k].support, each[k].predicted});
    scores.macro.precision += own.precision / static_cast<double>(labels);
    scores.macro.recall += own.recall / static_cast<double>(labels);
    scores.macro.f1 += own.f1 / static_cast<double>(labels);
    all.right += each[k].right;
    all.support += each[k].support;
    all.predicted += each[k].predicted;
  }
  scores.micro = all.averages();
  scores.exact = quotient(exact, scores.songs);
  scores.hamming_loss = quotient(wrong, scores.songs * labels);
  return scores;
}

std::vector<float> best_thresholds(std::span<const std::vector<int>> truth, std::span<const float> probabilities,
                                   std::size_t labels) {
  std::vector<float> thresholds;
  for (std::size_t k = 0; k < labels; ++k) {
    std::vector<std::pair<float, bool>> songs;
    for (std::size_t song = 0; song < truth.size(); ++song)
      songs.emplace_back(probabilities[song * labels + k],
                         std::ranges::find(truth[song], static_cast<int>(k)) != truth[song].end());
    thresholds.push_back(best_threshold(std::move(songs)));
  }
  return thresholds;
}

bool gives_many_labels(const std::filesystem::path& model) {
  const models::ModelFile file = models::ModelFile::load(model);
  const auto card = file.texts().find("card");
  return card != file.texts().end() &&
         parse_json(card->second, model.string()).value("kind", "") == models::kManyLabels;
}

LabelComparison evaluate_labels(const EvaluateRequest& request, std::string_view separator) {
  const reading::Reader reader = reading::Reader::load(request.models.front());
  const models::Classifier& model = reader.model();
  const corpus::Dataset data = labelled_rows(request, model.card());
  LabelComparison result;
  result.model = request.models.front().string();
  result.id = model.id();
  result.rejected = data.rejected;
  const auto truth = features::label_sets_among(data.rows, model.labels(), separator, result.unknown_labels);
  if (std::ranges::all_of(truth, [](const std::vector<int>& set) { return set.empty(); }))
    throw Error(ErrorKind::corrupt_data, request.data.string() + ": no row has a label that the model knows");
  std::vector<Tokens> tokens(data.rows.size());
  parallel_for(tokens.size(), kLabelledSongsPerPiece, request.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      tokens[i] = reader.words(data.rows[i].song.lyrics, data.rows[i].song.form);
  });
  const Answered answered = answer(model, tokens, request.threads);
  result.scores = score_labels({truth, answered.probabilities, models::thresholds_of(model), model.labels()});
  return result;
}

const wire::Table<LabelScores>& label_scores_table() {
  static const wire::Table<LabelScores> table("LabelScores", label_scores_rows());
  return table;
}

const wire::Table<LabelComparison>& label_comparison_table() {
  using F = wire::Field<LabelComparison>;
  static const wire::Table<LabelComparison> table(
      "LabelComparison",
      wire::joined(wire::inside<LabelComparison>(label_scores_rows(), &LabelComparison::scores),
                   {{F::value("unknown_labels", &LabelComparison::unknown_labels,
                              wire::count("in cells, that the model does not have")),
                     F::value(
                         "rejected", [](const LabelComparison& comparison) { return comparison.rejected.size(); },
                         wire::count("rows that cannot be used")),
                     F::list("left_out", first_rows, label_left_out_table(), "the first of them"),
                     F::value("model", &LabelComparison::model, wire::any_text()),
                     F::value("id", &LabelComparison::id, wire::any_text("SHA-256 of the model file"))}}));
  return table;
}

}  // namespace leitmotif::evaluation

#include "leitmotif/evaluation/score.hpp"

#include <algorithm>

#include "leitmotif/core/argmax.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/parallel.hpp"

namespace leitmotif::evaluation {
namespace {

constexpr std::size_t kSongsPerPiece = 256;

Json averages(const Averages& averages) {
  return {{"precision", averages.precision}, {"recall", averages.recall}, {"f1", averages.f1}};
}

Json classes(const ClassificationReport& report) {
  Json list = Json::array();
  for (const ClassReport& row : report.classes)
    list.push_back({{"topic", row.topic},
                    {"precision", row.precision},
                    {"recall", row.recall},
                    {"f1", row.f1},
                    {"accuracy", row.accuracy},
                    {"support", row.support}});
  return list;
}

Json confusion(const ClassificationReport& report) {
  Json labels = Json::array();
  for (const ClassReport& row : report.classes) labels.push_back(row.topic);
  Json counts = Json::array();
  for (std::size_t truth = 0; truth < report.confusion.classes; ++truth) {
    Json row = Json::array();
    for (std::size_t predicted = 0; predicted < report.confusion.classes; ++predicted)
      row.push_back(report.confusion.at(truth, predicted));
    counts.push_back(std::move(row));
  }
  return {{"labels", std::move(labels)}, {"counts", std::move(counts)}};
}

Json findings(const Findings& findings) {
  Json json = {{"best_class", findings.best_class}, {"worst_class", findings.worst_class}};
  json["most_confused"] = Json::array();
  if (findings.most_confused) {
    json["most_confused"] = {findings.most_confused->truth, findings.most_confused->predicted};
    json["most_confused_songs"] = findings.most_confused->count;
  }
  return json;
}

Json interval(const Interval& interval) { return {interval.low, interval.high}; }

Json calibration(const Calibration& calibration) {
  Json bins = Json::array();
  for (const CalibrationBin& bin : calibration.bins)
    bins.push_back({{"songs", bin.songs}, {"confidence", bin.confidence}, {"accuracy", bin.accuracy}});
  return {{"ece", calibration.ece},
          {"negative_log_likelihood", calibration.negative_log_likelihood},
          {"bins", std::move(bins)}};
}

Json group(const GroupScore& score) {
  return {{"songs", score.songs},
          {"accuracy", score.accuracy},
          {"accuracy_interval", interval(score.intervals.accuracy)},
          {"macro_f1", score.macro_f1},
          {"macro_f1_interval", interval(score.intervals.macro_f1)},
          {"ece", score.ece}};
}

Json groups(const char* key, const std::vector<GroupScore>& scores) {
  Json list = Json::array();
  for (const GroupScore& score : scores) {
    Json entry = {{key, score.name}};
    entry.update(group(score));
    list.push_back(std::move(entry));
  }
  return list;
}

Json artist_opinion(const ArtistOpinion& opinion) {
  Json json = {{"training_file", opinion.training_file}, {"is_the_models", opinion.is_the_models}};
  json["without_an_artist"] = opinion.unknown;
  json["other_artists"] = opinion.others ? group(*opinion.others) : Json(nullptr);
  json["shared_artists"] = opinion.shared ? group(*opinion.shared) : Json(nullptr);
  return json;
}

}  // namespace

Answered answer(const models::Classifier& model, std::span<const Tokens> tokens, unsigned threads) {
  const std::size_t topics = model.labels().size();
  Answered result{std::vector<float>(tokens.size() * topics), std::vector<int>(tokens.size())};
  parallel_for(tokens.size(), kSongsPerPiece, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t song = begin; song < end; ++song) {
      const Prediction prediction = model.predict(tokens[song]);
      std::ranges::copy(prediction.probabilities, result.probabilities.data() + song * topics);
      result.predicted[song] = static_cast<int>(argmax(prediction.probabilities));
    }
  });
  return result;
}

Evaluation evaluate(const Answers& answers) {
  Evaluation result;
  result.report = classification_report(answers.truth, answers.predicted, answers.names);
  result.intervals = bootstrap_intervals(result.report.confusion);
  result.calibration = calibration(answers.truth, answers.probabilities, answers.names.size());
  return result;
}

Evaluation evaluate(const models::Classifier& model, std::span<const Tokens> tokens, std::span<const int> truth,
                    unsigned threads) {
  const Answered answers = answer(model, tokens, threads);
  return evaluate({truth, answers.predicted, answers.probabilities, model.labels()});
}

Json to_json(const Evaluation& evaluation) {
  const ClassificationReport& report = evaluation.report;
  Json json = {{"songs", report.songs},
               {"accuracy", report.accuracy},
               {"accuracy_interval", interval(evaluation.intervals.accuracy)},
               {"weighted", averages(report.weighted)},
               {"macro", averages(report.macro)},
               {"macro_f1_interval", interval(evaluation.intervals.macro_f1)},
               {"classes", classes(report)},
               {"confusion", confusion(report)},
               {"findings", findings(report.findings)},
               {"calibration", calibration(evaluation.calibration)}};
  if (!evaluation.genres.empty()) json["genres"] = groups("genre", evaluation.genres);
  if (!evaluation.decades.empty()) json["decades"] = groups("decade", evaluation.decades);
  if (evaluation.artists) json["artist_disjoint"] = artist_opinion(*evaluation.artists);
  return json;
}

}  // namespace leitmotif::evaluation

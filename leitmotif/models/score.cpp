#include "leitmotif/models/score.hpp"

#include <algorithm>

#include "leitmotif/core/json.hpp"
#include "leitmotif/core/parallel.hpp"

namespace leitmotif::models {
namespace {

constexpr std::size_t kSongsPerPiece = 256;

Json averages(const metrics::Averages& averages) {
  return {{"precision", averages.precision}, {"recall", averages.recall}, {"f1", averages.f1}};
}

Json classes(const metrics::ClassificationReport& report) {
  Json list = Json::array();
  for (const metrics::ClassReport& row : report.classes)
    list.push_back({{"topic", row.topic},
                    {"precision", row.precision},
                    {"recall", row.recall},
                    {"f1", row.f1},
                    {"accuracy", row.accuracy},
                    {"support", row.support}});
  return list;
}

Json confusion(const metrics::ClassificationReport& report) {
  Json labels = Json::array();
  for (const metrics::ClassReport& row : report.classes) labels.push_back(row.topic);
  Json counts = Json::array();
  for (std::size_t truth = 0; truth < report.confusion.classes; ++truth) {
    Json row = Json::array();
    for (std::size_t predicted = 0; predicted < report.confusion.classes; ++predicted)
      row.push_back(report.confusion.at(truth, predicted));
    counts.push_back(std::move(row));
  }
  return {{"labels", std::move(labels)}, {"counts", std::move(counts)}};
}

Json findings(const metrics::Findings& findings) {
  Json json = {{"best_class", findings.best_class}, {"worst_class", findings.worst_class}};
  json["most_confused"] = Json::array();
  if (findings.most_confused) {
    json["most_confused"] = {findings.most_confused->truth, findings.most_confused->predicted};
    json["most_confused_songs"] = findings.most_confused->count;
  }
  return json;
}

}  // namespace

Evaluation evaluate(const Classifier& model, std::span<const Tokens> tokens, std::span<const int> truth,
                    unsigned threads) {
  const std::size_t topics = model.labels().size();
  std::vector<float> probabilities(tokens.size() * topics);
  std::vector<int> predicted(tokens.size());
  parallel_for(tokens.size(), kSongsPerPiece, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t song = begin; song < end; ++song) {
      const Prediction prediction = model.predict(tokens[song]);
      std::ranges::copy(prediction.probabilities, probabilities.data() + song * topics);
      const auto most = std::ranges::max_element(prediction.probabilities);
      predicted[song] = static_cast<int>(most - prediction.probabilities.begin());
    }
  });
  Evaluation result;
  result.report = metrics::classification_report(truth, predicted, model.labels());
  result.intervals = metrics::bootstrap_intervals(result.report.confusion);
  result.calibration = metrics::calibration(truth, probabilities, topics);
  return result;
}

Json to_json(const Evaluation& evaluation) {
  const metrics::ClassificationReport& report = evaluation.report;
  const metrics::BootstrapIntervals& intervals = evaluation.intervals;
  return {{"songs", report.songs},
          {"accuracy", report.accuracy},
          {"accuracy_interval", {intervals.accuracy.low, intervals.accuracy.high}},
          {"weighted", averages(report.weighted)},
          {"macro", averages(report.macro)},
          {"macro_f1_interval", {intervals.macro_f1.low, intervals.macro_f1.high}},
          {"classes", classes(report)},
          {"confusion", confusion(report)},
          {"findings", findings(report.findings)},
          {"calibration",
           {{"ece", evaluation.calibration.ece},
            {"negative_log_likelihood", evaluation.calibration.negative_log_likelihood}}}};
}

}  // namespace leitmotif::models

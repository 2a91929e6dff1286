#include "leitmotif/evaluation/classification.hpp"

#include <numeric>
#include <utility>

#include "leitmotif/core/error.hpp"

namespace leitmotif::evaluation {
namespace {

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

std::size_t checked_class(int value, std::size_t classes, std::size_t song, const char* which) {
  if (value < 0 || static_cast<std::size_t>(value) >= classes)
    throw Error(ErrorKind::invalid_argument, std::string(which) + " class of song " + std::to_string(song) + " is " +
                                                 std::to_string(value) + "; expected 0 to " +
                                                 std::to_string(static_cast<std::ptrdiff_t>(classes) - 1));
  return static_cast<std::size_t>(value);
}

void check_matrix(const ConfusionMatrix& confusion, std::size_t names) {
  if (confusion.counts.size() != confusion.classes * confusion.classes)
    throw Error(ErrorKind::invalid_argument, "the confusion matrix has " + std::to_string(confusion.counts.size()) +
                                                 " cells for " + std::to_string(confusion.classes) + " classes");
  if (names != confusion.classes)
    throw Error(ErrorKind::invalid_argument,
                "there are " + std::to_string(names) + " class names; expected " + std::to_string(confusion.classes));
  if (confusion.total() == 0) throw Error(ErrorKind::invalid_argument, "there are no songs to score");
}

ClassReport score_class(const ConfusionMatrix& confusion, std::size_t c, const std::string& name) {
  ClassReport report;
  report.topic = name;
  std::size_t given = 0;
  for (std::size_t other = 0; other < confusion.classes; ++other) {
    report.support += confusion.at(c, other);
    given += confusion.at(other, c);
  }
  const auto right = static_cast<double>(confusion.at(c, c));
  report.predicted = given;
  report.precision = ratio(right, static_cast<double>(given));
  report.recall = ratio(right, static_cast<double>(report.support));
  report.f1 = ratio(2 * right, static_cast<double>(report.support + given));
  report.accuracy = report.recall;
  return report;
}

template <class WeightOf>
Averages average(std::span<const ClassReport> classes, WeightOf weight_of) {
  Averages sum;
  double weights = 0;
  for (const ClassReport& one : classes) {
    const double weight = weight_of(one);
    weights += weight;
    sum.precision += weight * one.precision;
    sum.recall += weight * one.recall;
    sum.f1 += weight * one.f1;
  }
  return {ratio(sum.precision, weights), ratio(sum.recall, weights), ratio(sum.f1, weights)};
}

std::optional<Confused> most_confused(const ConfusionMatrix& confusion, std::span<const ClassReport> classes) {
  std::optional<Confused> worst;
  for (std::size_t truth = 0; truth < confusion.classes; ++truth) {
    for (std::size_t predicted = 0; predicted < confusion.classes; ++predicted) {
      const std::size_t count = confusion.at(truth, predicted);
      if (truth != predicted && count > (worst ? worst->count : 0))
        worst = Confused{classes[truth].topic, classes[predicted].topic, count};
    }
  }
  return worst;
}

Findings findings_of(const ConfusionMatrix& confusion, std::span<const ClassReport> classes) {
  const ClassReport* best = nullptr;
  const ClassReport* worst = nullptr;
  const auto wins_tie = [](const ClassReport& a, const ClassReport& b) {
    return a.support != b.support ? a.support > b.support : a.topic < b.topic;
  };
  for (const ClassReport& one : classes) {
    if (one.support == 0) continue;
    if (!best || one.accuracy > best->accuracy || (one.accuracy == best->accuracy && wins_tie(one, *best))) best = &one;
    if (!worst || one.accuracy < worst->accuracy || (one.accuracy == worst->accuracy && wins_tie(one, *worst)))
      worst = &one;
  }
  return {best->topic, worst->topic, most_confused(confusion, classes)};
}

}  // namespace

std::size_t ConfusionMatrix::total() const noexcept {
  return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

ConfusionMatrix confusion_matrix(std::span<const int> truth, std::span<const int> predicted, std::size_t classes) {
  if (truth.size() != predicted.size())
    throw Error(ErrorKind::invalid_argument, "there are " + std::to_string(truth.size()) + " true classes but " +
                                                 std::to_string(predicted.size()) + " predicted ones");
  if (truth.empty()) throw Error(ErrorKind::invalid_argument, "there are no songs to score");
  ConfusionMatrix confusion{classes, std::vector<std::size_t>(classes * classes, 0)};
  for (std::size_t song = 0; song < truth.size(); ++song) {
    const std::size_t row = checked_class(truth[song], classes, song, "the true");
    const std::size_t column = checked_class(predicted[song], classes, song, "the predicted");
    ++confusion.counts[row * classes + column];
  }
  return confusion;
}

ClassificationReport classification_report(ConfusionMatrix confusion, std::span<const std::string> names) {
  check_matrix(confusion, names.size());
  ClassificationReport report;
  report.songs = confusion.total();
  std::size_t right = 0;
  for (std::size_t c = 0; c < confusion.classes; ++c) {
    report.classes.push_back(score_class(confusion, c, names[c]));
    right += confusion.at(c, c);
  }
  report.accuracy = ratio(static_cast<double>(right), static_cast<double>(report.songs));
  report.weighted = average(report.classes, [](const ClassReport& c) { return static_cast<double>(c.support); });
  report.macro = average(report.classes, [](const ClassReport& c) { return c.support + c.predicted > 0 ? 1.0 : 0.0; });
  report.findings = findings_of(confusion, report.classes);
  report.confusion = std::move(confusion);
  return report;
}

ClassificationReport classification_report(std::span<const int> truth, std::span<const int> predicted,
                                           std::span<const std::string> names) {
  return classification_report(confusion_matrix(truth, predicted, names.size()), names);
}

}  // namespace leitmotif::evaluation

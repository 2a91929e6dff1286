#include "leitmotif/report/findings.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

const evaluation::ClassReport* class_named(const evaluation::ClassificationReport& report, const std::string& name) {
  const auto found = std::ranges::find(report.classes, name, &evaluation::ClassReport::topic);
  return found == report.classes.end() ? nullptr : &*found;
}

std::string class_sentence(const evaluation::ClassReport& row) {
  return row.topic + ": " + percent(row.accuracy) + " of its " + songs(row.support) +
         " were given the right topic; F1 " + decimal(row.f1) + ", precision " + decimal(row.precision) + ".";
}

Finding confusion(const evaluation::ClassificationReport& report) {
  const std::string title = "Most frequent confusion";
  const auto& most = report.findings.most_confused;
  if (!most) return {title, "None: every song was given the right topic."};
  const evaluation::ClassReport* truth = class_named(report, most->truth);
  std::string sentence = songs(most->count) + " about " + most->truth + " read as " + most->predicted;
  if (truth != nullptr && truth->support > 0)
    sentence += ", " + percent(static_cast<double>(most->count) / static_cast<double>(truth->support)) + " of all " +
                count(truth->support) + " about " + most->truth;
  return {title, sentence + "."};
}

Finding sureness(const evaluation::Calibration& calibration, bool seen) {
  double confidence = 0;
  double accuracy = 0;
  double all = 0;
  for (const evaluation::CalibrationBin& bin : calibration.bins) {
    const auto weight = static_cast<double>(bin.songs);
    confidence += weight * bin.confidence;
    accuracy += weight * bin.accuracy;
    all += weight;
  }
  const double above = all > 0 ? (confidence - accuracy) / all : 0;
  const std::string points = decimal(std::abs(above) * 100, 1);
  std::string sentence = "Stated sureness and share of right answers differ by " + decimal(calibration.ece * 100, 1) +
                         " percentage points on average (expected calibration error)";
  if (points != "0.0")
    sentence += "; in sum the model is " + points + " points " + (above > 0 ? "too sure" : "too modest");
  if (seen) return {"Sureness", sentence + ". It learned from these songs, so this says nothing of others."};
  return {"Sureness", sentence + "."};
}

void add_hardest(std::vector<Finding>& list, const std::string& what,
                 const std::vector<evaluation::GroupScore>& groups) {
  std::vector<evaluation::GroupScore> large;
  std::ranges::copy_if(groups, std::back_inserter(large),
                       [](const evaluation::GroupScore& group) { return group.songs >= kFewestSongs; });
  if (large.size() < 2) return;
  const auto [worst, best] = std::ranges::minmax_element(large, {}, &evaluation::GroupScore::accuracy);
  const std::string among = large.size() == groups.size() ? "" : "Of those with " + songs(kFewestSongs) + " or more, ";
  list.push_back({"By " + what, among + (among.empty() ? "Hardest is " : "hardest is ") + worst->name + " (" +
                                    percent(worst->accuracy) + " of " + songs(worst->songs) + " right), easiest " +
                                    best->name + " (" + percent(best->accuracy) + " of " + songs(best->songs) + ")."});
}

}  // namespace

std::vector<Finding> findings(const evaluation::Evaluation& evaluation, bool seen) {
  const evaluation::ClassificationReport& report = evaluation.report;
  std::vector<Finding> list;
  if (const auto* best = class_named(report, report.findings.best_class))
    list.push_back({"Best class, by recall", class_sentence(*best)});
  if (const auto* worst = class_named(report, report.findings.worst_class))
    list.push_back({"Most challenging class, by recall", class_sentence(*worst)});
  list.push_back(confusion(report));
  list.push_back(sureness(evaluation.calibration, seen));
  add_hardest(list, "genre", evaluation.genres);
  add_hardest(list, "decade", evaluation.decades);
  return list;
}

}  // namespace leitmotif::report

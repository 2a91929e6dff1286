#include "leitmotif/evaluation/groups.hpp"

#include <map>

#include "leitmotif/core/error.hpp"
#include "leitmotif/evaluation/calibration.hpp"
#include "leitmotif/evaluation/classification.hpp"

namespace leitmotif::evaluation {
namespace {

void check_shapes(const Answers& answers) {
  const std::size_t songs = answers.truth.size();
  if (answers.predicted.size() != songs || answers.probabilities.size() != songs * answers.names.size())
    throw Error(ErrorKind::invalid_argument, "the answers to " + std::to_string(songs) + " songs hold " +
                                                 std::to_string(answers.predicted.size()) + " classes and " +
                                                 std::to_string(answers.probabilities.size()) + " probabilities");
}

}  // namespace

GroupScore score_group(const std::string& name, const Answers& answers, std::span<const std::size_t> songs) {
  check_shapes(answers);
  const std::size_t classes = answers.names.size();
  std::vector<int> truth;
  std::vector<int> predicted;
  std::vector<float> probabilities;
  for (const std::size_t song : songs) {
    if (song >= answers.truth.size())
      throw Error(ErrorKind::invalid_argument, "there is no song " + std::to_string(song) + " to score");
    truth.push_back(answers.truth[song]);
    predicted.push_back(answers.predicted[song]);
    const std::span<const float> row = answers.probabilities.subspan(song * classes, classes);
    probabilities.insert(probabilities.end(), row.begin(), row.end());
  }
  const ClassificationReport report = classification_report(truth, predicted, answers.names);
  GroupScore score;
  score.name = name;
  score.songs = report.songs;
  score.accuracy = report.accuracy;
  score.macro_f1 = report.macro.f1;
  score.ece = calibration(truth, probabilities, classes).ece;
  score.intervals = bootstrap_intervals(report.confusion);
  return score;
}

std::vector<GroupScore> score_groups(const Answers& answers, std::span<const std::string> group) {
  check_shapes(answers);
  if (group.size() != answers.truth.size())
    throw Error(ErrorKind::invalid_argument, "there are " + std::to_string(group.size()) + " group names for " +
                                                 std::to_string(answers.truth.size()) + " songs");
  std::map<std::string, std::vector<std::size_t>> songs_of;
  for (std::size_t song = 0; song < group.size(); ++song) songs_of[group[song]].push_back(song);
  std::vector<GroupScore> scores;
  for (const auto& [name, songs] : songs_of) scores.push_back(score_group(name, answers, songs));
  return scores;
}

}  // namespace leitmotif::evaluation

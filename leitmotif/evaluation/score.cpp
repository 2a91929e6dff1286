#include "leitmotif/evaluation/score.hpp"

#include <algorithm>

#include "leitmotif/core/argmax.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/evaluation/evaluation_table.hpp"

namespace leitmotif::evaluation {
namespace {

constexpr std::size_t kSongsPerPiece = 256;

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

Json to_json(const Evaluation& evaluation) { return Json::parse(evaluation_table().text(evaluation)); }

}  // namespace leitmotif::evaluation

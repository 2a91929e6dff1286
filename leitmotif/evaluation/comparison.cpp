#include "leitmotif/evaluation/comparison.hpp"

#include <algorithm>
#include <span>

#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/csv.hpp"

namespace leitmotif::evaluation {
namespace {

Json scored_model(const ScoredModel& model, const Comparison& comparison) {
  return {{"model", model.file},
          {"kind", model.card.kind},
          {"protocol", model.card.protocol},
          {"id", model.id},
          {"bytes", model.bytes},
          {"scored_on_training_songs", scored_on_training_songs(model, comparison)}};
}

Json left_out(const Comparison& comparison) {
  constexpr std::size_t kListed = 20;
  Json list = Json::array();
  for (std::size_t i = 0; i < std::min(kListed, comparison.rejected.size()); ++i)
    list.push_back({{"line", comparison.rejected[i].line}, {"reason", comparison.rejected[i].reason}});
  return list;
}

Json difference(const Difference& difference) {
  return {{"difference", difference.value},
          {"interval", Json::array({difference.interval.low, difference.interval.high})},
          {"p", difference.p}};
}

Json pair(const PairOfModels& pair, const Comparison& comparison) {
  const McNemar& mcnemar = pair.mcnemar;
  return {{"first", comparison.models[pair.first].file},
          {"second", comparison.models[pair.second].file},
          {"mcnemar",
           {{"both_right", mcnemar.both_right},
            {"only_first", mcnemar.only_first},
            {"only_second", mcnemar.only_second},
            {"both_wrong", mcnemar.both_wrong},
            {"exact_p", mcnemar.exact_p},
            {"statistic", mcnemar.statistic},
            {"p", mcnemar.p}}},
          {"bootstrap",
           {{"accuracy", difference(pair.bootstrap.accuracy)}, {"macro_f1", difference(pair.bootstrap.macro_f1)}}}};
}

Json pairs(const Comparison& comparison) {
  Json list = Json::array();
  for (const PairOfModels& one : comparison.pairs) list.push_back(pair(one, comparison));
  return list;
}

std::string decimal(double number) { return Json(number).dump(); }

}  // namespace

bool scored_on_training_songs(const ScoredModel& model, const Comparison& comparison) {
  return !comparison.data_sha256.empty() && model.card.data_sha256 == comparison.data_sha256;
}

bool is_comparable_with_paper(const ScoredModel& model, const Comparison& comparison) {
  return model.card.data_name == corpus::published_source().name && comparison.source.published;
}

void write_predictions(const std::filesystem::path& file, const Comparison& comparison, const ScoredModel& model) {
  const std::vector<std::string>& labels = model.card.labels;
  AtomicFile output(file);
  std::vector<std::string> cells = {"line", "artist", "title", "label", "predicted", "right", "confidence"};
  for (const std::string& label : labels) cells.push_back("p(" + label + ")");
  const auto write = [&] { output.write(corpus::csv_row(std::vector<std::string_view>(cells.begin(), cells.end()))); };
  write();
  for (std::size_t song = 0; song < model.truth.size(); ++song) {
    const ScoredSong& scored = comparison.scored[song];
    const auto predicted = static_cast<std::size_t>(model.answered.predicted[song]);
    const auto truth = static_cast<std::size_t>(model.truth[song]);
    const std::span<const float> row =
        std::span(model.answered.probabilities).subspan(song * labels.size(), labels.size());
    cells = {std::to_string(scored.line),
             scored.artist,
             scored.title,
             labels[truth],
             labels[predicted],
             truth == predicted ? "1" : "0",
             decimal(static_cast<double>(row[predicted]))};
    for (const float probability : row) cells.push_back(decimal(static_cast<double>(probability)));
    write();
  }
  output.commit();
}

Json to_json(const Comparison& comparison) {
  const Json data = {{"file", comparison.data_file},
                     {"sha256", comparison.data_sha256},
                     {"name", comparison.source.name},
                     {"licence", comparison.source.licence}};
  if (comparison.models.size() == 1) {
    Json json = to_json(comparison.models.front().evaluation);
    json["rejected"] = comparison.rejected.size();
    json["left_out"] = left_out(comparison);
    json["data"] = data;
    json.update(scored_model(comparison.models.front(), comparison));
    return json;
  }
  Json json = {{"songs", comparison.songs},
               {"rejected", comparison.rejected.size()},
               {"left_out", left_out(comparison)},
               {"data", data},
               {"models", Json::array()}};
  for (const ScoredModel& model : comparison.models) {
    Json entry = scored_model(model, comparison);
    entry["evaluation"] = to_json(model.evaluation);
    json["models"].push_back(std::move(entry));
  }
  json["pairs"] = pairs(comparison);
  return json;
}

}  // namespace leitmotif::evaluation

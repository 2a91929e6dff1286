#include "leitmotif/evaluation/comparison.hpp"

#include "leitmotif/core/json.hpp"

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

}  // namespace

bool scored_on_training_songs(const ScoredModel& model, const Comparison& comparison) {
  return !comparison.data_sha256.empty() && model.card.data_sha256 == comparison.data_sha256;
}

Json to_json(const Comparison& comparison) {
  const Json data = {{"file", comparison.data_file}, {"sha256", comparison.data_sha256}};
  if (comparison.models.size() == 1) {
    Json json = to_json(comparison.models.front().evaluation);
    json["rejected"] = comparison.rejected.size();
    json["data"] = data;
    json.update(scored_model(comparison.models.front(), comparison));
    return json;
  }
  Json json = {
      {"songs", comparison.songs}, {"rejected", comparison.rejected.size()}, {"data", data}, {"models", Json::array()}};
  for (const ScoredModel& model : comparison.models) {
    Json entry = scored_model(model, comparison);
    entry["evaluation"] = to_json(model.evaluation);
    json["models"].push_back(std::move(entry));
  }
  return json;
}

}  // namespace leitmotif::evaluation

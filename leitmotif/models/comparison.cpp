#include "leitmotif/models/comparison.hpp"

#include "leitmotif/core/json.hpp"

namespace leitmotif::models {
namespace {

Json scored_model(const ScoredModel& model) {
  return {{"model", model.file},
          {"kind", model.card.kind},
          {"protocol", model.card.protocol},
          {"id", model.id},
          {"bytes", model.bytes}};
}

}  // namespace

Json to_json(const Comparison& comparison) {
  const Json data = {{"file", comparison.data_file}, {"sha256", comparison.data_sha256}};
  if (comparison.models.size() == 1) {
    Json json = to_json(comparison.models.front().evaluation);
    json["rejected"] = comparison.rejected;
    json["data"] = data;
    json.update(scored_model(comparison.models.front()));
    return json;
  }
  Json json = {
      {"songs", comparison.songs}, {"rejected", comparison.rejected}, {"data", data}, {"models", Json::array()}};
  for (const ScoredModel& model : comparison.models) {
    Json entry = scored_model(model);
    entry["evaluation"] = to_json(model.evaluation);
    json["models"].push_back(std::move(entry));
  }
  return json;
}

}  // namespace leitmotif::models

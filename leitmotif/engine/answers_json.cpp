#include "leitmotif/engine/answers_json.hpp"

#include "leitmotif/core/json.hpp"

namespace leitmotif::engine {
namespace {

Json optional_year(const std::optional<int>& year) { return year ? Json(*year) : Json(nullptr); }

Json named(std::span<const std::string> names, const std::vector<float>& values) {
  Json json = Json::object();
  for (std::size_t i = 0; i < names.size() && i < values.size(); ++i) json[names[i]] = values[i];
  return json;
}

Json query(const RecommendRequest& request) {
  Json json = {{"topic", request.topic},
               {"n", request.n},
               {"threshold", request.threshold},
               {"order", request.at_random ? "random" : "best"},
               {"seed", request.seed},
               {"genres", request.genres},
               {"artist_cap", request.artist_cap}};
  json["years"] = request.years ? Json({request.years->first, request.years->last}) : Json(nullptr);
  return json;
}

}  // namespace

Json to_json(const Classified& answer, const models::Classifier& model) {
  Json json = {{"id", answer.id}};
  const auto label = decided_label(answer.prediction);
  json["topic"] = label ? Json(model.labels()[*label]) : Json(nullptr);
  json["confidence"] = label ? answer.prediction.probabilities[*label] : 0.0F;
  json["topics"] = named(model.labels(), answer.prediction.probabilities);
  json["mixture"] = named(model.mixture_parts(), answer.prediction.mixture);
  json["counted_words"] = answer.prediction.counted_words;
  if (!answer.explain) return json;
  json["words"] = Json::array();
  for (const WordShare& share : answer.words)
    json["words"].push_back(
        {{"word", share.word}, {"count", share.count}, {"topic", share.topic}, {"share", share.share}});
  return json;
}

Json to_json(const ImportReport& report) {
  return {{"read", report.read},
          {"imported", report.imported},
          {"updated", report.updated},
          {"rejected", report.rejected},
          {"rejects_file", report.rejects_file.empty() ? Json(nullptr) : Json(report.rejects_file.string())},
          {"seconds", report.seconds}};
}

Json to_json(const RecommendAnswer& answer) {
  Json json = {{"query", query(answer.query)},
               {"fallback", answer.fallback},
               {"passed", answer.passed},
               {"from_songbook", answer.from_songbook},
               {"songs", Json::array()}};
  for (const Recommendation& song : answer.songs)
    json["songs"].push_back({{"id", song.id},
                             {"artist", song.artist},
                             {"title", song.title},
                             {"year", optional_year(song.year)},
                             {"genre", song.genre},
                             {"score", song.score},
                             {"topic", song.topic},
                             {"confidence", song.confidence},
                             {"why", song.why}});
  return json;
}

Json to_json(const SongList& list) {
  Json json = {{"from_songbook", list.from_songbook}, {"songs", Json::array()}};
  for (const SongLine& line : list.songs)
    json["songs"].push_back({{"id", line.head.id},
                             {"artist", line.head.artist},
                             {"title", line.head.title},
                             {"year", optional_year(line.head.year)},
                             {"genre", line.head.genre},
                             {"topic", line.topic}});
  return json;
}

}  // namespace leitmotif::engine

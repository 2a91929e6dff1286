// Routes that find songs: recommend, similar, path; and the reading of a lyric.
#include <algorithm>
#include <array>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/answer_tables.hpp"
#include "leitmotif/engine/answers_json.hpp"
#include "leitmotif/engine/recommend_keys.hpp"
#include "leitmotif/service/routes.hpp"
#include "leitmotif/service/song_schemas.hpp"

namespace leitmotif::service {
namespace {

constexpr std::size_t kLongestLyric = 500000;

Response answered(const engine::RecommendAnswer& answer) {
  Response response;
  response.body = engine::json_text(answer);
  return response;
}

Response recommend(const engine::Engine& engine, const Json& body) {
  return answered(engine.recommend(engine::recommend_keys().read(body)));
}

/// Songs by topic, mixture and mood are ranked from memory. A text is read by the model, comparing may have to lay the
/// songs out first, what was answered before stands on the disk, and so do the lyrics behind the reasons of many songs.
bool is_quick(const engine::Engine& engine, const Json& body) {
  constexpr std::array<const char*, 8> kSlow = {"text", "like", "unlike", "from", "to", "variety", "fresh", "remember"};
  constexpr std::int64_t kMostShown = 50;
  constexpr std::size_t kMostRanked = 200000;
  if (std::ranges::any_of(kSlow, [&](const char* key) { return body.contains(key); })) return false;
  const bool ranks_all = body.contains("mix") || body.contains("mood");
  return (!body.contains("n") || body["n"].get<std::int64_t>() <= kMostShown) &&
         (!ranks_all || engine.size() <= kMostRanked);
}

Response path_between(const engine::Engine& engine, const Json& parameters) {
  engine::RecommendRequest wish;
  wish.from = parameters["from"];
  wish.to = parameters["to"];
  wish.n = parameters["n"];
  return answered(engine.recommend(wish));
}

Json spans_json(const std::vector<reading::WordSpan>& spans) {
  Json list = Json::array();
  for (const reading::WordSpan& span : spans)
    list.push_back(
        {{"begin", span.begin}, {"end", span.end}, {"word", span.word}, {"topic", span.topic}, {"share", span.share}});
  return list;
}

Schema spans_schema() {
  const Schema place = integer(0, kLargestId, "in UTF-16 code units");
  return list_of(object({{"begin", place, true},
                         {"end", place, true},
                         {"word", any_text("as the model reads it"), true},
                         {"topic", any_text(), true},
                         {"share", any_number(), true}},
                        false),
                 0, kMany, "where in the lyric the words stand that spoke for topics");
}

Response classify(const engine::Engine& engine, const Json& body) {
  const std::string& lyrics = body["lyrics"].text();
  const LyricsForm form = body.value("pipeline", "corpus") == "none" ? LyricsForm::cleaned : LyricsForm::sung;
  engine::Classified answer{
      body.value("id", ""), engine.reader().predict(lyrics, form), {}, body.value("explain", false)};
  if (answer.explain) answer.words = engine.reader().explain(lyrics, form);
  Json json = engine::to_json(answer, engine.reader().model());
  if (answer.explain) json["spans"] = spans_json(engine.reader().explain_spans(lyrics, form));
  return json_response(json);
}

Route recommend_route(const engine::Engine& engine) {
  return {.method = "POST",
          .pattern = "/api/v1/recommend",
          .summary = "Songs for a wish, with the parts of their scores and what caused them",
          .body = engine::recommend_keys().schema(),
          .success = {200, "application/json", engine::recommend_answer_table().schema()},
          .errors = {404},
          .is_quick = [&engine](const Call& call) { return is_quick(engine, call.body); },
          .handler = [&engine](const Call& call) { return recommend(engine, call.body); }};
}

Route path_route(const engine::Engine& engine) {
  const Schema song = text(1, 1000, "a song's id, or \"ARTIST - TITLE\"");
  return {.method = "GET",
          .pattern = "/api/v1/path",
          .summary = "Songs that lead from one song to another",
          .query = {{"from", song, "where it begins", true},
                    {"to", song, "where it ends", true},
                    {"n", with_default(integer(2, recommend::kLongestPath), 10), "how many songs, both ends included"}},
          .success = {200, "application/json", engine::recommend_answer_table().schema()},
          .errors = {404, 413},
          .handler = [&engine](const Call& call) { return path_between(engine, call.parameters); }};
}

Route similar_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/songs/{id}/similar",
          .summary = "Songs like one song",
          .path = {{"id", song_id(), "the song", true}},
          .query = {{"n", with_default(integer(1, recommend::kMostSongs), 10), "how many songs"}},
          .success = {200, "application/json", engine::recommend_answer_table().schema()},
          .errors = {404, 413},
          .handler = [&engine](const Call& call) {
            return answered(engine.similar(call.parameters["id"], call.parameters["n"]));
          }};
}

Route classify_route(const engine::Engine& engine) {
  const Schema topic_weights = map_of(any_number());
  return {.method = "POST",
          .pattern = "/api/v1/classify",
          .summary = "What a lyric is about",
          .body = object({{"lyrics", text(0, kLongestLyric), true},
                          {"id", text(0, 1000, "given back as it is"), false},
                          {"explain", truth("also say which words spoke for which topics"), false},
                          {"pipeline", one_of({"corpus", "none"}, "corpus: as sung; none: already cleaned"), false}},
                         true),
          .success = {200, "application/json",
                      object({{"id", any_text(), true},
                              {"topic", or_null(any_text()), true},
                              {"confidence", number(0, 1), true},
                              {"topics", topic_weights, true},
                              {"mixture", topic_weights, true},
                              {"counted_words", integer(0, kLargestId), true},
                              {"words", word_shares(), false},
                              {"spans", spans_schema(), false}},
                             false)},
          .handler = [&engine](const Call& call) { return classify(engine, call.body); }};
}

}  // namespace

void add_recommend_routes(RouteTable& table, Parts& parts) {
  table.push_back(recommend_route(parts.engine));
  table.push_back(path_route(parts.engine));
  table.push_back(similar_route(parts.engine));
  table.push_back(classify_route(parts.engine));
}

}  // namespace leitmotif::service

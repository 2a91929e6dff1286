// Routes that find songs: recommend, similar, path; and the reading of a lyric.
#include <algorithm>
#include <array>

#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/browse/sounds_like.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {
namespace {

Response answered(const answers::RecommendAnswer& answer) {
  return table_response(answers::recommend_answer_table(), answer);
}

/// Songs by topic, mixture and mood are ranked from memory. Wishes and levels may have to read lyrics first. A text is
/// read by the model, comparing may have to lay the songs out first, what was answered before stands on the disk, and
/// so do the lyrics behind the reasons of many songs.
bool is_quick(const engine::Engine& engine, const Json& body) {
  constexpr std::array<const char*, 10> kSlow = {"about", "explicit", "text",    "like",  "unlike",
                                                 "from",  "to",       "variety", "fresh", "remember"};
  constexpr std::int64_t kMostShown = 50;
  constexpr std::size_t kMostRanked = 200000;
  if (!engine.settings().parts.empty()) return false;
  if (std::ranges::any_of(kSlow, [&](const char* key) { return body.contains(key); })) return false;
  const bool ranks_all = body.contains("mix") || body.contains("mood");
  return (!body.contains("n") || body["n"].get<std::int64_t>() <= kMostShown) &&
         (!ranks_all || engine.size() <= kMostRanked);
}

Response path_between(const engine::Engine& engine, const Json& parameters) {
  answers::RecommendRequest wish;
  wish.from = parameters["from"].text();
  wish.to = parameters["to"].text();
  wish.n = parameters["n"];
  return answered(engine.recommend(wish));
}

/// What POST classify is given.
struct ClassifyWish {
  std::string lyrics;
  std::string id;
  bool explain = false;
  std::string pipeline = "corpus";
};

const wire::Request<ClassifyWish>& classify_keys() {
  using K = wire::Key<ClassifyWish>;
  static const wire::Request<ClassifyWish> table(
      "ClassifyRequest",
      {K::member("lyrics", &ClassifyWish::lyrics, text(0, kLongestLyric)),
       K::member("id", &ClassifyWish::id, text(0, answers::kLongestName, "given back as it is")),
       K::member("explain", &ClassifyWish::explain, truth("also say which words spoke for which topics")),
       K::member("pipeline", &ClassifyWish::pipeline,
                 one_of({"corpus", "none"}, "corpus: as sung; none: already cleaned"))},
      {"lyrics"});
  return table;
}

answers::Classified classified(const engine::Engine& engine, const ClassifyWish& wish) {
  const LyricsForm form = wish.pipeline == "none" ? LyricsForm::cleaned : LyricsForm::sung;
  const auto& reader = engine.reader();
  answers::Classified answer{
      .id = wish.id, .reading = reading::read_lyric(reader, wish.lyrics, form), .model = reader.model()};
  if (wish.explain) {
    answer.words = reader.explain(wish.lyrics, form);
    answer.spans = reader.explain_spans(wish.lyrics, form);
  }
  return answer;
}

Response classify(const engine::Engine& engine, const Json& body) {
  return table_response(answers::classified_table(), classified(engine, classify_keys().read(body)));
}

/// Many lyrics at once.
struct ClassifyBatch {
  std::vector<ClassifyWish> lyrics;
};

constexpr std::size_t kMostLyrics = 1000;

const wire::Request<ClassifyBatch>& classify_batch_keys() {
  using K = wire::Key<ClassifyBatch>;
  static const wire::Request<ClassifyBatch> table("ClassifyBatch",
                                                  {K{"lyrics", list_of(classify_keys().schema(), 1, kMostLyrics),
                                                     [](const Json& value, ClassifyBatch& batch) {
                                                       for (const Json& one : value)
                                                         batch.lyrics.push_back(classify_keys().read(one));
                                                     },
                                                     [](const ClassifyBatch&) { return Json::array(); }}},
                                                  {"lyrics"});
  return table;
}

/// One answer a lyric, in order.
Response classify_batch(const engine::Engine& engine, const Json& body) {
  const ClassifyBatch batch = classify_batch_keys().read(body);
  std::string text = "{\"answers\":[";
  for (std::size_t i = 0; i < batch.lyrics.size(); ++i)
    text += (i == 0 ? "" : ",") + answers::classified_table().text(classified(engine, batch.lyrics[i]));
  Response response;
  response.body = text + "]}";
  return response;
}

Route classify_batch_route(const engine::Engine& engine) {
  return {
      .method = "POST",
      .pattern = "/api/v1/classify/batch",
      .summary = "What many lyrics are about, one answer each, in order",
      .body = classify_batch_keys().schema(),
      .success = {200, "application/json",
                  wire::named_object(
                      "Classifications",
                      std::array<wire::SchemaField, 1>{
                          {{"answers", list_of(answers::classified_table().schema(), 0, kMostLyrics), true}}})},
      .needs = http::Scope::listen,
      .example = R"({"lyrics":[{"id":"1","lyrics":"tears and a broken heart"},{"id":"2","lyrics":"dance all night"}]})",
      .handler = [&engine](const Call& call) { return classify_batch(engine, call.body); }};
}

Route recommend_route(const engine::Engine& engine) {
  return {.method = "POST",
          .pattern = "/api/v1/recommend",
          .summary = "Songs for a wish, with the parts of their scores and what caused them",
          .body = answers::recommend_keys().schema(),
          .success = {200, "application/json", answers::recommend_answer_table().schema()},
          .errors = {404},
          .needs = http::Scope::listen,
          .example = R"({"about":["love"],"n":5})",
          .is_quick = [&engine](const Call& call) { return is_quick(engine, call.body); },
          .handler =
              [&engine](const Call& call) {
                return answered(engine.recommend(answers::recommend_keys().read(call.body)));
              }};
}

Route path_route(const engine::Engine& engine) {
  const Schema song = text(1, answers::kLongestName, "a song's id, or \"ARTIST - TITLE\"");
  return {.method = "GET",
          .pattern = "/api/v1/path",
          .summary = "Songs that lead from one song to another",
          .query = {{"from", song, "where it begins", true},
                    {"to", song, "where it ends", true},
                    {"n", with_default(integer(2, recommend::kLongestPath), 10), "how many songs, both ends included"}},
          .success = {200, "application/json", answers::recommend_answer_table().schema()},
          .errors = {404, 413},
          .handler = [&engine](const Call& call) { return path_between(engine, call.parameters); }};
}

Route sounds_like_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/songs/{id}/sounds-like",
          .summary = "Songs that sound like one song, whatever they say",
          .path = {{"id", song_id(), "the song", true}},
          .query = {{"n", with_default(integer(1, recommend::kMostSongs), 10), "how many songs"}},
          .success = {200, "application/json", browse::sound_neighbours_table().schema()},
          .errors = {404},
          .handler = [&engine](const Call& call) {
            return table_response(browse::sound_neighbours_table(),
                                  engine.sounds_like(call.parameters["id"], call.parameters["n"].get<std::size_t>()));
          }};
}

Route similar_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/songs/{id}/similar",
          .summary = "Songs like one song",
          .path = {{"id", song_id(), "the song", true}},
          .query = {{"n", with_default(integer(1, recommend::kMostSongs), 10), "how many songs"}},
          .success = {200, "application/json", answers::recommend_answer_table().schema()},
          .errors = {404, 413},
          .handler = [&engine](const Call& call) {
            return answered(engine.similar(call.parameters["id"], call.parameters["n"]));
          }};
}

Route classify_route(const engine::Engine& engine) {
  return {.method = "POST",
          .pattern = "/api/v1/classify",
          .summary = "What a lyric is about",
          .body = classify_keys().schema(),
          .success = {200, "application/json", answers::classified_table().schema()},
          .needs = http::Scope::listen,
          .example = R"({"lyrics":"tears fall and my heart will break","explain":true})",
          .handler = [&engine](const Call& call) { return classify(engine, call.body); }};
}

}  // namespace

void add_recommend_routes(RouteTable& table, Parts& parts) {
  table.insert(table.end(),
               {recommend_route(parts.engine), path_route(parts.engine), similar_route(parts.engine),
                sounds_like_route(parts.engine), classify_route(parts.engine), classify_batch_route(parts.engine)});
}

}  // namespace leitmotif::service

// The real program from outside: what it answers, what it refuses, and that nobody holds up others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <list>
#include <map>
#include <memory>
#include <sstream>

#include "leitmotif/core/json.hpp"
#include "support/http_client.hpp"
#include "support/places.hpp"
#include "support/running_service.hpp"
#include "support/silent_music.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

class Http : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { service_ = std::make_unique<RunningService>(); }
  static void TearDownTestSuite() { service_.reset(); }

  static HttpAnswer get(const std::string& target, const std::string& headers = "") {
    return ask(service_->port(), "GET", target, {}, headers);
  }
  static HttpAnswer post(const std::string& target, const std::string& body) {
    return ask(service_->port(), "POST", target, body);
  }
  /// The error of an answer, which must have the form of the interface.
  static std::string error_in(const HttpAnswer& answer) {
    const Json json = Json::accept(answer.body) ? Json::parse(answer.body) : Json();
    if (!json.contains("error")) return "not an error: " + answer.body;
    EXPECT_EQ(json["request_id"], answer.headers.at("x-request-id"));
    return json["error"]["message"];
  }
  static void expect_alive() { EXPECT_EQ(get("/healthz").status, 200); }

  static std::unique_ptr<RunningService> service_;
};
std::unique_ptr<RunningService> Http::service_;

TEST_F(Http, RecommendsFromTheSongbookAtFirst) {
  const HttpAnswer answer = post("/api/v1/recommend", R"({"topic":"sadness","n":5})");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const Json json = Json::parse(answer.body);
  EXPECT_EQ(json["songs"].size(), 5U);
  EXPECT_EQ(json["from_songbook"], true);
  EXPECT_EQ(json["songs"][0]["topic"], "sadness");
  EXPECT_EQ(Json::parse(get("/api/v1/topics").body)["topics"].size(), 8U);
  const std::string id = json["songs"][0]["id"].dump();
  EXPECT_EQ(Json::parse(get("/api/v1/songs/" + id).body)["title"], json["songs"][0]["title"]);
  EXPECT_EQ(Json::parse(get("/api/v1/songs/" + id + "/similar?n=3").body)["songs"].size(), 3U);
  EXPECT_EQ(Json::parse(get("/api/v1/map?limit=7").body)["songs"].size(), 7U);
  EXPECT_EQ(
      Json::parse(post("/api/v1/classify", R"({"lyrics":"tears and a broken heart","explain":true})").body)["topics"]
          .size(),
      8U);
}

TEST_F(Http, SaysWhichKeyHoldsANameThatIsNotKnown) {
  const std::vector<std::pair<std::string, std::string>> bad = {
      {R"({"topic":"nothing"})", "body.topic"},
      {R"({"about":["nothing"]})", "body.about"},
      {R"({"mood":"nothing"})", "body.mood"},
      {R"({"mix":{"nothing":1}})", "body.mix"},
      {R"({"mix":"sadness"})", "body.mix"},
      {R"({"mix":"sadness=nan"})", "body.mix"},
      {R"({"like":["nothing"]})", "body.like"},
      {R"({"unlike":[999999999]})", "body.unlike"},
      {R"({"like":1,"unlike":1})", "body.unlike"},
      {R"({"from":"nothing","to":1})", "body.from"},
      {R"({"from":1})", "body.to"},
      {R"({"to":1})", "body.from"},
      {R"({"from":1,"to":1})", "body.to"},
      {R"({"from":1,"to":2,"n":1})", "body.n"},
      {R"({"for":"nobody"})", "body.for"},
      {R"({"from_list":"nothing"})", "body.from_list"},
      {R"({"topic":"sadness","genre":"nothing"})", "body.genre"},
      {R"({"topic":"sadness","artist":"nothing"})", "body.artist"},
      {R"({"topic":"sadness","years":"1980-1970"})", "body.years"},
      {R"({"topic":"sadness","years":"then"})", "body.years"},
      {R"({"topic":"sadness","key":"H"})", "body.key"},
      {R"({"topic":"sadness","tempo":"fast"})", "body.tempo"},
      {R"({"topic":"sadness","discover":0.5})", "body.discover"},
      {R"({"topic":"obscene","explicit":"avoid"})", "body.explicit"}};
  for (const auto& [body, field] : bad) {
    const Json error = Json::parse(post("/api/v1/recommend", body).body)["error"];
    EXPECT_EQ(error.value("field", ""), field) << body << error.dump();
  }
  EXPECT_EQ(Json::parse(ask(service_->port(), "DELETE", "/api/v1/listeners/nobody").body)["error"]["field"],
            "path.name");
  EXPECT_FALSE(Json::parse(get("/api/v1/songs/999999999/similar").body)["error"].contains("field"));
}

TEST_F(Http, RefusesBadRequestsWithTheReason) {
  const std::string deep = std::string(100000, '[');
  struct Case {
    std::string body;
    int status;
    std::string message;
  };
  for (const Case& bad : std::vector<Case>{{"{", 400, "body: is not valid JSON"},
                                           {"", 400, "body: is missing"},
                                           {R"({"n":"x"})", 400, "body.n: expected an integer 1..10000, found \"x\""},
                                           {R"({"topic":7})", 400, "body.topic: expected text"},
                                           {R"({"topic":"nothing"})", 400, "'nothing' is not known"},
                                           {R"({"topic":"sadness","n":1e999})", 400, "too large"},
                                           {R"({"topic":"sadness","n":99999999999999999999})", 400, "body.n"},
                                           {R"({"topic":"sadness","m":1})", 400, "body.m: is not known"},
                                           {"{\"topic\":\"\xFF\xFE\"}", 400, "body: is not valid JSON"},
                                           {R"({"like":[999999999]})", 404, "999999999"},
                                           {deep, 413, "nested deeper"}}) {
    const HttpAnswer answer = post("/api/v1/recommend", bad.body);
    EXPECT_EQ(answer.status, bad.status) << bad.message;
    EXPECT_THAT(error_in(answer), HasSubstr(bad.message));
  }
  EXPECT_EQ(Json::parse(post("/api/v1/recommend", R"({"n":0})").body)["error"]["field"], "body.n");
  EXPECT_EQ(get("/api/v1/songs/999999999").status, 404);
  EXPECT_EQ(get("/api/v1/songs/x").status, 400);
  EXPECT_EQ(get("/api/v1/songs?limit=0").status, 400);
  EXPECT_EQ(get("/api/v1/songs?colour=red").status, 400);
  EXPECT_EQ(get("/api/v1/nothing").status, 404);
  EXPECT_EQ(ask(service_->port(), "DELETE", "/api/v1/topics").status, 405);
  EXPECT_EQ(ask(service_->port(), "POST", "/api/v1/recommend", {}, "Content-Length: 2\r\nContent-Type: text/plain\r\n")
                .status,
            0)
      << "half a request has no answer";
}

TEST_F(Http, PathTricksLeadNowhere) {
  for (const char* trick : {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fetc/passwd",
                            "//etc/passwd", "/assets/%5c..%5cetc", "/api/v1/songs/../../../etc/passwd", "/%00"})
    EXPECT_THAT(get(trick).status, AnyOf(400, 404)) << trick;
  expect_alive();
}

TEST_F(Http, StrangersAreRefused) {
  HttpConnection connection(service_->port());
  connection.send("GET /api/v1/topics HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  EXPECT_EQ(connection.answer().status, 421);
  EXPECT_EQ(ask(service_->port(), "POST", "/api/v1/flags", "{}", "Origin: http://evil.example\r\n").status, 403);
}

TEST_F(Http, BodiesOfAHundredMegabytesAreRefused) {
  const HttpAnswer announced = ask(service_->port(), "POST", "/api/v1/classify", std::string(100 << 20, 'x'));
  EXPECT_EQ(announced.status, 413);
  EXPECT_THAT(error_in(announced), HasSubstr("body: longer than"));
  HttpConnection chunked(service_->port());
  chunked.send(
      "POST /api/v1/classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n");
  const std::string piece = "10000\r\n" + std::string(65536, 'x') + "\r\n";
  for (int i = 0; i < 40 && chunked.send(piece); ++i) {
  }
  EXPECT_EQ(chunked.answer().status, 413);
  expect_alive();
}

TEST_F(Http, HeaderFloodsAreRefused) {
  std::string flood;
  for (int i = 0; i < 10000; ++i) flood += "X-Flood-" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(get("/healthz", flood).status, 431);
  EXPECT_EQ(get("/" + std::string(100000, 'a')).status, 431);
  for (const char* nonsense : {"\r\n\r\n\r\n", "GET\r\n\r\n", "\x16\x03\x01\x02\x00\x01", "GET / HTTP/9.9\r\n\r\n",
                               "GET / HTTP/1.1\r\nno colon\r\n\r\n"}) {
    HttpConnection connection(service_->port());
    connection.send(nonsense);
    connection.finish_sending();
    EXPECT_THAT(connection.answer().status, AnyOf(0, 400, 421, 431)) << nonsense;
  }
  expect_alive();
}

TEST_F(Http, AnswersAfterTheClientHasFinishedSending) {
  HttpConnection connection(service_->port());
  connection.send(request_text("GET", "/api/v1/topics"));
  connection.finish_sending();
  EXPECT_EQ(connection.answer().status, 200);
  EXPECT_TRUE(connection.is_closed());
}

TEST_F(Http, KeepsTheOrderOfPipelinedRequests) {
  HttpConnection connection(service_->port());
  std::string all;
  for (int i = 0; i < 50; ++i)
    all += request_text("GET", i % 2 == 0 ? "/healthz" : "/api/v1/songs?limit=1", {},
                        "X-Request-Id: n" + std::to_string(i) + "\r\n");
  connection.send(all);
  for (int i = 0; i < 50; ++i) {
    const HttpAnswer answer = connection.answer();
    ASSERT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.at("x-request-id"), "n" + std::to_string(i));
  }
}

TEST_F(Http, UnchangedAnswersAreNotSentAgain) {
  const HttpAnswer first = get("/api/v1/topics");
  const std::string tag = first.headers.at("etag");
  EXPECT_EQ(get("/api/v1/topics", "If-None-Match: " + tag + "\r\n").status, 304);
  EXPECT_EQ(get("/api/v1/topics", "If-None-Match: \"other\"\r\n").status, 200);
  const HttpAnswer zipped = get("/api/v1/songs?limit=100", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(zipped.headers.at("content-encoding"), "gzip");
  EXPECT_EQ(zipped.body.substr(0, 2), "\x1F\x8B");
}

TEST_F(Http, AThousandSilentClientsAndADrippingOneHoldUpNobody) {
  std::vector<std::unique_ptr<HttpConnection>> silent;
  for (int i = 0; i < 1000; ++i) silent.push_back(std::make_unique<HttpConnection>(service_->port()));
  HttpConnection dripping(service_->port());
  const std::string slow = request_text("GET", "/healthz");
  for (std::size_t i = 0; i < 20; ++i) {
    dripping.send(slow.substr(i, 1));
    EXPECT_EQ(post("/api/v1/recommend", R"({"topic":"romantic","n":2})").status, 200);
  }
  silent[500]->send(request_text("GET", "/healthz"));
  EXPECT_EQ(silent[500]->answer().status, 200);
  dripping.send(slow.substr(20));
  EXPECT_EQ(dripping.answer().status, 200);
}

TEST_F(Http, JobsAreFollowedToTheirEnd) {
  const HttpAnswer started = post("/api/v1/jobs", R"({"kind":"import","path":"/nowhere/songs.csv"})");
  ASSERT_EQ(started.status, 202) << started.body;
  const std::string place = "/api/v1/jobs/" + Json::parse(started.body)["id"].dump();
  const HttpAnswer events = get(place + "/events");
  EXPECT_EQ(events.headers.at("content-type"), "text/event-stream");
  EXPECT_THAT(events.body, HasSubstr("event: done\n"));
  EXPECT_EQ(Json::parse(get(place).body)["state"], "failed");
  EXPECT_EQ(get("/api/v1/jobs/99").status, 404);
  EXPECT_EQ(post("/api/v1/jobs", R"({"kind":"import","path":"relative.csv"})").status, 400);
}

TEST(HttpOwnSongs, AScanIsSeenAtOnceAndSongsSayWhereTheyLie) {
  const TemporaryFolder folder;
  const auto place =
      folder.write("music/Ada - Cold Kitchen.txt", "tears on the table\nalone and my heart will break\n");
  folder.write("music/broken.flac", "not music");
  const RunningService service({"--quiet", "--allow-path", folder.path().string()});
  const auto answer = [&](const char* method, const std::string& target, std::optional<std::string> body = {}) {
    return Json::parse(ask(service.port(), method, target, std::move(body)).body);
  };
  EXPECT_EQ(answer("GET", "/api/v1/library")["from_songbook"], true);
  const Json job =
      answer("POST", "/api/v1/jobs", Json{{"kind", "scan"}, {"path", (folder.path() / "music").string()}}.dump());
  (void)ask(service.port(), "GET", "/api/v1/jobs/" + job["id"].dump() + "/events");
  const Json done = answer("GET", "/api/v1/jobs/" + job["id"].dump());
  EXPECT_EQ(done["state"], "done") << done;
  EXPECT_EQ(done["result"]["songs"], 1);
  const Json found = answer("POST", "/api/v1/recommend", R"({"topic":"sadness"})");
  ASSERT_EQ(found["songs"].size(), 1U) << found;
  EXPECT_EQ(found["songs"][0]["title"], "Cold Kitchen");
  EXPECT_EQ(found["songs"][0]["file"], std::filesystem::canonical(place).string());
  EXPECT_EQ(answer("GET", "/api/v1/rejects")["total"], 1);
}

TEST(HttpImport, TakesFormAndColumnsAsTheCommandDoes) {
  const TemporaryFolder folder;
  const auto data =
      folder.write("songs.csv", "artist,title,album,lyrics,words\nAnn,Door,Quay,none here,tears alone heart\n");
  const RunningService service({"--quiet", "--allow-path", folder.path().string()});
  const auto sent = [&](Json wish) {
    wish["kind"] = wish.value("kind", "import");
    wish["path"] = data.string();
    return ask(service.port(), "POST", "/api/v1/jobs", wish.dump());
  };
  const HttpAnswer started = sent({{"lyrics", "sung"}, {"columns", Json::array({"lyrics=words"})}});
  ASSERT_EQ(started.status, 202) << started.body;
  const std::string place = "/api/v1/jobs/" + Json::parse(started.body)["id"].dump();
  (void)ask(service.port(), "GET", place + "/events");
  const Json done = Json::parse(ask(service.port(), "GET", place).body);
  ASSERT_EQ(done["state"], "done") << done;
  EXPECT_EQ(done["result"]["imported"], 1);
  EXPECT_EQ(done["result"]["form"], "sung");
  EXPECT_EQ(done["result"]["columns"]["lyrics"], "words");
  EXPECT_EQ(sent({{"lyrics", "spoken"}}).status, 400);
  EXPECT_EQ(sent({{"columns", Json::array({"lyrics"})}}).status, 400);
  EXPECT_EQ(sent({{"kind", "scan"}, {"lyrics", "sung"}}).status, 400);
}

TEST(HttpAudio, ASongIsHeardInPartsAndNothingElseIs) {
  namespace fs = std::filesystem;
  const TemporaryFolder folder;
  const TemporaryFolder outside;
  const std::string flac = silent_flac({{"TITLE", "Inside"}, {"ARTIST", "Ann"}});
  folder.write("music/inside.flac", flac);
  folder.write("music/words.txt", "tears on the table\nalone and my heart will break\n");
  const auto away = outside.write("away.flac", silent_flac({{"TITLE", "Away"}, {"ARTIST", "Bob"}}));
  fs::create_symlink(away, folder.path() / "music" / "link.flac");
  const RunningService service({"--quiet", "--allow-path", folder.path().string()});
  const std::string wish = Json{{"kind", "scan"}, {"path", (folder.path() / "music").string()}}.dump();
  (void)ask(service.port(), "POST", "/api/v1/jobs", wish);
  (void)ask(service.port(), "GET", "/api/v1/jobs/1/events");
  std::map<std::string, std::string> place;  // by title
  const Json found = Json::parse(ask(service.port(), "GET", "/api/v1/songs").body);
  for (const Json& song : found["songs"])
    place[song["title"].get<std::string>()] = "/api/v1/songs/" + song["id"].dump() + "/audio";
  ASSERT_TRUE(place.contains("Inside") && place.contains("Away") && place.contains("words"));
  const HttpAnswer whole = ask(service.port(), "GET", place["Inside"]);
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(whole.headers.at("content-type"), "audio/flac");
  EXPECT_TRUE(whole.body == flac);
  const HttpAnswer part = ask(service.port(), "GET", place["Inside"], {}, "Range: bytes=4-9\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_TRUE(part.body == flac.substr(4, 6));
  const HttpAnswer head = ask(service.port(), "HEAD", place["Inside"]);
  EXPECT_EQ(head.headers.at("content-length"), std::to_string(flac.size()));
  EXPECT_EQ(ask(service.port(), "GET", place["words"]).status, 404) << "no music";
  EXPECT_EQ(ask(service.port(), "GET", place["Away"]).status, 404) << "a link leads out of what may be read";
  fs::remove(folder.path() / "music" / "inside.flac");
  fs::create_symlink("/etc/passwd", folder.path() / "music" / "inside.flac");
  EXPECT_EQ(ask(service.port(), "GET", place["Inside"]).status, 404) << "what the library knew leads elsewhere now";
}

TEST(HttpModels, AFileIsReadOnceUntilItIsWrittenAgain) {
  namespace fs = std::filesystem;
  const RunningService service({"--quiet"});
  const fs::path file = service.library().parent_path() / "models" / "mine.safetensors";
  fs::create_directories(file.parent_path());
  fs::copy_file(source_folder() / "data" / "models" / "similarity.safetensors", file);
  const auto is_listed = [&] {
    return ask(service.port(), "GET", "/api/v1/models").body.find("mine.safetensors") != std::string::npos;
  };
  EXPECT_TRUE(is_listed());
  const fs::file_time_type written = fs::last_write_time(file);
  std::fstream(file, std::ios::in | std::ios::out | std::ios::binary).seekp(-1, std::ios::end).put('x');
  fs::last_write_time(file, written);
  EXPECT_TRUE(is_listed()) << "nothing tells that it is damaged now";
  fs::last_write_time(file, written + std::chrono::seconds(1));
  EXPECT_FALSE(is_listed()) << "it is read again, and its digest is wrong";
  fs::remove(file);
  EXPECT_FALSE(is_listed());
}

TEST(HttpTraining, AJobTrainsAModelThatIsListed) {
  if (!std::filesystem::exists(built_program().parent_path() / "leitmotif-train")) GTEST_SKIP() << "without LibTorch";
  const TemporaryFolder folder;
  std::string csv = "artist,title,lyrics,topic\n";
  for (int i = 0; i < 40; ++i)
    csv +=
        "Ann,Song " + std::to_string(i) + (i % 2 == 0 ? ",tears alone heart,sadness\n" : ",guitar sing drum,music\n");
  const auto data = folder.write("songs.csv", csv);
  const RunningService service({"--quiet", "--allow-path", folder.path().string()});
  const auto run = [&](const Json& wish) {
    const Json job = Json::parse(ask(service.port(), "POST", "/api/v1/jobs", wish.dump()).body);
    (void)ask(service.port(), "GET", "/api/v1/jobs/" + job["id"].dump() + "/events");
    return Json::parse(ask(service.port(), "GET", "/api/v1/jobs/" + job["id"].dump()).body);
  };
  const Json done = run({{"kind", "train"}, {"model", "ffnn"}, {"path", data.string()}});
  ASSERT_EQ(done["state"], "done") << done;
  EXPECT_EQ(done["result"]["model"], "ffnn");
  EXPECT_THAT(ask(service.port(), "GET", "/api/v1/models").body, HasSubstr("ffnn-"));
  const Json failed = run({{"kind", "train"}, {"model", "equilibrium"}, {"path", data.string()}});
  EXPECT_EQ(failed["state"], "failed");
  EXPECT_THAT(failed["error"].get<std::string>(), ::testing::StartsWith("train equilibrium: no row has all sixteen"));
  EXPECT_EQ(failed["error_kind"], "invalid_argument");
  EXPECT_EQ(ask(service.port(), "POST", "/api/v1/jobs", R"({"kind":"train","path":"/x"})").status, 400);
}

TEST_F(Http, ListsAreAddressedByNumberAndNamesAreNotOverwritten) {
  const RunningService service;
  const auto call = [&](const char* method, const std::string& target, const std::string& body, int status) {
    const HttpAnswer answer = ask(service.port(), method, "/api/v1/lists" + target, body);
    EXPECT_EQ(answer.status, status) << method << " " << target << " " << answer.body;
    return answer.body.empty() ? Json() : Json::parse(answer.body);
  };
  const std::int64_t first = call("POST", "", R"({"name":"2","songs":[1]})", 201)["id"];
  const std::int64_t second = call("POST", "", R"({"name":"rain","songs":[2,3]})", 201)["id"];
  ASSERT_EQ(first, 1);
  ASSERT_EQ(second, 2);
  const Json lists = call("GET", "", {}, 200)["lists"];
  ASSERT_EQ(lists.size(), 2U);
  EXPECT_EQ(lists[0], (Json{{"id", 1}, {"name", "2"}, {"songs", {1}}}));
  EXPECT_EQ(lists[1], (Json{{"id", 2}, {"name", "rain"}, {"songs", {2, 3}}}));
  EXPECT_EQ(call("GET", "/2", {}, 200)["name"], "rain");
  EXPECT_EQ(call("PUT", "/2", R"({"name":"wind","songs":[3]})", 200)["id"], 2);
  EXPECT_EQ(call("PUT", "/2", R"({"name":" 2 ","songs":[4]})", 409)["error"]["kind"], "conflict");
  EXPECT_EQ(call("POST", "", R"({"name":"WIND","songs":[]})", 409)["error"]["field"], "body.name");
  EXPECT_EQ(call("GET", "/2", {}, 200)["songs"], Json::array({3})) << "nothing was overwritten";
  EXPECT_EQ(call("POST", "", R"({"name":"WIND","songs":[5],"replace":true})", 201)["id"], 2);
  (void)call("GET", "/rain", {}, 400);
  (void)call("DELETE", "/2", {}, 204);
  EXPECT_EQ(call("GET", "/1", {}, 200)["name"], "2");
  (void)call("DELETE", "/2", {}, 404);
}

TEST_F(Http, DescribesItself) {
  (void)get("/healthz");  // so that there is something to count
  const Json document = Json::parse(get("/openapi.json").body);
  EXPECT_EQ(document["openapi"], "3.1.0");
  for (const char* path :
       {"/api/v1/topics", "/api/v1/recommend", "/api/v1/classify", "/api/v1/songs", "/api/v1/songs/{id}",
        "/api/v1/songs/{id}/similar", "/api/v1/map", "/healthz", "/readyz", "/metrics", "/openapi.json"})
    EXPECT_TRUE(document["paths"].contains(path)) << path;
  EXPECT_THAT(get("/docs").body, HasSubstr("/api/v1/recommend"));
  EXPECT_THAT(get("/metrics").body,
              HasSubstr("leitmotif_requests_total{route=\"/healthz\",method=\"GET\",status=\"200\"}"));
  EXPECT_EQ(get("/").status, 200);
}

TEST(HttpStop, FinishesAndLogsEachRequestOnce) {
  RunningService service;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ask(service.port(), "POST", "/api/v1/recommend", "{").status, 400);
  HttpConnection silent(service.port());
  const ProgramResult& result = service.stop();
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_TRUE(silent.is_closed());
  std::istringstream lines(result.err);
  int bad = 0;
  for (std::string line; std::getline(lines, line);) bad += Json::parse(line)["status"] == 400 ? 1 : 0;
  EXPECT_EQ(bad, 3);
}

TEST(HttpStop, EndsWhileSilentConnectionsAreClosedByOtherThreads) {
  for (int round = 0; round < 5; ++round) {
    RunningService service({"--quiet"});
    std::list<HttpConnection> silent;
    for (int i = 0; i < 30; ++i) silent.emplace_back(service.port());
    EXPECT_EQ(service.stop().status, 0);
    for (HttpConnection& connection : silent) EXPECT_TRUE(connection.is_closed());
  }
}

TEST(HttpToken, IsDemandedBeyondLoopback) {
  const RunningService service({"--host", "0.0.0.0", "--quiet"});
  EXPECT_EQ(ask(service.port(), "GET", "/api/v1/topics").status, 401);
  EXPECT_EQ(ask(service.port(), "GET", "/healthz").status, 200);
  EXPECT_EQ(
      ask(service.port(), "GET", "/api/v1/topics", {}, "Authorization: Bearer " + std::string(64, '0') + "\r\n").status,
      401);
}

}  // namespace
}  // namespace leitmotif::testing

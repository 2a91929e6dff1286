// Every route of the HTTP interface as a client sees it: status, the headers that carry meaning, and the body, held to
// the recorded answers. Each service is asked from the first row of its table to the last.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "house/source_tree.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/wire/components.hpp"
#include "leitmotif/wire/schema.hpp"
#include "support/collection_files.hpp"
#include "support/golden.hpp"
#include "support/http_client.hpp"
#include "support/running_service.hpp"

namespace leitmotif::testing {
namespace {

constexpr const char* kApi = "/api/v1/";

struct Ask {
  const char* name;  ///< of the file
  const char* method;
  std::string target;  ///< below /api/v1/, or with a slash in front
  std::optional<std::string> body = {};
  std::string headers = {};
};

const std::vector<Ask>& on_made_up_songs() {
  static const std::vector<Ask> kAsks = {
      {"topics", "GET", "topics"},
      {"wishes", "GET", "wishes"},
      {"recommend-about", "POST", "recommend", R"({"about":"love","n":2})"},
      {"library", "GET", "library"},
      {"recommend-topic", "POST", "recommend", R"({"topic":"sadness","n":3})"},
      {"recommend-mix", "POST", "recommend", R"({"mix":{"violence":1,"music":0.5},"n":2,"threshold":0.2})"},
      {"recommend-mix-text", "POST", "recommend", R"({"mix":"sadness=0.7,romantic=0.3","n":2})"},
      {"recommend-mood", "POST", "recommend", R"({"mood":"calm","n":2,"years":"1960-1989"})"},
      {"recommend-mood-point", "POST", "recommend", R"({"mood":{"valence":0.8,"energy":0.9},"n":2,"variety":0.5})"},
      {"recommend-text", "POST", "recommend", R"({"text":"the rain on my window","n":2})"},
      {"recommend-like", "POST", "recommend", R"({"like":[12,"17"],"unlike":3,"n":3})"},
      {"recommend-path", "POST", "recommend", R"({"from":5,"to":"90","n":4})"},
      {"recommend-filters", "POST", "recommend",
       R"({"topic":"music","genre":["pop","rock"],"years":1975,"explicit":"avoid","instrumental":"allow","artist_cap":1,)"
       R"("n":3})"},
      {"recommend-random", "POST", "recommend", R"({"topic":"violence","random":true,"seed":5,"n":2})"},
      {"recommend-remember", "POST", "recommend", R"({"topic":"sadness","remember":true,"n":2})"},
      {"recommend-fresh", "POST", "recommend", R"({"topic":"sadness","fresh":true,"n":2})"},
      {"recommend-nothing", "POST", "recommend", "{}"},
      {"recommend-many", "POST", "recommend", R"({"topic":"sadness","n":0})"},
      {"recommend-unknown-key", "POST", "recommend", R"({"topik":"sadness"})"},
      {"recommend-unknown-topic", "POST", "recommend", R"({"topic":"tax law"})"},
      {"recommend-unknown-song", "POST", "recommend", R"({"like":123456})"},
      {"recommend-wrong-type", "POST", "recommend", R"({"n":"ten"})"},
      {"recommend-no-json", "POST", "recommend", "{"},
      {"recommend-no-body", "POST", "recommend"},
      {"recommend-by-get", "GET", "recommend"},
      {"parts-scan-other-state", "POST", "parts/scan", R"({"question":{"mood":"calm"},"most":10,"state":{}})"},
      {"path", "GET", "path?from=5&to=90&n=3"},
      {"path-without-end", "GET", "path?from=5"},
      {"similar", "GET", "songs/12/similar?n=2"},
      {"similar-unknown", "GET", "songs/123456/similar"},
      {"alike", "POST", "alike", R"({"song":{"artist":"Havo Sifeba","title":"demuda face sell no. 12"},"n":2})"},
      {"alike-unknown", "POST", "alike", R"({"song":{"isrc":"USLMF2600001"}})"},
      {"alike-unknown-server", "POST", "alike", R"({"song":{"server_id":"1"},"server":"attic"})"},
      {"alike-nothing", "POST", "alike", R"({"song":{}})"},
      {"alike-path", "POST", "alike/path",
       R"({"from":{"artist":"faze kenaba","title":"radio hibifu hand kamami no. 5"},"to":{"isrc":"USLMF2600001"}})"},
      {"sounds-like", "GET", "songs/12/sounds-like?n=2"},
      {"songs-cursor", "GET", "songs?limit=1&sort=title&fields=id,title&cursor=1.1"},
      {"classify", "POST", "classify", R"({"lyrics":"I miss you, I cry all night","explain":true,"id":"x"})"},
      {"classify-cleaned", "POST", "classify", R"({"lyrics":"kettle sing dance","pipeline":"none"})"},
      {"classify-empty", "POST", "classify", R"({"lyrics":""})"},
      {"songs", "GET", "songs?limit=2&offset=1"},
      {"songs-words", "GET", "songs?q=a&limit=2"},
      {"songs-unknown-key", "GET", "songs?colour=red"},
      {"song", "GET", "songs/12"},
      {"song-unknown", "GET", "songs/123456"},
      {"song-no-number", "GET", "songs/twelve"},
      {"map", "GET", "map?limit=5"},
      {"map-columns", "GET", "map?limit=5&form=columns"},
      {"eda", "GET", "eda"},
      {"models", "GET", "models"},
      {"runs", "GET", "runs"},
      {"run-unknown", "GET", "runs/nobody"},
      {"run-songs-unknown", "GET", "runs/nobody/songs?part=test&label=sadness"},
      {"run-songs-wrong-part", "GET", "runs/nobody/songs?part=training"},
      {"run-delete-unknown", "DELETE", "runs/nobody"},
      {"run-restore-unknown", "POST", "runs/nobody/restore"},
      {"scores", "GET", "scores"},
      {"scores-songs", "GET", "scores/songs?label=sadness&predicted=sadness&limit=2"},
      {"block", "POST", "blocks", R"({"song":12})"},
      {"block-artist-and-song", "POST", "blocks", R"({"song":12,"artist":"x"})"},
      {"block-unknown", "POST", "blocks", R"({"song":123456})"},
      {"blocks", "GET", "blocks"},
      {"unblock", "DELETE", "blocks", R"({"song":12})"},
      {"unblock-again", "DELETE", "blocks", R"({"song":12})"},
      {"flag", "POST", "flags", R"({"song":12,"note":"not sad at all","query":{"topic":"sadness"}})"},
      {"flags", "GET", "flags"},
      {"list-save", "POST", "lists", R"({"name":"Evening","songs":[3,1,2]})"},
      {"list-save-unknown", "POST", "lists", R"({"name":"Other","songs":[123456]})"},
      {"lists", "GET", "lists"},
      {"list", "GET", "lists/1"},
      {"list-replace", "PUT", "lists/1", R"({"name":"Night","songs":[2]})"},
      {"list-unknown", "GET", "lists/99"},
      {"list-remove", "DELETE", "lists/1"},
      {"export-m3u8", "POST", "playlists/export", R"({"songs":[2,1],"format":"m3u8","title":"Two"})"},
      {"export-jspf", "POST", "playlists/export", R"({"songs":[2,1],"format":"jspf"})"},
      {"export-unknown", "POST", "playlists/export", R"({"songs":[2,123456],"format":"csv"})"},
      {"nowhere", "GET", "nowhere"},
  };
  return kAsks;
}

/// With jobs, each of which is followed to its end.
std::vector<Ask> on_the_songbook(const std::string& folder) {
  return {
      {"songbook-library", "GET", "library"},
      {"songbook-recommend", "POST", "recommend", R"({"topic":"sadness","n":2})"},
      {"songbook-songs", "GET", "songs?q=kitchen&limit=1"},
      {"rejects-none", "GET", "rejects"},
      {"job-import", "POST", "jobs", R"({"kind":"import","path":")" + folder + R"(/faulty.csv"})"},
      {"job-import-events", "GET", "jobs/1/events"},
      {"job-import-ended", "GET", "jobs/1"},
      {"rejects", "GET", "rejects?limit=2"},
      {"job-scan", "POST", "jobs", R"({"kind":"scan","path":")" + folder + R"(/music"})"},
      {"job-scan-events", "GET", "jobs/2/events"},
      {"job-scan-ended", "GET", "jobs/2"},
      {"job-songbook", "POST", "jobs", R"({"kind":"songbook"})"},
      {"job-songbook-events", "GET", "jobs/3/events"},
      {"job-songbook-ended", "GET", "jobs/3"},
      {"job-cancel", "POST", "jobs/3/cancel"},
      {"job-outside", "POST", "jobs", R"({"kind":"import","path":"/etc/passwd"})"},
      {"job-without-path", "POST", "jobs", R"({"kind":"scan"})"},
      {"job-with-path", "POST", "jobs", R"({"kind":"eda","path":")" + folder + R"("})"},
      {"job-unknown", "GET", "jobs/77"},
      {"jobs", "GET", "jobs"},
      {"own-song", "GET", "songs?q=river&limit=1"},
      {"audio", "GET", "songs/2/audio"},
      {"audio-part", "GET", "songs/2/audio", std::nullopt, "Range: bytes=-100\r\n"},
      {"audio-beyond", "GET", "songs/2/audio", std::nullopt, "Range: bytes=100000000-\r\n"},
      {"audio-none", "GET", "songs/1/audio"},
      {"albums", "GET", "albums"},
      {"artists", "GET", "artists?limit=2"},
      {"cover-none", "GET", "songs/2/cover"},
      {"lyrics", "GET", "songs/2/lyrics"},
      {"topic-said", "PUT", "songs/2/topic", R"({"topic":"music"})"},
      {"topic-taken-back", "DELETE", "songs/2/topic"},
      {"songs-put", "PUT", "songs",
       R"({"songs":[{"artist":"New","title":"Rain","lyrics":"tears fall, my heart breaks"}]})"},
      {"song-patch", "PATCH", "songs/2", R"({"genre":"folk","topic":"music"})"},
      {"song-patch-back", "PATCH", "songs/2", R"({"topic":""})"},
      {"classify-batch", "POST", "classify/batch", R"({"lyrics":[{"id":"1","lyrics":"tears and a broken heart"}]})"},
      {"play", "POST", "listeners/Ann/plays", R"({"song":3,"kind":"played","at_ms":1700000000000})"},
      {"play-of-none", "POST", "listeners/Ann/plays", R"({"song":999999})"},
      {"heart", "POST", "listeners/Ann/hearts", R"({"song":4})"},
      {"listeners", "GET", "listeners"},
      {"listener", "GET", "listeners/Ann"},
      {"recommend-for", "POST", "recommend", R"({"for":"Ann","n":2})"},
      {"heart-taken-back", "DELETE", "listeners/Ann/hearts", R"({"song":4})"},
      {"listener-forgotten", "DELETE", "listeners/Ann"},
      {"listener-unknown", "GET", "listeners/Nobody"},
      {"song-remove", "DELETE", "songs/2"},
      {"removed", "GET", "removed"},
      {"removed-gone", "POST", "removed", R"({"which":"gone"})"},
      {"restored", "POST", "removed/restore", R"({"songs":[2]})"},
      {"songs-remove", "DELETE", "songs?ids=2"},
      {"restored-again", "POST", "removed/restore", R"({"songs":[2]})"},
      {"list-songs-unknown", "GET", "lists/99/songs"},
      {"flag-unknown", "DELETE", "flags/99"},
      {"unblock-song-unknown", "DELETE", "blocks/songs/1"},
      {"unblock-artist-unknown", "DELETE", "blocks/artists/Nobody"},
      {"wish-of-too-few", "POST", "wishes", R"({"name":"mine","yes":[1],"no":[2]})"},
      {"wish-unknown", "DELETE", "wishes/mine"},
      {"folders-outside", "GET", "folders?path=/etc"},
      {"doctor", "GET", "doctor"},
      {"tags", "GET", "tags"},
      {"me", "GET", "me"},
      {"tokens", "GET", "tokens"},
      {"token-of-no-scope", "POST", "tokens", R"({"name":"Ann","scope":"owner"})"},
      {"token-unknown", "DELETE", "tokens/Nobody"},
      {"login-style", "GET", "/login.css"},
      {"login-script", "GET", "/login.js"},
      {"healthz", "GET", "/healthz"},
      {"readyz", "GET", "/readyz"},
      {"metrics", "GET", "/metrics"},
      {"openapi", "GET", "/openapi.json"},
      {"docs", "GET", "/docs"},
      {"docs-style", "GET", "/docs.css"},
      {"head", "HEAD", "topics"},
      {"not-modified", "GET", "topics", std::nullopt, "If-None-Match: *\r\n"},
      {"wrong-host", "GET", "topics", std::nullopt, "Host: example.com\r\n"},
      {"other-site", "POST", "blocks", R"({"song":1})", "Origin: http://example.com\r\n"},
  };
}

/// What a client's program is built on: where to ask, with what, and what may come back; not the words about it.
Json outline_of_document(const Json& sent) {
  const Json document = wire::without_references(sent, sent["components"]["schemas"]);
  Json outline = Json::object();
  for (const auto& [path, methods] : document["paths"].items())
    for (const auto& [method, operation] : methods.items()) {
      Json& row = outline[method + " " + path] = Json::object();
      for (const Json& parameter : operation.value("parameters", Json::array()))
        row["parameters"][parameter["name"].get<std::string>()] = parameter.value("required", false);
      if (operation.contains("requestBody"))
        for (const auto& [key, schema] :
             operation["requestBody"]["content"]["application/json"]["schema"]["properties"].items())
          row["body"][key] = schema.contains("type") ? schema["type"] : Json("any of several");
      for (const auto& [status, answer] : operation["responses"].items()) {
        row["answers"][status] = Json::array();
        const Json contents = answer.value("content", Json::object());
        for (const auto& content : contents.items()) row["answers"][status].push_back(content.key);
      }
    }
  return outline;
}

Json kept_body(const Ask& ask, const HttpAnswer& answer, const std::string& type) {
  if (ask.target == "/openapi.json") return outline_of_document(Json::parse(answer.body));
  if (ask.target == "/metrics") {
    std::set<std::string> names;
    for (const std::string& line : lines_of(answer.body))
      if (!line.starts_with('#')) names.insert(line.substr(0, line.find_first_of("{ ")));
    return names;
  }
  if (type.starts_with("audio/") && type.find("mpegurl") == std::string::npos) return answer.body.size();
  if (type.ends_with("json")) return Json::accept(answer.body) ? Json::parse(answer.body) : Json(answer.body);
  // What events say depends on when they are asked for; pages are for people.
  if (type == "text/event-stream" || ask.target.starts_with("/docs")) return nullptr;
  return lines_of(answer.body);
}

/// A request and what came back.
struct Asked {
  std::string method;
  std::string path;
  HttpAnswer answer;
};

/// Holds an answer to the closed schema that the document declares for it.
void expect_described(const Json& operation, const Asked& asked) {
  const Json& schema =
      operation["responses"][std::to_string(asked.answer.status)]["content"]["application/json"]["schema"];
  if (schema.is_null() || !Json::accept(asked.answer.body)) return;
  EXPECT_NO_THROW(wire::check(schema, Json::parse(asked.answer.body), "answer")) << asked.method << " " << asked.path;
}

class GoldenRoutes : public ::testing::Test {
 protected:
  GoldenRoutes() {
    ::setenv("LEITMOTIF_DATA", (source_folder() / "data").c_str(), 1);
    folder_.write("faulty.csv", "artist,title,year,lyrics\nAnn,One,1999,teardrop falling\nBob,Two\nCas,,MCMXC,\n");
    for (const CollectionFile& file : music_files()) folder_.write("music/" + file.path, file.bytes);
  }
  ~GoldenRoutes() override { ::unsetenv("LEITMOTIF_DATA"); }
  GoldenRoutes(const GoldenRoutes&) = delete;
  GoldenRoutes& operator=(const GoldenRoutes&) = delete;

  void ask_all(const RunningService& service, const std::vector<Ask>& asks) {
    for (const Ask& ask : asks) {
      const std::string target = (ask.target.starts_with('/') ? "" : kApi) + ask.target;
      const HttpAnswer answer = testing::ask(service.port(), ask.method, target, ask.body, ask.headers);
      asked_.push_back({ask.method, target.substr(0, target.find('?')), answer});
      Json kept = {{"asked", std::string(ask.method) + " " + target + (ask.body ? " " + *ask.body : "")},
                   {"status", answer.status}};
      for (const std::string name :
           {"content-type", "content-disposition", "content-range", "allow", "cache-control", "etag"})
        if (answer.headers.contains(name)) kept[name] = answer.headers.at(name);
      const std::string type = kept.value("content-type", "");
      if (!answer.body.empty()) kept["body"] = kept_body(ask, answer, type.substr(0, type.find(';')));
      golden_.expect(ask.name, without_chance(kept, {{folder_.path().string(), "<folder>"},
                                                     {service.library().parent_path().string(), "<library>"},
                                                     {source_folder().string(), "<project>"}}));
    }
  }

  /// What was asked of a row of the route table.
  [[nodiscard]] std::vector<const Asked*> asked_of(const std::string& method, const std::string& pattern) const {
    const auto segments = [](const std::string& path) {
      std::vector<std::string> all(1);
      for (const char c : path) {
        if (c == '/')
          all.emplace_back();
        else
          all.back() += c;
      }
      return all;
    };
    const std::vector<std::string> parts = segments(pattern);
    std::vector<const Asked*> found;
    for (const Asked& asked : asked_)
      if (asked.method == method && std::ranges::equal(parts, segments(asked.path), [](const auto& a, const auto& b) {
            return a == b || a.starts_with('{');
          }))
        found.push_back(&asked);
    return found;
  }

  const TemporaryFolder folder_;
  Golden golden_{"routes"};
  std::vector<Asked> asked_;
};

TEST_F(GoldenRoutes, AnswerAsBefore) {
  const std::string csv = (folder_.path() / "songs.csv").string();
  const std::string library = (folder_.path() / "made" / "library.db").string();
  std::filesystem::create_directory(folder_.path() / "made");
  ASSERT_EQ(run_program({"data", "generate", "300", "--seed", "7", "-o", csv}).status, 0);
  ASSERT_EQ(run_program({"import", csv, "--library", library}).status, 0);
  ask_all(RunningService({"--quiet", "--library", library}), on_made_up_songs());
  const RunningService songbook({"--quiet", "--allow-path", folder_.path().string()});
  ask_all(songbook, on_the_songbook(folder_.path().string()));
  golden_.expect_no_other();

  const Json sent = Json::parse(ask(songbook.port(), "GET", "/openapi.json").body);
  const Json document = wire::without_references(sent, sent["components"]["schemas"]);
  for (const auto& [path, methods] : document["paths"].items())
    for (const auto& row : methods.items()) {
      std::string method = row.key;
      std::ranges::transform(method, method.begin(), [](unsigned char c) { return std::toupper(c); });
      const std::vector<const Asked*> asked = asked_of(method, path);
      EXPECT_FALSE(asked.empty()) << "nothing asks " << method << " " << path;
      for (const Asked* one : asked) expect_described(row.value, *one);
    }
}

}  // namespace
}  // namespace leitmotif::testing

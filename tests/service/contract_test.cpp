// A client made from the OpenAPI document: whatever it asks, the answer is one the document declares.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>

#include <chrono>
#include <map>
#include <memory>

#include "leitmotif/core/json.hpp"
#include "leitmotif/wire/components.hpp"
#include "leitmotif/wire/schema.hpp"
#include "support/generated_requests.hpp"
#include "support/http_client.hpp"
#include "support/running_service.hpp"

namespace leitmotif::testing {
namespace {

using Clock = std::chrono::steady_clock;

#ifdef __SANITIZE_THREAD__
constexpr int kRequests = 2000;  // each takes many times as long
#else
constexpr int kRequests = 10000;
#endif
constexpr std::chrono::seconds kMostTime{110};  // below the life that a running service is given

/// What is wrong with an answer; empty when nothing is.
std::string fault(const GeneratedRequest& request, const HttpAnswer& answer) {
  const std::string status = std::to_string(answer.status);
  // Nobody can guess the state that a part has; one of another is refused.
  const bool is_for_part = answer.status == 503 && request.target.starts_with("/api/v1/parts/");
  if (answer.status >= 500 && !is_for_part) return "is " + status + ": " + answer.body;
  if (!request.responses.contains(status)) return "has the undeclared status " + status + ": " + answer.body;
  const Json& declared = request.responses[status];
  if (!declared.contains("content")) return "";
  const std::string type = answer.headers.at("content-type");
  const std::string bare = type.substr(0, type.find(';'));
  if (!declared["content"].contains(bare)) return "has the undeclared type " + type;
  if (bare != "application/json") return "";
  if (!Json::accept(answer.body)) return "is not JSON: " + answer.body.substr(0, 200);
  try {
    wire::check(declared["content"][bare]["schema"], Json::parse(answer.body), "answer");
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

/// A connection that is made anew when the service has closed it.
class Asking {
 public:
  explicit Asking(std::uint16_t port) : port_(port) {}
  HttpAnswer ask(const GeneratedRequest& request) {
    if (!connection_) connection_ = std::make_unique<HttpConnection>(port_, std::chrono::seconds(30));
    const auto body = request.body.empty() ? std::nullopt : std::optional(request.body);
    connection_->send(request_text(request.method, request.target, body));
    HttpAnswer answer = connection_->answer();
    if (answer.status == 0 || answer.headers.contains("connection")) connection_.reset();
    return answer;
  }

 private:
  std::uint16_t port_;
  std::unique_ptr<HttpConnection> connection_;
};

TEST(HttpContract, HoldsForGeneratedRequests) {
  const RunningService service({"--quiet"});
  const Json document = Json::parse(ask(service.port(), "GET", "/openapi.json").body);
  RequestGenerator generator(document, 7);
  ASSERT_GT(generator.operations(), 20U);
  Asking client(service.port());
  std::map<int, int> statuses;
  int faults = 0;
  int asked = 0;
  const auto begin = Clock::now();
  for (; asked < kRequests && faults < 5 && Clock::now() - begin < kMostTime; ++asked) {
    const GeneratedRequest request = generator.next();
    const HttpAnswer answer = client.ask(request);
    ++statuses[answer.status];
    const std::string wrong = fault(request, answer);
    EXPECT_EQ(wrong, "") << request.method << " " << request.target << "\n" << request.body.substr(0, 500);
    faults += wrong.empty() ? 0 : 1;
  }
  RecordProperty("requests", asked);
  EXPECT_GE(asked, faults > 0 ? 0 : kRequests) << "too slow";
  EXPECT_GT(statuses[200], asked / 10) << "too few requests made sense";
  EXPECT_GT(statuses[400], asked / 100) << "too few requests made no sense";
}

/// The objects of a schema that would take any key.
std::string open_objects(const Json& schema, const std::string& where) {
  std::string found;
  if (schema["type"] == "object" && !schema.contains("additionalProperties")) found += " " + where;
  for (const Json& choice : schema["anyOf"]) found += open_objects(choice, where);
  for (const auto& property : schema["properties"].items())
    found += open_objects(property.value, where + "." + property.key);
  if (schema.contains("items")) found += open_objects(schema["items"], where + "[]");
  if (schema["additionalProperties"].is_object()) found += open_objects(schema["additionalProperties"], where + ".*");
  return found;
}

/// What is sent and not described would not be noticed by the other tests if the schemas were open.
TEST(HttpContract, AnswersAreClosedObjectsWithNames) {
  const RunningService service({"--quiet"});
  const Json document = Json::parse(ask(service.port(), "GET", "/openapi.json").body);
  const Json& components = document["components"]["schemas"];
  for (const char* name : {"RecommendedSong", "Recommendation", "RecommendRequest", "SongDetail", "LibraryFacts",
                           "Flag", "Analysis", "ModelInfo", "Job", "Error"})
    EXPECT_TRUE(components.contains(name)) << name;
  for (const char* key : {"mixture", "explicit", "inferred", "file"})
    EXPECT_TRUE(components["RecommendedSong"]["properties"].contains(key)) << key;
  EXPECT_TRUE(components["Recommendation"]["properties"].contains("milliseconds"));
  // What is asked for and what a job came to is said elsewhere.
  const std::map<std::string, std::string> open = {
      {"Flag", " Flag.query"}, {"Job", " Job.wish Job.result"}, {"NewFlag", " NewFlag.query"}};
  for (const auto& [name, schema] : components.items()) {
    const auto allowed = open.find(name);
    EXPECT_EQ(open_objects(schema, name), allowed == open.end() ? "" : allowed->second) << name;
  }
}

/// What OpenAPI 3.1 demands of a document, as far as this one uses it.
TEST(HttpContract, TheDocumentIsWellFormed) {
  const RunningService service({"--quiet"});
  const Json document = Json::parse(ask(service.port(), "GET", "/openapi.json").body);
  EXPECT_TRUE(document["info"].contains("title") && document["info"].contains("version"));
  std::map<std::string, int> ids;
  for (const auto& path : document["paths"].items())
    for (const auto& operation : path.value.items()) {
      const Json& described = operation.value;
      ++ids[described["operationId"]];
      ASSERT_FALSE(described["responses"].empty());
      for (const auto& response : described["responses"].items()) EXPECT_TRUE(response.value.contains("description"));
      std::size_t in_path = 0;
      for (const Json& parameter : described.value("parameters", Json::array())) {
        if (parameter["in"] != "path") continue;
        ++in_path;
        EXPECT_EQ(parameter["required"], true);
        EXPECT_NE(path.key.find("{" + parameter["name"].get<std::string>() + "}"), std::string::npos);
      }
      EXPECT_EQ(in_path, static_cast<std::size_t>(std::ranges::count(path.key, '{')));
    }
  for (const auto& [id, count] : ids) EXPECT_EQ(count, 1) << id;
}

}  // namespace
}  // namespace leitmotif::testing

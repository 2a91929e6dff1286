// What is written for others: heads of answers, log lines, metrics, compressed bodies.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/core/json.hpp"
#include "leitmotif/service/access_log.hpp"
#include "leitmotif/service/gzip.hpp"
#include "leitmotif/service/metrics.hpp"
#include "leitmotif/service/page.hpp"
#include "leitmotif/service/response_head.hpp"

namespace leitmotif::service {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(AccessLog, CannotBeForged) {
  Request request;
  request.method = "GET\r\n{\"forged\":1}";
  request.target = "/a\n{\"status\":200}\x1B[31m\xFF?lyric=secret";
  request.peer = "127.0.0.1";
  Response response;
  response.status = 400;
  response.error = "it said \"no\"\n";
  const std::string line = access_line({request, response, 7, 0.0015}, 1'700'000'000'123);
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_THAT(line, Not(HasSubstr("\x1B")));
  EXPECT_THAT(line, Not(HasSubstr("secret")));
  const Json json = Json::parse(line);
  EXPECT_EQ(json["time"], "2023-11-14T22:13:20.123Z");
  EXPECT_EQ(json["status"], 400);
  EXPECT_EQ(json["microseconds"], 1500);
  EXPECT_EQ(json["error"], response.error);
}

TEST(ResponseHead, HasLengthAndSafety) {
  Response response;
  response.status = 404;
  const std::string head = response_head(response, "id-1", 12, false);
  EXPECT_THAT(head, ::testing::StartsWith("HTTP/1.1 404 Not Found\r\n"));
  for (const char* line :
       {"\r\ncontent-length: 12\r\n", "\r\nx-request-id: id-1\r\n", "\r\nconnection: close\r\n",
        "\r\nx-content-type-options: nosniff\r\n", "script-src 'self'", "\r\ncache-control: no-store\r\n"})
    EXPECT_THAT(head, HasSubstr(line));
  EXPECT_THAT(head, Not(HasSubstr("unsafe")));
  EXPECT_THAT(response_head(response, "", std::nullopt, true), HasSubstr("\r\ntransfer-encoding: chunked\r\n"));
}

TEST(Metrics, CountByRouteAndStatus) {
  Metrics metrics;
  metrics.count("/a", 200, 0.0002);
  metrics.count("/a", 200, 100);
  metrics.count("/a", 404, 0.001);
  const std::string text = metrics.text({3, 168, "abc", 9});
  for (const char* line : {"leitmotif_requests_total{route=\"/a\",status=\"200\"} 2\n", "leitmotif_connections 3\n",
                           "leitmotif_request_duration_seconds_bucket{route=\"/a\",le=\"0.00025\"} 1\n",
                           "leitmotif_request_duration_seconds_bucket{route=\"/a\",le=\"0.001\"} 2\n",
                           "leitmotif_request_duration_seconds_bucket{route=\"/a\",le=\"+Inf\"} 3\n",
                           "leitmotif_library_songs 168\n", "leitmotif_model_info{sha256=\"abc\""})
    EXPECT_THAT(text, HasSubstr(line));
  EXPECT_GT(resident_bytes(), 1000000U);
}

TEST(Gzip, IsAcceptedAsAsked) {
  for (const char* header : {"gzip", "br, gzip", "gzip;q=0.5", "*", "deflate, gzip;q=1.0"})
    EXPECT_TRUE(accepts(header, "gzip")) << header;
  for (const char* header : {"", "br", "gzip;q=0", "gzip;q=0.0", "xgzip"})
    EXPECT_FALSE(accepts(header, "gzip")) << header;
}

TEST(Gzip, ShortensLongTextOnly) {
  Request request;
  request.headers = {{"accept-encoding", "gzip"}};
  Response response;
  response.body = std::string(5000, 'a');
  compress(request, response);
  EXPECT_LT(response.body.size(), 200U);
  EXPECT_EQ(response.body.substr(0, 2), "\x1F\x8B");
  EXPECT_THAT(response.headers, ::testing::Contains(::testing::Pair("content-encoding", "gzip")));
  Response small;
  small.body = "{}";
  compress(request, small);
  EXPECT_EQ(small.body, "{}");
}

TEST(Page, GivesOnlyItsOwnFiles) {
  const std::array<PageFile, 2> files = {{{"/index.html", "text/html", "abc", "<p>", "zipped", ""},
                                          {"/assets/a-1.js", "text/javascript", "def", "x", "", ""}}};
  const auto status = [&](const char* target, const char* accept) {
    Request request;
    request.method = "GET";
    request.target = target;
    request.headers = {{"accept", accept}};
    return page_response(files, request).has_value();
  };
  EXPECT_TRUE(status("/", ""));
  EXPECT_TRUE(status("/map?topic=sadness", "text/html"));
  EXPECT_TRUE(status("/assets/a-1.js", "*/*"));
  for (const char* none : {"/map", "/assets/../index.html", "/../index.html", "/etc/passwd", "/assets/b.js"})
    EXPECT_FALSE(status(none, "*/*")) << none;
  EXPECT_FALSE(status("/api/v1/nothing", "text/html"));
  Request request;
  request.method = "GET";
  request.target = "/";
  request.headers = {{"accept-encoding", "gzip"}, {"if-none-match", "\"abc-gz\""}};
  EXPECT_EQ(page_response(files, request)->status, 304);
  request.headers.pop_back();
  EXPECT_EQ(page_response(files, request)->body, "zipped");
}

}  // namespace
}  // namespace leitmotif::service

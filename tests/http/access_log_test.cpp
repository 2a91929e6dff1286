// The log line of a request.
#include "leitmotif/http/access_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/core/json.hpp"
#include "support/matchers.hpp"

namespace leitmotif::http {
namespace {

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

}  // namespace
}  // namespace leitmotif::http

// Who may ask.
#include "leitmotif/service/guard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/service/token.hpp"
#include "support/expect_error.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::service {
namespace {

Request request(Headers headers, std::string method = "GET", std::string target = "/api/v1/topics") {
  Request result;
  result.method = std::move(method);
  result.target = std::move(target);
  result.headers = std::move(headers);
  return result;
}

int status_of(const Guard& guard, const Request& asked) {
  const auto refusal = guard.refusal(asked);
  return refusal ? refusal->status : 200;
}

TEST(Guard, KnowsItsOwnNames) {
  const Guard guard({.hosts = {"music.home"}, .knows_token = nullptr});
  for (const char* host :
       {"localhost", "localhost:8080", "LOCALHOST", "127.0.0.1:8080", "[::1]:8080", "[::1]", "192.0.2.7", "music.home"})
    EXPECT_EQ(status_of(guard, request({{"host", host}})), 200) << host;
  for (const char* host : {"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", ""})
    EXPECT_EQ(status_of(guard, request({{"host", host}})), 421) << host;
  EXPECT_EQ(status_of(guard, request({})), 421);
}

TEST(Guard, RefusesPagesFromElsewhere) {
  const Guard guard({});
  const auto with = [&](const char* name, const char* value, const char* method) {
    return status_of(guard, request({{"host", "localhost:1"}, {name, value}}, method));
  };
  EXPECT_EQ(with("origin", "http://localhost:1", "POST"), 200);
  for (const char* origin : {"http://evil.example", "http://localhost:2", "null", "http://localhost:1.evil.example"})
    EXPECT_EQ(with("origin", origin, "POST"), 403) << origin;
  EXPECT_EQ(with("sec-fetch-site", "cross-site", "GET"), 403);
  EXPECT_EQ(with("sec-fetch-site", "same-origin", "POST"), 200);
  EXPECT_EQ(with("sec-fetch-site", "none", "GET"), 200);
  // A link on another page may lead here.
  EXPECT_EQ(
      status_of(guard,
                request({{"host", "localhost"}, {"sec-fetch-site", "cross-site"}, {"sec-fetch-mode", "navigate"}})),
      200);
}

TEST(Guard, AsksForTheToken) {
  const Guard guard({.hosts = {}, .knows_token = [](const std::string& token) { return token == "right"; }});
  EXPECT_EQ(status_of(guard, request({{"host", "localhost"}})), 401);
  EXPECT_EQ(status_of(guard, request({{"host", "localhost"}, {"authorization", "Bearer wrong"}})), 401);
  EXPECT_EQ(status_of(guard, request({{"host", "localhost"}, {"authorization", "Bearer right"}})), 200);
  EXPECT_EQ(status_of(guard, request({{"host", "localhost"}, {"cookie", "a=b; leitmotif_token=right; c=d"}})), 200);
  EXPECT_EQ(status_of(guard, request({{"host", "localhost"}, {"cookie", "not_leitmotif_token=right"}})), 401);
  EXPECT_EQ(status_of(guard, request({{"host", "localhost"}}, "GET", "/healthz")), 200);
  const auto page = guard.refusal(request({{"host", "localhost"}, {"accept", "text/html"}}, "GET", "/"));
  ASSERT_TRUE(page);
  EXPECT_THAT(page->body, ::testing::HasSubstr("<form method=\"post\" action=\"/login\">"));
}

TEST(Token, IsKeptOnlyAsAHash) {
  const leitmotif::testing::TemporaryFolder folder;
  const auto file = folder.path() / "inner" / "library.db.token";
  const std::string token = make_token(file);
  EXPECT_EQ(token.size(), 64U);
  EXPECT_NE(token, new_token());
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  TokenKeeper keeper(file);
  EXPECT_TRUE(keeper.knows(token));
  EXPECT_TRUE(keeper.knows(token));
  EXPECT_FALSE(keeper.knows(std::string(64, '0')));
  EXPECT_FALSE(keeper.knows(""));
  EXPECT_EQ(leitmotif::testing::error_of([&] { TokenKeeper bad(folder.write("x", token)); }).kind(),
            ErrorKind::corrupt_data);
}

}  // namespace
}  // namespace leitmotif::service

// Who may ask.
#include "leitmotif/http/guard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leitmotif::http {
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
  const Guard guard({.about = {}, .hosts = {"music.home"}, .knows_token = nullptr});
  for (const char* host :
       {"localhost", "localhost:8080", "LOCALHOST", "127.0.0.1:8080", "[::1]:8080", "[::1]", "192.0.2.7", "music.home"})
    EXPECT_EQ(status_of(guard, request({{"host", host}})), 200) << host;
  for (const char* host : {"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", ""})
    EXPECT_EQ(status_of(guard, request({{"host", host}})), 421) << host;
  EXPECT_EQ(status_of(guard, request({})), 421);
  for (const char* health : {"/healthz", "/readyz"}) {
    Request asked = request({});  // a balancer, which speaks HTTP/1.0 and has no name for this server
    asked.target = health;
    EXPECT_EQ(status_of(guard, asked), 200) << health;
  }
  EXPECT_EQ(status_of(guard, request({{"host", "localhost"}, {"host", "evil.example"}})), 400);
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
  const Guard guard({.about = {.name = "Songs", .version = "", .summary = "", .prefix = "leitmotif"},
                     .hosts = {},
                     .knows_token = [](const std::string& token) { return token == "right"; }});
  EXPECT_EQ(status_of(guard, request({{"host", "localhost"}})), 401);
  EXPECT_EQ(status_of(guard, request({{"host", "localhost"}, {"authorization", "Bearer wrong"}})), 401);
  EXPECT_EQ(status_of(guard, request({{"host", "localhost"}, {"authorization", "Bearer right"}})), 200);
  EXPECT_EQ(status_of(guard, request({{"host", "localhost"}, {"cookie", "a=b; leitmotif_token=right; c=d"}})), 200);
  EXPECT_EQ(status_of(guard, request({{"host", "localhost"}, {"cookie", "not_leitmotif_token=right"}})), 401);
  EXPECT_EQ(status_of(guard, request({{"host", "localhost"}}, "GET", "/healthz")), 200);
  const auto page = guard.refusal(request({{"host", "localhost"}, {"accept", "text/html"}}, "GET", "/"));
  ASSERT_TRUE(page);
  EXPECT_THAT(page->body, ::testing::HasSubstr("<form method=\"post\" action=\"/login\">"));
  EXPECT_THAT(page->body, ::testing::HasSubstr("<h1>Songs</h1>"));

  Request form = request({{"host", "localhost"}}, "POST", "/login");
  form.body = "token=wrong";
  EXPECT_EQ(guard.login(form).status, 401);
  form.body = "token=right";
  EXPECT_THAT(guard.login(form).headers,
              ::testing::Contains(::testing::Pair(
                  "set-cookie", "leitmotif_token=right; Max-Age=31536000; HttpOnly; SameSite=Lax; Path=/")));
}

TEST(Guard, TheFormOfABrowserGetsIn) {
  const Guard guard({.about = {}, .knows_token = [](const std::string& token) { return token == "right"; }});
  // What Chromium sends for a form on a page whose policy is to name no referrer.
  const Headers form = {{"host", "192.0.2.7:8080"}, {"origin", "null"}, {"sec-fetch-site", "same-origin"}};
  EXPECT_EQ(status_of(guard, request(form, "POST", "/login")), 200);
  EXPECT_EQ(status_of(guard, request(form, "POST", "/api/v1/lists")), 403) << "the form only";
  EXPECT_EQ(status_of(guard, request({{"host", "192.0.2.7"}, {"origin", "null"}}, "POST", "/login")), 403);
  EXPECT_EQ(status_of(guard, request({{"host", "192.0.2.7"}, {"origin", "null"}, {"sec-fetch-site", "cross-site"}},
                                     "POST", "/login")),
            403);
}

TEST(Guard, AWrongTokenShowsABrowserTheFormAgain) {
  const Guard guard({.about = {}, .knows_token = [](const std::string&) { return false; }});
  Request form = request({{"host", "localhost"}, {"accept", "text/html,*/*"}}, "POST", "/login");
  form.body = "token=wrong";
  const Response again = guard.login(form);
  EXPECT_EQ(again.status, 401);
  EXPECT_THAT(again.body, ::testing::HasSubstr("This is not the token."));
  EXPECT_THAT(again.body, ::testing::HasSubstr("name=\"viewport\""));
}

TEST(Guard, SigningOutTakesTheCookieAway) {
  const Guard guard({});
  EXPECT_THAT(guard.logout().headers,
              ::testing::Contains(::testing::Pair("set-cookie", ::testing::HasSubstr("_token=; Max-Age=0;"))));
}

TEST(Guard, PagesThatAreAllowedMayAskAndReadWithTheToken) {
  const Guard guard({.about = {}, .origins = {"https://page.example"}, .knows_token = [](const std::string& token) {
                       return token == "right";
                     }});
  const auto from = [](const char* origin, const char* method, const char* token) {
    return request({{"host", "localhost"},
                    {"origin", origin},
                    {"sec-fetch-site", "cross-site"},
                    {"authorization", std::string("Bearer ") + token}},
                   method);
  };
  EXPECT_EQ(status_of(guard, from("https://page.example", "POST", "right")), 200);
  EXPECT_EQ(status_of(guard, from("https://page.example", "POST", "wrong")), 401);
  EXPECT_EQ(status_of(guard, from("https://page.example", "OPTIONS", "")), 200) << "asked before, without a token";
  EXPECT_EQ(status_of(guard, from("https://page.example.evil.example", "POST", "right")), 403);
  EXPECT_EQ(status_of(guard, from("https://other.example", "OPTIONS", "right")), 403);
  const auto allowed = ::testing::Contains(::testing::Pair("access-control-allow-origin", "https://page.example"));
  EXPECT_THAT(guard.sharing(from("https://page.example", "GET", "right")), allowed);
  EXPECT_THAT(guard.sharing(from("https://other.example", "GET", "right")), ::testing::Not(allowed));
  EXPECT_TRUE(Guard({}).sharing(from("https://page.example", "GET", "right")).empty());
}

}  // namespace
}  // namespace leitmotif::http

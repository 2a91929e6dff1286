// From a request to its answer: which status an error becomes, which part of the request it names, and who may answer.
#include "leitmotif/http/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/wire/schema.hpp"

namespace leitmotif::http {
namespace {

using wire::integer;
using wire::object;

/// A table of three routes that fail as `error` says.
Router failing(const Error& error) {
  const auto fail = [error](const Call&) -> Response { throw Error(error); };
  return Router(
      {{.method = "POST",
        .pattern = "/wish",
        .summary = "",
        .body = object({{"n", integer(1, 9), false}, {"mix", integer(1, 9), false}}),
        .handler = fail},
       {.method = "GET",
        .pattern = "/look",
        .summary = "",
        .query = {{"n", integer(1, 9), ""}, {"mix", integer(1, 9), ""}},
        .handler = fail},
       {.method = "GET", .pattern = "/of/{mix}", .summary = "", .path = {{"mix", integer(1, 9), ""}}, .handler = fail}},
      [] { return std::string("1"); });
}

Response post(const Router& router, const std::string& body, const std::string& type = "application/json") {
  Request request;
  request.method = "POST";
  request.target = "/wish";
  request.headers = {{"content-type", type}};
  request.body = body;
  return router.answer(request);
}

Response get(const Router& router, const std::string& target) {
  Request request;
  request.method = "GET";
  request.target = target;
  return router.answer(request);
}

Response look(const Router& router, const std::string& query = "") { return get(router, "/look" + query); }

Json error_in(const Response& response) { return Json::parse(response.body)["error"]; }

TEST(Router, AnUnsupportedWishIsNotAWrongMediaType) {
  const Router router = failing(Error(ErrorKind::unsupported, "this model does not know that topic"));
  EXPECT_EQ(post(router, "{}").status, 422);
  EXPECT_EQ(error_in(post(router, "{}"))["kind"], "unsupported");
  EXPECT_EQ(look(router).status, 422);
  for (const char* type : {"text/plain", "", "application/jsonx"})
    EXPECT_EQ(post(router, "{}", type).status, 415) << type;
  for (const char* type : {"application/json; charset=utf-8", "Application/JSON"})
    EXPECT_EQ(post(router, "{}", type).status, 422) << type;
}

TEST(Router, EveryKindHasTheStatusOfTheTable) {
  for (const ErrorMapping& row : error_mappings()) {
    const Router router = failing(Error(row.kind, "so it is"));
    const int with_body = row.kind == ErrorKind::corrupt_data ? 400 : row.http_status;
    EXPECT_EQ(post(router, "{}").status, with_body) << row.name;
    EXPECT_EQ(look(router).status, row.http_status) << row.name;
    EXPECT_EQ(error_in(look(router))["kind"], row.name);
  }
}

TEST(Router, NamesThePartOfTheRequestThatWasWrong) {
  const Router router = failing(Error(ErrorKind::invalid_argument, "mix", "all weights are 0"));
  EXPECT_EQ(error_in(post(router, R"({"n":10})"))["field"], "body.n");
  EXPECT_EQ(error_in(post(router, R"({"m":1})"))["field"], "body.m");
  EXPECT_EQ(error_in(look(router, "?n=x"))["field"], "query.n");
  EXPECT_EQ(error_in(look(router, "?m=1"))["field"], "query");
  EXPECT_EQ(error_in(post(router, "{}"))["field"], "body.mix") << "a room below knows its key only";
  EXPECT_EQ(error_in(post(router, "{}"))["message"], "mix: all weights are 0");
  EXPECT_EQ(error_in(look(router))["field"], "query.mix");
  EXPECT_EQ(error_in(get(router, "/of/1"))["field"], "path.mix");
  const Router deeper = failing(Error(ErrorKind::invalid_argument, "mix.sadness", "expected a number"));
  EXPECT_EQ(error_in(post(deeper, "{}"))["field"], "body.mix.sadness");
  const Router other = failing(Error(ErrorKind::not_found, "like", "there is no song 9"));
  EXPECT_FALSE(error_in(look(other)).contains("field")) << "nobody asked by that key";
  const Router vague = failing(Error(ErrorKind::invalid_argument, "body.n: only looks like one"));
  EXPECT_FALSE(error_in(post(vague, "{}")).contains("field"));
}

Request asked(const std::string& target, const std::string& body) {
  Request request;
  request.method = "POST";
  request.target = target;
  request.headers = {{"content-type", "application/json"}};
  request.body = body;
  return request;
}

TEST(Router, OnlyWhatIsQuickIsAnsweredAtOnce) {
  int answers = 0;
  const auto handler = [&](const Call&) {
    ++answers;
    return Response();
  };
  const Schema body = wire::object({{"n", wire::integer(1, 9), false}});
  const Router router({{.method = "POST", .pattern = "/slow", .summary = "", .body = body, .handler = handler},
                       {.method = "POST",
                        .pattern = "/quick",
                        .summary = "",
                        .body = body,
                        .is_quick = always_quick,
                        .handler = handler},
                       {.method = "POST",
                        .pattern = "/some",
                        .summary = "",
                        .body = body,
                        .is_quick = [](const Call& call) { return call.body.contains("n"); },
                        .handler = handler}},
                      [] { return std::string("1"); });
  EXPECT_FALSE(router.quick_answer(asked("/slow", "{}")));
  EXPECT_FALSE(router.quick_answer(asked("/slow", "{"))) << "not even looked at";
  EXPECT_FALSE(router.quick_answer(asked("/some", "{}")));
  EXPECT_FALSE(router.quick_answer(asked("/nowhere", "{}")));
  EXPECT_EQ(answers, 0) << "no handler began what another thread will do";
  EXPECT_EQ(router.quick_answer(asked("/quick", "{}"))->status, 200);
  EXPECT_EQ(router.quick_answer(asked("/some", R"({"n":1})"))->status, 200);
  EXPECT_EQ(router.quick_answer(asked("/some", R"({"n":10})"))->status, 400) << "a wrong request is refused at once";
  EXPECT_EQ(answers, 2);
  for (const char* target : {"/slow", "/quick", "/some"}) EXPECT_EQ(router.answer(asked(target, "{}")).status, 200);
  EXPECT_EQ(answers, 5);
}

}  // namespace
}  // namespace leitmotif::http

// From a request to its answer.
#include "leitmotif/http/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif::http {
namespace {

Request post(const std::string& target, const std::string& body) {
  Request request;
  request.method = "POST";
  request.target = target;
  request.headers = {{"content-type", "application/json"}};
  request.body = body;
  return request;
}

TEST(Router, OnlyWhatIsQuickIsAnsweredAtOnce) {
  int asked = 0;
  const auto handler = [&](const Call&) {
    ++asked;
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
  EXPECT_FALSE(router.quick_answer(post("/slow", "{}")));
  EXPECT_FALSE(router.quick_answer(post("/slow", "{"))) << "not even looked at";
  EXPECT_FALSE(router.quick_answer(post("/some", "{}")));
  EXPECT_FALSE(router.quick_answer(post("/nowhere", "{}")));
  EXPECT_EQ(asked, 0) << "no handler began what another thread will do";
  EXPECT_EQ(router.quick_answer(post("/quick", "{}"))->status, 200);
  EXPECT_EQ(router.quick_answer(post("/some", R"({"n":1})"))->status, 200);
  EXPECT_EQ(router.quick_answer(post("/some", R"({"n":10})"))->status, 400) << "a wrong request is refused at once";
  EXPECT_EQ(asked, 2);
  for (const char* target : {"/slow", "/quick", "/some"}) EXPECT_EQ(router.answer(post(target, "{}")).status, 200);
  EXPECT_EQ(asked, 5);
}

}  // namespace
}  // namespace leitmotif::http

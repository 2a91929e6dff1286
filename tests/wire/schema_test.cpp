// Values against schemas, and the messages that name the field.
#include "leitmotif/wire/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/core/json.hpp"
#include "support/expect_each.hpp"
#include "support/expect_error.hpp"

namespace leitmotif::wire {
namespace {

using testing::expect_each;

using leitmotif::testing::error_of;

Schema query() {
  return object({{"n", integer(1, 10000), true},
                 {"p", number(0, 1), false},
                 {"name", text(1, 5), false},
                 {"kind", one_of({"a", "b"}), false},
                 {"ids", list_of(integer(1, 9), 0, 3), false},
                 {"mood", any_of({object({{"x", number(0, 1), true}}), text(1, 10)}), false}});
}

std::string message_for(const std::string& json) {
  return error_of([&] { check(*query(), Json::parse(json), "body"); }).what();
}

TEST(Schema, TakesWhatFits) {
  for (const char* json : {R"({"n":1})", R"({"n":10000,"p":0,"name":"äöüßé","kind":"b","ids":[1,9],"mood":"calm"})",
                           R"({"n":2,"p":1.0,"ids":[],"mood":{"x":0.5}})"})
    EXPECT_NO_THROW(check(*query(), Json::parse(json), "body")) << json;
}

TEST(Schema, NamesTheFieldAndWhatWasExpected) {
  expect_each(message_for,
              {{R"({"n":"x"})", R"(body.n: expected an integer 1..10000, found "x")"},
               {R"({"n":0})", "body.n: expected an integer 1..10000, found 0"},
               {R"({"n":1.5})", "body.n: expected an integer 1..10000, found 1.5"},
               {R"({"n":18446744073709551615})", "body.n: expected an integer 1..10000, found 18446744073709551615"},
               {R"({"n":null})", "body.n: expected an integer 1..10000, found null"},
               {R"({})", "body.n: is missing"},
               {R"([])", "body: expected an object, found a list of 0"},
               {R"({"n":1,"p":1.5})", "body.p: expected a number 0..1, found 1.5"},
               {R"({"n":1,"name":""})", R"(body.name: expected text of 1..5 characters, found "")"},
               {R"({"n":1,"kind":"c"})", R"(body.kind: expected one of a, b, found "c")"},
               {R"({"n":1,"ids":[1,0]})", "body.ids[1]: expected an integer 1..9, found 0"},
               {R"({"n":1,"ids":[1,1,1,1]})", "body.ids: expected a list of 0..3, found a list of 4"},
               {R"({"n":1,"mood":{"x":2}})", "body.mood.x: expected a number 0..1, found 2"},
               {R"({"n":1,"mood":7})", "body.mood: expected an object or text of 1..10 characters, found 7"},
               {R"({"n":1,"m":7})", "body.m: is not known; known: n, p, name, kind, ids, mood"}});
}

TEST(Schema, ChoicesMayHaveChoices) {
  const Schema years = or_null(any_of({integer(0, 9999), text(1, 9)}, "only these years"));
  for (const char* fits : {"null", "1975", R"("1970-1979")"})
    EXPECT_NO_THROW(check(*years, Json::parse(fits), "body.years")) << fits;
  const auto message = [&](const char* json) {
    return std::string(error_of([&] { check(*years, Json::parse(json), "body.years"); }).what());
  };
  EXPECT_EQ(message("true"), "body.years: expected an integer 0..9999 or text of 1..9 characters, found true");
  EXPECT_EQ(message("10000"), "body.years: expected an integer 0..9999, found 10000");
  EXPECT_EQ(message(R"("")"), R"(body.years: expected text of 1..9 characters, found "")");
}

TEST(Schema, NumbersWithoutABoundAreSaidSo) {
  EXPECT_EQ(expectation(*integer(1, kLargestWhole)), "an integer of at least 1");
  EXPECT_EQ(error_of([] { check(*integer(1, kLargestWhole), Json(0), "path.id"); }).what(),
            std::string("path.id: expected an integer of at least 1, found 0"));
}

TEST(Schema, MessagesStayOnOneLine) {
  EXPECT_EQ(message_for("{\"n\":\"\\n\\u001b[31m\"}"), R"(body.n: expected an integer 1..10000, found "\n\u001b[31m")");
  EXPECT_EQ(message_for("{\"n\":1,\"a\\nb\":1}").find('\n'), std::string::npos);
  EXPECT_LT(message_for(R"({"n":")" + std::string(100000, 'x') + R"("})").size(), 200U);
}

TEST(Schema, TextsOfAQueryBecomeValues) {
  EXPECT_EQ(value_of(*integer(0, 9), "5"), Json(5));
  EXPECT_EQ(value_of(*integer(0, 9), "5x"), Json("5x"));
  EXPECT_EQ(value_of(*integer(0, 9), "99999999999999999999"), Json("99999999999999999999"));
  EXPECT_EQ(value_of(*number(0, 1), "0.5"), Json(0.5));
  EXPECT_EQ(value_of(*number(0, 1), "nan"), Json("nan"));
  EXPECT_EQ(value_of(*truth(), "true"), Json(true));
  EXPECT_EQ(value_of(*any_text(), "5"), Json("5"));
}

}  // namespace
}  // namespace leitmotif::wire

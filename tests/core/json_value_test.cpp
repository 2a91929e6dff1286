// The JSON value: what braces mean, what is refused, and the text it becomes.
#include "leitmotif/core/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>

namespace leitmotif {
namespace {

TEST(JsonValue, BracesOfPairsAreAnObjectOthersAList) {
  EXPECT_EQ((Json{{"a", 1}, {"b", "x"}}).dump(), R"({"a":1,"b":"x"})");
  EXPECT_EQ((Json{1, "a"}).dump(), R"([1,"a"])");
  EXPECT_EQ((Json{"a", 1}).dump(), R"(["a",1])") << "one pair alone is a list";
  EXPECT_EQ((Json{{"a", {{"b", {1, 2}}}}}).dump(), R"({"a":{"b":[1,2]}})");
  EXPECT_EQ(Json::array({Json{{"a", 1}}}).dump(), R"([{"a":1}])");
  EXPECT_EQ(Json(std::map<std::string, int>{{"z", 1}, {"a", 2}}).dump(), R"({"a":2,"z":1})");
  EXPECT_EQ(Json(std::vector<std::string>{"x", "y"}).dump(), R"(["x","y"])");
  EXPECT_EQ(Json::object().dump(2), "{}");
}

TEST(JsonValue, NumbersKeepTheirKind) {
  const std::vector<std::pair<Json, std::string>> values = {{1, "1"},
                                                            {-7, "-7"},
                                                            {1.0, "1.0"},
                                                            {-0.0, "-0.0"},
                                                            {0.1, "0.1"},
                                                            {1e-5, "1e-05"},
                                                            {0.0001, "0.0001"},
                                                            {123456789012345.0, "123456789012345.0"},
                                                            {1e15, "1e+15"},
                                                            {1.5e300, "1.5e+300"},
                                                            {5e-324, "5e-324"},
                                                            {0.1F, "0.10000000149011612"},
                                                            {INT64_MIN, "-9223372036854775808"},
                                                            {UINT64_MAX, "18446744073709551615"},
                                                            {std::numeric_limits<double>::quiet_NaN(), "null"},
                                                            {HUGE_VAL, "null"}};
  for (const auto& [json, text] : values) {
    EXPECT_EQ(json.dump(), text);
    if (text != "null") {
      EXPECT_EQ(Json::parse(text), json) << text;
    }
  }
  EXPECT_EQ(Json::parse("18446744073709551615").get<std::uint64_t>(), UINT64_MAX);
  EXPECT_EQ(Json(1), Json(1.0));
  EXPECT_LT(Json(INT64_MAX), Json(UINT64_MAX));
  EXPECT_FALSE(Json("1") < Json(2));
}

TEST(JsonValue, TextsAreEscapedAndMended) {
  EXPECT_EQ(Json("a\"\\\n\t\x01\x7F").dump(), "\"a\\\"\\\\\\n\\t\\u0001\x7F\"");
  EXPECT_EQ(Json("\xC3\xA4\xF0\x9F\x8E\xB5").dump_ascii(), "\"\\u00e4\\ud83c\\udfb5\"");
  // Each as many replacements as the Unicode Standard recommends: one for what could have become a character.
  EXPECT_EQ(Json("a\xFF\xC3z\xED\xA0\x80\xF0\x9F\x8E").dump(),
            "\"a\xEF\xBF\xBD\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(JsonValue, WhatIsReadIsWrittenAgain) {
  for (const std::string text :
       {R"({"a":[1,2.5,null,true],"b":{"c":"x"},"":""})", R"([])", R"("x")", R"([[[]],{}])", "-1", "null"})
    EXPECT_EQ(Json::parse(text).dump(), text);
  EXPECT_EQ(Json::parse(R"({"a":1,"b":2,"a":3})").dump(), R"({"a":3,"b":2})") << "the last of two counts";
  EXPECT_EQ((Json{{"a", Json::array()}, {"b", {1}}}).dump(2), "{\n  \"a\": [],\n  \"b\": [\n    1\n  ]\n}");
}

TEST(JsonValue, WhatIsMissingOrOfAnotherKindIsRefused) {
  const Json json = {{"text", "x"}, {"list", {1, 2}}};
  EXPECT_TRUE(json["nothing"].is_null());
  EXPECT_EQ(json.value("nothing", "else"), "else");
  EXPECT_THROW((void)json.at("nothing"), JsonMismatch);
  EXPECT_THROW((void)json["text"].get<int>(), JsonMismatch);
  EXPECT_THROW((void)json["list"].get<std::string>(), JsonMismatch);
  EXPECT_THROW((void)json["list"][2], JsonMismatch);
  EXPECT_THROW((void)Json::parse("{"), JsonMismatch);
  EXPECT_FALSE(Json::accept("[1,]"));
  Json grown;
  grown["a"]["b"] = 1;
  grown["c"].push_back("x");
  EXPECT_EQ(grown.dump(), R"({"a":{"b":1},"c":["x"]})");
  EXPECT_TRUE(grown.erase("a"));
  EXPECT_FALSE(grown.erase("a"));
  EXPECT_EQ(grown, (Json{{"c", {"x"}}, {"c", {"x"}}}));
}

}  // namespace
}  // namespace leitmotif

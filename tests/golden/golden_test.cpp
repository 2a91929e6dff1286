// The comparison that golden answers rest on.
#include "support/golden.hpp"
#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/core/json.hpp"

namespace leitmotif::testing {
namespace {

const Json kBefore = Json::parse(R"({"songs":[{"id":7,"score":0.5,"why":["a"]}],"fallback":false})");

TEST(Golden, TheSameIsTheSameInAnyOrderAndToTheSixthDigit) {
  const Json now = Json::parse(R"({"fallback":false,"songs":[{"why":["a"],"id":7,"score":0.5000001}]})");
  EXPECT_THAT(compare_golden(kBefore, now).broken, IsEmpty());
  EXPECT_THAT(compare_golden(kBefore, now).added, IsEmpty());
}

TEST(Golden, NamesWhereSomethingIsGoneOrChanged) {
  const Json now = Json::parse(R"({"songs":[{"id":8,"score":0.5001,"why":["a","b"]},{}]})");
  EXPECT_THAT(
      compare_golden(kBefore, now).broken,
      ElementsAre(HasSubstr("$.songs: had 1 elements, has 2"), HasSubstr("$.songs[0].id: was 7, is 8"),
                  HasSubstr("$.songs[0].score"), HasSubstr("$.songs[0].why: had 1"), HasSubstr("$.fallback: is gone")));
  EXPECT_THAT(compare_golden(Json{{"a", 1}}, Json{{"a", "1"}}).broken, ElementsAre("$.a: was 1, is \"1\""));
  EXPECT_THAT(compare_golden(Json{{"a", nullptr}}, Json{{"a", false}}).broken, ElementsAre("$.a: was null, is false"));
}

TEST(Golden, NewKeysAreListedApart) {
  const Json now = Json::parse(R"({"songs":[{"id":7,"score":0.5,"why":["a"],"album":"x"}],"fallback":false})");
  EXPECT_THAT(compare_golden(kBefore, now).broken, IsEmpty());
  EXPECT_THAT(compare_golden(kBefore, now).added, ElementsAre("$.songs[0].album: \"x\""));
}

TEST(Golden, ChanceIsTakenOut) {
  const Json json = Json::parse(R"({"seconds":1.5,"at":null,"path":"/tmp/x/y","list":[{"message":"no"}],"n":3})");
  EXPECT_EQ(
      without_chance(json, {{"/tmp/x", "<folder>"}}),
      Json::parse(R"({"seconds":"<number>","at":"<null>","path":"<folder>/y","list":[{"message":"<string>"}],"n":3})"));
}

}  // namespace
}  // namespace leitmotif::testing

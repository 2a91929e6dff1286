// Targets taken apart; what tries to leave a folder is refused.
#include "leitmotif/http/target.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/expect_error.hpp"
#include "support/matchers.hpp"

namespace leitmotif::http {
namespace {

using leitmotif::testing::error_of;

TEST(Target, IsTakenApart) {
  const Target target = parse_target("/api/v1/lists/rainy%20days?q=a+b%2B&limit=5&empty");
  EXPECT_EQ(target.path, "/api/v1/lists/rainy%20days");
  EXPECT_THAT(target.segments, ElementsAre("api", "v1", "lists", "rainy days"));
  EXPECT_THAT(target.query, ElementsAre(Pair("q", "a b+"), Pair("limit", "5"), Pair("empty", "")));
  EXPECT_THAT(parse_target("/").segments, IsEmpty());
  EXPECT_THAT(parse_target("/?a=1").query, ElementsAre(Pair("a", "1")));
}

TEST(Target, PathTricksAreRefused) {
  for (const char* trick : {"",
                            "*",
                            "http://elsewhere/",
                            "/a/../b",
                            "/..",
                            "/.",
                            "/%2e%2e/etc/passwd",
                            "/a%2fb",
                            "/a%2Fb",
                            "/a%5cb",
                            "/a//b",
                            "/a/",
                            "/a%00b",
                            "/a%0ab",
                            "/%",
                            "/%4",
                            "/%zz",
                            "/%ff",
                            "/?q=%ff",
                            "/?q=%"})
    EXPECT_EQ(error_of([&] { (void)parse_target(trick); }).kind(), ErrorKind::invalid_argument) << trick;
}

}  // namespace
}  // namespace leitmotif::http

// Points in time as HTTP writes them.
#include "leitmotif/http/date.hpp"

#include <gtest/gtest.h>

#include <random>

namespace leitmotif::http {
namespace {

TEST(HttpDate, IsWrittenAsTheStandardDoes) {
  EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");  // the example of RFC 9110
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST(HttpDate, ComesBack) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 10000; ++i) {
    const auto seconds = static_cast<std::int64_t>(random() % 7'000'000'000U);
    EXPECT_EQ(seconds_of_date(http_date(seconds)), seconds);
  }
}

TEST(HttpDate, OtherTextsAreNone) {
  for (const char* text : {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
                           "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37",
                           "Sun, 06 Nov 1994 08:49:37 GMT ", "Wed, 31 Feb 1994 08:49:37 GMT", "\"tag\""})
    EXPECT_EQ(seconds_of_date(text), std::nullopt) << text;
}

}  // namespace
}  // namespace leitmotif::http

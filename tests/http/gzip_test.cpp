// Compressed bodies.
#include "leitmotif/http/gzip.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leitmotif::http {
namespace {

TEST(Gzip, IsAcceptedAsAsked) {
  for (const char* header : {"gzip", "br, gzip", "gzip;q=0.5", "*", "deflate, gzip;q=1.0"})
    EXPECT_TRUE(accepts(header, "gzip")) << header;
  for (const char* header : {"", "br", "gzip;q=0", "gzip;q=0.0", "xgzip"})
    EXPECT_FALSE(accepts(header, "gzip")) << header;
}

TEST(Gzip, ShortensLongTextOnly) {
  Request request;
  request.headers = {{"accept-encoding", "gzip"}};
  Response response;
  response.body = std::string(5000, 'a');
  compress(request, response);
  EXPECT_LT(response.body.size(), 200U);
  EXPECT_EQ(response.body.substr(0, 2), "\x1F\x8B");
  EXPECT_THAT(response.headers, ::testing::Contains(::testing::Pair("content-encoding", "gzip")));
  Response small;
  small.body = "{}";
  compress(request, small);
  EXPECT_EQ(small.body, "{}");
}

}  // namespace
}  // namespace leitmotif::http

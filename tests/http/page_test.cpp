// The files of an embedded page.
#include "leitmotif/http/page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leitmotif::http {
namespace {

TEST(Page, GivesOnlyItsOwnFiles) {
  const std::array<PageFile, 2> files = {{{"/index.html", "text/html", "abc", "<p>", "zipped", ""},
                                          {"/assets/a-1.js", "text/javascript", "def", "x", "", ""}}};
  const auto status = [&](const char* target, const char* accept) {
    Request request;
    request.method = "GET";
    request.target = target;
    request.headers = {{"accept", accept}};
    return page_response(files, request).has_value();
  };
  EXPECT_TRUE(status("/", ""));
  EXPECT_TRUE(status("/map?topic=sadness", "text/html"));
  EXPECT_TRUE(status("/assets/a-1.js", "*/*"));
  for (const char* none : {"/map", "/assets/../index.html", "/../index.html", "/etc/passwd", "/assets/b.js"})
    EXPECT_FALSE(status(none, "*/*")) << none;
  EXPECT_FALSE(status("/api/v1/nothing", "text/html"));
  EXPECT_FALSE(status("/favicon.ico", "image/*")) << "there is no icon among these";
  Request request;
  request.method = "GET";
  request.target = "/";
  request.headers = {{"accept-encoding", "gzip"}, {"if-none-match", "\"abc-gz\""}};
  EXPECT_EQ(page_response(files, request)->status, 304);
  request.headers.pop_back();
  EXPECT_EQ(page_response(files, request)->body, "zipped");
}

TEST(Page, GivesItsIconUnderTheOldNameToo) {
  const std::array<PageFile, 1> files = {{{"/icon.svg", "image/svg+xml", "abc", "<svg/>", "", ""}}};
  Request request;
  request.method = "GET";
  request.target = "/favicon.ico";
  const auto icon = page_response(files, request);
  ASSERT_TRUE(icon.has_value());
  EXPECT_EQ(icon->type, "image/svg+xml");
  EXPECT_EQ(icon->body, "<svg/>");
}

}  // namespace
}  // namespace leitmotif::http

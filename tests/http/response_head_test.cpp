// The head of an answer.
#include "leitmotif/http/response_head.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include "support/matchers.hpp"

namespace leitmotif::http {
namespace {

TEST(ResponseHead, HasLengthAndSafety) {
  Response response;
  response.status = 404;
  const std::string head = response_head(response, "id-1", 12, false);
  EXPECT_THAT(head, ::testing::StartsWith("HTTP/1.1 404 Not Found\r\n"));
  for (const char* line :
       {"\r\ncontent-length: 12\r\n", "\r\nx-request-id: id-1\r\n", "\r\nconnection: close\r\n",
        "\r\nx-content-type-options: nosniff\r\n", "script-src 'self'", "\r\ncache-control: no-store\r\n"})
    EXPECT_THAT(head, HasSubstr(line));
  EXPECT_THAT(head, Not(HasSubstr("unsafe")));
  EXPECT_THAT(response_head(response, "", std::nullopt, true), HasSubstr("\r\ntransfer-encoding: chunked\r\n"));
}

}  // namespace
}  // namespace leitmotif::http

// Parts of files, by the rules of RFC 9110.
#include "leitmotif/http/file_answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <random>

#include "leitmotif/core/error.hpp"
#include "leitmotif/http/date.hpp"
#include "support/expect_error.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::http {
namespace {

namespace fs = std::filesystem;
using leitmotif::testing::error_of;

Request get(Headers headers, std::string method = "GET") {
  Request request;
  request.method = std::move(method);
  request.headers = std::move(headers);
  return request;
}

std::string header(const Response& response, const std::string& name) {
  for (const auto& [known, value] : response.headers)
    if (known == name) return value;
  return "";
}

std::string body(Response& response) {
  std::string all;
  for (std::string piece; response.pieces && !(piece = response.pieces()).empty();) all += piece;
  return all;
}

/// The rule of RFC 9110 section 14.1.2 written down once more, for one range of plain numbers: which bytes of how many.
std::optional<std::pair<std::uint64_t, std::uint64_t>> plain_reference(std::optional<std::uint64_t> first,
                                                                       std::optional<std::uint64_t> last,
                                                                       std::uint64_t size) {
  std::optional<std::pair<std::uint64_t, std::uint64_t>> bytes;
  for (std::uint64_t at = 0; at < size; ++at) {
    const bool is_in = first ? at >= *first && (!last || at <= *last) : at + *last >= size;
    if (!is_in) continue;
    if (!bytes) bytes = {at, at};
    bytes->second = at;
  }
  return bytes;
}

TEST(FileAnswer, GeneratedRangesAreThoseOfTheStandard) {
  std::mt19937_64 random(16);
  int parts = 0;
  int none = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::uint64_t size = random() % 40;
    const auto number = [&]() -> std::optional<std::uint64_t> {
      return random() % 4 == 0 ? std::nullopt : std::optional(random() % 50);
    };
    const auto first = number();
    const auto last = number();
    const auto digits = [](std::optional<std::uint64_t> value) { return value ? std::to_string(*value) : ""; };
    const std::string range = "bytes=" + digits(first) + "-" + digits(last);
    const Portion portion = portion_of(range, size);
    if ((!first && !last) || (first && last && *last < *first)) {
      EXPECT_EQ(portion.status, 200) << range << ": is none, so it is ignored";
      EXPECT_EQ(portion.length, size);
      continue;
    }
    const auto expected = plain_reference(first, last, size);
    if (!expected && size == 0 && !first && *last > 0) {
      EXPECT_EQ(portion.status, 200) << range << ": all of nothing";
    } else if (!expected) {
      EXPECT_EQ(portion.status, 416) << range << " of " << size;
      ++none;
    } else {
      EXPECT_EQ(portion.status, 206) << range << " of " << size;
      EXPECT_EQ(portion.first, expected->first) << range << " of " << size;
      EXPECT_EQ(portion.length, expected->second - expected->first + 1) << range << " of " << size;
      ++parts;
    }
  }
  EXPECT_GT(parts, 5000);
  EXPECT_GT(none, 1000);
}

TEST(FileAnswer, WhatIsNoSingleRangeOfBytesIsIgnored) {
  for (const char* range : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=1-2,4-5", "seconds=1-2", "bytes=--1",
                            "bytes=+1-2", "bytes=1 -2", "bytes=0x1-2", "bytes 1-2"})
    EXPECT_EQ(portion_of(range, 10).status, 200) << range;
  EXPECT_EQ(portion_of(std::nullopt, 10).status, 200);
  for (const char* range : {"bytes=1-2", "Bytes=1-2", " bytes= 1-2 "})
    EXPECT_EQ(portion_of(range, 10).status, 206) << range;
  EXPECT_EQ(portion_of("bytes=0-99999999999999999999999999", 10).length, 10U);
  EXPECT_EQ(portion_of("bytes=99999999999999999999999999-", 10).status, 416);
  EXPECT_EQ(portion_of("bytes=-99999999999999999999999999", 10).length, 10U);
}

class FileAnswerTest : public ::testing::Test {
 protected:
  [[nodiscard]] Response ask(Headers headers, std::string method = "GET") const {
    return file_answer(get(std::move(headers), std::move(method)), file_, "audio/flac");
  }
  const leitmotif::testing::TemporaryFolder folder_;
  const std::string bytes_ = std::string(300000, 'a') + "0123456789";
  const fs::path file_ = folder_.write("a.flac", bytes_);
};

TEST_F(FileAnswerTest, GivesTheWholeAPartOrNothing) {
  Response whole = ask({});
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(whole.type, "audio/flac");
  EXPECT_EQ(whole.length, bytes_.size());
  EXPECT_EQ(body(whole), bytes_);
  EXPECT_EQ(header(whole, "accept-ranges"), "bytes");
  EXPECT_EQ(header(whole, "content-range"), "");
  Response part = ask({{"range", "bytes=-10"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.length, 10U);
  EXPECT_EQ(body(part), "0123456789");
  EXPECT_EQ(header(part, "content-range"), "bytes 300000-300009/300010");
  const Response none = ask({{"range", "bytes=300010-"}});
  EXPECT_EQ(none.status, 416);
  EXPECT_EQ(header(none, "content-range"), "bytes */300010");
  const Response head = ask({{"range", "bytes=0-1"}}, "HEAD");
  EXPECT_EQ(head.status, 200) << "only GET has ranges";
  EXPECT_EQ(head.length, bytes_.size());
}

TEST_F(FileAnswerTest, ConditionsAreKept) {
  const Response first = ask({});
  const std::string tag = header(first, "etag");
  const std::string modified = header(first, "last-modified");
  const std::string before = http_date(*seconds_of_date(modified) - 1);
  EXPECT_EQ(ask({{"if-none-match", tag}}).status, 304);
  EXPECT_EQ(ask({{"if-none-match", "\"x\", W/" + tag}}).status, 304);
  EXPECT_EQ(ask({{"if-none-match", "\"x\""}, {"if-modified-since", modified}}).status, 200) << "the tag decides";
  EXPECT_EQ(ask({{"if-modified-since", modified}}).status, 304);
  EXPECT_EQ(ask({{"if-modified-since", before}}).status, 200);
  EXPECT_EQ(ask({{"if-match", "\"x\""}}).status, 412);
  EXPECT_EQ(ask({{"if-match", "W/" + tag}}).status, 412) << "compared strongly";
  EXPECT_EQ(ask({{"if-match", "\"x\", " + tag}}).status, 200);
  EXPECT_EQ(ask({{"if-match", "*"}}).status, 200);
  EXPECT_EQ(ask({{"if-unmodified-since", before}}).status, 412);
  EXPECT_EQ(ask({{"if-unmodified-since", modified}}).status, 200);
  const auto part_if = [&](const std::string& condition) {
    return ask({{"range", "bytes=0-1"}, {"if-range", condition}}).status;
  };
  EXPECT_EQ(part_if(tag), 206);
  EXPECT_EQ(part_if(modified), 206);
  for (const std::string& other : {std::string("\"x\""), "W/" + tag, before, std::string("nonsense"), std::string()})
    EXPECT_EQ(part_if(other), 200) << other;
}

TEST_F(FileAnswerTest, AFileWrittenAgainHasAnotherTag) {
  const std::string tag = header(ask({}), "etag");
  fs::remove(file_);
  (void)folder_.write("a.flac", bytes_);
  fs::last_write_time(file_, fs::last_write_time(file_) + std::chrono::seconds(1));
  EXPECT_NE(header(ask({}), "etag"), tag);
}

TEST_F(FileAnswerTest, WhatIsOpenStaysAndWhatIsNoFileIsRefused) {
  Response open = ask({});
  fs::remove(file_);
  EXPECT_EQ(body(open), bytes_);
  EXPECT_EQ(error_of([&] { (void)ask({}); }).kind(), ErrorKind::not_found);
  EXPECT_EQ(error_of([&] { (void)file_answer(get({}), folder_.path(), "x"); }).kind(), ErrorKind::not_found);
  const fs::path pipe = folder_.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(error_of([&] { (void)file_answer(get({}), pipe, "x"); }).kind(), ErrorKind::not_found);
}

}  // namespace
}  // namespace leitmotif::http

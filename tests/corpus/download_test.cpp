#include "leitmotif/corpus/download.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/core/files.hpp"
#include "support/expect_error.hpp"
#include "support/http_server.hpp"
#include "support/matchers.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::corpus {
namespace {

using namespace leitmotif::testing;
using leitmotif::testing::TemporaryFolder;  // the project has one of its own

/// A file on a server that knows ranges and entity tags, as the rules of RFC 9110 have it.
HttpResponse file_answer(const HttpRequest& request, const std::string& body, const std::string& tag) {
  HttpResponse response{200, {{"ETag", tag}}, body};
  const auto range = request.headers.find("range");
  const auto condition = request.headers.find("if-range");
  if (range == request.headers.end() || (condition != request.headers.end() && condition->second != tag))
    return response;
  const std::size_t begin = std::stoul(range->second.substr(std::string("bytes=").size()));
  if (begin >= body.size()) return {416, {{"Content-Range", "bytes */" + std::to_string(body.size())}}, ""};
  response.status = 206;
  response.headers.emplace_back(
      "Content-Range",
      "bytes " + std::to_string(begin) + "-" + std::to_string(body.size() - 1) + "/" + std::to_string(body.size()));
  response.body = body.substr(begin);
  return response;
}

class Download : public ::testing::Test {
 protected:
  Download() {
    for (int i = 0; i < 20'000; ++i) body_ += "line " + std::to_string(i) + "\n";
  }
  [[nodiscard]] DownloadOptions options(const std::string& url) const {
    DownloadOptions options;
    options.url = url;
    options.part = part_;
    options.stall_timeout = std::chrono::seconds(1);
    return options;
  }
  [[nodiscard]] std::string part_content() const { return read_file(part_, 1U << 24U); }

  /// The file under that tag, cut off while `break_off` wants it.
  [[nodiscard]] HttpResponse answer(const HttpRequest& request, const std::string& tag) const {
    HttpResponse response = file_answer(request, body_, tag);
    response.sent_bytes = sent_bytes_;
    return response;
  }
  /// Downloads from a server that closes the connection after 1,000 bytes.
  void break_off(HttpServer& server) {
    sent_bytes_ = 1000;
    EXPECT_EQ(error_of([&] { (void)download(options(server.url("/f"))); }).kind(), ErrorKind::io);
    sent_bytes_.reset();
    EXPECT_EQ(part_content(), body_.substr(0, 1000));
  }

  TemporaryFolder folder_;
  std::filesystem::path part_ = folder_.path() / "data.part";
  std::string body_;
  std::optional<std::size_t> sent_bytes_;
};

TEST_F(Download, GetsAFile) {
  HttpServer server([&](const HttpRequest&) { return HttpResponse{200, {}, body_}; });
  std::uint64_t seen = 0;
  std::uint64_t total = 0;
  DownloadOptions wanted = options(server.url("/f"));
  wanted.progress = [&](const DownloadProgress& progress) {
    EXPECT_GE(progress.done_bytes, seen);
    seen = progress.done_bytes;
    total = std::max(total, progress.total_bytes);
    return true;
  };
  const DownloadResult result = download(wanted);
  EXPECT_EQ(part_content(), body_);
  EXPECT_EQ(result.bytes, body_.size());
  EXPECT_EQ(result.resumed_bytes, 0U);
  EXPECT_EQ(seen, body_.size());
  EXPECT_EQ(total, body_.size());
  discard_part(part_);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
  discard_part(part_);
}

TEST_F(Download, AnEmptyFileIsAFile) {
  HttpServer server([](const HttpRequest&) { return HttpResponse{}; });
  folder_.write("data.part", "old bytes");
  EXPECT_EQ(download(options(server.url("/f"))).bytes, 0U);
  EXPECT_EQ(part_content(), "");
}

TEST_F(Download, GoesOnWhereItWasBrokenOff) {
  HttpServer server([&](const HttpRequest& request) { return answer(request, "\"v1\""); });
  break_off(server);
  std::uint64_t first_seen = 0;
  DownloadOptions wanted = options(server.url("/f"));
  wanted.progress = [&](const DownloadProgress& progress) {
    if (first_seen == 0) first_seen = progress.done_bytes;
    return true;
  };
  const DownloadResult result = download(wanted);
  EXPECT_EQ(part_content(), body_);
  EXPECT_EQ(result.resumed_bytes, 1000U);
  EXPECT_EQ(result.bytes, body_.size());
  EXPECT_GE(first_seen, 1000U);
  EXPECT_EQ(server.requests()[1].headers.at("range"), "bytes=1000-");
  EXPECT_EQ(server.requests()[1].headers.at("if-range"), "\"v1\"");
}

TEST_F(Download, StartsAgainWhenTheServerIgnoresRanges) {
  HttpServer server([&](const HttpRequest&) {
    return HttpResponse{200, {{"Last-Modified", "Mon, 06 Jan 2020 10:00:00 GMT"}}, body_, sent_bytes_};
  });
  break_off(server);
  EXPECT_EQ(download(options(server.url("/f"))).resumed_bytes, 0U);
  EXPECT_EQ(part_content(), body_);
  EXPECT_EQ(server.requests()[1].headers.at("if-range"), "Mon, 06 Jan 2020 10:00:00 GMT");
}

TEST_F(Download, StartsAgainWhenTheFileHasChanged) {
  std::string tag = "\"v1\"";
  HttpServer server([&](const HttpRequest& request) { return answer(request, tag); });
  break_off(server);
  tag = "\"v2\"";
  body_ = "other and shorter\n";
  EXPECT_EQ(download(options(server.url("/f"))).resumed_bytes, 0U);
  EXPECT_EQ(part_content(), body_);
}

TEST_F(Download, StartsAgainWhenItCannotProveThatTheFileIsTheSame) {
  HttpServer server([&](const HttpRequest& request) { return answer(request, "W/\"weak\""); });
  break_off(server);
  EXPECT_EQ(download(options(server.url("/f"))).resumed_bytes, 0U);
  EXPECT_FALSE(server.requests()[1].headers.contains("range"));
  break_off(server);
  EXPECT_EQ(download(options(server.url("/another"))).bytes, body_.size());
}

TEST_F(Download, StartsAgainWhenThePartIsAlreadyWhole) {
  HttpServer server([&](const HttpRequest& request) { return file_answer(request, body_, "\"v1\""); });
  EXPECT_EQ(download(options(server.url("/f"))).bytes, body_.size());
  EXPECT_EQ(download(options(server.url("/f"))).bytes, body_.size());
  EXPECT_EQ(part_content(), body_);
}

TEST_F(Download, StartsAgainWhenTheServerSendsAnotherRange) {
  HttpServer server([&](const HttpRequest& request) {
    HttpResponse response = answer(request, "\"v1\"");
    for (auto& header : response.headers)
      if (header.first == "Content-Range") header.second = "bytes 5-9/10";
    return response;
  });
  break_off(server);
  EXPECT_EQ(download(options(server.url("/f"))).bytes, body_.size());
  EXPECT_EQ(part_content(), body_);
}

TEST_F(Download, FollowsARedirect) {
  HttpServer server([&](const HttpRequest& request) {
    if (request.target == "/f") return HttpResponse{302, {{"Location", "/there"}, {"ETag", "\"not this\""}}, "moved"};
    return file_answer(request, body_, "\"v1\"");
  });
  EXPECT_EQ(download(options(server.url("/f"))).bytes, body_.size());
  EXPECT_EQ(part_content(), body_);
  EXPECT_THAT(read_file(part_.string() + ".meta", 1000), HasSubstr("\"v1\""));
}

TEST_F(Download, DoesNotFollowARedirectAwayFromHttp) {
  for (const std::string target : {"file:///etc/hostname", "ftp://127.0.0.1/x", "/f"}) {
    HttpServer server([&](const HttpRequest&) { return HttpResponse{302, {{"Location", target}}, ""}; });
    EXPECT_EQ(error_of([&] { (void)download(options(server.url("/f"))); }).kind(), ErrorKind::io) << target;
    EXPECT_EQ(part_content(), "");
  }
}

TEST_F(Download, TurnsWhatTheServerSaysIntoOneLine) {
  int status = 404;
  HttpServer server([&](const HttpRequest&) { return HttpResponse{status, {}, "an error page"}; });
  const auto failure = [&] { return error_of([&] { (void)download(options(server.url("/f"))); }); };
  EXPECT_EQ(failure().kind(), ErrorKind::not_found);
  EXPECT_THAT(failure().what(), HasSubstr("/f: 127.0.0.1 has no such file (HTTP 404)"));
  status = 503;
  EXPECT_EQ(failure().kind(), ErrorKind::io);
  EXPECT_STREQ(failure().what(), "cannot download from 127.0.0.1: it answered HTTP 503, expected 200");
  EXPECT_EQ(part_content(), "") << "an error page is not the file";
}

TEST_F(Download, AnErrorDoesNotHarmWhatIsThere) {
  bool broken = false;
  HttpServer server([&](const HttpRequest& request) {
    return broken ? HttpResponse{500, {}, "x"} : answer(request, "\"v1\"");
  });
  break_off(server);
  broken = true;
  EXPECT_EQ(error_of([&] { (void)download(options(server.url("/f"))); }).kind(), ErrorKind::io);
  broken = false;
  EXPECT_EQ(download(options(server.url("/f"))).resumed_bytes, 1000U);
}

TEST_F(Download, GivesUpWhenNothingComes) {
  HttpServer server([&](const HttpRequest&) { return HttpResponse{200, {}, body_, 500, true}; });
  const Error error = error_of([&] { (void)download(options(server.url("/f"))); });
  EXPECT_EQ(error.kind(), ErrorKind::io);
  EXPECT_THAT(error.what(), HasSubstr("cannot download from 127.0.0.1: "));
}

TEST_F(Download, NamesAHostThatIsNotThere) {
  std::string url;
  {
    const HttpServer server([](const HttpRequest&) { return HttpResponse{}; });
    url = server.url("/f");
  }
  const Error error = error_of([&] { (void)download(options(url)); });
  EXPECT_EQ(error.kind(), ErrorKind::io);
  EXPECT_THAT(error.what(), HasSubstr("cannot download from 127.0.0.1: "));
}

TEST_F(Download, CanBeCancelled) {
  HttpServer server([&](const HttpRequest&) { return HttpResponse{200, {}, body_, 500, true}; });
  DownloadOptions wanted = options(server.url("/f"));
  wanted.progress = [](const DownloadProgress& progress) { return progress.done_bytes == 0; };
  EXPECT_EQ(error_of([&] { (void)download(wanted); }).kind(), ErrorKind::cancelled);
  wanted.progress = [](const DownloadProgress&) -> bool { throw Error(ErrorKind::internal, "from the callback"); };
  EXPECT_STREQ(error_of([&] { (void)download(wanted); }).what(), "from the callback");
}

TEST_F(Download, RefusesWhatIsTooLarge) {
  HttpServer server([&](const HttpRequest&) { return HttpResponse{200, {}, body_}; });
  DownloadOptions wanted = options(server.url("/f"));
  wanted.limit_bytes = body_.size() - 1;
  EXPECT_EQ(error_of([&] { (void)download(wanted); }).kind(), ErrorKind::resource_limit);
  wanted.limit_bytes = body_.size();
  EXPECT_EQ(download(wanted).bytes, body_.size());
}

TEST_F(Download, RefusesWhatIsNoHttpUrl) {
  for (const std::string url : {"", "file:///etc/hostname", "ftp://host/x", "no url at all", "http://"})
    EXPECT_EQ(error_of([&] { (void)download(options(url)); }).kind(), ErrorKind::invalid_argument) << url;
}

TEST_F(Download, TwoDoNotWriteTheSamePart) {
  HttpServer server([&](const HttpRequest&) { return HttpResponse{200, {}, body_}; });
  DownloadOptions wanted = options(server.url("/f"));
  wanted.progress = [&](const DownloadProgress&) {
    const Error error = error_of([&] { (void)download(options(server.url("/f"))); });
    EXPECT_THAT(error.what(), HasSubstr("another download is writing it"));
    return false;
  };
  EXPECT_EQ(error_of([&] { (void)download(wanted); }).kind(), ErrorKind::cancelled);
}

TEST_F(Download, SaysWhenTheDiskDoesNotTakeIt) {
  DownloadOptions wanted = options("http://127.0.0.1:1/f");
  wanted.part = folder_.path() / "none" / "x";
  EXPECT_EQ(error_of([&] { (void)download(wanted); }).kind(), ErrorKind::io);
}

}  // namespace
}  // namespace leitmotif::corpus

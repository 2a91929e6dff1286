#include "leitmotif/corpus/fetch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/files.hpp"
#include "support/expect_error.hpp"
#include "support/http_server.hpp"
#include "support/matchers.hpp"
#include "support/stored_zip.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::corpus {
namespace {

using namespace leitmotif::testing;
using leitmotif::testing::TemporaryFolder;  // the project has one of its own

class Fetch : public ::testing::Test {
 protected:
  Fetch() {
    csv_ = "lyrics\n";
    for (int i = 0; i < 5000; ++i) csv_ += "words of song " + std::to_string(i) + "\n";
    options_.url = server_.url("/data");
    options_.destination = folder_.path() / "made" / "songs.csv";
    options_.expected_bytes = csv_.size();
    options_.expected_sha256 = sha256_hex(csv_);
    options_.stall_timeout = std::chrono::seconds(1);
    response_.headers = {{"ETag", "\"v1\""}};
  }

  /// What lies in the destination's folder.
  [[nodiscard]] std::size_t files() const {
    const auto folder = options_.destination.parent_path();
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
  }
  [[nodiscard]] Error failure() const {
    return error_of([&] { (void)fetch_dataset(options_); });
  }

  TemporaryFolder folder_;
  std::string csv_;
  HttpResponse response_;
  HttpServer server_{[this](const HttpRequest& request) {
    HttpResponse response = response_;
    const auto range = request.headers.find("range");
    if (range == request.headers.end()) return response;
    const std::string begin = range->second.substr(6, range->second.find('-') - 6);
    response.status = 206;
    response.headers.emplace_back("Content-Range", "bytes " + begin + "-");
    response.body = response.body.substr(std::stoul(begin));
    return response;
  }};
  FetchOptions options_;
};

TEST_F(Fetch, PutsAPlainCsvIntoPlace) {
  response_.body = csv_;
  const FetchResult result = fetch_dataset(options_);
  EXPECT_EQ(read_file(options_.destination, 1U << 20U), csv_);
  EXPECT_EQ(result.bytes, csv_.size());
  EXPECT_EQ(result.sha256, options_.expected_sha256);
  EXPECT_FALSE(result.already_there);
  EXPECT_EQ(files(), 1U);
}

TEST_F(Fetch, TakesTheCsvOutOfAZip) {
  response_.body = stored_zip({{"tcc_ceds_music.csv", csv_}, {"other.csv", "x"}});
  const FetchResult result = fetch_dataset(options_);
  EXPECT_EQ(read_file(options_.destination, 1U << 20U), csv_);
  EXPECT_EQ(result.bytes, csv_.size());
  EXPECT_EQ(files(), 1U);
}

TEST_F(Fetch, DoesNotDownloadWhatIsThere) {
  response_.body = csv_;
  (void)fetch_dataset(options_);
  const FetchResult result = fetch_dataset(options_);
  EXPECT_TRUE(result.already_there);
  EXPECT_EQ(result.sha256, options_.expected_sha256);
  EXPECT_EQ(server_.requests().size(), 1U);
  write_file(options_.destination, "something else");
  EXPECT_FALSE(fetch_dataset(options_).already_there);
  EXPECT_EQ(read_file(options_.destination, 1U << 20U), csv_);
}

TEST_F(Fetch, GoesOnWhereItWasBrokenOff) {
  response_.body = stored_zip({{"tcc_ceds_music.csv", csv_}});
  response_.sent_bytes = 4000;
  EXPECT_EQ(failure().kind(), ErrorKind::io);
  EXPECT_FALSE(std::filesystem::exists(options_.destination));
  response_.sent_bytes.reset();
  EXPECT_EQ(fetch_dataset(options_).resumed_bytes, 4000U);
  EXPECT_EQ(read_file(options_.destination, 1U << 20U), csv_);
  EXPECT_EQ(files(), 1U);
}

TEST_F(Fetch, AWrongChecksumKeepsNothing) {
  std::string wrong = csv_;
  wrong.back() = '!';
  for (const std::string& body : {wrong, stored_zip({{"tcc_ceds_music.csv", wrong}})}) {
    response_.body = body;
    const Error error = failure();
    EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
    EXPECT_THAT(error.what(), HasSubstr("has SHA-256 " + sha256_hex(wrong)));
    EXPECT_THAT(error.what(), HasSubstr("expected " + options_.expected_sha256));
    EXPECT_EQ(files(), 0U);
  }
}

TEST_F(Fetch, AWrongSizeKeepsNothing) {
  for (const std::string& body : {csv_ + "x", stored_zip({{"a.csv", csv_ + "x"}}), stored_zip({{"a.csv", "x"}})}) {
    response_.body = body;
    const Error error = failure();
    EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
    EXPECT_THAT(error.what(), HasSubstr("bytes, expected " + std::to_string(csv_.size())));
    EXPECT_EQ(files(), 0U);
  }
  response_.body = "<html>Please sign in</html>";
  EXPECT_THAT(failure().what(), HasSubstr("the server sent a web page"));
}

TEST_F(Fetch, ACutZipKeepsNothing) {
  const std::string whole = stored_zip({{"tcc_ceds_music.csv", csv_}});
  response_.body = whole.substr(0, whole.size() / 2);
  EXPECT_EQ(failure().kind(), ErrorKind::corrupt_data);
  EXPECT_EQ(files(), 0U);
}

TEST_F(Fetch, ABombIsStopped) {
  options_.expected_bytes = 0;
  options_.expected_sha256.clear();
  options_.limit_bytes = 200'000;
  response_.body = stored_zip({{"a.csv", std::string(150'000, 'x')}});
  EXPECT_EQ(fetch_dataset(options_).bytes, 150'000U);
  response_.body = stored_zip({{"a.csv", std::string(250'000, 'x')}});
  EXPECT_EQ(failure().kind(), ErrorKind::resource_limit);
}

TEST_F(Fetch, AFailureLeavesTheOldFile) {
  std::filesystem::create_directories(options_.destination.parent_path());
  write_file(options_.destination, "old");
  response_.body = "new but wrong";
  EXPECT_EQ(failure().kind(), ErrorKind::corrupt_data);
  response_.status = 404;
  EXPECT_EQ(failure().kind(), ErrorKind::not_found);
  EXPECT_EQ(read_file(options_.destination, 100), "old");
}

TEST_F(Fetch, CanBeCancelled) {
  response_.body = csv_;
  options_.progress = [](const DownloadProgress&) { return false; };
  EXPECT_EQ(failure().kind(), ErrorKind::cancelled);
}

TEST_F(Fetch, NeedsADestination) {
  options_.destination.clear();
  EXPECT_EQ(failure().kind(), ErrorKind::invalid_argument);
  options_.destination = folder_.write("file", "x") / "songs.csv";
  EXPECT_EQ(failure().kind(), ErrorKind::io);
}

}  // namespace
}  // namespace leitmotif::corpus

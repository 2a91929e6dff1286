// A small HTTP server on loopback for tests of the downloader: it answers as the test says, one connection at a time.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace leitmotif::testing {

struct HttpRequest {
  std::string method;
  std::string target;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body = {};
};

struct HttpResponse {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::optional<std::size_t> sent_bytes = {};  ///< of the body, before the connection closes early; all when not set
  bool stalls = false;                         ///< instead of closing early, waits until the client gives up
};

class HttpServer {
 public:
  explicit HttpServer(std::function<HttpResponse(const HttpRequest&)> answer);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] std::string url(const std::string& target) const;
  /// What has been asked so far.
  [[nodiscard]] std::vector<HttpRequest> requests() const;

 private:
  void serve();
  void answer_one(int connection);

  std::function<HttpResponse(const HttpRequest&)> answer_;
  int listener_ = -1;
  int stop_read_ = -1;
  int stop_write_ = -1;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::vector<HttpRequest> requests_;
  std::thread thread_;
};

}  // namespace leitmotif::testing

// A small HTTP client for black-box tests of the service: bytes in, bytes out, on loopback only.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace leitmotif::testing {

struct HttpAnswer {
  int status = 0;                              ///< 0: the connection ended without an answer
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
};

/// One connection. Reading gives up after the limit.
class HttpConnection {
 public:
  explicit HttpConnection(std::uint16_t port, std::chrono::milliseconds limit = std::chrono::seconds(60));
  ~HttpConnection();
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  /// False when the other side takes no more.
  bool send(const std::string& bytes);
  /// No more will be sent.
  void finish_sending();
  /// The next answer on this connection; `head_only`: it answers HEAD.
  [[nodiscard]] HttpAnswer answer(bool head_only = false);
  /// Whether the other side has closed, waiting for it up to the limit.
  [[nodiscard]] bool is_closed();

 private:
  bool fill();
  int socket_ = -1;
  std::string pending_;
};

/// A whole request. `body` makes content-length, and content-type application/json unless `more_headers` has
/// another.
[[nodiscard]] std::string request_text(const std::string& method, const std::string& target,
                                       const std::optional<std::string>& body = {},
                                       const std::string& more_headers = "");

/// One request on a connection of its own.
[[nodiscard]] HttpAnswer ask(std::uint16_t port, const std::string& method, const std::string& target,
                             const std::optional<std::string>& body = {}, const std::string& more_headers = "");

}  // namespace leitmotif::testing

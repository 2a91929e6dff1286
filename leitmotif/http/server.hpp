// The socket door: HTTP/1.1 on one address, with limits on everything. The only place that sees Boost.
// Flow: bytes -> Request -> Handling::answer -> Response -> bytes.
// Source: RFC 9112 (HTTP/1.1); docs/decisions has why Beast.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "leitmotif/http/message.hpp"

namespace leitmotif::http {

/// What a connection may cost before it is refused or closed.
struct Limits {
  std::size_t header_bytes = 16 << 10;
  std::size_t body_bytes = 1 << 20;
  std::size_t connections = 4096;        ///< more are answered 503 and closed
  std::chrono::seconds first_byte{75};   ///< how long a connection may be silent between requests
  std::chrono::seconds header{10};       ///< from a request's first byte to the end of its header
  std::chrono::seconds body{30};         ///< from there to the end of its body
  std::chrono::seconds answer{60};       ///< for the client to take one piece of an answer
  std::chrono::milliseconds stop{4000};  ///< how long running requests may take when the server stops
};

/// Where the server listens, and with how many threads.
struct ServerOptions {
  std::string host = "127.0.0.1";  ///< an address, or localhost
  std::uint16_t port = 8080;       ///< 0: any that is free
  unsigned threads = 0;            ///< that read and write; 0: one a processor, at most four
  unsigned slow_threads = 2;       ///< that make answers that are not quick
  Limits limits;
};

/// One answered request.
struct Exchange {
  const Request& request;
  const Response& response;
  std::size_t sent_bytes = 0;  ///< of the body
  double seconds = 0;          ///< from the end of the request's header to the end of the answer
};

/// What the server asks for. All may be called by several threads at once and must not throw.
struct Handling {
  std::function<Response(const Request&)> answer;  ///< by a thread that may wait
  /// By a thread that reads requests: the answer if it can be made at once, else nothing.
  std::function<std::optional<Response>(const Request&)> quick_answer;
  std::function<void(const Exchange&)> done;  ///< also for what was no request at all
  std::function<std::string()> new_id;        ///< for a request that brings none
};

/// Speaks HTTP/1.1 on a socket and hands whole requests to its handling. Verbs are thread-safe.
class Server {
 public:
  /// Listens. Throws invalid_argument (no such address), io (in use, no permission).
  Server(ServerOptions options, Handling handling);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// The port it listens on, and whether only programs of this machine can reach it.
  [[nodiscard]] std::uint16_t port() const noexcept;
  [[nodiscard]] bool is_loopback() const noexcept;
  /// Open connections.
  [[nodiscard]] std::size_t connections() const noexcept;
  /// Serves until `stop`, SIGTERM or SIGINT; then finishes what runs, within Limits::stop. `on_stop` is called as soon
  /// as the end begins, `on_start` when from then on the signals end it: who was sent one before may call `stop`.
  void run(
      const std::function<void()>& on_stop, const std::function<void()>& on_start = [] {});
  /// May be called from any thread.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace leitmotif::http

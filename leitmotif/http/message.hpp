// A request and its answer as the routes see them: no sockets, no bytes on a wire.
// Flow: server (parses) -> Request -> routes (a pure function over the engine) -> Response -> server (writes).
// Source: RFC 9110 (HTTP semantics).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leitmotif::http {

/// Names in lower case.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// A request as it came, with its body whole.
struct Request {
  std::string method;  ///< as sent, such as `GET`
  std::string target;  ///< as sent: path and query, still percent-encoded
  Headers headers;
  std::string body;
  std::string id;    ///< of this request, in the log, in the answer and in errors
  std::string peer;  ///< address of the client, for the log

  /// The first header of that name (lower case), or nothing.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;
};

/// A long body in pieces, made while it is sent: gives the next piece, an empty one at the end.
using Pieces = std::function<std::string()>;
/// Events while they happen: what is new since the last call (maybe empty), or nothing when there will be no more.
using Events = std::function<std::optional<std::string>()>;

/// An answer, with its body whole or in pieces.
struct Response {
  int status = 200;
  std::string type = "application/json";  ///< media type; empty: no body
  Headers headers;                        ///< beside those of type, length and safety
  std::string body;
  Pieces pieces;  ///< instead of `body`
  /// How many bytes `pieces` will give, when that is known: a client is told, and sees when fewer came.
  std::optional<std::uint64_t> length;
  Events events;  ///< instead of `body`

  std::string route;  ///< pattern of the route that answered, for the metrics; empty: none did
  std::string error;  ///< why there is no other answer, for the log
};

/// The answer without a body: status 204.
[[nodiscard]] inline Response no_content() {
  Response response;
  response.status = 204;
  response.type.clear();
  return response;
}

}  // namespace leitmotif::http

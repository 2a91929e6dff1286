// From a request to its answer by way of the route table. A pure function of the request and what the routes read.
// Flow: Request -> match, check -> handler -> Response; every error becomes the error body of the interface.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "leitmotif/http/route.hpp"
#include "leitmotif/http/target.hpp"

namespace leitmotif::http {

/// The error body: {"error":{"kind","message","field"?},"request_id"}. The field is what stands before the first colon
/// of a message that begins with `body.`, `query.` or `path.`.
[[nodiscard]] Response error_response(int status, std::string_view kind, const std::string& message,
                                      const Request& request);

/// Immutable after construction; may be used by several threads.
class Router {
 public:
  /// `version` is called for conditional routes: answers are the same while it gives the same text.
  Router(RouteTable routes, std::function<std::string()> version);

  /// Never throws but for lack of memory.
  [[nodiscard]] Response answer(const Request& request) const;
  /// Whether `answer` will be quick.
  [[nodiscard]] bool is_quick(const Request& request) const noexcept;
  [[nodiscard]] const RouteTable& routes() const noexcept { return routes_; }

 private:
  struct Pattern {
    std::vector<std::string> segments;  ///< the name for a parameter
    std::vector<bool> is_parameter;
  };

  [[nodiscard]] Response dispatch(const Request& request, std::string& matched) const;
  [[nodiscard]] Response run(const Route& route, const Pattern& pattern, const Target& target,
                             const Request& request) const;
  [[nodiscard]] static bool matches(const Pattern& pattern, const std::vector<std::string>& segments) noexcept;

  RouteTable routes_;
  std::vector<Pattern> patterns_;  ///< one a route
  std::function<std::string()> version_;
};

}  // namespace leitmotif::http

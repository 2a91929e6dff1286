// From a request to its answer by way of the route table. A pure function of the request and what the routes read.
// Flow: Request -> match, check -> handler -> Response; every error becomes the error body of the interface.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "leitmotif/http/route.hpp"
#include "leitmotif/http/target.hpp"

namespace leitmotif::http {

/// Why there is no other answer.
struct Refusal {
  int status = 500;
  std::string_view kind;   ///< as of ErrorMapping, or `unauthorized`, `forbidden`
  std::string message;     ///< what was wrong, where, and what was expected
  std::string field = {};  ///< the part of the request that was wrong, such as `body.n`; empty: none in particular
};

/// The error body: {"error":{"kind","message","field"?},"request_id"}.
[[nodiscard]] Response error_response(const Refusal& refusal, const Request& request);

/// Immutable after construction; may be used by several threads.
class Router {
 public:
  /// `version` is called for conditional routes: answers are the same while it gives the same text.
  Router(RouteTable routes, std::function<std::string()> version);

  /// Never throws but for lack of memory.
  [[nodiscard]] Response answer(const Request& request) const;
  /// The answer if it can be made at once (see IsQuick); nothing when `answer` must be asked, by a thread that may
  /// wait.
  [[nodiscard]] std::optional<Response> quick_answer(const Request& request) const;
  /// What somebody must be allowed to do to ask this; what has no route needs nothing. Never throws but for lack of
  /// memory.
  [[nodiscard]] Scope needs(const Request& request) const;
  [[nodiscard]] const RouteTable& routes() const noexcept { return routes_; }

 private:
  struct Pattern {
    std::vector<std::string> segments;  ///< the name for a parameter
    std::vector<bool> is_parameter;
  };

  enum class Pace : std::uint8_t { at_once, any };

  [[nodiscard]] std::optional<Response> answered(const Request& request, Pace pace) const;
  [[nodiscard]] std::optional<Response> dispatch(const Request& request, Pace pace, std::string& matched) const;
  [[nodiscard]] std::optional<Response> run(std::size_t route, const Target& target, const Request& request,
                                            Pace pace) const;
  [[nodiscard]] static bool matches(const Pattern& pattern, const std::vector<std::string>& segments) noexcept;

  RouteTable routes_;
  std::vector<Pattern> patterns_;  ///< one a route
  std::function<std::string()> version_;
};

}  // namespace leitmotif::http

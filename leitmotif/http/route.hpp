// One row of the route table. Dispatch, validation, OpenAPI and the documentation page all come from these rows.
// Flow: routes_*.cpp (the rows) -> Router (dispatch), openapi.cpp, docs_page.cpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/http/message.hpp"
#include "leitmotif/http/token_book.hpp"
#include "leitmotif/wire/schema.hpp"

namespace leitmotif::http {

using wire::any_text;
using wire::check;
using wire::expectation;
using wire::Schema;
using wire::value_of;

/// What a handler is given: everything is already checked against the route's schemas.
struct Call {
  const Request& request;
  const Json& parameters;  ///< of path and query, by name; those that were left out and have a default have it
  const Json& body;        ///< null when the route takes none
};

/// A parameter of the path or of the query.
struct Parameter {
  std::string name;
  Schema schema;
  std::string description;
  bool required = false;
};

/// What a route answers when all is well.
struct Success {
  int status = 200;
  std::string type = "application/json";      ///< empty: there is no body
  Schema schema = {};                         ///< of the body when that is JSON
  std::vector<std::string> other_types = {};  ///< which the body may have too, as the request says
};

/// Makes the answer to a checked call.
using Handler = std::function<Response(const Call&)>;

/// Says of a checked call whether its answer may be made at once, by the thread that reads requests: it takes well
/// under a millisecond and waits for nothing, neither another thread nor a model to be loaded.
using IsQuick = std::function<bool(const Call&)>;

/// For routes whose every answer is quick.
[[nodiscard]] inline bool always_quick(const Call&) noexcept { return true; }

/// One address: what it takes, what it gives and who answers. Validation and OpenAPI are made from it.
struct Route {
  std::string method;
  std::string pattern;  ///< such as /api/v1/songs/{id}; what is in braces is a parameter of the path
  std::string summary;
  std::vector<Parameter> path = {};
  std::vector<Parameter> query = {};
  Schema body = {};  ///< null: takes none
  Success success = {};
  std::vector<int> errors = {};  ///< statuses it answers beside those every route may have
  /// A list of the body that lines of JSON (application/x-ndjson) may be sent as instead; empty: none.
  std::string lines = {};
  std::optional<Scope> needs = {};  ///< who may ask; none: GET whoever may listen, others who may keep
  std::string example = {};         ///< a body that makes sense, as JSON; empty: none is shown
  IsQuick is_quick = {};            ///< none: every answer is made by a thread that holds up no other client
  bool ranges = false;              ///< a client may ask for a part of the answer: 206, and 304 when it has it
  bool unchanged = false;           ///< it may say that a client has the answer already: 304
  bool conditional = false;         ///< the answer is the same until library, model or program change
  Handler handler = {};
};

/// Every address of a service.
using RouteTable = std::vector<Route>;

/// What somebody must be allowed to do to ask.
[[nodiscard]] inline Scope needed_scope(const Route& route) noexcept {
  return route.needs.value_or(route.method == "GET" ? Scope::listen : Scope::keep);
}

/// The statuses a route may answer with, beside the successful one: its own, those of its parameters and body, and
/// those of every route. In ascending order.
[[nodiscard]] std::vector<int> error_statuses(const Route& route);

}  // namespace leitmotif::http

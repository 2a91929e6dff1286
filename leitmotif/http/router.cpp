#include "leitmotif/http/router.hpp"

#include <algorithm>
#include <new>
#include <optional>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/lines.hpp"

namespace leitmotif::http {
namespace {

/// GET answers HEAD too; the server leaves the body out.
std::string_view asked_method(const Request& request) noexcept {
  return request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
}

const Parameter* parameter_of(const std::vector<Parameter>& parameters, const std::string& name) {
  const auto found = std::ranges::find(parameters, name, &Parameter::name);
  return found == parameters.end() ? nullptr : &*found;
}

std::string names_of(const std::vector<Parameter>& parameters) {
  std::string names;
  for (const Parameter& parameter : parameters) names += (names.empty() ? "" : ", ") + parameter.name;
  return names.empty() ? "none" : names;
}

void add_query(const Route& route, const Target& target, Json& parameters) {
  for (const auto& [name, text] : target.query) {
    const Parameter* parameter = parameter_of(route.query, name);
    if (parameter == nullptr)
      throw Error(ErrorKind::invalid_argument, "query",
                  "a parameter is not known: " + Json(name).dump() + "; known: " + names_of(route.query));
    if (parameters.contains(name)) throw Error(ErrorKind::invalid_argument, "query." + name, "is given twice");
    parameters[name] = value_of(*parameter->schema, text);
    check(*parameter->schema, parameters[name], "query." + name);
  }
  for (const Parameter& parameter : route.query) {
    if (parameters.contains(parameter.name)) continue;
    if (parameter.required) throw Error(ErrorKind::invalid_argument, "query." + parameter.name, "is missing");
    if (parameter.schema->contains("default")) parameters[parameter.name] = (*parameter.schema)["default"];
  }
}

/// RFC 9110 section 13.1.2: any of the tags, compared weakly, or `*`.
bool names_tag(std::string_view list, std::string_view tag) {
  return list == "*" || list.find(tag) != std::string_view::npos;
}

bool is_of_type(const Request& request, std::string_view wanted) {
  std::string_view type = request.header("content-type").value_or("");
  type = type.substr(0, type.find_first_of("; "));
  return ascii::same_letters(type, wanted);
}

Json parsed(std::string_view text, const std::string& name) {
  try {
    return parse_json(text, name);
  } catch (const Error& error) {
    // What arrives here was asked for, not stored, so it is a wrong request rather than corrupt data.
    const bool is_wrong = error.kind() == ErrorKind::corrupt_data;
    throw Error(is_wrong ? ErrorKind::invalid_argument : error.kind(), name, error.what() + name.size() + 2);
  }
}

/// Lines of JSON as the list of a body: what a line is wrong in is told by the place in that list. Empty lines are left
/// out.
Json list_of_lines(std::string_view text, const std::string& name) {
  Json list = Json::array();
  for (const std::string_view whole : each_line(text))
    if (const std::string_view line = ascii::trimmed(whole); !line.empty())
      list.push_back(parsed(line, "body." + name + "[" + std::to_string(list.size()) + "]"));
  return {{name, std::move(list)}};
}

/// The body of a request to a route that takes one; nothing when it is of a type that the route does not take.
std::optional<Json> body_of(const Request& request, const Route& route) {
  if (request.body.empty()) throw Error(ErrorKind::invalid_argument, "body", "is missing");
  if (is_of_type(request, "application/json")) return parsed(request.body, "body");
  if (!route.lines.empty() && is_of_type(request, "application/x-ndjson"))
    return list_of_lines(request.body, route.lines);
  return std::nullopt;
}

bool has_key(const Schema& body, const std::string& key) {
  return body && (!body->contains("properties") || (*body)["properties"].contains(key));
}

/// Where a key stands that a room below knows by its own name only; empty when the route takes none of that name.
std::string placed(std::string_view field, const Route* route) {
  const std::string key(field.substr(0, field.find_first_of(".[")));
  if (field.empty() || route == nullptr || key == "body" || key == "query" ||
      (key == "path" && key.size() < field.size()))
    return std::string(field);
  const std::string rest(field);
  if (parameter_of(route->path, key) != nullptr) return "path." + rest;
  if (has_key(route->body, key)) return "body." + rest;
  return parameter_of(route->query, key) == nullptr ? "" : "query." + rest;
}

Response refused(const Error& error, const Route* route, const Request& request) {
  const ErrorMapping& mapping = mapping_of(error.kind());
  // Data that does not have the promised form can only have come with the request.
  const bool is_senders = error.kind() == ErrorKind::corrupt_data && route != nullptr && route->body;
  return error_response(
      {is_senders ? 400 : mapping.http_status, mapping.name, error.what(), placed(error.field(), route)}, request);
}

}  // namespace

Response error_response(const Refusal& refusal, const Request& request) {
  Json error = {{"kind", refusal.kind}, {"message", refusal.message}};
  if (!refusal.field.empty()) error["field"] = refusal.field;
  Response response;
  response.status = refusal.status;
  response.body = Json{{"error", std::move(error)}, {"request_id", request.id}}.dump();
  response.error = refusal.message;
  return response;
}

Router::Router(RouteTable routes, std::function<std::string()> version)
    : routes_(std::move(routes)), version_(std::move(version)) {
  for (const Route& route : routes_) {
    Pattern pattern;
    for (std::string& segment : parse_target(route.pattern).segments) {
      const bool is_parameter = segment.starts_with('{');
      pattern.segments.push_back(is_parameter ? segment.substr(1, segment.size() - 2) : segment);
      pattern.is_parameter.push_back(is_parameter);
    }
    patterns_.push_back(std::move(pattern));
  }
}

bool Router::matches(const Pattern& pattern, const std::vector<std::string>& segments) noexcept {
  if (pattern.segments.size() != segments.size()) return false;
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (!pattern.is_parameter[i] && pattern.segments[i] != segments[i]) return false;
  return true;
}

std::optional<Response> Router::run(std::size_t place, const Target& target, const Request& request, Pace pace) const {
  const Route& route = routes_[place];
  const Pattern& pattern = patterns_[place];
  Json parameters = Json::object();
  for (std::size_t i = 0; i < target.segments.size(); ++i) {
    if (!pattern.is_parameter[i]) continue;
    const std::string& name = pattern.segments[i];
    const Json& schema = *parameter_of(route.path, name)->schema;
    parameters[name] = value_of(schema, target.segments[i]);
    check(schema, parameters[name], "path." + name);
  }
  add_query(route, target, parameters);
  Json body;
  if (route.body) {
    std::optional<Json> found = body_of(request, route);
    if (!found) {
      const char* const or_lines = route.lines.empty() ? "" : " or application/x-ndjson";
      return error_response({415, "unsupported", std::string("content-type: expected application/json") + or_lines},
                            request);
    }
    body = std::move(*found);
    check(*route.body, body, "body");
  } else if (!request.body.empty() && request.body != "{}") {  // an empty object says nothing
    throw Error(ErrorKind::invalid_argument, "body",
                "expected none, found " + std::to_string(request.body.size()) + " bytes");
  }
  const Call call{request, parameters, body};
  if (pace == Pace::at_once && !route.is_quick(call)) return std::nullopt;
  if (!route.conditional) return route.handler(call);
  const std::string tag = "W/\"" + version_() + "\"";
  Response response;
  if (names_tag(request.header("if-none-match").value_or(""), tag)) {
    response.status = 304;
    response.type.clear();
  } else {
    response = route.handler(call);
  }
  response.headers.emplace_back("etag", tag);
  response.headers.emplace_back("cache-control", "no-cache");
  return response;
}

std::optional<Response> Router::dispatch(const Request& request, Pace pace, std::string& matched) const {
  const Target target = parse_target(request.target);
  std::string allowed;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (!matches(patterns_[i], target.segments)) continue;
    if (routes_[i].method != asked_method(request)) {
      allowed += (allowed.empty() ? "" : ", ") + routes_[i].method;
      continue;
    }
    matched = routes_[i].pattern;
    if (pace == Pace::at_once && !routes_[i].is_quick) return std::nullopt;
    try {
      return run(i, target, request, pace);
    } catch (const Error& error) {
      return refused(error, &routes_[i], request);
    }
  }
  if (pace == Pace::at_once) return std::nullopt;
  if (allowed.empty())
    return error_response({404, "not_found", "there is nothing at this address; /docs lists what there is"}, request);
  Response response =
      error_response({405, "unsupported", "this method is not allowed here; allowed: " + allowed}, request);
  response.headers.emplace_back("allow", allowed);
  return response;
}

std::optional<Response> Router::answered(const Request& request, Pace pace) const {
  std::string matched;
  std::optional<Response> response;
  try {
    response = dispatch(request, pace, matched);
  } catch (const Error& error) {
    response = refused(error, nullptr, request);
  } catch (const std::bad_alloc&) {
    response = error_response({413, "resource_limit", "out of memory"}, request);
  } catch (const std::exception& error) {
    response = error_response({500, "internal", std::string("internal error: ") + error.what()}, request);
  }
  if (response) response->route = matched;
  return response;
}

Scope Router::needs(const Request& request) const {
  try {
    const Target target = parse_target(request.target);
    for (std::size_t i = 0; i < routes_.size(); ++i)
      if (routes_[i].method == asked_method(request) && matches(patterns_[i], target.segments))
        return needed_scope(routes_[i]);
  } catch (const Error&) {
    // An address that makes no sense is refused by whoever answers it.
  }
  return Scope::listen;
}

Response Router::answer(const Request& request) const { return *answered(request, Pace::any); }

std::optional<Response> Router::quick_answer(const Request& request) const { return answered(request, Pace::at_once); }

}  // namespace leitmotif::http

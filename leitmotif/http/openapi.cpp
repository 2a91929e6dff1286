#include "leitmotif/http/openapi.hpp"

#include <algorithm>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/http/response_head.hpp"
#include "leitmotif/wire/components.hpp"

namespace leitmotif::http {
namespace {

/// GET /api/v1/songs/{id} -> get_songs_id.
std::string operation_id(const Route& route) {
  std::string name = ascii::lower_case(route.method);
  std::string_view path = route.pattern;
  if (path.starts_with("/api/v1")) path.remove_prefix(7);
  for (const char c : path) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      name += c;
    else if (c != '}' && name.back() != '_')
      name += '_';
  }
  return name;
}

/// What an address is about: the first part of its path.
std::string tag_of(const Route& route) {
  std::string_view path = route.pattern;
  if (path.starts_with("/api/v1")) path.remove_prefix(7);
  path.remove_prefix(1);
  return std::string(path.substr(0, path.find_first_of("/{")));
}

Json parameter_json(const Parameter& parameter, const char* place) {
  return {{"name", parameter.name},
          {"in", place},
          {"required", parameter.required},
          {"description", parameter.description},
          {"schema", *parameter.schema}};
}

std::string bare_type(const std::string& type) { return type.substr(0, type.find(';')); }

Json success_json(const Success& success) {
  Json json = {{"description", reason(success.status)}};
  if (success.type.empty()) return json;
  std::vector<std::string> types = success.other_types;
  types.insert(types.begin(), success.type);
  for (const std::string& type : types) {
    const std::string bare = bare_type(type);
    const Json plain = {{"type", bare == "application/json" ? "object" : "string"}};
    json["content"][bare]["schema"] = success.schema ? *success.schema : plain;
  }
  return json;
}

Json operation(const Route& route) {
  Json json = {
      {"operationId", operation_id(route)}, {"summary", route.summary}, {"tags", Json::array({tag_of(route)})}};
  for (const Parameter& parameter : route.path) json["parameters"].push_back(parameter_json(parameter, "path"));
  for (const Parameter& parameter : route.query) json["parameters"].push_back(parameter_json(parameter, "query"));
  if (route.body)
    json["requestBody"] = {{"required", true}, {"content", {{"application/json", {{"schema", *route.body}}}}}};
  if (!route.lines.empty())
    json["requestBody"]["content"]["application/x-ndjson"]["schema"] = {
        {"type", "string"}, {"description", "a line of JSON for each of `" + route.lines + "`"}};
  if (!route.example.empty())
    json["requestBody"]["content"]["application/json"]["example"] = parse_json(route.example, "example");
  json["responses"][std::to_string(route.success.status)] = success_json(route.success);
  if (route.conditional || route.ranges || route.unchanged) json["responses"]["304"] = {{"description", reason(304)}};
  if (route.ranges) {
    Json part = success_json(route.success);
    part["description"] = reason(206);
    json["responses"]["206"] = std::move(part);
  }
  for (const int status : error_statuses(route)) {
    json["responses"][std::to_string(status)] = {
        {"description", reason(status)},
        {"content", {{"application/json", {{"schema", {{"$ref", "#/components/schemas/Error"}}}}}}}};
  }
  return json;
}

Schema error_schema() {
  const Schema error = wire::object({{"kind", any_text(), true},
                                     {"message", any_text("what was wrong, where, and what was expected"), true},
                                     {"field", any_text("the part of the request that was wrong"), false}});
  return wire::object({{"error", error, true}, {"request_id", any_text("also in the log"), true}});
}

}  // namespace

Json openapi(const RouteTable& routes, const About& about) {
  Json components = {{"Error", *error_schema()}};
  Json paths = Json::object();
  for (const Route& route : routes)
    paths[route.pattern][ascii::lower_case(route.method)] = wire::with_references(operation(route), components);
  return {{"openapi", "3.1.0"},
          {"info",
           {{"title", about.name},
            {"version", about.version},
            {"summary", about.summary},
            {"license", {{"name", "MIT"}, {"identifier", "MIT"}}}}},
          {"servers", Json::array({{{"url", "/"}}})},
          {"security", Json::array({Json::object(), {{"token", Json::array()}}})},
          {"paths", std::move(paths)},
          {"components",
           {{"schemas", std::move(components)},
            {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}}};
}

}  // namespace leitmotif::http

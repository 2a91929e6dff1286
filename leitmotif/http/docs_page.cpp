#include "leitmotif/http/docs_page.hpp"

#include <algorithm>

#include "leitmotif/core/json.hpp"
#include "leitmotif/core/markup.hpp"
#include "leitmotif/http/response_head.hpp"

namespace leitmotif::http {
namespace {

std::string description_of(const Json& schema) { return schema.value("description", ""); }

Markup row(const std::string& name, const Json& schema, const std::string& description, bool required) {
  const std::string standard = schema.contains("default") ? "default " + schema["default"].dump() : "";
  return element("tr", element("th", {{"scope", "row"}}, element("code", name)) + element("td", expectation(schema)) +
                           element("td", required ? "needed" : standard) + element("td", description));
}

Markup table(std::string_view caption, const Markup& rows) {
  if (rows.empty()) return {};
  return element("table", element("caption", caption) + element("tbody", rows));
}

Markup parameters(const std::vector<Parameter>& list, std::string_view caption) {
  Markup rows;
  for (const Parameter& parameter : list)
    rows += row(parameter.name, *parameter.schema, parameter.description, parameter.required);
  return table(caption, rows);
}

Markup fields(const Schema& schema, std::string_view caption) {
  if (!schema || !schema->contains("properties")) return {};
  Markup rows;
  for (const auto& entry : (*schema)["properties"].items()) {
    const Json& needed = schema->contains("required") ? (*schema)["required"] : Json();
    const bool is_needed = std::ranges::find(needed, Json(entry.key)) != needed.end();
    rows += row(entry.key, entry.value, description_of(entry.value), is_needed && caption == "Body");
  }
  return table(caption, rows);
}

Markup statuses(const Route& route) {
  std::string text = std::to_string(route.success.status) + " " + reason(route.success.status);
  for (const int status : error_statuses(route)) text += ", " + std::to_string(status);
  return element("p", {{"class", "statuses"}}, text);
}

Markup section(const Route& route) {
  return element("section",
                 element("h2", element("span", {{"class", "method"}}, route.method) + element("code", route.pattern)) +
                     element("p", route.summary) + parameters(route.path, "Path") + parameters(route.query, "Query") +
                     fields(route.body, "Body") + fields(route.success.schema, "Answer") + statuses(route));
}

}  // namespace

std::string docs_page(const RouteTable& routes, const About& about) {
  Markup sections;
  for (const Route& route : routes) sections += section(route);
  const Markup head = empty_element("meta", {{"charset", "utf-8"}}) +
                      empty_element("meta", {{"name", "viewport"}, {"content", "width=device-width"}}) +
                      element("title", about.name + ": the HTTP interface") +
                      empty_element("link", {{"rel", "stylesheet"}, {"href", "/docs.css"}});
  const Markup introduction =
      element("h1", "The HTTP interface") +
      element("p", element("a", {{"href", "/"}}, "The page") + escaped(" · ") +
                       element("a", {{"href", "/openapi.json"}}, "OpenAPI 3.1") + escaped(" · ") +
                       element("a", {{"href", "/metrics"}}, "Metrics")) +
      element(
          "p",
          "Bodies are JSON. An error is {\"error\":{\"kind\",\"message\",\"field\"},\"request_id\"}; its message says "
          "what was wrong, where, and what was expected.");
  return html_page(head, element("main", introduction + sections));
}

std::string docs_style() {
  return R"(:root { color-scheme: light dark; --line: #8884; --quiet: #666; }
@media (prefers-color-scheme: dark) { :root { --quiet: #aaa; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
section { border-top: 1px solid var(--line); padding: 1rem 0; overflow-x: auto; }
h2 { font-size: 1.05rem; display: flex; flex-wrap: wrap; gap: .75rem; overflow-wrap: anywhere; }
.method { min-width: 4.5rem; color: var(--quiet); }
table { border-collapse: collapse; width: 100%; font-size: .9rem; margin: .75rem 0; }
caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-top: 1px solid var(--line); font-weight: 400; }
.statuses { color: var(--quiet); font-size: .9rem; }
)";
}

}  // namespace leitmotif::http

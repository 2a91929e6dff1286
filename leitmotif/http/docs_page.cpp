#include "leitmotif/http/docs_page.hpp"

#include <algorithm>

#include "leitmotif/core/ascii.hpp"
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

/// What the place of an address on the page is called: get-api-v1-songs-id.
std::string anchor_of(const Route& route) {
  std::string anchor = ascii::lower_case(route.method);
  for (const char c : route.pattern) {
    if (ascii::is_letter_or_digit(c))
      anchor += ascii::lower(c);
    else if (anchor.back() != '-')
      anchor += '-';
  }
  while (anchor.ends_with('-')) anchor.pop_back();
  return anchor;
}

/// A call that works as it stands, but for numbers in braces.
Markup curl(const Route& route) {
  std::string call = "curl";
  if (route.method != "GET") call += " -X " + route.method;
  if (!route.example.empty()) call += " -H 'content-type: application/json' -d '" + route.example + "'";
  std::string target = route.pattern;
  for (std::size_t begin = target.find('{'); begin != std::string::npos; begin = target.find('{'))
    target.replace(begin, target.find('}', begin) - begin + 1, "1");
  return element("pre", element("code", call + " \"$U" + target + "\""));
}

Markup section(const Route& route) {
  return element("section", {{"id", anchor_of(route)}},
                 element("h2", element("span", {{"class", "method"}}, route.method) + element("code", route.pattern)) +
                     element("p", route.summary) + curl(route) + parameters(route.path, "Path") +
                     parameters(route.query, "Query") + fields(route.body, "Body") +
                     fields(route.success.schema, "Answer") + statuses(route));
}

Markup contents(const RouteTable& routes) {
  Markup list;
  for (const Route& route : routes)
    list += element(
        "li", element("a", {{"href", "#" + anchor_of(route)}}, element("code", route.method + " " + route.pattern)) +
                  escaped(" ") + element("span", route.summary));
  return element("nav", {{"aria-label", "Contents"}}, element("h2", "Contents") + element("ul", list));
}

Markup rules() {
  return element("h2", "How to ask") +
         element("p",
                 "U=http://127.0.0.1:8080 in the calls below. A service for other machines wants its token with "
                 "each: -H \"authorization: Bearer $TOKEN\".") +
         element("p",
                 "Lists are asked for in parts with limit and offset. An etag with if-none-match gives 304 when "
                 "nothing has changed; a list's etag with if-match refuses a change that somebody else was faster "
                 "with (412). Too much is refused with 413; /openapi.json has every limit.") +
         element("p",
                 "Version: what stands under /api/v1 only grows. Keys may be added to answers, and parameters that "
                 "may be left out; nothing is taken away or renamed before /api/v2.");
}

}  // namespace

std::string docs_page(const RouteTable& routes, const About& about) {
  Markup sections;
  for (const Route& route : routes) sections += section(route);
  const Markup head = empty_element("meta", {{"charset", "utf-8"}}) +
                      empty_element("meta", {{"name", "viewport"}, {"content", "width=device-width"}}) +
                      element("title", about.name + ": the HTTP interface") +
                      empty_element("link", {{"rel", "icon"}, {"href", "/icon.svg"}}) +
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
  return html_page(head, element("main", introduction + rules() + contents(routes) + sections));
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
pre { overflow-x: auto; padding: .5rem .75rem; background: #8882; border-radius: .4rem; }
nav ul { list-style: none; padding: 0; }
nav li { padding: .15rem 0; }
nav span { color: var(--quiet); }
.statuses { color: var(--quiet); font-size: .9rem; }
)";
}

std::string sign_in_style() {
  return R"(:root { color-scheme: light dark; --ground: #f7f5f2; --card: #fff; --ink: #23211f; --quiet: #5f5a55; --line: #8a847d; --accent: #3f3a7d; --on: #fff; --bad: #a1261f; }
@media (prefers-color-scheme: dark) { :root { --ground: #161514; --card: #211f1d; --ink: #f0ece7; --quiet: #b5aea6; --line: #8a847d; --accent: #b9b3ff; --on: #17153a; --bad: #ff9d94; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { width: min(26rem, 100%); background: var(--card); border-radius: 1rem; padding: 2rem; box-shadow: 0 1px 12px #0002; }
h1 { margin: 0 0 1rem; font-size: 1.6rem; }
form { display: grid; gap: .6rem; }
label { font-weight: 600; }
input, button { font: inherit; min-height: 2.75rem; border-radius: .6rem; padding: 0 .8rem; width: 100%; }
input { border: 1px solid var(--line); background: transparent; color: inherit; }
button { border: 0; background: var(--accent); color: var(--on); font-weight: 600; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
p { color: var(--quiet); margin: 1rem 0 0; }
.trouble { color: var(--bad); font-weight: 600; margin: 0; }
)";
}

std::string sign_in_script() {
  // The page cannot see the cookie, and offers to sign out where somebody has signed in.
  return R"(const form = document.querySelector('form');
form.addEventListener('submit', () => localStorage.setItem('signed-in', 'yes'));
const asked = new URLSearchParams(location.hash.slice(1));
const token = asked.get('token');
if (token) {
  // What stands behind the # outlives the way to the page.
  if (asked.get('to')?.startsWith('/')) form.action = '/login#' + asked.get('to');
  history.replaceState(null, '', '/login');
  document.getElementById('token').value = token;
  form.requestSubmit();
}
)";
}

}  // namespace leitmotif::http

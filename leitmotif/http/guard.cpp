#include "leitmotif/http/guard.hpp"

#include <algorithm>
#include <string_view>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/markup.hpp"
#include "leitmotif/http/router.hpp"
#include "leitmotif/http/target.hpp"

namespace leitmotif::http {
namespace {

constexpr std::int64_t kAYear = std::int64_t{365} * 24 * 3600;

/// "localhost:8080" -> "localhost", "[::1]:8080" -> "[::1]".
std::string_view without_port(std::string_view host) {
  const std::size_t colon = host.rfind(':');
  return colon == std::string_view::npos || host.ends_with(']') ? host : host.substr(0, colon);
}

/// A name has to be looked up, and whoever owns it decides where it leads; digits lead where they lead.
bool is_address(std::string_view host) {
  if (host.starts_with('[')) return host.ends_with(']');
  return !host.empty() && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// What those ask who look after health, some by no name at all; the answer says nothing of the library.
bool is_about_health(std::string_view target) { return target == "/healthz" || target == "/readyz"; }

bool is_open_to_all(std::string_view target) {
  return is_about_health(target) || target == "/login" || target == "/login.css" || target == "/login.js" ||
         target == "/icon.svg" || target == "/favicon.ico";
}

bool wants_page(const Request& request) {
  return request.method == "GET" && request.header("accept").value_or("").find("text/html") != std::string_view::npos;
}

}  // namespace

Response Guard::unauthorized(const Request& request) const {
  if (!wants_page(request)) {
    Response response =
        error_response({401, "unauthorized", "this needs the token: authorization: Bearer TOKEN"}, request);
    response.headers.emplace_back("www-authenticate", "Bearer");
    return response;
  }
  Response response = sign_in_page();
  response.status = 401;
  response.headers.emplace_back("www-authenticate", "Bearer");
  return response;
}

Response Guard::sign_in_page(const std::string& trouble) const {
  const Markup head =
      empty_element("meta", {{"charset", "utf-8"}}) +
      empty_element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) +
      empty_element("link", {{"rel", "stylesheet"}, {"href", "/login.css"}}) +
      empty_element("link", {{"rel", "icon"}, {"href", "/icon.svg"}}) +
      element("script", {{"src", "/login.js"}, {"defer", "defer"}}, "") +
      element("title", "Sign in · " + options_.about.name);
  const Markup field = empty_element("input", {{"id", "token"},
                                               {"type", "password"},
                                               {"name", "token"},
                                               {"required", "required"},
                                               {"autofocus", "autofocus"},
                                               {"autocomplete", "current-password"},
                                               {"autocapitalize", "off"},
                                               {"spellcheck", "false"}});
  Markup form = element("label", {{"for", "token"}}, "Token") + field + element("button", "Sign in");
  if (!trouble.empty()) form = element("p", {{"class", "trouble"}, {"role", "alert"}}, trouble) + form;
  const Markup help = element("p",
                              "Whoever started the program was shown the token, and the address with it as a QR code. "
                              "This browser will be remembered for a year, or until you sign out.");
  Response response;
  response.type = "text/html; charset=utf-8";
  response.route = "/login";
  response.body =
      html_page(head, element("main", element("h1", options_.about.name) +
                                          element("form", {{"method", "post"}, {"action", "/login"}}, form) + help));
  return response;
}

bool Guard::is_quick(const Request& request) const {
  if (!options_.knows_token || is_open_to_all(request.target)) return true;
  const std::string token = token_of(request);
  return (options_.holder_of && options_.holder_of(token)) ||
         (options_.knows_token_at_once && options_.knows_token_at_once(token));
}

bool Guard::admits(const std::string& token) const {
  return (options_.holder_of && options_.holder_of(token)) || options_.knows_token(token);
}

Holder Guard::holder(const Request& request) const {
  if (options_.knows_token && options_.holder_of)
    if (const auto known = options_.holder_of(token_of(request))) return *known;
  return {"", Scope::manage};
}

std::string Guard::token_of(const Request& request) const {
  constexpr std::string_view kBearer = "Bearer ";
  const std::string cookie = options_.about.prefix + "_token=";
  const std::string_view authorization = request.header("authorization").value_or("");
  if (authorization.starts_with(kBearer)) return std::string(authorization.substr(kBearer.size()));
  const std::string_view cookies = request.header("cookie").value_or("");
  const std::size_t place = cookies.find(cookie);
  if (place == std::string_view::npos || (place > 0 && cookies[place - 1] != ' ')) return "";
  const std::string_view rest = cookies.substr(place + cookie.size());
  return std::string(rest.substr(0, rest.find(';')));
}

Response Guard::login(const Request& request) const {
  std::string token;
  try {
    for (const auto& [name, value] : parse_form(request.body))
      if (name == "token") token = value;
  } catch (const Error& error) {
    return error_response({400, "invalid_argument", error.what()}, request);
  }
  if (!options_.knows_token || !admits(token)) {
    if (request.header("accept").value_or("").find("text/html") == std::string_view::npos)
      return error_response({401, "unauthorized", "this is not the token"}, request);
    Response again = sign_in_page("This is not the token.");
    again.status = 401;
    return again;
  }
  return turned(kAYear, token);
}

Response Guard::logout() const { return turned(0, ""); }

/// On to the page, with a cookie that lasts so many seconds.
Response Guard::turned(std::int64_t seconds, const std::string& token) const {
  Response response;
  response.status = 303;
  response.type.clear();
  response.route = "/login";
  response.headers = {{"location", "/"},
                      {"set-cookie", options_.about.prefix + "_token=" + token +
                                         "; Max-Age=" + std::to_string(seconds) + "; HttpOnly; SameSite=Lax; Path=/"}};
  return response;
}

bool Guard::may_share(const Request& request) const {
  const auto origin = request.header("origin");
  return origin && std::ranges::find(options_.origins, *origin) != options_.origins.end();
}

Headers Guard::sharing(const Request& request) const {
  if (options_.origins.empty()) return {};
  Headers headers = {{"vary", "origin"}};
  if (!may_share(request)) return headers;
  headers.emplace_back("access-control-allow-origin", *request.header("origin"));
  headers.emplace_back("access-control-expose-headers", "etag, location, x-request-id, content-range");
  if (request.method != "OPTIONS") return headers;
  headers.emplace_back("access-control-allow-methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
  headers.emplace_back("access-control-allow-headers", "authorization, content-type, if-match, if-none-match, range");
  headers.emplace_back("access-control-max-age", "600");
  return headers;
}

std::optional<Response> Guard::refusal(const Request& request) const {
  if (std::ranges::count(request.headers, "host", [](const auto& header) -> std::string_view { return header.first; }) >
      1)
    return error_response({400, "invalid_argument", "host: is given twice"}, request);
  const std::string host = ascii::lower_case(without_port(request.header("host").value_or("")));
  const bool is_known = is_about_health(request.target) || host == "localhost" || is_address(host) ||
                        std::ranges::find(options_.hosts, host) != options_.hosts.end();
  if (!is_known)
    return error_response(
        {421, "forbidden", "host: is not a name of this server; start it with --host-name to allow it"}, request);
  if (may_share(request)) return with_token(request);
  const std::string_view site = request.header("sec-fetch-site").value_or("");
  const bool is_navigation = request.header("sec-fetch-mode").value_or("") == "navigate" && request.method == "GET";
  if ((site == "cross-site" || site == "same-site") && !is_navigation)
    return error_response({403, "forbidden", "sec-fetch-site: a page from elsewhere may not ask"}, request);
  // A form of a page without a referrer has the origin "null"; the browser says all the same whose page it is.
  const bool is_own_form = request.target == "/login" && site == "same-origin";
  if (const auto origin = request.header("origin"); origin && !is_own_form)
    if (ascii::lower_case(*origin) != "http://" + ascii::lower_case(request.header("host").value_or("")) &&
        ascii::lower_case(*origin) != "https://" + ascii::lower_case(request.header("host").value_or("")))
      return error_response({403, "forbidden", "origin: a page from elsewhere may not ask"}, request);
  return with_token(request);
}

/// What is left to ask when the page may ask: the token. A browser asks what it may do without one.
std::optional<Response> Guard::with_token(const Request& request) const {
  const bool is_preflight = request.method == "OPTIONS" && may_share(request);
  if (!options_.knows_token || is_preflight || is_open_to_all(request.target) || admits(token_of(request)))
    return std::nullopt;
  return unauthorized(request);
}

}  // namespace leitmotif::http

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

bool is_open_to_all(std::string_view target) {
  return target == "/healthz" || target == "/readyz" || target == "/login";
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
  const Markup head = empty_element("meta", {{"charset", "utf-8"}}) + element("title", options_.about.name);
  const Markup field = empty_element(
      "input", {{"type", "password"}, {"name", "token"}, {"required", "required"}, {"autofocus", "autofocus"}});
  const Markup form = element("form", {{"method", "post"}, {"action", "/login"}},
                              element("label", escaped("Token ") + field) + escaped(" ") + element("button", "Enter"));
  Response response;
  response.status = 401;
  response.type = "text/html; charset=utf-8";
  response.headers.emplace_back("www-authenticate", "Bearer");
  response.body = html_page(head, element("h1", options_.about.name) + form);
  return response;
}

bool Guard::is_quick(const Request& request) const {
  if (!options_.knows_token || is_open_to_all(request.target)) return true;
  return options_.knows_token_at_once && options_.knows_token_at_once(token_of(request));
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
  if (!options_.knows_token || !options_.knows_token(token))
    return error_response({401, "unauthorized", "this is not the token"}, request);
  Response response;
  response.status = 303;
  response.type.clear();
  response.route = "/login";
  response.headers = {
      {"location", "/"},
      {"set-cookie", options_.about.prefix + "_token=" + token + "; HttpOnly; SameSite=Strict; Path=/"}};
  return response;
}

std::optional<Response> Guard::refusal(const Request& request) const {
  if (std::ranges::count(request.headers, "host", [](const auto& header) -> std::string_view { return header.first; }) >
      1)
    return error_response({400, "invalid_argument", "host: is given twice"}, request);
  const std::string host = ascii::lower_case(without_port(request.header("host").value_or("")));
  const bool is_known =
      host == "localhost" || is_address(host) || std::ranges::find(options_.hosts, host) != options_.hosts.end();
  if (!is_known)
    return error_response(
        {421, "forbidden", "host: is not a name of this server; start it with --host-name to allow it"}, request);
  const std::string_view site = request.header("sec-fetch-site").value_or("");
  const bool is_navigation = request.header("sec-fetch-mode").value_or("") == "navigate" && request.method == "GET";
  if ((site == "cross-site" || site == "same-site") && !is_navigation)
    return error_response({403, "forbidden", "sec-fetch-site: a page from elsewhere may not ask"}, request);
  if (const auto origin = request.header("origin"))
    if (ascii::lower_case(*origin) != "http://" + ascii::lower_case(request.header("host").value_or("")) &&
        ascii::lower_case(*origin) != "https://" + ascii::lower_case(request.header("host").value_or("")))
      return error_response({403, "forbidden", "origin: a page from elsewhere may not ask"}, request);
  if (!options_.knows_token || is_open_to_all(request.target) || options_.knows_token(token_of(request)))
    return std::nullopt;
  return unauthorized(request);
}

}  // namespace leitmotif::http

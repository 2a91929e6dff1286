#include "leitmotif/service/guard.hpp"

#include <algorithm>
#include <string_view>

#include "leitmotif/service/router.hpp"

namespace leitmotif::service {
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

std::string lowered(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

bool is_open_to_all(std::string_view target) {
  return target == "/healthz" || target == "/readyz" || target == "/login";
}

bool wants_page(const Request& request) {
  return request.method == "GET" && request.header("accept").value_or("").find("text/html") != std::string_view::npos;
}

Response unauthorized(const Request& request) {
  if (!wants_page(request)) {
    Response response =
        error_response(401, "unauthorized", "this needs the token: authorization: Bearer TOKEN", request);
    response.headers.emplace_back("www-authenticate", "Bearer");
    return response;
  }
  Response response;
  response.status = 401;
  response.type = "text/html; charset=utf-8";
  response.headers.emplace_back("www-authenticate", "Bearer");
  response.body =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Leitmotif</title><h1>Leitmotif</h1>"
      "<form method=\"post\" action=\"/login\"><label>Token <input type=\"password\" name=\"token\" required autofocus>"
      "</label> <button>Enter</button></form></html>\n";
  return response;
}

}  // namespace

std::string token_of(const Request& request) {
  constexpr std::string_view kBearer = "Bearer ";
  constexpr std::string_view kCookie = "leitmotif_token=";
  const std::string_view authorization = request.header("authorization").value_or("");
  if (authorization.starts_with(kBearer)) return std::string(authorization.substr(kBearer.size()));
  const std::string_view cookies = request.header("cookie").value_or("");
  const std::size_t place = cookies.find(kCookie);
  if (place == std::string_view::npos || (place > 0 && cookies[place - 1] != ' ')) return "";
  const std::string_view rest = cookies.substr(place + kCookie.size());
  return std::string(rest.substr(0, rest.find(';')));
}

std::optional<Response> Guard::refusal(const Request& request) const {
  const std::string host = lowered(without_port(request.header("host").value_or("")));
  const bool is_known =
      host == "localhost" || is_address(host) || std::ranges::find(options_.hosts, host) != options_.hosts.end();
  if (!is_known)
    return error_response(421, "forbidden", "host: is not a name of this server; start it with --host-name to allow it",
                          request);
  const std::string_view site = request.header("sec-fetch-site").value_or("");
  const bool is_navigation = request.header("sec-fetch-mode").value_or("") == "navigate" && request.method == "GET";
  if ((site == "cross-site" || site == "same-site") && !is_navigation)
    return error_response(403, "forbidden", "sec-fetch-site: a page from elsewhere may not ask", request);
  if (const auto origin = request.header("origin"))
    if (lowered(*origin) != "http://" + lowered(request.header("host").value_or("")) &&
        lowered(*origin) != "https://" + lowered(request.header("host").value_or("")))
      return error_response(403, "forbidden", "origin: a page from elsewhere may not ask", request);
  if (!options_.knows_token || is_open_to_all(request.target) || options_.knows_token(token_of(request)))
    return std::nullopt;
  return unauthorized(request);
}

}  // namespace leitmotif::service

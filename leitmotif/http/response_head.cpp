#include "leitmotif/http/response_head.hpp"

#include <array>
#include <ctime>

#include "leitmotif/http/date.hpp"

namespace leitmotif::http {
namespace {

struct Reason {
  int status;
  const char* phrase;
};

constexpr std::array<Reason, 23> kReasons = {{{200, "OK"},
                                              {201, "Created"},
                                              {202, "Accepted"},
                                              {204, "No Content"},
                                              {206, "Partial Content"},
                                              {303, "See Other"},
                                              {304, "Not Modified"},
                                              {400, "Bad Request"},
                                              {401, "Unauthorized"},
                                              {403, "Forbidden"},
                                              {404, "Not Found"},
                                              {405, "Method Not Allowed"},
                                              {408, "Request Timeout"},
                                              {409, "Conflict"},
                                              {412, "Precondition Failed"},
                                              {413, "Content Too Large"},
                                              {415, "Unsupported Media Type"},
                                              {416, "Range Not Satisfiable"},
                                              {421, "Misdirected Request"},
                                              {422, "Unprocessable Content"},
                                              {429, "Too Many Requests"},
                                              {431, "Request Header Fields Too Large"},
                                              {503, "Service Unavailable"}}};

constexpr const char* kSafety =
    "x-content-type-options: nosniff\r\n"
    "x-frame-options: DENY\r\n"
    "referrer-policy: same-origin\r\n"
    "cross-origin-resource-policy: same-origin\r\n"
    "cross-origin-opener-policy: same-origin\r\n"
    "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src "
    "'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
    "'none'\r\n";

}  // namespace

const char* reason(int status) noexcept {
  for (const Reason& known : kReasons)
    if (known.status == status) return known.phrase;
  return status < 500 ? "Bad Request" : "Internal Server Error";
}

std::string response_head(const Response& response, const std::string& request_id, std::optional<std::uint64_t> length,
                          bool keep_alive) {
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ' + reason(response.status) +
                     "\r\ndate: " + http_date(std::time(nullptr)) + "\r\n";
  if (!response.type.empty()) head += "content-type: " + response.type + "\r\n";
  bool has_cache_rule = false;
  for (const auto& [name, value] : response.headers) {
    head += name + ": " + value + "\r\n";
    has_cache_rule = has_cache_rule || name == "cache-control";
  }
  if (!has_cache_rule) head += "cache-control: no-store\r\n";
  if (!length)
    head += "transfer-encoding: chunked\r\n";
  else if (response.status != 204 && response.status != 304)
    head += "content-length: " + std::to_string(*length) + "\r\n";
  if (!request_id.empty()) head += "x-request-id: " + request_id + "\r\n";
  head += kSafety;
  head += keep_alive ? "\r\n" : "connection: close\r\n\r\n";
  return head;
}

}  // namespace leitmotif::http

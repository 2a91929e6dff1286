#include "leitmotif/http/access_log.hpp"

#include <array>
#include <cmath>
#include <ctime>

#include "leitmotif/core/json.hpp"

namespace leitmotif::http {
namespace {

constexpr std::size_t kLongestPath = 200;

std::string timestamp(std::int64_t milliseconds) {
  const auto seconds = static_cast<std::time_t>(milliseconds / 1000);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  const std::string rest = std::to_string(1000 + milliseconds % 1000);
  return std::string(text.data()) + "." + rest.substr(1) + "Z";
}

/// In quotes, nothing but printable ASCII.
std::string safe_text(std::string_view text) { return Json(std::string(text.substr(0, kLongestPath))).dump_ascii(); }

}  // namespace

std::string access_line(const Exchange& exchange, std::int64_t milliseconds_since_1970) {
  const Request& request = exchange.request;
  std::string line = "{\"time\":\"" + timestamp(milliseconds_since_1970) + "\",\"id\":" + safe_text(request.id) +
                     ",\"peer\":" + safe_text(request.peer) + ",\"method\":" + safe_text(request.method) +
                     ",\"path\":" + safe_text(std::string_view(request.target).substr(0, request.target.find('?'))) +
                     ",\"status\":" + std::to_string(exchange.response.status) +
                     ",\"bytes\":" + std::to_string(exchange.sent_bytes) +
                     ",\"microseconds\":" + std::to_string(std::llround(exchange.seconds * 1e6));
  if (!exchange.response.error.empty()) line += ",\"error\":" + safe_text(exchange.response.error);
  return line + "}\n";
}

}  // namespace leitmotif::http

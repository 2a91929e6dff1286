#include "leitmotif/http/date.hpp"

#include <array>
#include <ctime>

namespace leitmotif::http {
namespace {

constexpr const char* kDateForm = "%a, %d %b %Y %H:%M:%S GMT";

}  // namespace

std::string http_date(std::int64_t seconds) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  std::array<char, 64> text{};
  return {text.data(), std::strftime(text.data(), text.size(), kDateForm, &parts)};
}

std::optional<std::int64_t> seconds_of_date(std::string_view text) {
  std::tm parts{};
  const std::string copy(text);
  const char* const end = ::strptime(copy.c_str(), kDateForm, &parts);
  if (end == nullptr) return std::nullopt;
  const std::int64_t seconds = ::timegm(&parts);
  // What is written back differently was not in this form: a wrong weekday, a single digit, a 31st of February.
  return http_date(seconds) == text ? std::optional(seconds) : std::nullopt;
}

}  // namespace leitmotif::http

#include "leitmotif/http/message.hpp"

namespace leitmotif::http {

std::optional<std::string_view> Request::header(std::string_view name) const noexcept {
  for (const auto& [known, value] : headers)
    if (known == name) return value;
  return std::nullopt;
}

}  // namespace leitmotif::http

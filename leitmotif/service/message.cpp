#include "leitmotif/service/message.hpp"

namespace leitmotif::service {

std::optional<std::string_view> Request::header(std::string_view name) const noexcept {
  for (const auto& [known, value] : headers)
    if (known == name) return value;
  return std::nullopt;
}

}  // namespace leitmotif::service

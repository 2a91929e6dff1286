// Bytes as text for a page (RFC 4648, section 4).
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::report {

/// The bytes in base64 with padding (RFC 4648, section 4).
[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace leitmotif::report

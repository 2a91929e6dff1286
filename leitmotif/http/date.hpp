// Points in time as HTTP writes them. Source: RFC 9110 section 5.6.7.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leitmotif::http {

/// Seconds since 1970 (UTC) as "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::string http_date(std::int64_t seconds);
/// The seconds of such a text; nothing for any other one, the two obsolete forms included.
[[nodiscard]] std::optional<std::int64_t> seconds_of_date(std::string_view text);

}  // namespace leitmotif::http

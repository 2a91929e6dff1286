// Times as exports write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace leitmotif::histories {

/// Milliseconds since 1970 (UTC) of "2023-01-05T12:34:56Z", "2023-01-05 12:34", "05 Jan 2023, 12:34", or a number of
/// seconds (up to eleven digits) or milliseconds. Nothing for any other text. A time without a zone is taken for UTC.
[[nodiscard]] std::optional<std::int64_t> time_from(std::string_view text) noexcept;

}  // namespace leitmotif::histories

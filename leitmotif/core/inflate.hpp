// Bytes that were packed with zlib.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leitmotif {

/// Unpacks a stream of zlib (RFC 1950). `source` names it in messages. Throws corrupt_data (broken or cut off),
/// resource_limit (more than `most_bytes` come out).
[[nodiscard]] std::string inflated(std::string_view packed, std::size_t most_bytes, const std::string& source);

}  // namespace leitmotif

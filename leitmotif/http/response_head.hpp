// The head of a response as bytes.
// Flow: Response -> response_head -> the socket.
#pragma once

#include <optional>
#include <string>

#include "leitmotif/http/message.hpp"

namespace leitmotif::http {

/// Status line and headers, with what every answer has: no sniffing, no framing, no referrer, and a policy that lets a
/// page load only what comes from here and run no inline script. `length`: of the body; none: it comes in chunks.
[[nodiscard]] std::string response_head(const Response& response, const std::string& request_id,
                                        std::optional<std::uint64_t> length, bool keep_alive);

/// The reason phrase of a status.
[[nodiscard]] const char* reason(int status) noexcept;

}  // namespace leitmotif::http

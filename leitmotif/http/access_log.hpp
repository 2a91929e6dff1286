// One line of JSON for each answered request. Flow: Exchange -> access_line -> standard error.
#pragma once

#include <string>

#include "leitmotif/http/server.hpp"

namespace leitmotif::http {

/// The line, with its line end. Whatever the client sent is escaped, so that it cannot begin a line of its own or steer
/// a terminal; what stands after `?` is left out, for it may be somebody's lyric.
[[nodiscard]] std::string access_line(const Exchange& exchange, std::int64_t milliseconds_since_1970);

}  // namespace leitmotif::http

// gzip, for answers on their way. The door to zlib. Source: RFC 1952.
#pragma once

#include <string>
#include <string_view>

#include "leitmotif/http/message.hpp"

namespace leitmotif::http {

/// The bytes as one gzip member (RFC 1952).
[[nodiscard]] std::string gzipped(std::string_view bytes);
/// The same for a body that comes in pieces.
[[nodiscard]] Pieces gzipped(Pieces pieces);
/// Whether an Accept-Encoding names a coding, and not with weight 0.
[[nodiscard]] bool accepts(std::string_view accept_encoding, std::string_view coding);
/// Compresses the answer when the client takes it, it is text, and long enough to gain.
void compress(const Request& request, Response& response);

}  // namespace leitmotif::http

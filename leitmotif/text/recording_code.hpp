// International Standard Recording Codes as people and programs write them.
// Source: ISO 3901.
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::text {

/// The twelve upper-case letters and digits of an ISRC: written with or without hyphens, in any case, with `ISRC` or
/// `urn:isrc:` in front. Empty for what is none.
[[nodiscard]] std::string recording_code(std::string_view written);

}  // namespace leitmotif::text

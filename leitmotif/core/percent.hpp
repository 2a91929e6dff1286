// Percent-encoding of addresses.
// Source: RFC 3986, section 2.1.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leitmotif {

/// What stands for the path: letters, digits and `-._~/` as they are, every other byte as % and two upper-case digits.
[[nodiscard]] std::string percent_encoded(std::string_view path);

/// The text with each % and its two digits replaced by their byte; a % that no two digits follow stays as it is.
[[nodiscard]] std::string percent_decoded(std::string_view text);

/// As percent_decoded, but nothing when there is a % that no two digits follow.
[[nodiscard]] std::optional<std::string> strictly_percent_decoded(std::string_view text);

}  // namespace leitmotif

// File paths as addresses (URI references) and back.
// Source: RFC 3986 (sections 2.1, 2.3, 4.2), RFC 8089 for `file:`.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace leitmotif::playlist {

/// `path` as a relative reference or, when it is absolute, as `file:///...`; every byte that is not unreserved or `/`
/// is percent-encoded.
[[nodiscard]] std::string address_of(std::string_view path);

/// The path an address names: a relative reference or `file:` on this machine. Nothing for another scheme or host.
/// A percent sign that encodes nothing stays as it is.
[[nodiscard]] std::optional<std::string> path_of(std::string_view address);

/// `address` as it is meant from `base` (RFC 3986, section 5): as it is when it has a scheme, begins with a slash, or
/// there is no base. Dots are left for the path to resolve.
[[nodiscard]] std::string resolved_address(std::string_view base, std::string_view address);

/// `file` as it is named in a playlist that lies in `folder`: relative, with `/` between folders. A file that is not
/// absolute, or an empty folder, is left as it is.
[[nodiscard]] std::string named_from(const std::filesystem::path& folder, const std::string& file);

}  // namespace leitmotif::playlist

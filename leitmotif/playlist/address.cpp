#include "leitmotif/playlist/address.hpp"

#include <algorithm>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/percent.hpp"

namespace leitmotif::playlist {
namespace {

/// The scheme before the first colon, in lower case; empty when there is none. One letter is a drive of Windows.
std::string scheme_of(std::string_view address) {
  const std::size_t colon = address.find_first_of(":/?#");
  if (colon == std::string_view::npos || address[colon] != ':' || colon < 2) return {};
  std::string scheme;
  for (const char c : address.substr(0, colon)) {
    if (!ascii::is_letter_or_digit(c) && c != '+' && c != '-' && c != '.') return {};
    scheme += ascii::lower(c);
  }
  return scheme;
}

}  // namespace

std::string address_of(std::string_view path) {
  return (path.starts_with('/') ? "file://" : "") + percent_encoded(path);
}

std::optional<std::string> path_of(std::string_view address) {
  const std::string scheme = scheme_of(address);
  if (scheme.empty()) return percent_decoded(address.substr(0, address.find_first_of("?#")));
  if (scheme != "file") return std::nullopt;
  std::string_view rest = address.substr(scheme.size() + 1);
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view host = rest.substr(0, slash);
    if (!host.empty() && host != "localhost") return std::nullopt;
    rest.remove_prefix(slash);
  }
  if (!rest.starts_with('/')) return std::nullopt;
  return percent_decoded(rest);
}

std::string resolved_address(std::string_view base, std::string_view address) {
  if (base.empty() || !scheme_of(address).empty() || address.starts_with('/')) return std::string(address);
  return std::string(base.substr(0, base.rfind('/') + 1)) + std::string(address);
}

std::string named_from(const std::filesystem::path& folder, const std::string& file) {
  const std::filesystem::path path(file);
  if (folder.empty() || !path.is_absolute() || folder == folder.root_path()) return file;
  const std::filesystem::path relative = path.lexically_normal().lexically_relative(folder.lexically_normal());
  return relative.empty() ? file : relative.generic_string();
}

}  // namespace leitmotif::playlist

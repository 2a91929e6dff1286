#include "leitmotif/playlist/address.hpp"

#include <algorithm>
#include <array>

namespace leitmotif::playlist {
namespace {

constexpr std::string_view kUnreserved = "-._~/";
constexpr std::string_view kHex = "0123456789ABCDEF";

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low < 0) {
      bytes += text[i];
    } else {
      bytes += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return bytes;
}

/// The scheme before the first colon, in lower case; empty when there is none. One letter is a drive of Windows.
std::string scheme_of(std::string_view address) {
  const std::size_t colon = address.find_first_of(":/?#");
  if (colon == std::string_view::npos || address[colon] != ':' || colon < 2) return {};
  std::string scheme;
  for (const char c : address.substr(0, colon)) {
    if (!is_alphanumeric(c) && c != '+' && c != '-' && c != '.') return {};
    scheme += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return scheme;
}

}  // namespace

std::string address_of(std::string_view path) {
  std::string address = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (is_alphanumeric(c) || kUnreserved.find(c) != std::string_view::npos) {
      address += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      (address += '%') += kHex[byte / 16U];
      address += kHex[byte % 16U];
    }
  }
  return address;
}

std::optional<std::string> path_of(std::string_view address) {
  const std::string scheme = scheme_of(address);
  if (scheme.empty()) return decoded(address.substr(0, address.find_first_of("?#")));
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
  return decoded(rest);
}

std::string named_from(const std::filesystem::path& folder, const std::string& file) {
  const std::filesystem::path path(file);
  if (folder.empty() || !path.is_absolute()) return file;
  const std::filesystem::path relative = path.lexically_normal().lexically_relative(folder.lexically_normal());
  return relative.empty() ? file : relative.generic_string();
}

}  // namespace leitmotif::playlist

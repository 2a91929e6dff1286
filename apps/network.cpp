#include "apps/network.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <qrencode.h>

#include <array>
#include <memory>

namespace leitmotif::apps {
namespace {

struct FreeCode {
  void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};

struct FreeAddresses {
  void operator()(ifaddrs* list) const noexcept { freeifaddrs(list); }
};

/// Empty for what is of no use to others.
std::string text_of(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.sa_family == AF_INET) {
    const auto& four = reinterpret_cast<const sockaddr_in&>(address);
    return ::inet_ntop(AF_INET, &four.sin_addr, text.data(), text.size()) == nullptr ? "" : text.data();
  }
  if (address.sa_family != AF_INET6) return "";
  const auto& six = reinterpret_cast<const sockaddr_in6&>(address);
  if (IN6_IS_ADDR_LINKLOCAL(&six.sin6_addr)) return "";
  return ::inet_ntop(AF_INET6, &six.sin6_addr, text.data(), text.size()) == nullptr ? "" : text.data();
}

}  // namespace

std::vector<std::string> network_addresses() {
  std::vector<std::string> fours;
  std::vector<std::string> sixes;
  ifaddrs* first = nullptr;
  if (::getifaddrs(&first) != 0) return fours;
  const std::unique_ptr<ifaddrs, FreeAddresses> list(first);
  for (const ifaddrs* one = first; one != nullptr; one = one->ifa_next) {
    const bool is_used = (one->ifa_flags & IFF_UP) != 0 && (one->ifa_flags & IFF_LOOPBACK) == 0;
    if (!is_used || one->ifa_addr == nullptr) continue;
    const std::string text = text_of(*one->ifa_addr);
    if (!text.empty()) (one->ifa_addr->sa_family == AF_INET ? fours : sixes).push_back(text);
  }
  fours.insert(fours.end(), sixes.begin(), sixes.end());
  return fours;
}

std::string qr_code(const std::string& text) {
  constexpr int kQuiet = 2;  // half of what the standard asks for, which every reader makes do with
  const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_L));
  if (!code) return "";
  const auto is_dark = [&](int row, int column) {
    if (row < 0 || column < 0 || row >= code->width || column >= code->width) return false;
    return (code->data[row * code->width + column] & 1U) != 0;
  };
  std::string picture;
  for (int row = -kQuiet; row < code->width + kQuiet; row += 2) {
    picture += "\x1B[38;2;0;0;0m\x1B[48;2;255;255;255m";
    for (int column = -kQuiet; column < code->width + kQuiet; ++column) {
      const bool upper = is_dark(row, column);
      const bool lower = is_dark(row + 1, column);
      picture += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
    }
    picture += "\x1B[0m\n";
  }
  return picture;
}

}  // namespace leitmotif::apps

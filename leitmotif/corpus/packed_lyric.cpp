#include "leitmotif/corpus/packed_lyric.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/hex.hpp"
#include "leitmotif/core/inflate.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/lyric_file.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::string_view kKugouHead = "krc1";

/// Whether bytes are nothing but hexadecimal digits, many and of all kinds.
bool is_hexadecimal(std::string_view bytes) noexcept {
  constexpr std::size_t kFewestDigits = 256;
  if (bytes.size() < kFewestDigits) return false;
  std::array<bool, kUpperHexDigits.size()> seen{};
  for (const char c : bytes) {
    const int digit = hex_value(c);
    if (digit < 0) return false;
    seen[static_cast<std::size_t>(digit)] = true;
  }
  return std::ranges::all_of(seen, [](bool one) { return one; });
}

}  // namespace

std::string unpacked_lyric(std::string_view bytes, const std::string& source) {
  constexpr std::array<unsigned char, 16> kKugouBytes = {0x40, 0x47, 0x61, 0x77, 0x5E, 0x32, 0x74, 0x47,
                                                         0x51, 0x36, 0x31, 0x2D, 0xCE, 0xD2, 0x6E, 0x69};
  if (is_hexadecimal(trimmed(bytes)))
    throw Error(ErrorKind::unsupported, source + ": is a lyric packed for one player; expected one saved as .lrc");
  if (!bytes.starts_with(kKugouHead)) return std::string(bytes);
  std::string packed(bytes.substr(kKugouHead.size()));
  for (std::size_t i = 0; i < packed.size(); ++i)
    packed[i] = static_cast<char>(static_cast<unsigned char>(packed[i]) ^ kKugouBytes[i % kKugouBytes.size()]);
  return inflated(packed, kMaxLyricFileBytes, source);
}

}  // namespace leitmotif::corpus

#include "leitmotif/core/checksum.hpp"

#include <array>
#include <bit>
#include <cstring>

namespace leitmotif {
namespace {

constexpr std::uint64_t kPrime1 = 0x9E3779B185EBCA87ULL;
constexpr std::uint64_t kPrime2 = 0xC2B2AE3D27D4EB4FULL;
constexpr std::uint64_t kPrime3 = 0x165667B19E3779F9ULL;
constexpr std::size_t kLanes = 4;
constexpr std::size_t kStripe = kLanes * sizeof(std::uint64_t);

std::uint64_t mixed(std::uint64_t lane, std::uint64_t value) noexcept {
  return std::rotl(lane + value * kPrime2, 31) * kPrime1;
}

std::uint64_t word_at(const char* place) noexcept {
  std::array<unsigned char, sizeof(std::uint64_t)> bytes{};
  std::memcpy(bytes.data(), place, bytes.size());
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) word |= std::uint64_t{bytes[i]} << (8 * i);
  return word;
}

}  // namespace

std::uint64_t checksum_of(std::string_view bytes) noexcept {
  std::array<std::uint64_t, kLanes> lanes = {kPrime1 + kPrime2, kPrime2, 0, 0 - kPrime1};
  std::size_t place = 0;
  for (; place + kStripe <= bytes.size(); place += kStripe)
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      lanes[lane] = mixed(lanes[lane], word_at(bytes.data() + place + lane * sizeof(std::uint64_t)));
  std::uint64_t sum = bytes.size() * kPrime3;
  for (const std::uint64_t lane : lanes) sum = (sum ^ mixed(0, lane)) * kPrime1 + kPrime3;
  for (; place < bytes.size(); ++place)
    sum = std::rotl(sum ^ (static_cast<unsigned char>(bytes[place]) * kPrime3), 11) * kPrime1;
  sum = (sum ^ (sum >> 33U)) * kPrime2;
  sum = (sum ^ (sum >> 29U)) * kPrime3;
  return sum ^ (sum >> 32U);
}

}  // namespace leitmotif

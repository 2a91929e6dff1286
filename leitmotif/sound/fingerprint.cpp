#include "leitmotif/sound/fingerprint.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace leitmotif::sound {
namespace {

/// Numbers in the packed form: gaps between set bits in three bits each, what does not fit there in five bits more.
constexpr unsigned kGapBits = 3;
constexpr unsigned kMoreBits = 5;
constexpr std::uint32_t kLargestGap = (1U << kGapBits) - 1;
constexpr std::size_t kHeadBytes = 4;  // which algorithm, and how many numbers
constexpr std::uint32_t kNumberBits = 32;

/// So many numbers of a beginning are looked up: half a minute.
constexpr std::size_t kLookedUp = 256;
/// A number that more pieces have says nothing; of a piece that has it again and again so many places are looked at.
constexpr std::size_t kMostSharing = 24;
constexpr std::size_t kPlacesOfEach = 4;
/// Two pieces are compared where so many numbers are equal.
constexpr std::size_t kLeastEqual = 3;
constexpr std::size_t kLeastShared = 57;  ///< numbers, seven seconds
constexpr double kLeastSharedPart = 0.7;
constexpr double kMostDifferent = 0.2;
constexpr std::size_t kLeastChanging = 24;  ///< different numbers among those looked up
constexpr double kSecondsApart = 5;
constexpr double kPartApart = 0.03;

/// The bytes of base64 for addresses (RFC 4648, section 5), without filling; none for other text.
std::string bytes_of_letters(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char letter : text) {
    std::uint32_t value = 0;
    if (letter >= 'A' && letter <= 'Z')
      value = static_cast<std::uint32_t>(letter - 'A');
    else if (letter >= 'a' && letter <= 'z')
      value = static_cast<std::uint32_t>(letter - 'a') + 26;
    else if (letter >= '0' && letter <= '9')
      value = static_cast<std::uint32_t>(letter - '0') + 52;
    else if (letter == '-' || letter == '_')
      value = letter == '-' ? 62 : 63;
    else
      return {};
    bits = bits << 6U | value;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> held & 0xFFU);
  }
  return bytes;
}

/// Reads small numbers that lie behind each other, low bits first.
class BitReader {
 public:
  explicit BitReader(std::string_view bytes) : bytes_(bytes) {}

  std::optional<std::uint32_t> next(unsigned bits) {
    if (place_ + bits > bytes_.size() * 8) return std::nullopt;
    std::uint32_t value = 0;
    for (unsigned bit = 0; bit < bits; ++bit, ++place_) {
      const std::uint32_t byte = static_cast<unsigned char>(bytes_[place_ / 8]);
      value |= (byte >> (place_ % 8) & 1U) << bit;
    }
    return value;
  }
  /// What comes behind the byte that was begun.
  [[nodiscard]] std::string_view rest() const { return bytes_.substr((place_ + 7) / 8); }

 private:
  std::string_view bytes_;
  std::size_t place_ = 0;
};

/// The gaps of so many numbers, each number's ended by a 0; nothing when there are fewer.
std::optional<std::vector<std::uint32_t>> gaps_of(std::string_view bytes, std::size_t count) {
  BitReader gaps(bytes);
  std::vector<std::uint32_t> read;
  for (std::size_t ended = 0; ended < count;) {
    const auto gap = gaps.next(kGapBits);
    if (!gap) return std::nullopt;
    ended += *gap == 0 ? 1U : 0U;
    read.push_back(*gap);
  }
  BitReader more(gaps.rest());
  for (std::uint32_t& gap : read) {
    if (gap < kLargestGap) continue;
    const auto rest = more.next(kMoreBits);
    if (!rest) return std::nullopt;
    gap += *rest;
  }
  return read;
}

bool are_as_long(const Fingerprinted& a, const Fingerprinted& b) {
  return std::abs(a.seconds - b.seconds) <= std::max(kSecondsApart, kPartApart * std::min(a.seconds, b.seconds));
}

/// Whether two fingerprints are of the same where number k + apart of `b` is number k of `a`.
bool are_same(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b, std::ptrdiff_t apart) {
  const std::ptrdiff_t begin = std::max<std::ptrdiff_t>(0, -apart);
  const std::ptrdiff_t end = std::min(std::ssize(a), std::ssize(b) - apart);
  const auto shared = static_cast<double>(end - begin);
  if (end - begin < static_cast<std::ptrdiff_t>(kLeastShared)) return false;
  if (shared < kLeastSharedPart * static_cast<double>(std::min(a.size(), b.size()))) return false;
  std::size_t different = 0;
  for (std::ptrdiff_t k = begin; k < end; ++k)
    different += static_cast<std::size_t>(
        std::popcount(a[static_cast<std::size_t>(k)] ^ b[static_cast<std::size_t>(k + apart)]));
  return static_cast<double>(different) <= kMostDifferent * kNumberBits * shared;
}

/// A number of a piece's beginning.
struct Spot {
  std::uint32_t number = 0;
  std::uint32_t piece = 0;
  std::uint32_t place = 0;
};

bool hardly_changes(std::span<const std::uint32_t> numbers) {
  const std::span<const std::uint32_t> beginning = numbers.first(std::min(numbers.size(), kLookedUp));
  std::vector<std::uint32_t> sorted(beginning.begin(), beginning.end());
  std::ranges::sort(sorted);
  return std::unique(sorted.begin(), sorted.end()) - sorted.begin() < static_cast<std::ptrdiff_t>(kLeastChanging);
}

std::vector<Spot> spots_of(std::span<const Fingerprinted> pieces) {
  std::vector<Spot> spots;
  for (std::size_t piece = 0; piece < pieces.size(); ++piece) {
    const std::vector<std::uint32_t>& numbers = pieces[piece].numbers;
    if (hardly_changes(numbers)) continue;
    for (std::size_t place = 0; place < std::min(numbers.size(), kLookedUp); ++place)
      spots.push_back({numbers[place], static_cast<std::uint32_t>(piece), static_cast<std::uint32_t>(place)});
  }
  std::ranges::sort(spots, {}, [](const Spot& spot) { return std::tuple(spot.number, spot.piece, spot.place); });
  return spots;
}

/// How often two pieces have equal numbers so far apart.
using Meetings = std::map<std::tuple<std::uint32_t, std::uint32_t, std::int32_t>, std::size_t>;

/// The places of one number, the first few of each piece; none when too many pieces have it.
std::vector<Spot> telling(std::span<const Spot> spots) {
  std::vector<Spot> some;
  std::size_t pieces = 0;
  std::size_t of_piece = 0;
  for (const Spot& spot : spots) {
    const bool is_new = some.empty() || some.back().piece != spot.piece;
    pieces += is_new ? 1U : 0U;
    of_piece = is_new ? 1 : of_piece + 1;
    if (of_piece <= kPlacesOfEach) some.push_back(spot);
  }
  if (pieces > kMostSharing) some.clear();
  return some;
}

Meetings meetings_of(std::span<const Fingerprinted> pieces, std::span<const Spot> spots) {
  Meetings meetings;
  for (std::size_t begin = 0, end = 0; begin < spots.size(); begin = end) {
    end = begin;
    while (end < spots.size() && spots[end].number == spots[begin].number) ++end;
    const std::vector<Spot> same = telling(spots.subspan(begin, end - begin));
    for (std::size_t a = 0; a < same.size(); ++a)
      for (std::size_t b = a + 1; b < same.size(); ++b)
        if (same[a].piece != same[b].piece && are_as_long(pieces[same[a].piece], pieces[same[b].piece]))
          ++meetings[{same[b].piece, same[a].piece,
                      static_cast<std::int32_t>(same[b].place) - static_cast<std::int32_t>(same[a].place)}];
  }
  return meetings;
}

}  // namespace

std::vector<std::uint32_t> fingerprint_numbers(std::string_view text) {
  const std::string bytes = bytes_of_letters(text);
  if (bytes.size() < kHeadBytes) return {};
  std::size_t count = 0;
  for (std::size_t k = 1; k < kHeadBytes; ++k) count = count << 8U | static_cast<unsigned char>(bytes[k]);
  const auto gaps = gaps_of(std::string_view(bytes).substr(kHeadBytes), count);
  if (!gaps) return {};
  std::vector<std::uint32_t> numbers;
  std::uint32_t changed = 0;  // a number is told by the bits in which it differs from the one before
  std::uint32_t bit = 0;
  for (const std::uint32_t gap : *gaps) {
    if (gap > 0) {
      bit += gap;
      if (bit > kNumberBits) return {};
      changed |= 1U << (bit - 1);
      continue;
    }
    numbers.push_back(numbers.empty() ? changed : numbers.back() ^ changed);
    changed = 0;
    bit = 0;
  }
  return numbers;
}

std::vector<SameRecording> same_recordings(std::span<const Fingerprinted> pieces) {
  std::vector<SameRecording> same;
  for (const auto& [meeting, times] : meetings_of(pieces, spots_of(pieces))) {
    const auto& [piece, as, apart] = meeting;
    if (times < kLeastEqual || (!same.empty() && same.back().piece == piece)) continue;
    if (are_same(pieces[as].numbers, pieces[piece].numbers, apart)) same.push_back({piece, as});
  }
  return same;
}

}  // namespace leitmotif::sound

#include "leitmotif/collection/vorbis_entries.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "leitmotif/core/digest.hpp"

namespace leitmotif::collection {
namespace {

constexpr std::size_t kMostPacketBytes = 32U << 20U;

std::size_t little_endian_at(std::string_view bytes, std::size_t at) {
  std::size_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value * 256 + static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// Takes a text with its length in front off `rest`; false when it is not whole.
bool take_text(std::string_view& rest, std::string_view& text) {
  if (rest.size() < 4) return false;
  const std::size_t length = little_endian_at(rest, 0);
  rest.remove_prefix(4);
  if (length > rest.size()) return false;
  text = rest.substr(0, length);
  rest.remove_prefix(length);
  return true;
}

void add_comments(std::string_view block, std::vector<std::string>& entries) {
  std::string_view text;
  if (!take_text(block, text) || block.size() < 4) return;  // the vendor
  std::size_t count = little_endian_at(block, 0);
  block.remove_prefix(4);
  while (count-- > 0 && take_text(block, text)) entries.emplace_back(text);
}

std::string digest_of_bytes(std::string_view bytes) {
  Sha256 digest;
  digest.add(bytes);
  return digest.hex();
}

std::vector<std::string> flac_entries(const ReadAt& read) {
  constexpr int kStreamInfo = 0;
  constexpr int kPadding = 1;
  constexpr int kSeekTable = 3;
  constexpr int kComments = 4;
  constexpr int kMostBlocks = 1024;
  std::vector<std::string> entries;
  std::int64_t at = end_of_id3v2(read) + 4;
  for (int i = 0; i < kMostBlocks; ++i) {
    const std::string head = read(at, 4);
    if (head.size() < 4) break;
    const int kind = static_cast<unsigned char>(head[0]) & 0x7F;
    std::size_t length = 0;
    for (std::size_t k = 1; k < 4; ++k) length = length * 256 + static_cast<unsigned char>(head[k]);
    if (kind == kComments)
      add_comments(read(at + 4, length), entries);
    else if (kind != kStreamInfo && kind != kPadding && kind != kSeekTable)
      entries.push_back("BLOCK=" + std::to_string(kind) + " " + digest_of_bytes(read(at + 4, length)));
    at += 4 + static_cast<std::int64_t>(length);
    if ((static_cast<unsigned char>(head[0]) & 0x80U) != 0) break;
  }
  return entries;
}

/// The second packet of an Ogg stream.
std::string second_packet(const ReadAt& read) {
  std::string packet;
  std::size_t packets = 0;
  for (std::int64_t at = 0; packet.size() < kMostPacketBytes;) {
    const std::string head = read(at, 27);
    if (head.size() < 27 || !head.starts_with("OggS")) return {};
    const std::string table = read(at + 27, static_cast<unsigned char>(head[26]));
    at += 27 + static_cast<std::int64_t>(table.size());
    for (const char c : table) {
      const std::size_t length = static_cast<unsigned char>(c);
      if (packets == 1) packet += read(at, length);
      at += static_cast<std::int64_t>(length);
      if (length == 255) continue;
      if (++packets == 2) return packet;
    }
    if (table.empty()) return {};
  }
  return {};
}

std::vector<std::string> ogg_entries(const ReadAt& read, MusicFormat format) {
  const std::string packet = second_packet(read);
  std::vector<std::string> entries;
  constexpr std::size_t kFlacBlockHeader = 4;
  const auto comments_behind = [&](std::string_view head) {
    if (packet.starts_with(head)) add_comments(std::string_view(packet).substr(head.size()), entries);
  };
  if (format == MusicFormat::ogg_vorbis) comments_behind("\x03vorbis");
  if (format == MusicFormat::ogg_opus) comments_behind("OpusTags");
  if (format == MusicFormat::ogg_speex) comments_behind("");
  if (format == MusicFormat::ogg_flac) comments_behind(packet.substr(0, kFlacBlockHeader));
  return entries;
}

/// What stands before the comments in the packet of a format.
std::size_t head_bytes(MusicFormat format) {
  switch (format) {
    case MusicFormat::ogg_vorbis:
      return 7;
    case MusicFormat::ogg_opus:
      return 8;
    case MusicFormat::ogg_flac:
      return 4;
    default:
      return 0;
  }
}

/// Where the comments of an Ogg stream begin: the first page holds the first packet and nothing else.
std::int64_t begin_of_ogg_comments(const ReadAt& read, MusicFormat format) {
  std::int64_t at = 0;
  for (int page = 0;; ++page) {
    const std::string head = read(at, 27);
    if (head.size() < 27 || !head.starts_with("OggS")) return 0;
    const std::string table = read(at + 27, static_cast<unsigned char>(head[26]));
    at += 27 + static_cast<std::int64_t>(table.size());
    if (page == 1) return at + static_cast<std::int64_t>(head_bytes(format));
    for (const char c : table) at += static_cast<unsigned char>(c);
  }
}

std::int64_t begin_of_flac_comments(const ReadAt& read) {
  constexpr int kMostBlocks = 1024;
  constexpr unsigned kComments = 4;
  std::int64_t at = end_of_id3v2(read) + 4;
  for (int i = 0; i < kMostBlocks; ++i) {
    const std::string head = read(at, 4);
    if (head.size() < 4) return 0;
    const unsigned kind = static_cast<unsigned char>(head[0]);
    if ((kind & 0x7FU) == kComments) return at + 4;
    std::int64_t length = 0;
    for (std::size_t k = 1; k < 4; ++k) length = length * 256 + static_cast<unsigned char>(head[k]);
    at += 4 + length;
    if ((kind & 0x80U) != 0) return 0;
  }
  return 0;
}

}  // namespace

std::size_t declared_comments(const ReadAt& read, MusicFormat format) {
  const bool ogg = format == MusicFormat::ogg_vorbis || format == MusicFormat::ogg_opus ||
                   format == MusicFormat::ogg_flac || format == MusicFormat::ogg_speex;
  if (!ogg && format != MusicFormat::flac) return 0;
  const std::int64_t begin = ogg ? begin_of_ogg_comments(read, format) : begin_of_flac_comments(read);
  const std::string vendor = begin == 0 ? std::string() : read(begin, 4);
  if (vendor.size() < 4) return 0;
  const std::string count = read(begin + 4 + static_cast<std::int64_t>(little_endian_at(vendor, 0)), 4);
  return count.size() < 4 ? 0 : little_endian_at(count, 0);
}

std::vector<std::string> vorbis_entries(const ReadAt& read, MusicFormat format) {
  switch (format) {
    case MusicFormat::flac:
      return flac_entries(read);
    case MusicFormat::ogg_vorbis:
    case MusicFormat::ogg_opus:
    case MusicFormat::ogg_flac:
    case MusicFormat::ogg_speex:
      return ogg_entries(read, format);
    default:
      return {};
  }
}

}  // namespace leitmotif::collection

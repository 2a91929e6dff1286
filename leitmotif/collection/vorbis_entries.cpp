#include "leitmotif/collection/vorbis_entries.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "leitmotif/core/digest.hpp"

namespace leitmotif::collection {
namespace {

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

std::vector<std::string> flac_entries(const TagStream::ReadAt& read) {
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
std::string second_packet(const TagStream::ReadAt& read) {
  std::string packet;
  std::size_t packets = 0;
  for (std::int64_t at = 0; packet.size() < TagStream::kMostTagBytes;) {
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

std::vector<std::string> ogg_entries(const TagStream::ReadAt& read, MusicFormat format) {
  const std::string packet = second_packet(read);
  const std::string_view head = format == MusicFormat::ogg_opus   ? "OpusTags"
                                : format == MusicFormat::ogg_flac ? std::string_view("\x04", 1)
                                : format == MusicFormat::ogg_speex ? std::string_view()
                                                                  : "\x03vorbis";
  std::vector<std::string> entries;
  constexpr std::size_t kFlacBlockHeader = 4;
  if (format == MusicFormat::ogg_flac && packet.size() > kFlacBlockHeader &&
      (static_cast<unsigned char>(packet[0]) & 0x7FU) == 4)
    add_comments(std::string_view(packet).substr(kFlacBlockHeader), entries);
  else if (packet.starts_with(head))
    add_comments(std::string_view(packet).substr(head.size()), entries);
  return entries;
}

}  // namespace

std::vector<std::string> vorbis_entries(const TagStream::ReadAt& read, MusicFormat format) {
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

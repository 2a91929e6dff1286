// The audio of a music file apart from its tags: what must never change when a tag is written.
// Source: ID3v2.4, ID3v1, APEv2; the FLAC format; RFC 3533 (Ogg), RFC 7845 (Opus in Ogg), Vorbis I; ISO 14496-12 (MP4).
#include <algorithm>
#include <vector>

#include "leitmotif/collection/mood_tag.hpp"
#include "leitmotif/collection/music_file.hpp"
#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::collection {
namespace {

constexpr std::size_t kPieceBytes = 1U << 20U;

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value * 256 + static_cast<unsigned char>(c);
  return value;
}

std::int64_t little_endian_32(std::string_view bytes) {
  std::int64_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value * 256 + static_cast<unsigned char>(bytes[i]);
  return value;
}

/// Reads a file piece by piece, and puts what is audio into a digest.
class AudioReader {
 public:
  explicit AudioReader(const ReadOnlyFile& file) : file_(file) {}

  [[nodiscard]] std::int64_t size() const { return file_.stamp().size_bytes; }

  /// Exactly so many bytes. Throws corrupt_data when the file ends before.
  [[nodiscard]] std::string exactly(std::int64_t offset, std::size_t count) const {
    std::string bytes = file_.read_at(offset, count);
    if (bytes.size() != count) broken();
    return bytes;
  }

  void add(std::int64_t begin, std::int64_t end) {
    while (begin < end) {
      const auto count = static_cast<std::size_t>(std::min<std::int64_t>(end - begin, kPieceBytes));
      digest_.add(exactly(begin, count));
      begin += static_cast<std::int64_t>(count);
    }
  }
  void add(std::string_view bytes) { digest_.add(bytes); }
  [[nodiscard]] std::string digest() { return digest_.hex(); }

  [[noreturn]] void broken() const {
    throw Error(ErrorKind::corrupt_data, file_.path().string() + ": is broken: its audio ends too early");
  }

 private:
  const ReadOnlyFile& file_;
  Sha256 digest_;
};

/// Where ID3v1 and APE tags at the end of the file begin.
std::int64_t end_of_frames(const AudioReader& audio, std::int64_t begin) {
  std::int64_t end = audio.size();
  if (end - begin >= 128 && audio.exactly(end - 128, 3) == "TAG") end -= 128;
  if (end - begin < 32) return end;
  const std::string footer = audio.exactly(end - 32, 32);
  if (!footer.starts_with("APETAGEX")) return end;
  constexpr std::int64_t kHasHeader = 0x80000000;
  const bool header = (little_endian_32(footer.substr(20, 4)) & kHasHeader) != 0;
  const std::int64_t tag = little_endian_32(footer.substr(12, 4)) + (header ? 32 : 0);
  return std::max(begin, end - tag);
}

void add_mpeg(AudioReader& audio, std::int64_t begin) { audio.add(begin, end_of_frames(audio, begin)); }

void add_flac(AudioReader& audio, std::int64_t begin) {
  std::int64_t at = begin + 4;
  for (bool last = false; !last;) {
    const std::string head = audio.exactly(at, 4);
    last = (static_cast<unsigned char>(head[0]) & 0x80U) != 0;
    at += 4 + static_cast<std::int64_t>(big_endian(std::string_view(head).substr(1)));
  }
  audio.add(at, end_of_frames(audio, at));
}

/// How many packets at the beginning of an Ogg stream hold headers.
std::size_t header_packets(MusicFormat format, std::string_view first_packet) {
  if (format == MusicFormat::ogg_vorbis) return 3;
  if (format == MusicFormat::ogg_opus || format == MusicFormat::ogg_speex) return 2;
  return 1 + (first_packet.size() >= 9 ? static_cast<std::size_t>(big_endian(first_packet.substr(7, 2))) : 0);
}

/// Packets with their lengths, and the granule positions of the pages they end on; page numbers and checksums change
/// when a comment grows over a page.
void add_ogg(AudioReader& audio, MusicFormat format) {
  std::size_t packets = 0;  // that have ended
  std::size_t headers = 1;
  std::string packet;
  for (std::int64_t at = 0; at < audio.size();) {
    const std::string head = audio.exactly(at, 27);
    if (!head.starts_with("OggS")) audio.broken();
    const std::string table = audio.exactly(at + 27, static_cast<unsigned char>(head[26]));
    at += 27 + static_cast<std::int64_t>(table.size());
    bool ends_audio = false;
    for (const char c : table) {
      const std::size_t length = static_cast<unsigned char>(c);
      packet += audio.exactly(at, length);
      at += static_cast<std::int64_t>(length);
      if (length == 255) continue;
      if (packets == 0) headers = header_packets(format, packet);
      if (packets++ >= headers) {
        audio.add(std::to_string(packet.size()) + ":");
        audio.add(packet);
        ends_audio = true;
      }
      packet.clear();
    }
    if (ends_audio) audio.add(std::string_view(head).substr(6, 8));
  }
}

void add_mp4(AudioReader& audio) {
  for (std::int64_t at = 0; at + 8 <= audio.size();) {
    const std::string head = audio.exactly(at, 8);
    auto length = static_cast<std::int64_t>(big_endian(std::string_view(head).substr(0, 4)));
    std::int64_t begin = at + 8;
    if (length == 0) length = audio.size() - at;
    if (length == 1) {
      length = static_cast<std::int64_t>(big_endian(audio.exactly(begin, 8)));
      begin += 8;
    }
    if (length < begin - at || length > audio.size() - at) audio.broken();
    if (head.ends_with("mdat")) audio.add(begin, at + length);
    at += length;
  }
}

/// The chunk of audio in a RIFF or AIFF file.
void add_chunk(AudioReader& audio, std::string_view name, bool little_endian) {
  for (std::int64_t at = 12; at + 8 <= audio.size();) {
    const std::string head = audio.exactly(at, 8);
    const std::string_view size = std::string_view(head).substr(4);
    const std::int64_t length = little_endian ? little_endian_32(size) : static_cast<std::int64_t>(big_endian(size));
    const std::int64_t end = std::min(at + 8 + length, audio.size());
    if (head.starts_with(name)) audio.add(at + 8, end);
    at = end + (length & 1);
  }
}

}  // namespace

std::string audio_digest(const ReadOnlyFile& file) {
  AudioReader audio(file);
  const ReadAt read = [&](std::int64_t offset, std::size_t size) { return file.read_at(offset, size); };
  const std::int64_t id3 = end_of_id3v2(read);
  const MusicFormat format = format_of_file(read, file.path().string());
  switch (format) {
    case MusicFormat::mp3:
    case MusicFormat::ape:
    case MusicFormat::wavpack:
    case MusicFormat::musepack:
    case MusicFormat::true_audio:
      add_mpeg(audio, id3);
      break;
    case MusicFormat::flac:
      add_flac(audio, id3);
      break;
    case MusicFormat::mp4:
      add_mp4(audio);
      break;
    case MusicFormat::wav:
      add_chunk(audio, "data", true);
      break;
    case MusicFormat::aiff:
      add_chunk(audio, "SSND", false);
      break;
    case MusicFormat::asf:
    case MusicFormat::dsf:
    case MusicFormat::dsdiff:
    case MusicFormat::module:
      throw Error(ErrorKind::unsupported, file.path().string() + ": tags of this format are read only");
    default:
      add_ogg(audio, format);
  }
  return audio.digest();
}

}  // namespace leitmotif::collection

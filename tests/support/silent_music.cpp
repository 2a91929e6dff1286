#include "support/silent_music.hpp"

#include <algorithm>
#include <cstdint>

namespace leitmotif::testing {
namespace {

/// Byte number `index` of a number, 0 being the least significant; 0 above the eighth.
char byte_of(std::uint64_t value, int index) {
  return index < 8 ? static_cast<char>(value >> (8 * index) & 0xFFU) : '\0';
}

std::string big(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text += byte_of(value, i);
  return text;
}

std::string little(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += byte_of(value, i);
  return text;
}

/// The check sums of FLAC and Ogg: most significant bit first, begun with 0.
std::uint32_t check_sum(const std::string& bytes, std::uint32_t polynomial, int bits) {
  const std::uint32_t top = 1U << (bits - 1);
  const std::uint32_t mask = bits == 32 ? 0xFFFFFFFFU : (1U << bits) - 1;
  std::uint32_t sum = 0;
  for (const char c : bytes) {
    sum ^= static_cast<std::uint32_t>(static_cast<unsigned char>(c)) << (bits - 8);
    for (int i = 0; i < 8; ++i) sum = ((sum & top) != 0 ? (sum << 1) ^ polynomial : sum << 1) & mask;
  }
  return sum;
}

std::string vorbis_comment(const TagFields& fields) {
  const std::string vendor = "silence";
  std::string comment = little(vendor.size(), 4) + vendor + little(fields.size(), 4);
  for (const auto& [name, value] : fields) {
    const std::string field = name + "=" + value;
    comment += little(field.size(), 4) + field;
  }
  return comment;
}

/// Pages of one stream; each packet begins a page.
class OggPages {
 public:
  void add(const std::string& packet, std::uint64_t granule, bool last = false) {
    std::size_t at = 0;
    bool continued = false;
    do {
      const std::size_t part = std::min<std::size_t>(packet.size() - at, 255 * 254);
      const bool ends = at + part == packet.size();
      const int flags = (continued ? 1 : 0) + (number_ == 0 ? 2 : 0) + (last && ends ? 4 : 0);
      std::string table(part / 255, '\xFF');
      if (ends) table += static_cast<char>(part % 255);
      std::string page = std::string("OggS\0", 5) + static_cast<char>(flags) + little(ends ? granule : ~0ULL, 8) +
                         little(7, 4) + little(number_++, 4) + little(0, 4) + static_cast<char>(table.size()) + table +
                         packet.substr(at, part);
      page.replace(22, 4, little(check_sum(page, 0x04C11DB7U, 32), 4));
      bytes += page;
      at += part;
      continued = true;
    } while (at < packet.size());
  }
  std::string bytes;

 private:
  unsigned number_ = 0;
};

std::string box(const std::string& name, const std::string& body) { return big(body.size() + 8, 4) + name + body; }

std::string meta_item(const std::string& name, const std::string& value) {
  const std::string data = box("data", big(1, 4) + big(0, 4) + value);
  if (name.size() == 4 && name != "ISRC") return box(name, data);
  return box("----", box("mean", big(0, 4) + "com.apple.iTunes") + box("name", big(0, 4) + name) + data);
}

std::string sample_table(std::size_t samples, std::size_t sample_bytes) {
  const std::string decoder = std::string("\x05\x02\x12\x08", 4);  // AAC LC, 44.1 kHz, one channel
  const std::string config = std::string("\x04", 1) + static_cast<char>(13 + decoder.size()) + "\x40\x15" + big(0, 3) +
                             big(64000, 4) + big(64000, 4) + decoder;
  const std::string descriptor = std::string("\x03", 1) + static_cast<char>(3 + config.size() + 3) + big(1, 2) +
                                 std::string("\0", 1) + config + std::string("\x06\x01\x02", 3);
  const std::string entry = box("mp4a", big(0, 6) + big(1, 2) + big(0, 8) + big(1, 2) + big(16, 2) + big(0, 4) +
                                            big(44100ULL << 16U, 4) + box("esds", big(0, 4) + descriptor));
  return box("stbl", box("stsd", big(0, 4) + big(1, 4) + entry) +
                         box("stts", big(0, 4) + big(1, 4) + big(samples, 4) + big(1024, 4)) +
                         box("stsc", big(0, 4) + big(1, 4) + big(1, 4) + big(samples, 4) + big(1, 4)) +
                         box("stsz", big(0, 4) + big(sample_bytes, 4) + big(samples, 4)) +
                         box("stco", big(0, 4) + big(1, 4) + big(32, 4)));
}

}  // namespace

std::string silent_mp3(const std::string& tag) {
  std::string frame("\xFF\xFB\x90\xC4", 4);  // 128 kbit/s, 44.1 kHz, one channel: 417 bytes
  frame.resize(417, '\0');
  std::string bytes = tag;
  for (int i = 0; i < 20; ++i) bytes += frame;
  return bytes;
}

std::string silent_flac(const TagFields& fields) {
  constexpr std::uint64_t kSamples = 4096 * 5;
  const std::string info = big(4096, 2) + big(4096, 2) + big(0, 6) +
                           big(44100ULL << 44U | 0ULL << 41U | 15ULL << 36U | kSamples, 8) + std::string(16, '\0');
  const std::string comment = vorbis_comment(fields);
  std::string bytes = "fLaC" + big(0, 1) + big(info.size(), 3) + info + big(0x84, 1) + big(comment.size(), 3) + comment;
  for (char number = 0; number < 5; ++number) {
    std::string frame = std::string("\xFF\xF8\xC9\x08", 4) + number;
    frame += big(check_sum(frame, 0x07, 8), 1);
    frame += std::string("\0\0\0", 3);  // a constant of 0
    bytes += frame + big(check_sum(frame, 0x8005, 16), 2);
  }
  return bytes;
}

std::string silent_vorbis(const TagFields& fields) {
  OggPages pages;
  pages.add(std::string("\x01vorbis") + little(0, 4) + std::string("\x01", 1) + little(44100, 4) + little(0, 4) +
                little(64000, 4) + little(0, 4) + "\xB8\x01",
            0);
  pages.add("\x03vorbis" + vorbis_comment(fields) + "\x01", 0);
  pages.add("\x05vorbis" + std::string(40, '\0'), 0);
  for (std::uint64_t i = 1; i <= 20; ++i) pages.add(std::string("\0", 1), i * 1024, i == 20);
  return pages.bytes;
}

std::string silent_opus(const TagFields& fields) {
  OggPages pages;
  pages.add("OpusHead" + std::string("\x01\x01", 2) + little(312, 2) + little(48000, 4) + little(0, 3), 0);
  pages.add("OpusTags" + vorbis_comment(fields), 0);
  for (std::uint64_t i = 1; i <= 25; ++i) pages.add("\xF8\xFF\xFE", i * 960, i == 25);
  return pages.bytes;
}

std::string silent_m4a(const TagFields& fields) {
  constexpr std::size_t kSamples = 20;
  const std::string sample("\x01\x18\x20\x07", 4);
  std::string media;
  for (std::size_t i = 0; i < kSamples; ++i) media += sample;
  std::string items;
  for (const auto& [name, value] : fields) items += meta_item(name, value);
  const std::string header = big(0, 12) + big(44100, 4) + big(1024 * kSamples, 4);
  const std::string handler = big(0, 8) + "soun" + big(0, 13);
  const std::string track =
      box("trak", box("tkhd", std::string(84, '\0')) +
                      box("mdia", box("mdhd", header + big(0, 4)) + box("hdlr", handler) +
                                      box("minf", box("smhd", big(0, 8)) + sample_table(kSamples, sample.size()))));
  const std::string meta =
      box("meta", big(0, 4) + box("hdlr", big(0, 8) + "mdirappl" + big(0, 9)) + box("ilst", items));
  return box("ftyp", "M4A " + big(0, 4) + "M4A mp42") + box("mdat", media) +
         box("moov", box("mvhd", header + std::string(80, '\0')) + track + box("udta", meta));
}

std::string id3v2(const std::vector<std::string>& frames, int version) {
  std::string body;
  for (const std::string& frame : frames) body += frame;
  std::string size;
  for (int shift = 21; shift >= 0; shift -= 7) size += static_cast<char>(body.size() >> shift & 0x7FU);
  return std::string("ID3") + static_cast<char>(version) + std::string("\0\0", 2) + size + body;
}

std::string id3_frame(const std::string& id, const std::string& body, int version) {
  std::string size = big(body.size(), 4);
  if (version == 4) {
    size.clear();
    for (int shift = 21; shift >= 0; shift -= 7) size += static_cast<char>(body.size() >> shift & 0x7FU);
  }
  return id + size + std::string("\0\0", 2) + body;
}

std::string id3_text(const std::string& id, const std::string& text, char encoding, int version) {
  return id3_frame(id, encoding + text, version);
}

std::string id3_field(const std::string& name, const std::string& text) {
  return id3_frame("TXXX", std::string("\3") + name + std::string("\0", 1) + text);
}

std::string id3_lyric(const std::string& text, char encoding) {
  return id3_frame("USLT", encoding + std::string("eng") + std::string("\0", 1) + text);
}

std::string id3_synced(const std::vector<std::pair<unsigned, std::string>>& pieces) {
  std::string body = std::string("\3eng\2\1", 6) + std::string("\0", 1);
  for (const auto& [time, text] : pieces) body += text + std::string("\0", 1) + big(time, 4);
  return id3_frame("SYLT", body);
}

}  // namespace leitmotif::testing

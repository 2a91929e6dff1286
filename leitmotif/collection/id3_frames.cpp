#include "leitmotif/collection/id3_frames.hpp"

#include <algorithm>
#include <utility>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::collection {
namespace {

constexpr std::size_t kTagHeader = 10;

std::size_t number_at(std::string_view bytes, std::size_t at, std::size_t count, unsigned bits) {
  std::size_t number = 0;
  for (std::size_t i = 0; i < count; ++i)
    number = (number << bits) + (static_cast<unsigned char>(bytes[at + i]) & ((1U << bits) - 1U));
  return number;
}

bool has_bit(std::string_view bytes, std::size_t at, unsigned bit) {
  return (static_cast<unsigned char>(bytes[at]) & bit) != 0;
}

/// Leaves out the zero bytes that unsynchronisation put behind 0xFF.
std::string synchronised(std::string_view bytes) {
  std::string plain;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    plain += bytes[i];
    if (bytes[i] == '\xFF' && i + 1 < bytes.size() && bytes[i + 1] == '\0') ++i;
  }
  return plain;
}

bool is_frame_id(std::string_view id) {
  return std::ranges::all_of(id, [](char c) { return ascii::is_upper(c) || ascii::is_digit(c); });
}

/// Where a frame's data would end with a size of plain or of seven-bit bytes: some programs write plain ones into
/// ID3v2.4, and what follows tells.
std::size_t size_of_24_frame(std::string_view body, std::size_t at) {
  const std::size_t safe = number_at(body, at + 4, 4, 7);
  const std::size_t plain = number_at(body, at + 4, 4, 8);
  const auto fits = [&](std::size_t size) {
    const std::size_t next = at + kTagHeader + size;
    return next == body.size() ||
           (next + 4 <= body.size() && (body[next] == '\0' || is_frame_id(body.substr(next, 4))));
  };
  return !fits(safe) && fits(plain) ? plain : safe;
}

/// Swaps the bytes of every character.
void swap_bytes(char* begin, std::size_t bytes) {
  for (std::size_t i = 0; i + 1 < bytes; i += 2) std::swap(begin[i], begin[i + 1]);
}

/// How well a code unit fits a text: scripts of few letters more than those of many.
int likelihood(unsigned unit) {
  if ((unit >= 0x20 && unit < 0x250) || (unit >= 0x370 && unit < 0x700) || (unit >= 0x3040 && unit < 0x3100)) return 2;
  const bool many = (unit >= 0x4E00 && unit < 0xA000) || (unit >= 0xAC00 && unit < 0xD7A4);
  return many || (unit >= 0x2000 && unit < 0x2070) || unit >= 0xFF00 ? 1 : unit == 0x0A || unit == 0x0D ? 2 : -1;
}

/// Whether UTF-16 without a mark has its lower bytes first: in the right order there are more letters.
bool is_little_endian(std::string_view text) {
  int little = 0;
  int big = 0;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    const unsigned first = static_cast<unsigned char>(text[i]);
    const unsigned second = static_cast<unsigned char>(text[i + 1]);
    little += likelihood(second * 256 + first);
    big += likelihood(first * 256 + second);
  }
  return little >= big;
}

/// The texts of UTF-16 data, each with where it begins.
std::vector<std::pair<std::size_t, std::size_t>> texts_in(std::string_view data, std::size_t begin) {
  std::vector<std::pair<std::size_t, std::size_t>> texts;
  std::size_t from = begin;
  std::size_t at = begin;
  for (; at + 1 < data.size(); at += 2) {
    if (data[at] != '\0' || data[at + 1] != '\0') continue;
    if (at > from) texts.emplace_back(from, at - from);
    from = at + 2;
  }
  if (at > from) texts.emplace_back(from, at - from);
  return texts;
}

bool has_mark(std::string_view text) { return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"); }

/// Where the texts of a frame begin behind its encoding; 0: the frame holds none.
std::size_t texts_begin(const Id3Frame& frame) {
  if (frame.id == "USLT" || frame.id == "COMM" || frame.id == "ULT" || frame.id == "COM") return 4;
  return frame.id.starts_with('T') ? 1 : 0;
}

}  // namespace

std::vector<Id3Frame> id3_frames(std::string_view tag) {
  std::vector<Id3Frame> frames;
  if (tag.size() < kTagHeader || !tag.starts_with("ID3")) return frames;
  const int version = static_cast<unsigned char>(tag[3]);
  const bool shifted = version < 4 && has_bit(tag, 5, 0x80U);
  const std::size_t size = std::min(number_at(tag, 6, 4, 7), tag.size() - kTagHeader);
  const std::string plain = shifted ? synchronised(tag.substr(kTagHeader, size)) : std::string();
  const std::string_view body = shifted ? std::string_view(plain) : tag.substr(kTagHeader, size);
  std::size_t at = 0;
  if (version > 2 && has_bit(tag, 5, 0x40U) && body.size() >= 4)
    at = version == 3 ? 4 + number_at(body, 0, 4, 8) : number_at(body, 0, 4, 7);
  const std::size_t header = version == 2 ? 6 : kTagHeader;
  while (at + header < body.size() && body[at] != '\0') {
    Id3Frame frame;
    frame.id = body.substr(at, version == 2 ? 3 : 4);
    if (!is_frame_id(frame.id)) break;
    const std::size_t length = version == 2   ? number_at(body, at + 3, 3, 8)
                               : version == 3 ? number_at(body, at + 4, 4, 8)
                                              : size_of_24_frame(body, at);
    frame.is_plain = version == 2 || !has_bit(body, at + 9, version == 3 ? 0xE0U : 0x4FU);
    at += header;
    if (length == 0 || length > body.size() - at) break;
    frame.data = body.substr(at, length);
    frame.begin = shifted ? 0 : kTagHeader + at;
    at += length;
    frames.push_back(std::move(frame));
  }
  return frames;
}

bool mark_utf16(std::string& tag) {
  bool changed = false;
  for (const Id3Frame& frame : id3_frames(tag)) {
    const std::size_t begin = texts_begin(frame);
    if (begin == 0 || frame.begin == 0 || !frame.is_plain || frame.data.size() <= begin || frame.data[0] != 1) continue;
    const auto texts = texts_in(frame.data, begin);
    const auto lacks_mark = [&](const auto& text) {
      return !has_mark(std::string_view(frame.data).substr(text.first, text.second));
    };
    // In a list, the first text's mark counts for the others as well.
    if (texts.empty() ||
        !lacks_mark(begin == 1 && frame.id != "TXXX" && frame.id != "TXX" ? texts.front() : texts.back()))
      continue;
    for (const auto& [from, size] : texts) {
      const std::string_view text = std::string_view(frame.data).substr(from, size);
      const bool little = has_mark(text) ? text.front() == '\xFF' : is_little_endian(text);
      if (little) swap_bytes(tag.data() + frame.begin + from, size);
    }
    tag[frame.begin] = 2;
    changed = true;
  }
  return changed;
}

}  // namespace leitmotif::collection

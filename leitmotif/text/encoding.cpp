#include "leitmotif/text/encoding.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>

#include "leitmotif/core/error.hpp"

namespace leitmotif::text {
namespace {

constexpr std::size_t kMaxConvertedBytes = 256U << 20U;  // ICU counts in 32-bit integers, and UTF-8 takes more room

unsigned byte_at(std::string_view text, std::size_t i) noexcept { return static_cast<unsigned char>(text[i]); }

bool is_between(unsigned byte, unsigned low, unsigned high) noexcept { return byte >= low && byte <= high; }

/// The length of the well-formed sequence at `i`, or 0. Table 3-7 of the Unicode standard.
std::size_t sequence_length(std::string_view text, std::size_t i) noexcept {
  const unsigned lead = byte_at(text, i);
  if (lead < 0x80) return 1;
  const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || i + length > text.size()) return 0;
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (!is_between(byte_at(text, i + 1), low, high)) return 0;
  for (std::size_t k = 2; k < length; ++k)
    if (!is_between(byte_at(text, i + k), 0x80, 0xBF)) return 0;
  return length;
}

/// How many bytes from `i` on are ASCII in whole groups of eight.
std::size_t ascii_groups(std::string_view text, std::size_t i) noexcept {
  const std::size_t begin = i;
  while (i + 8 <= text.size()) {
    std::uint64_t group = 0;
    std::memcpy(&group, text.data() + i, sizeof group);
    if ((group & 0x8080808080808080U) != 0) break;
    i += 8;
  }
  return i - begin;
}

[[noreturn]] void throw_corrupt(std::string_view where, const std::string& what) {
  throw Error(ErrorKind::corrupt_data, std::string(where) + ": " + what);
}

/// Tabs and everything that moves to another line or page belongs to text.
bool is_text_control(unsigned byte) noexcept { return is_between(byte, '\t', '\r'); }

bool has_foreign_control(std::string_view text) noexcept {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const unsigned byte = static_cast<unsigned char>(c);
    return byte < 0x20 && !is_text_control(byte);
  });
}

/// Converts with ICU; an empty optional when the bytes break the encoding.
std::optional<std::string> converted(std::string_view bytes, const char* encoding, std::string_view where) {
  if (bytes.size() > kMaxConvertedBytes)
    throw Error(ErrorKind::resource_limit,
                std::string(where) + ": is larger than the limit of " + std::to_string(kMaxConvertedBytes) + " bytes");
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(encoding, &status), ucnv_close);
  if (U_SUCCESS(status))
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  if (U_FAILURE(status)) throw Error(ErrorKind::internal, std::string("ICU does not know the encoding ") + encoding);
  // No encoding used here grows by more: one byte to three, two bytes to three.
  std::string utf8(bytes.size() * 3 + 1, '\0');
  const std::int32_t size =
      ucnv_toAlgorithmic(UCNV_UTF8, converter.get(), utf8.data(), static_cast<std::int32_t>(utf8.size()), bytes.data(),
                         static_cast<std::int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) return std::nullopt;
  utf8.resize(static_cast<std::size_t>(size));
  return utf8;
}

/// Text without a mark is UTF-16 beyond doubt when zero bytes stand only at the high places, and at one in twenty or
/// more of them, and what comes out is text. Latin letters, blanks and line ends have such bytes; binary data does not
/// keep to it.
std::optional<std::string> unmarked_utf16(std::string_view bytes, std::string_view where) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0' ? 1U : 0U;
  const bool little_endian = zeros[1] > 0;
  if (zeros[little_endian ? 0 : 1] > 0 || std::max(zeros[0], zeros[1]) * 40 < bytes.size()) return std::nullopt;
  std::optional<std::string> text = converted(bytes, little_endian ? "UTF-16LE" : "UTF-16BE", where);
  return text && !has_foreign_control(*text) ? text : std::nullopt;
}

/// Whether bytes that are not UTF-8 are clearly GBK. Every byte above ASCII must be part of a pair of two such bytes in
/// GB 2312's rows; most pairs must be of its 3755 common characters, and a fair part of those from the rows behind the
/// ones that Korean (EUC-KR) uses, where the commonest Chinese words stand. Latin-1 letters come alone, and Cyrillic
/// ones in the rows after.
bool is_clearly_gbk(std::string_view bytes) noexcept {
  std::size_t pairs = 0;
  std::size_t common = 0;
  std::size_t behind_korean = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned lead = byte_at(bytes, i);
    if (lead < 0x80) continue;
    if (!is_between(lead, 0xA1, 0xF7) || i + 1 == bytes.size() || !is_between(byte_at(bytes, i + 1), 0xA1, 0xFE))
      return false;
    if (lead >= 0xB0) {
      ++pairs;
      common += lead <= 0xD7 ? 1U : 0U;
      behind_korean += is_between(lead, 0xC9, 0xD7) ? 1U : 0U;
    }
    ++i;
  }
  return pairs >= 4 && common * 10 >= pairs * 8 && behind_korean * 5 >= pairs;
}

std::string with_lf(std::string text) {
  if (text.find('\r') == std::string::npos) return text;
  std::string lf;
  lf.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      lf += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      lf += '\n';
    }
  }
  return lf;
}

std::string from_marked_utf16(std::string_view bytes, const char* encoding, std::string_view where) {
  std::optional<std::string> text = converted(bytes.substr(2), encoding, where);
  if (!text) throw_corrupt(where, std::string("is marked as ") + encoding + " but is not well-formed");
  if (text->find('\0') != std::string::npos) throw_corrupt(where, "is not text: NUL character");
  return std::move(*text);
}

std::string decode(std::string_view bytes, std::string_view where) {
  if (bytes.substr(0, 2) == "\xFF\xFE") return from_marked_utf16(bytes, "UTF-16LE", where);
  if (bytes.substr(0, 2) == "\xFE\xFF") return from_marked_utf16(bytes, "UTF-16BE", where);
  const bool marked = bytes.substr(0, 3) == "\xEF\xBB\xBF";
  if (marked) bytes.remove_prefix(3);
  const std::size_t nul = bytes.find('\0');
  if (nul != std::string_view::npos) {
    std::optional<std::string> text = marked ? std::nullopt : unmarked_utf16(bytes, where);
    if (!text) throw_corrupt(where, "is not text: NUL byte at byte " + std::to_string(nul + (marked ? 4 : 1)));
    return std::move(*text);
  }
  const std::optional<std::size_t> invalid = first_invalid_utf8(bytes);
  if (!invalid) return std::string(bytes);
  if (marked) throw_corrupt(where, "is marked as UTF-8 but is not well-formed at byte " + std::to_string(*invalid + 4));
  if (has_foreign_control(bytes)) throw_corrupt(where, "is not text: neither UTF-8 nor free of control characters");
  std::optional<std::string> text = is_clearly_gbk(bytes) ? converted(bytes, "GBK", where) : std::nullopt;
  if (!text) text = converted(bytes, "windows-1252", where);
  if (!text) throw_corrupt(where, "is not text in any known encoding");
  return std::move(*text);
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) noexcept {
  std::size_t i = 0;
  while (i < text.size()) {
    i += ascii_groups(text, i);
    for (std::size_t end = std::min(i + 8, text.size()); i < end;) {
      const std::size_t length = sequence_length(text, i);
      if (length == 0) return i;
      i += length;
    }
  }
  return std::nullopt;
}

std::string decode_text(std::string_view bytes, std::string_view where) { return with_lf(decode(bytes, where)); }

}  // namespace leitmotif::text

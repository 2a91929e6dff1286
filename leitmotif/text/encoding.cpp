#include "leitmotif/text/encoding.hpp"

#include <iconv.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <type_traits>

#include "leitmotif/core/error.hpp"
#include "leitmotif/text/charset.hpp"
#include "leitmotif/text/mojibake.hpp"
#include "leitmotif/text/unicode.hpp"

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

/// Text without a mark is UTF-16 beyond doubt when zero bytes stand only at the high places, and at one in twenty or
/// more of them, and what comes out is text. Latin letters, blanks and line ends have such bytes; binary data does not
/// keep to it.
std::optional<DecodedText> unmarked_utf16(std::string_view bytes, std::string_view where) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0' ? 1U : 0U;
  const bool little_endian = zeros[1] > 0;
  if (zeros[little_endian ? 0 : 1] > 0 || std::max(zeros[0], zeros[1]) * 40 < bytes.size()) return std::nullopt;
  const char* encoding = little_endian ? "UTF-16LE" : "UTF-16BE";
  std::optional<std::string> text = converted(bytes, encoding, where);
  if (!text || has_foreign_control(*text)) return std::nullopt;
  return DecodedText{std::move(*text), encoding, {}};
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

/// Notes what had to be done, once.
void note(DecodedText& decoded, Repair repair) {
  if (std::ranges::find(decoded.repairs, repair) == decoded.repairs.end()) decoded.repairs.push_back(repair);
}

void leave_out_nul(DecodedText& decoded) {
  if (std::erase(decoded.text, '\0') > 0) note(decoded, Repair::nul_bytes);
}

DecodedText from_marked_utf16(std::string_view bytes, const char* encoding, std::string_view where) {
  DecodedText decoded{{}, encoding, {}};
  bytes.remove_prefix(2);
  // A last byte without its other half, or a last character without its second half.
  for (std::size_t cut = bytes.size() % 2; cut <= 3; cut += 2) {
    if (cut > bytes.size()) break;
    std::optional<std::string> text = converted(bytes.substr(0, bytes.size() - cut), encoding, where);
    if (!text) continue;
    if (cut > 0) note(decoded, Repair::cut_character);
    decoded.text = std::move(*text);
    leave_out_nul(decoded);
    return decoded;
  }
  throw_corrupt(where, std::string("is marked as ") + encoding + " but is not well-formed");
}

/// Whether the bytes at the end are the beginning of a character and no more.
bool is_cut_at(std::string_view text, std::size_t at) noexcept {
  const unsigned lead = byte_at(text, at);
  const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  const std::size_t left = text.size() - at;
  if (left >= length) return false;
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 1, text.end(),
                     [](char c) { return is_between(static_cast<unsigned char>(c), 0x80, 0xBF); });
}

/// How much of what is above ASCII is UTF-8.
struct Utf8Census {
  std::size_t characters = 0;  ///< well-formed ones of several bytes
  std::size_t stray = 0;       ///< bytes outside of them
  std::size_t cut = 0;         ///< bytes of a character that is cut at the end
  std::size_t ascii = 0;
};

Utf8Census census_of(std::string_view text) noexcept {
  Utf8Census census;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text, i);
    if (length == 0 && is_cut_at(text, i)) {
      census.cut = text.size() - i;
      return census;
    }
    census.characters += length > 1 ? 1U : 0U;
    census.stray += length == 0 ? 1U : 0U;
    census.ascii += length == 1 ? 1U : 0U;
    i += std::max<std::size_t>(length, 1);
  }
  return census;
}

/// Whether the bytes are UTF-8 in which something broke, not another encoding. A lone beginning of a character at the
/// end may be a letter of Latin-1; two bytes of one are not.
bool is_broken_utf8(const Utf8Census& census, bool marked) noexcept {
  if (marked) return census.stray <= census.characters + 3;
  if (census.characters == 0) return census.stray == 0 && census.cut > 1;
  // Pairs of bytes of another encoding are UTF-8 by chance now and then: then there is little beside them.
  const bool mostly_ascii = census.ascii > 2 * (census.characters + census.stray);
  return mostly_ascii ? census.stray <= census.characters : census.stray * 8 <= census.characters;
}

/// UTF-8 with its broken places mended.
DecodedText from_broken_utf8(std::string_view bytes, std::string_view where) {
  DecodedText decoded{{}, "UTF-8", {}};
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = sequence_length(bytes, i);
    if (length > 0) {
      decoded.text.append(bytes.substr(i, length));
    } else if (is_cut_at(bytes, i)) {
      note(decoded, Repair::cut_character);
      break;
    } else {
      note(decoded, Repair::stray_bytes);
      decoded.text += converted(bytes.substr(i, 1), "windows-1252", where).value_or("");
    }
    i += std::max<std::size_t>(length, 1);
  }
  return decoded;
}

/// Whether NUL bytes are an accident in a text: few, and nothing else that texts do not have.
bool is_text_with_nul(std::string_view bytes) noexcept {
  const auto nul = static_cast<std::size_t>(std::ranges::count(bytes, '\0'));
  const std::size_t end = bytes.find_last_not_of(std::string_view("\0\r\n \t\x1A", 6));
  const std::string_view body = bytes.substr(0, end == std::string_view::npos ? 0 : end + 1);
  const auto inside = static_cast<std::size_t>(std::ranges::count(body, '\0'));
  constexpr std::size_t kFew = 20;  // at most one byte in so many
  if (body.empty() || inside * kFew > body.size()) return false;
  return nul > 0 && std::ranges::none_of(body, [](char c) {
           const unsigned byte = static_cast<unsigned char>(c);
           return byte != 0 && byte < 0x20 && !is_text_control(byte);
         });
}

/// An encoding that ICU does not know, which the system's own converter does; letters and their marks put together.
std::optional<std::string> converted_by_system(std::string_view bytes, const char* encoding) {
  struct Close {
    void operator()(iconv_t converter) const noexcept { ::iconv_close(converter); }
  };
  const iconv_t opened = ::iconv_open("UTF-8", encoding);
  if (opened == reinterpret_cast<iconv_t>(-1)) return std::nullopt;  // NOLINT(performance-no-int-to-ptr): as it is told
  const std::unique_ptr<std::remove_pointer_t<iconv_t>, Close> converter(opened);
  std::string from(bytes);
  std::string utf8(bytes.size() * 4 + 16, '\0');
  char* in = from.data();
  char* out = utf8.data();
  std::size_t left = from.size();
  std::size_t room = utf8.size();
  if (::iconv(opened, &in, &left, &out, &room) == static_cast<std::size_t>(-1)) return std::nullopt;
  // Some converters keep the last letter back for the mark that may follow.
  if (::iconv(opened, nullptr, nullptr, &out, &room) == static_cast<std::size_t>(-1)) return std::nullopt;
  utf8.resize(utf8.size() - room);
  return composed(std::move(utf8));
}

/// Encodings that converted_by_system reads.
constexpr auto kOfSystem = std::to_array<std::string_view>({"JOHAB", "VISCII", "TCVN"});

DecodedText from_bytes_without_nul(std::string_view bytes, bool marked, std::string_view where) {
  if (!first_invalid_utf8(bytes)) {
    if (std::optional<Charset> shifted = marked ? std::nullopt : shifted_charset(bytes, where))
      return {std::move(shifted->text), std::move(shifted->encoding), {Repair::legacy}};
    return {std::string(bytes), "UTF-8", {}};
  }
  if (is_broken_utf8(census_of(bytes), marked)) return from_broken_utf8(bytes, where);
  if (has_foreign_control(bytes)) throw_corrupt(where, "is not text: neither UTF-8 nor free of control characters");
  Charset charset = likeliest_charset(bytes, where);
  return {std::move(charset.text), std::move(charset.encoding), {Repair::legacy}};
}

DecodedText decode_bytes(std::string_view bytes, std::string_view where) {
  if (bytes.substr(0, 2) == "\xFF\xFE") return from_marked_utf16(bytes, "UTF-16LE", where);
  if (bytes.substr(0, 2) == "\xFE\xFF") return from_marked_utf16(bytes, "UTF-16BE", where);
  const bool marked = bytes.substr(0, 3) == "\xEF\xBB\xBF";
  if (marked) bytes.remove_prefix(3);
  const std::size_t nul = bytes.find('\0');
  if (nul == std::string_view::npos) return from_bytes_without_nul(bytes, marked, where);
  // UTF-16 has other bytes that ASCII texts do not have, or a NUL in every second place.
  const bool ascii = std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!marked && !(ascii && is_text_with_nul(bytes)))
    if (std::optional<DecodedText> decoded = unmarked_utf16(bytes, where)) return std::move(*decoded);
  if (!is_text_with_nul(bytes))
    throw_corrupt(where, "is not text: NUL byte at byte " + std::to_string(nul + (marked ? 4 : 1)));
  std::string without(bytes);
  std::erase(without, '\0');
  DecodedText decoded = from_bytes_without_nul(without, marked, where);
  note(decoded, Repair::nul_bytes);
  return decoded;
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

std::optional<std::string> converted(std::string_view bytes, const char* encoding, std::string_view where) {
  if (bytes.size() > kMaxConvertedBytes)
    throw Error(ErrorKind::resource_limit,
                std::string(where) + ": is larger than the limit of " + std::to_string(kMaxConvertedBytes) + " bytes");
  if (std::ranges::find(kOfSystem, std::string_view(encoding)) != kOfSystem.end())
    return converted_by_system(bytes, encoding);
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
  // Vietnamese Windows writes tones as marks behind their letters.
  return std::string_view(encoding) == "windows-1258" ? composed(std::move(utf8)) : utf8;
}

DecodedText decode(std::string_view bytes, std::string_view where) {
  DecodedText decoded = decode_bytes(bytes, where);
  decoded.text = with_lf(std::move(decoded.text));
  if (has_mojibake(decoded.text)) {
    decoded.text = without_mojibake(decoded.text);
    note(decoded, Repair::mojibake);
  }
  std::ranges::sort(decoded.repairs);
  return decoded;
}

std::string decode_text(std::string_view bytes, std::string_view where) { return decode(bytes, where).text; }

std::string_view words_of(Repair repair) noexcept {
  switch (repair) {
    case Repair::cut_character:
      return "a character cut at the end was left out";
    case Repair::stray_bytes:
      return "bytes that are not UTF-8 were read as Windows-1252";
    case Repair::nul_bytes:
      return "NUL bytes were left out";
    case Repair::legacy:
      return "the encoding was guessed";
    case Repair::mojibake:
      return "text that had been read in the wrong encoding was put right";
  }
  return {};
}

}  // namespace leitmotif::text

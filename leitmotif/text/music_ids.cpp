#include "leitmotif/text/music_ids.hpp"

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/hex.hpp"

namespace leitmotif::text {

std::string recording_code(std::string_view written) {
  constexpr std::size_t kCountry = 2;
  constexpr std::size_t kRegistrant = 5;
  constexpr std::size_t kWhole = 12;
  std::string code;
  for (const char c : written)
    if (ascii::is_letter_or_digit(c)) {
      code += ascii::upper(c);
    } else if (c != '-' && c != ':' && c != ' ') {
      return {};
    }
  for (const std::string_view front : {"URNISRC", "ISRC"})
    if (code.size() == front.size() + kWhole && code.starts_with(front)) code.erase(0, front.size());
  if (code.size() != kWhole) return {};
  for (std::size_t i = 0; i < kWhole; ++i) {
    const bool is_digit = ascii::is_digit(code[i]);
    if (i < kCountry ? is_digit : i >= kRegistrant && !is_digit) return {};
  }
  return code;
}

std::string musicbrainz_id(std::string_view written) {
  constexpr std::size_t kLength = 36;
  std::string id = ascii::lower_case(ascii::trimmed(written, ascii::kBlanksAndLineEnds));
  for (const std::string_view front : {"urn:uuid:", "urn:mbid:", "mbid:"})
    if (id.starts_with(front)) id.erase(0, front.size());
  if (id.size() < kLength || (id.size() > kLength && ascii::is_letter_or_digit(id[kLength]))) return {};
  id.resize(kLength);
  for (std::size_t i = 0; i < kLength; ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? id[i] != '-' : hex_value(id[i]) < 0) return {};
  }
  return id;
}

std::string musicbrainz_id_in_address(std::string_view kind, std::string_view address) {
  const std::string lower = ascii::lower_case(address);
  const std::string before = "musicbrainz.org/" + std::string(kind) + "/";
  const std::size_t begin = lower.find(before);
  return begin == std::string::npos ? std::string()
                                    : musicbrainz_id(std::string_view(lower).substr(begin + before.size()));
}

}  // namespace leitmotif::text

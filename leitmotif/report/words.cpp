#include "leitmotif/report/words.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace leitmotif::report {

std::string decimal(double value, int decimals) {
  if (!std::isfinite(value)) return "–";
  std::array<char, 512> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
  std::string text(buffer.data(), end.ptr);
  if (text.front() == '-' && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
  return text;
}

std::string percent(double share, int decimals) { return decimal(share * 100, decimals) + " %"; }

std::string count(std::size_t number) {
  std::string text = std::to_string(number);
  for (std::size_t i = text.size(); i > 3; i -= 3) text.insert(i - 3, ",");
  return text;
}

std::string songs(std::size_t number) { return count(number) + (number == 1 ? " song" : " songs"); }

std::string bytes_text(std::size_t bytes) {
  const auto value = static_cast<double>(bytes);
  if (value >= 1e6) return decimal(value / 1e6, 1) + " MB";
  if (value >= 1e3) return decimal(value / 1e3, 1) + " kB";
  return std::to_string(bytes) + " bytes";
}

std::string seconds_text(double seconds) {
  if (!std::isfinite(seconds)) return "–";
  if (seconds < 60) return decimal(seconds, 1) + " s";
  const auto whole = static_cast<long long>(std::lround(seconds));
  return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
}

std::string shortened(std::string_view text, std::size_t characters) {
  std::size_t seen = 0;
  std::size_t last_kept = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
    if (++seen == characters) last_kept = i;
    if (seen > characters) return std::string(text.substr(0, last_kept)) + "…";
  }
  return std::string(text);
}

std::string file_name(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  return std::string(slash == std::string_view::npos || slash + 1 == path.size() ? path : path.substr(slash + 1));
}

}  // namespace leitmotif::report

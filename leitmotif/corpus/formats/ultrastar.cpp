#include "leitmotif/corpus/formats/ultrastar.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/corpus/fields.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::string_view kNoteSigns = ":*FRG";

std::string_view take_line(std::string_view& rest) noexcept {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

/// Passes over blanks and a whole number; false when there is none.
bool pass_number(std::string_view& line) noexcept {
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin == std::string_view::npos) return false;
  std::string_view rest = line.substr(begin);
  if (rest.starts_with('-')) rest.remove_prefix(1);
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  if (digits == 0) return false;
  line = rest.substr(digits);
  return true;
}

/// The syllable of a note line with its blanks (`: 12 4 60 rain`), or nothing for another line.
std::optional<std::string_view> syllable_in(std::string_view line) noexcept {
  if (line.empty() || kNoteSigns.find(line.front()) == std::string_view::npos) return std::nullopt;
  line.remove_prefix(1);
  if (!line.starts_with(' ')) return std::nullopt;
  for (int numbers = 0; numbers < 3; ++numbers)
    if (!pass_number(line)) return std::nullopt;
  // One blank ends the numbers; the next belongs to the syllable.
  if (line.starts_with(' ')) line.remove_prefix(1);
  return line;
}

bool is_header(std::string_view line) noexcept {
  return line.size() > 2 && line.front() == '#' && ascii::is_letter(line[1]) &&
         line.find(':') != std::string_view::npos;
}

/// A sung line: single blanks, without the signs of a note that is held.
std::string sung(std::string_view syllables) {
  std::string line;
  for (const char c : syllables) {
    if (c == '~') continue;
    if (c == ' ' && (line.empty() || line.back() == ' ')) continue;
    line += c;
  }
  return std::string(trimmed(line));
}

}  // namespace

bool is_ultrastar(std::string_view text) noexcept {
  constexpr int kMostHeaders = 200;
  text = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (!is_header(text.substr(0, text.find('\n')))) return false;
  for (int lines = 0; lines < kMostHeaders && !text.empty(); ++lines) {
    const std::string_view line = take_line(text);
    if (syllable_in(line)) return true;
    const bool is_voice = line.size() >= 2 && line[0] == 'P' && (ascii::is_digit(line[1]) || line[1] == ' ');
    if (!is_header(line) && !is_voice && !trimmed(line).empty()) return false;
  }
  return false;
}

std::string read_ultrastar(std::string_view text, LabelledSong& song) {
  constexpr auto kKeys = std::to_array<std::string_view>({"artist", "title", "year", "genre"});
  std::string lyric;
  std::string syllables;
  const auto end_line = [&] {
    if (const std::string line = sung(syllables); !line.empty()) lyric.append(line).append("\n");
    syllables.clear();
  };
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (const auto syllable = syllable_in(line)) {
      syllables += *syllable;
    } else if (is_header(line)) {
      const std::size_t colon = line.find(':');
      const std::string key = ascii::lower_case(line.substr(1, colon - 1));
      if (std::ranges::find(kKeys, key) != kKeys.end())
        (void)assign_field(find_field(head_keys(), key), line.substr(colon + 1), song);
    } else {
      end_line();
      if (line.starts_with('P') && !lyric.empty()) lyric += '\n';
    }
  }
  end_line();
  return lyric;
}

}  // namespace leitmotif::corpus

#include "leitmotif/corpus/formats/ultrastar.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/corpus/field_values.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/numbers.hpp"

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

/// A note: when it is sung, in quarters of a beat, and its syllable with its blanks.
struct Note {
  double beat = 0;
  std::string_view syllable;
};

/// The note of a line (`: 12 4 60 rain`), or nothing for another line.
std::optional<Note> note_in(std::string_view line) noexcept {
  if (line.empty() || kNoteSigns.find(line.front()) == std::string_view::npos) return std::nullopt;
  line.remove_prefix(1);
  if (!line.starts_with(' ')) return std::nullopt;
  const std::string_view first = trimmed(line);
  const NumberCell beat = read_number(first.substr(0, first.find(' ')));
  for (int numbers = 0; numbers < 3; ++numbers)
    if (!pass_number(line)) return std::nullopt;
  // One blank ends the numbers; the next belongs to the syllable.
  if (line.starts_with(' ')) line.remove_prefix(1);
  return Note{beat.value, line};
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

/// Gathers the syllables of lines.
class UltrastarReader {
 public:
  UltrastarReader(LabelledSong& song, Times times) noexcept : song_(song), times_(times) {}

  [[nodiscard]] std::string read(std::string_view text) {
    while (!text.empty()) {
      const std::string_view line = take_line(text);
      if (const std::optional<Note> note = note_in(line)) {
        add(*note);
      } else if (is_header(line)) {
        read_header(line);
      } else {
        end_line();
        if (line.starts_with('P') && !lyric_.empty()) lyric_ += '\n';
      }
    }
    end_line();
    return std::move(lyric_);
  }

 private:
  void read_header(std::string_view line) {
    constexpr auto kKeys = std::to_array<std::string_view>({"artist", "title", "year", "genre"});
    const std::size_t colon = line.find(':');
    const std::string key = ascii::lower_case(line.substr(1, colon - 1));
    const std::string_view value = line.substr(colon + 1);
    const NumberCell number = read_number(value, Comma::decimal);
    if (key == "bpm" && number.kind == CellKind::number && number.value > 0) ms_per_beat_ = 60'000 / (4 * number.value);
    if (key == "gap" && number.kind == CellKind::number) gap_ms_ = number.value;
    if (std::ranges::find(kKeys, key) != kKeys.end()) (void)assign_field(find_field(head_keys(), key), value, song_);
  }

  void add(const Note& note) {
    if (times_ == Times::written && ms_per_beat_ > 0) {
      constexpr double kMost = 1e8;
      const auto at = static_cast<std::int64_t>(std::clamp(gap_ms_ + note.beat * ms_per_beat_, 0.0, kMost));
      if (!begin_) begin_ = at;
      if (note.syllable.find_first_not_of("~ ") != std::string_view::npos) syllables_ += word_stamp(at);
    }
    syllables_ += note.syllable;
  }

  void end_line() {
    if (const std::string line = sung(syllables_); !line.empty())
      lyric_.append(begin_ ? line_stamp(*begin_) : std::string()).append(line).append("\n");
    syllables_.clear();
    begin_.reset();
  }

  LabelledSong& song_;
  Times times_;
  std::string lyric_;
  std::string syllables_;
  std::optional<std::int64_t> begin_;  ///< of the line, where times are written
  double ms_per_beat_ = 0;             ///< of a quarter of a beat; 0: not known
  double gap_ms_ = 0;
};

}  // namespace

bool is_ultrastar(std::string_view text) noexcept {
  constexpr int kMostHeaders = 200;
  text = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (!is_header(text.substr(0, text.find('\n')))) return false;
  for (int lines = 0; lines < kMostHeaders && !text.empty(); ++lines) {
    const std::string_view line = take_line(text);
    if (note_in(line)) return true;
    const bool is_voice = line.size() >= 2 && line[0] == 'P' && (ascii::is_digit(line[1]) || line[1] == ' ');
    if (!is_header(line) && !is_voice && !trimmed(line).empty()) return false;
  }
  return false;
}

std::string read_ultrastar(std::string_view text, LabelledSong& song, Times times) {
  return UltrastarReader(song, times).read(text);
}

}  // namespace leitmotif::corpus

#include "leitmotif/corpus/lyric_file.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::corpus {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

/// The lines of a text one after another, with their numbers.
class Lines {
 public:
  explicit Lines(std::string_view text) noexcept : rest_(text) {}

  /// The next line without its end and without blanks around it, or nothing.
  std::optional<std::string_view> next() noexcept {
    if (rest_.empty()) return std::nullopt;
    const std::size_t end = rest_.find('\n');
    const std::string_view line = rest_.substr(0, end);
    rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
    ++number_;
    return trimmed(line);
  }
  [[nodiscard]] std::size_t number() const noexcept { return number_; }
  /// What comes after the last line given.
  [[nodiscard]] std::string_view rest() const noexcept { return rest_; }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

/// Puts a value of a head or tag into the song, or throws with its line.
void assign(const Field& field, std::string_view value, std::string_view source, std::size_t line, LabelledSong& song) {
  const std::string reason = assign_field(field, value, song);
  if (reason.empty()) return;
  throw Error(ErrorKind::corrupt_data, std::string(source) + " line " + std::to_string(line) + ": " + reason);
}

struct HeadLine {
  Field field;
  std::string_view value;
  std::size_t line = 0;
};

/// The known key of a line `key: value`, or a field without a name.
HeadLine head_line(std::string_view line, std::size_t number) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {find_field(head_keys(), lower_case(trimmed(line.substr(0, colon)))), line.substr(colon + 1), number};
}

/// Takes the head off `text` and fills `song` from it; a text without a head stays whole.
std::string_view read_head(std::string_view text, std::string_view source, LabelledSong& song) {
  Lines lines(text);
  std::vector<HeadLine> head;
  while (const std::optional<std::string_view> line = lines.next()) {
    if (line->empty() && head.empty()) continue;
    if (line->empty()) break;
    const HeadLine read = head_line(*line, lines.number());
    if (read.field.name.empty()) return text;
    head.push_back(read);
  }
  for (const HeadLine& line : head) assign(line.field, line.value, source, line.line, song);
  return lines.rest();
}

struct Number {
  std::int64_t value = 0;
  std::size_t digits = 0;
};

/// The number at the beginning of `text`, of at most `most` digits.
Number leading_number(std::string_view text, std::size_t most) noexcept {
  Number number;
  while (number.digits < std::min(most, text.size()) && is_digit(text[number.digits]))
    number.value = number.value * 10 + (text[number.digits++] - '0');
  return number;
}

struct Stamp {
  std::int64_t time_ms = 0;
  std::size_t length = 0;  ///< in the text, brackets included
};

/// The time stamp at the beginning of `text`: mm:ss, mm:ss.xx or mm:ss:xx between [] or <>.
std::optional<Stamp> stamp_at(std::string_view text) noexcept {
  if (text.empty() || (text[0] != '[' && text[0] != '<')) return std::nullopt;
  const char close = text[0] == '[' ? ']' : '>';
  std::size_t at = 1;
  const Number minutes = leading_number(text.substr(at), 3);
  at += minutes.digits;
  if (minutes.digits == 0 || at >= text.size() || text[at] != ':') return std::nullopt;
  const Number seconds = leading_number(text.substr(++at), 2);
  at += seconds.digits;
  if (seconds.digits == 0 || at >= text.size()) return std::nullopt;
  std::int64_t milliseconds = 0;
  if (text[at] == '.' || text[at] == ':') {
    const Number fraction = leading_number(text.substr(++at), 3);
    at += fraction.digits;
    milliseconds = fraction.value * (fraction.digits == 1 ? 100 : fraction.digits == 2 ? 10 : 1);
  }
  if (at >= text.size() || text[at] != close) return std::nullopt;
  return Stamp{(minutes.value * 60 + seconds.value) * 1000 + milliseconds, at + 1};
}

/// A sung line without the stamps of its words, and with single blanks.
std::string without_stamps(std::string_view line) {
  std::string text;
  for (std::size_t i = 0; i < line.size();) {
    if (const std::optional<Stamp> stamp = stamp_at(line.substr(i))) {
      i += stamp->length;
      continue;
    }
    const char c = line[i++];
    const bool blank = c == ' ' || c == '\t';
    if (!blank) text += c;
    if (blank && !text.empty() && text.back() != ' ') text += ' ';
  }
  return std::string(trimmed(text));
}

struct Tag {
  std::string key;
  std::string_view value;
};

/// The tag `[key:value]` that begins `rest`, taken off it. A key is letters only, so that a header such as
/// `[Verse 2: Ann]` is none. A value may hold brackets when the line has no other tag.
std::optional<Tag> take_tag(std::string_view& rest) {
  if (rest.size() < 2 || rest[0] != '[') return std::nullopt;
  std::size_t end = rest.find("][");
  if (end == std::string_view::npos && rest.back() == ']') end = rest.size() - 1;
  if (end == std::string_view::npos) end = rest.find(']');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view inside = rest.substr(1, end - 1);
  const std::size_t colon = inside.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const std::string key = lower_case(inside.substr(0, colon));
  if (!std::all_of(key.begin(), key.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return std::nullopt;
  rest.remove_prefix(end + 1);
  return Tag{key, inside.substr(colon + 1)};
}

/// Gathers the lines of an .lrc file and gives them back in the order they are sung.
class SungLines {
 public:
  explicit SungLines(std::string_view source) noexcept : source_(source) {}

  /// A line at every one of `times`; without times it stays with the line before.
  void add(std::vector<std::int64_t> times, std::string text) {
    if (!times.empty()) times_ = std::move(times);
    for (const std::int64_t time : times_) {
      bytes_ += text.size() + 1;
      if (bytes_ > kMaxLyricFileBytes)
        throw Error(ErrorKind::resource_limit, std::string(source_) + ": its repeated lines make more than " +
                                                   std::to_string(kMaxLyricFileBytes) + " bytes");
      order_.emplace_back(time, lines_.size());
    }
    lines_.push_back(std::move(text));
  }

  [[nodiscard]] std::string in_order() {
    std::stable_sort(order_.begin(), order_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string lyrics;
    for (const auto& entry : order_) lyrics.append(lines_[entry.second]).append("\n");
    return lyrics;
  }

 private:
  std::string_view source_;
  std::vector<std::int64_t> times_ = {-1};  // lines before the first stamp come first
  std::vector<std::pair<std::int64_t, std::size_t>> order_;
  std::vector<std::string> lines_;
  std::size_t bytes_ = 0;
};

std::string read_lrc(std::string_view text, std::string_view source, LabelledSong& song) {
  Lines lines(text);
  SungLines sung(source);
  while (const std::optional<std::string_view> line = lines.next()) {
    std::string_view rest = *line;
    std::vector<std::int64_t> times;
    while (const std::optional<Stamp> stamp = rest.substr(0, 1) == "[" ? stamp_at(rest) : std::nullopt) {
      times.push_back(stamp->time_ms);
      rest = trimmed(rest.substr(stamp->length));
    }
    if (times.empty()) {
      while (const std::optional<Tag> tag = take_tag(rest))
        assign(find_field(lrc_tags(), tag->key), tag->value, source, lines.number(), song);
    }
    std::string words = without_stamps(rest);
    if (!times.empty() || !words.empty()) sung.add(std::move(times), std::move(words));
  }
  return sung.in_order();
}

/// Leaves out a track number: one or two digits and a separator.
std::string_view without_track_number(std::string_view stem) noexcept {
  const Number number = leading_number(stem, 2);
  std::string_view rest = stem.substr(number.digits);
  if (number.digits == 0) return stem;
  if (rest.substr(0, 3) == " - ") return trimmed(rest.substr(3));
  if (rest.substr(0, 2) == ". ") return trimmed(rest.substr(2));
  return stem;
}

/// Artist and title that the file itself did not give.
void fill_from_name(const std::filesystem::path& name, std::string_view source, Song& song) {
  if (name == "-") return;
  const std::string decoded = text::decode_text(name.stem().string(), source);
  const std::string_view stem = without_track_number(decoded);
  const std::size_t dash = stem.find(" - ");
  if (dash == std::string_view::npos) {
    if (song.title.empty()) song.title = trimmed(stem);
    return;
  }
  if (song.artist.empty()) song.artist = trimmed(stem.substr(0, dash));
  if (song.title.empty()) song.title = trimmed(stem.substr(dash + 3));
}

bool is_hidden(const std::filesystem::path& path) { return path.filename().string().substr(0, 1) == "."; }

bool is_lyric_file(const std::filesystem::path& path) {
  const std::string extension = lower_case(path.extension().string());
  return extension == ".txt" || extension == ".lrc";
}

/// Adds the lyric files below `folder` to the book, and folders that cannot be listed to its rejected.
void find_files(const std::filesystem::path& folder, Songbook& book) {
  std::error_code failure;
  std::filesystem::directory_iterator entries(folder, failure);
  for (; !failure && entries != std::filesystem::directory_iterator(); entries.increment(failure)) {
    const std::filesystem::path& path = entries->path();
    std::error_code ignored;
    if (is_hidden(path)) continue;
    if (std::filesystem::symlink_status(path, ignored).type() == std::filesystem::file_type::directory) {
      find_files(path, book);
    } else if (is_lyric_file(path) && !std::filesystem::is_directory(path, ignored)) {
      book.files.push_back(path);
    }
  }
  if (failure) book.rejected.push_back({folder.string(), 0, "cannot list the folder: " + failure.message()});
}

/// Reads one file of a folder. A pipe or device among them would wait for ever.
LabelledSong read_found_file(const std::filesystem::path& file) {
  std::error_code ignored;
  const std::filesystem::file_type type = std::filesystem::status(file, ignored).type();
  if (type != std::filesystem::file_type::regular && type != std::filesystem::file_type::not_found)
    throw Error(ErrorKind::io, file.string() + ": is not a plain file");
  return read_lyric_file(file);
}

}  // namespace

LabelledSong parse_lyric_file(std::string_view bytes, const std::filesystem::path& name) {
  const std::string source = name.string();
  if (bytes.size() > kMaxLyricFileBytes)
    throw Error(ErrorKind::resource_limit,
                source + ": is larger than the limit of " + std::to_string(kMaxLyricFileBytes) + " bytes");
  const std::string text = text::decode_text(bytes, source);
  if (trimmed(text).empty()) throw Error(ErrorKind::corrupt_data, source + ": is empty, expected lyrics");
  LabelledSong song;
  song.song.form = LyricsForm::sung;
  const bool lrc = lower_case(name.extension().string()) == ".lrc";
  const std::string lyrics = lrc ? read_lrc(text, source, song) : std::string(read_head(text, source, song));
  song.song.lyrics = trimmed(lyrics);
  fill_from_name(name, source, song.song);
  return song;
}

LabelledSong read_lyric_file(const std::filesystem::path& file) {
  return parse_lyric_file(read_file(file, kMaxLyricFileBytes), file);
}

Songbook read_songbook(const std::filesystem::path& folder) {
  std::error_code ignored;
  const std::filesystem::file_status status = std::filesystem::status(folder, ignored);
  if (!std::filesystem::exists(status))
    throw Error(ErrorKind::not_found, folder.string() + ": there is no such folder");
  if (!std::filesystem::is_directory(status)) throw Error(ErrorKind::io, folder.string() + ": is not a folder");
  Songbook found;
  find_files(folder, found);
  std::sort(found.files.begin(), found.files.end(),
            [](const auto& a, const auto& b) { return a.native() < b.native(); });
  Songbook book;
  book.rejected = std::move(found.rejected);
  for (const std::filesystem::path& file : found.files) {
    try {
      book.songs.push_back(read_found_file(file));
      book.files.push_back(file);
    } catch (const Error& error) {
      book.rejected.push_back({file.string(), 0, error.what()});
    }
  }
  return book;
}

}  // namespace leitmotif::corpus

#include "leitmotif/corpus/lyric_file.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/field_values.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/file_name.hpp"
#include "leitmotif/corpus/formats/formats.hpp"
#include "leitmotif/corpus/lrc.hpp"
#include "leitmotif/corpus/lyric_names.hpp"
#include "leitmotif/corpus/packed_lyric.hpp"
#include "leitmotif/corpus/text_lines.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::corpus {
namespace {

struct HeadLine {
  Field field;
  std::string_view value;
  bool is_one = false;  ///< whether the line may stand in a head at all

  [[nodiscard]] bool known() const noexcept { return !field.name.empty(); }
};

/// Whether a text may be the key of a head that is not known: a capital letter or one of another alphabet first, and at
/// most three words.
bool is_key(std::string_view key) noexcept {
  constexpr std::size_t kLongestKey = 30;
  const auto is_of_key = [](char c) {
    return ascii::is_letter_or_digit(c) || c == ' ' || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  };
  return !key.empty() && key.size() <= kLongestKey &&
         (ascii::is_upper(key.front()) || static_cast<unsigned char>(key.front()) >= 0x80) &&
         std::ranges::count(key, ' ') <= 2 && std::ranges::all_of(key, is_of_key);
}

/// A line `key: value`.
HeadLine head_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  const std::string_view key = trimmed(line.substr(0, colon));
  const Field field = find_field(head_keys(), ascii::lower_case(key));
  return {field, line.substr(colon + 1), !field.name.empty() || is_key(key)};
}

/// Whether lines are a head: all of known keys, or with artist or title among others.
bool is_head(const std::vector<HeadLine>& lines) {
  const auto names = [](const HeadLine& line) {
    return line.field.slot == FieldSlot::artist || line.field.slot == FieldSlot::title;
  };
  return std::ranges::all_of(lines, &HeadLine::known) || std::ranges::any_of(lines, names);
}

bool has_both_names(const std::vector<HeadLine>& lines) {
  const auto has = [&](FieldSlot slot) {
    return std::ranges::any_of(lines, [&](const HeadLine& line) { return line.field.slot == slot; });
  };
  return has(FieldSlot::artist) && has(FieldSlot::title);
}

/// A value of a head as it is meant: `"Blue Door"` is Blue Door.
std::string_view without_quotes(std::string_view value) noexcept {
  value = trimmed(value);
  const bool quoted =
      value.size() > 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
  return quoted ? value.substr(1, value.size() - 2) : value;
}

/// Takes the head off `text` and fills `song` from it; a text without a head stays whole.
std::string_view read_head(std::string_view text, LabelledSong& song) {
  Lines lines(text);
  std::vector<HeadLine> head;
  constexpr std::string_view kFence = "---";  // around the head, as pages' sources have it
  bool fenced = false;
  std::string_view rest = text;  // behind the known keys at the beginning
  bool all_known = true;
  bool ended = false;
  while (const std::optional<std::string_view> line = lines.next()) {
    if (line->empty() && head.empty()) continue;
    if (*line == kFence && head.empty() && !fenced) {
      fenced = true;
      continue;
    }
    ended = line->empty() || (fenced && *line == kFence);
    const HeadLine read = head_line(*line);
    if (ended || !read.is_one) break;
    all_known = all_known && read.known();
    head.push_back(read);
    if (all_known) rest = lines.rest();
  }
  const bool to_the_end = trimmed(lines.rest()).empty() && !ended;
  if (ended && is_head(head)) {
    rest = lines.rest();
  } else if (!to_the_end && all_known && has_both_names(head)) {
    // The lyric begins right below.
  } else if (!(to_the_end && is_head(head))) {
    return text;
  }
  for (const HeadLine& line : head) (void)assign_field(line.field, without_quotes(line.value), song);
  return rest;
}

bool is_hidden(const std::filesystem::path& path) { return path.filename().string().substr(0, 1) == "."; }

bool is_lyric_file(const std::filesystem::path& path) {
  const LyricEnding* const ending = lyric_ending_of(path.native());
  return ending != nullptr && ending->alone;
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

/// The lyric of a file's text, whichever of the forms that stand in the header.
std::string lyric_in(std::string_view text, const std::filesystem::path& name, LabelledSong& song) {
  std::optional<FormattedLyric> formatted = formatted_lyric(text, name.string(), song);
  if (formatted && formatted->is_sung) return std::move(formatted->text);
  if (formatted) text = formatted->text;
  const LyricEnding* const ending = lyric_ending_of(name.native());
  const bool lrc = (ending != nullptr && ending->timed && !formatted) || has_only_tags(text);
  return lrc ? read_lrc(text, name.string(), song) : std::string(read_head(text, song));
}

}  // namespace

LabelledSong parse_lyric_file(std::string_view bytes, const std::filesystem::path& name) {
  const std::string source = name.string();
  if (bytes.size() > kMaxLyricFileBytes)
    throw Error(ErrorKind::resource_limit,
                source + ": is larger than the limit of " + std::to_string(kMaxLyricFileBytes) + " bytes");
  const std::string text = text::decode_text(unpacked_lyric(bytes, source), source);
  if (trimmed(text).empty()) throw Error(ErrorKind::corrupt_data, source + ": is empty, expected lyrics");
  LabelledSong song;
  song.song.form = LyricsForm::sung;
  const std::string lyric = lyric_in(text, name, song);
  song.song.lyrics = trimmed(lyric);
  fill_from_file_name(name, source, song.song);
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

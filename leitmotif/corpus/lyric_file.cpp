#include "leitmotif/corpus/lyric_file.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/cues.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/line_stamps.hpp"
#include "leitmotif/corpus/lrc.hpp"
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

/// Takes the head off `text` and fills `song` from it; a text without a head stays whole.
std::string_view read_head(std::string_view text, LabelledSong& song) {
  Lines lines(text);
  std::vector<HeadLine> head;
  std::string_view rest = text;  // behind the known keys at the beginning
  bool all_known = true;
  bool ended = false;
  while (const std::optional<std::string_view> line = lines.next()) {
    if (line->empty() && head.empty()) continue;
    ended = line->empty();
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
  for (const HeadLine& line : head) (void)assign_field(line.field, line.value, song);
  return rest;
}

/// How many bytes at the beginning are digits.
std::size_t digits_at(std::string_view text) noexcept {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

/// Leaves out a disc's and a track's number: `03 - `, `3. `, `1-03 `, and before a mere blank one that begins with 0.
std::string_view without_track_number(std::string_view stem) noexcept {
  constexpr std::size_t kMostDigits = 2;
  std::size_t digits = digits_at(stem);
  if (digits == 0 || digits > kMostDigits) return stem;
  bool sure = stem.front() == '0' && digits == 2;
  std::string_view rest = stem.substr(digits);
  if (rest.size() > 3 && (rest[0] == '-' || rest[0] == '.') && digits_at(rest.substr(1)) == 2) {
    rest = rest.substr(3);
    sure = true;
  }
  const std::string_view title = ascii::trimmed(rest, " .-");
  if (title.empty()) return stem;
  if (rest.starts_with(" - ") || rest.starts_with(". ")) return title;
  return sure && (rest.front() == ' ' || rest.front() == '.' || rest.front() == '-') ? title : stem;
}

/// A file's name as people read it: underscores between words are blanks, and every dash between blanks is " - ".
std::string readable_name(std::string stem) {
  if (stem.find("%20") != std::string::npos && stem.find(' ') == std::string::npos)
    for (std::size_t at = 0; (at = stem.find("%20", at)) != std::string::npos;) stem.replace(at, 3, " ");
  if (stem.find(' ') == std::string::npos) std::ranges::replace(stem, '_', ' ');
  for (const std::string_view dash : {" \u2013 ", " \u2014 "})
    for (std::size_t at = stem.find(dash); at != std::string::npos; at = stem.find(dash, at))
      stem.replace(at, dash.size(), " - ");
  return stem;
}

/// What stands behind a track number in the middle (`Album - 03 - Title`), or all of it.
std::string_view behind_track_number(std::string_view name) noexcept {
  for (std::size_t dash = 0; (dash = name.find(" - ", dash)) != std::string_view::npos; dash += 3) {
    const std::string_view rest = name.substr(dash + 3);
    const std::size_t digits = digits_at(rest);
    if (digits >= 1 && digits <= 2 && rest.substr(digits, 3) == " - ") return rest.substr(digits + 3);
  }
  // `Album - 03 Title`: the number begins with 0.
  const std::size_t last = name.rfind(" - ");
  const std::string_view end = last == std::string_view::npos ? std::string_view() : name.substr(last + 3);
  if (end.size() > 3 && digits_at(end) == 2 && end.front() == '0' && end[2] == ' ') return end.substr(3);
  const std::size_t digits = digits_at(name);
  return digits == 2 && name.substr(digits, 3) == " - " ? name.substr(digits + 3) : name;
}

bool is_hidden(const std::filesystem::path& path) { return path.filename().string().substr(0, 1) == "."; }

bool is_lyric_file(const std::filesystem::path& path) {
  const std::string extension = ascii::lower_case(path.extension().string());
  return extension == ".txt" || extension == ".lrc" || extension == ".elrc";
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
  if (has_cues(text)) return read_cues(text);
  const std::optional<std::string> stamped = has_stamps(text) ? std::nullopt : with_lrc_stamps(text);
  if (stamped) text = *stamped;
  const bool lrc =
      ascii::lower_case(name.extension().string()).ends_with("lrc") || has_stamps(text) || has_only_tags(text);
  return lrc ? read_lrc(text, name.string(), song) : std::string(read_head(text, song));
}

/// What programs that save videos put behind a title, in lower case.
constexpr auto kUploadMarks = std::to_array<std::string_view>({"official video",
                                                               "official music video",
                                                               "official audio",
                                                               "official lyric video",
                                                               "official lyrics video",
                                                               "official visualizer",
                                                               "official hd video",
                                                               "official",
                                                               "lyric video",
                                                               "lyrics video",
                                                               "music video",
                                                               "lyrics",
                                                               "lyric",
                                                               "with lyrics",
                                                               "audio",
                                                               "video",
                                                               "visualizer",
                                                               "visualiser",
                                                               "hq",
                                                               "hd",
                                                               "4k",
                                                               "mv",
                                                               "m/v",
                                                               "hq audio",
                                                               "high quality",
                                                               "full hd",
                                                               "320 kbps",
                                                               "320kbps",
                                                               "256kbps",
                                                               "128 kbps",
                                                               "128kbps"});

/// The key of a video, as yt-dlp puts it into brackets.
bool is_video_key(std::string_view text) noexcept {
  constexpr std::size_t kKeyLength = 11;
  const auto of_key = [](char c) { return ascii::is_letter_or_digit(c) || c == '-' || c == '_'; };
  const bool digit = std::ranges::any_of(text, ascii::is_digit);
  const bool letter = std::ranges::any_of(text, ascii::is_upper);
  return text.size() == kKeyLength && std::ranges::all_of(text, of_key) && digit && letter;
}

/// A title of a file's name without what an upload added: "(Official Video)", "[dQw4w9WgXcQ]", " lyrics", quotes.
std::string_view without_upload_marks(std::string_view title) noexcept {
  for (bool again = true; again;) {
    again = false;
    title = trimmed(title);
    const char close = title.empty() ? '\0' : title.back();
    const std::size_t open = close == ')' ? title.rfind('(') : close == ']' ? title.rfind('[') : std::string_view::npos;
    if (open == std::string_view::npos || open == 0) break;
    const std::string_view inside = trimmed(title.substr(open + 1, title.size() - open - 2));
    const auto is_it = [&](std::string_view mark) { return ascii::same_letters(inside, mark); };
    if (!std::ranges::any_of(kUploadMarks, is_it) && !(close == ']' && is_video_key(inside))) break;
    title = title.substr(0, open);
    again = true;
  }
  for (const std::string_view end : {" lyrics", " Lyrics", " LYRICS"})
    if (title.size() > end.size() && title.ends_with(end)) title.remove_suffix(end.size());
  if (title.size() > 2 && title.front() == '"' && title.back() == '"') title = title.substr(1, title.size() - 2);
  return trimmed(title);
}

/// Leaves out a track's number in brackets: "(01) ", "[01] ", "01) ".
std::string_view without_bracketed_number(std::string_view stem) noexcept {
  std::string_view rest = stem;
  if (rest.starts_with('(') || rest.starts_with('[')) rest.remove_prefix(1);
  const std::size_t digits = digits_at(rest);
  if (digits == 0 || digits > 2 || rest.size() < digits + 3) return stem;
  if ((rest[digits] != ')' && rest[digits] != ']') || rest[digits + 1] != ' ') return stem;
  return trimmed(rest.substr(digits + 1));
}

}  // namespace

void fill_from_file_name(const std::filesystem::path& name, std::string_view source, Song& song) {
  if (name == "-") return;
  const std::string decoded = readable_name(text::decode_text(name.stem().string(), source));
  const std::string_view stem = without_bracketed_number(without_track_number(decoded));
  const std::size_t dash = stem.find(" - ");
  if (dash == std::string_view::npos) {
    if (song.title.empty()) song.title = without_upload_marks(stem);
    return;
  }
  if (song.artist.empty()) song.artist = trimmed(stem.substr(0, dash));
  if (song.title.empty()) song.title = without_upload_marks(behind_track_number(stem.substr(dash + 3)));
}

LabelledSong parse_lyric_file(std::string_view bytes, const std::filesystem::path& name) {
  const std::string source = name.string();
  if (bytes.size() > kMaxLyricFileBytes)
    throw Error(ErrorKind::resource_limit,
                source + ": is larger than the limit of " + std::to_string(kMaxLyricFileBytes) + " bytes");
  const std::string text = text::decode_text(bytes, source);
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

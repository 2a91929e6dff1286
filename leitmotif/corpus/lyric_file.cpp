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
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/lrc.hpp"
#include "leitmotif/corpus/text_lines.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::corpus {
namespace {

struct HeadLine {
  Field field;
  std::string_view value;
  std::size_t line = 0;
};

/// The known key of a line `key: value`, or a field without a name.
HeadLine head_line(std::string_view line, std::size_t number) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {find_field(head_keys(), ascii::lower_case(trimmed(line.substr(0, colon)))), line.substr(colon + 1), number};
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
  for (const HeadLine& line : head) assign_or_throw(line.field, line.value, source, line.line, song);
  return lines.rest();
}

/// Leaves out a track number: one or two digits and a separator.
std::string_view without_track_number(std::string_view stem) noexcept {
  const auto is_digit_at = [&](std::size_t i) { return i < stem.size() && ascii::is_digit(stem[i]); };
  const std::size_t digits = is_digit_at(0) ? (is_digit_at(1) ? 2 : 1) : 0;
  if (digits == 0) return stem;
  const std::string_view rest = stem.substr(digits);
  if (rest.substr(0, 3) == " - ") return trimmed(rest.substr(3));
  if (rest.substr(0, 2) == ". ") return trimmed(rest.substr(2));
  return stem;
}

bool is_hidden(const std::filesystem::path& path) { return path.filename().string().substr(0, 1) == "."; }

bool is_lyric_file(const std::filesystem::path& path) {
  const std::string extension = ascii::lower_case(path.extension().string());
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

void fill_from_file_name(const std::filesystem::path& name, std::string_view source, Song& song) {
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

LabelledSong parse_lyric_file(std::string_view bytes, const std::filesystem::path& name) {
  const std::string source = name.string();
  if (bytes.size() > kMaxLyricFileBytes)
    throw Error(ErrorKind::resource_limit,
                source + ": is larger than the limit of " + std::to_string(kMaxLyricFileBytes) + " bytes");
  const std::string text = text::decode_text(bytes, source);
  if (trimmed(text).empty()) throw Error(ErrorKind::corrupt_data, source + ": is empty, expected lyrics");
  LabelledSong song;
  song.song.form = LyricsForm::sung;
  const bool lrc = ascii::lower_case(name.extension().string()) == ".lrc" || has_stamps(text);
  const std::string lyrics = lrc ? read_lrc(text, source, song) : std::string(read_head(text, source, song));
  song.song.lyrics = trimmed(lyrics);
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

// Extended M3U: a line a file, before it `#EXTINF:seconds,Artist - Title`.
#include <charconv>
#include <tuple>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/lines.hpp"
#include "leitmotif/playlist/address.hpp"
#include "leitmotif/playlist/formats.hpp"
#include "leitmotif/playlist/text_lines.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::playlist {
namespace {

constexpr std::string_view kTitle = "#PLAYLIST:";
constexpr std::string_view kInfo = "#EXTINF:";
constexpr std::string_view kNoFile = "#LEITMOTIF:no file";
constexpr std::string_view kBetween = " - ";
constexpr std::string_view kArtist = "#EXTART:";
constexpr std::string_view kAlbum = "#EXTALB:";

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// A path that begins like a comment or like an address is made unmistakable; one that does not fit on a line, or whose
/// bytes are no UTF-8, becomes an address.
std::string line_of(const std::string& file) {
  const bool fits = file.find_first_of("\r\n") == std::string::npos && !text::first_invalid_utf8(file) &&
                    without_blanks(file).size() == file.size();
  if (!fits) return file.starts_with('/') ? address_of(file) : "./" + address_of(file);
  const bool mistakable = file.starts_with('#') || file.find(':') < file.find('/') ||
                          (file.find('%') != std::string::npos && !file.starts_with('/'));
  return mistakable ? "./" + file : file;
}

/// What stands behind the seconds when no comma ends them: `123 Artist - Title`.
std::string_view behind_seconds(std::string_view info) {
  const std::size_t begin = info.find_first_not_of("-.0123456789");
  return begin == std::string_view::npos ? std::string_view() : without_blanks(info.substr(begin));
}

/// `123 key="a,b",Artist - Title`: seconds, attributes that some players write, then the name.
Entry entry_from(std::string_view info) {
  Entry entry;
  std::int64_t seconds = -1;
  info = without_blanks(info);
  std::from_chars(info.data(), info.data() + info.size(), seconds);
  constexpr std::int64_t kMostSeconds = 1'000'000'000;
  if (seconds > 0 && seconds < kMostSeconds) entry.length_ms = seconds * 1000;
  bool quoted = false;
  std::size_t comma = 0;
  while (comma < info.size() && (quoted || info[comma] != ',')) quoted ^= info[comma++] == '"';
  if (comma == info.size()) comma = info.find(',');  // a quote that is never closed
  const bool has_comma = comma < info.size();
  const std::string_view name = has_comma ? without_blanks(info.substr(comma + 1)) : behind_seconds(info);
  if (!name.empty()) std::tie(entry.artist, entry.title) = names_in(name);
  return entry;
}

/// Reads line by line: what comments announce belongs to the next path.
class M3uReader {
 public:
  explicit M3uReader(std::string_view where) : where_(where) {}

  void take(std::string_view line) {
    if (ascii::begins_with(line, kInfo)) {
      if (has_info_) finish();
      announced_ = entry_from(line.substr(kInfo.size()));
      has_info_ = true;
    } else if (ascii::begins_with(line, kArtist)) {
      artist_ = without_blanks(line.substr(kArtist.size()));
    } else if (ascii::begins_with(line, kAlbum)) {
      album_ = without_blanks(line.substr(kAlbum.size()));
    } else if (ascii::begins_with(line, kTitle)) {
      list_.title = without_blanks(line.substr(kTitle.size()));
    } else if (line.starts_with(kNoFile)) {
      finish();
    } else if (!line.empty() && !line.starts_with('#')) {
      // Only what has a scheme is an address here: a plain path may hold signs that mean something in one.
      if (line.find("://") != std::string_view::npos)
        place(announced_, line);
      else
        announced_.file = line;
      finish();
    }
  }

  Playlist list() {
    finish();
    return std::move(list_);
  }

 private:
  /// Ends an entry; one that says nothing is none.
  void finish() {
    Entry entry = std::exchange(announced_, {});
    has_info_ = false;
    if (!artist_.empty() && entry.artist != artist_) {
      // A name in two parts was taken apart already, rightly or not; the artist decides.
      if (!entry.artist.empty()) entry.title = entry.artist + std::string(kBetween) + entry.title;
      entry.artist = artist_;
    }
    if (entry.album.empty()) entry.album = album_;
    if (!entry.artist.empty() && entry.title.empty() && entry.file.empty()) return;
    const bool says = !entry.title.empty() || !entry.file.empty() || !entry.uri.empty();
    if (says) append(list_, std::move(entry), where_);
    artist_.clear();
    album_.clear();
  }

  std::string_view where_;
  Playlist list_;
  Entry announced_;  ///< what EXTINF said of the line to come
  bool has_info_ = false;
  std::string artist_;
  std::string album_;
};

}  // namespace

std::string write_m3u8(const Playlist& list) {
  std::string text = "#EXTM3U\n";
  if (!list.title.empty()) text.append(kTitle).append(list.title) += '\n';
  for (const Entry& entry : list.entries) {
    const std::int64_t seconds = entry.length_ms ? (*entry.length_ms + 500) / 1000 : -1;
    text.append(kInfo).append(std::to_string(seconds)) += ',';
    if (!entry.artist.empty()) text.append(entry.artist).append(kBetween);
    text.append(entry.title) += '\n';
    text.append(entry.file.empty() ? std::string(kNoFile) : line_of(entry.file)) += '\n';
  }
  return text;
}

Playlist read_m3u(std::string_view bytes, std::string_view where) {
  const std::string text = text::decode_text(bytes, where);
  M3uReader reader(where);
  for (const std::string_view line : each_line(text)) reader.take(without_blanks(line));
  return reader.list();
}

}  // namespace leitmotif::playlist

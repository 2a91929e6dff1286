#include "leitmotif/playlist/playlist.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/hex.hpp"
#include "leitmotif/corpus/json_table.hpp"
#include "leitmotif/playlist/address.hpp"
#include "leitmotif/playlist/formats.hpp"
#include "leitmotif/text/encoding.hpp"
#include "leitmotif/text/music_ids.hpp"

namespace leitmotif::playlist {
namespace {

namespace fs = std::filesystem;

constexpr std::array<FormatInfo, 4> kFormats = {{
    {Format::m3u8, "m3u8", "audio/x-mpegurl; charset=utf-8"},
    {Format::xspf, "xspf", "application/xspf+xml"},
    {Format::jspf, "jspf", "application/jspf+json"},
    {Format::csv, "csv", "text/csv; charset=utf-8"},
}};

constexpr std::array<std::string (*)(const Playlist&), 4> kWriters = {write_m3u8, write_xspf, write_jspf, write_csv};

/// UTF-8 on one line.
std::string clean(const std::string& text) {
  std::string line;
  try {
    line = text::first_invalid_utf8(text) ? text::decode_text(text) : text;
  } catch (const Error&) {  // no text at all: what is not ASCII is shown as unknown
    for (const char c : text) line += static_cast<unsigned char>(c) < 0x80 ? c : '?';
  }
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return line;
}

/// The deepest folder that holds all absolute files; empty when there is none.
fs::path common_folder(const Playlist& list) {
  fs::path common;
  bool first = true;
  for (const Entry& entry : list.entries) {
    const fs::path file(entry.file);
    if (!file.is_absolute()) continue;
    const fs::path folder = file.lexically_normal().parent_path();
    if (first) common = folder;
    first = false;
    fs::path shared;
    const auto end = std::mismatch(common.begin(), common.end(), folder.begin(), folder.end()).first;
    for (auto part = common.begin(); part != end; ++part) shared /= *part;
    common = shared;
  }
  return common;
}

bool has_ending(std::string_view where, std::string_view ending) {
  return where.size() >= ending.size() && ascii::same_letters(where.substr(where.size() - ending.size()), ending);
}

/// The first character that says anything; 0 when there is none.
char first_sign(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t at = bytes.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? '\0' : bytes[at];
}

bool is_utf16(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

/// The first line that holds anything, as text.
std::string first_line(std::string_view bytes, std::string_view where) {
  constexpr std::size_t kHeadBytes = 4096;
  std::string head(bytes.substr(0, kHeadBytes));
  if (is_utf16(head) && head.size() % 2 != 0) head.pop_back();
  head = text::decode_text(head, where);
  const std::size_t begin = std::min(head.find_first_not_of(ascii::kBlanksAndLineEnds), head.size());
  return std::string(ascii::trimmed(std::string_view(head).substr(begin, head.find('\n', begin) - begin)));
}

/// Whether markup is one of Windows Media Player's formats: the first element says so.
bool is_media_player(std::string_view bytes) {
  const std::string head = ascii::lower_case(bytes.substr(0, 1024));
  return head.find("<smil") != std::string::npos || head.find("<asx") != std::string::npos ||
         head.find("<winampxml") != std::string::npos;
}

/// Whether markup is a property list, as iTunes and Apple Music write theirs.
bool is_property_list(std::string_view bytes) { return bytes.substr(0, 1024).find("<plist") != std::string_view::npos; }

}  // namespace

std::span<const FormatInfo> formats() noexcept { return kFormats; }

const FormatInfo& info_of(Format format) noexcept { return kFormats[static_cast<std::size_t>(format)]; }

Format parse_format(std::string_view name) {
  std::string known;
  for (const FormatInfo& info : kFormats) {
    if (info.name == name) return info.format;
    known.append(known.empty() ? "" : ", ").append(info.name);
  }
  throw Error(ErrorKind::invalid_argument, "format '" + std::string(name) + "' is not known; known: " + known);
}

std::string write(const Playlist& list, Format format, const fs::path& folder) {
  const fs::path place = folder.empty() ? common_folder(list) : folder;
  Playlist ready = list;
  ready.title = clean(list.title);
  for (Entry& entry : ready.entries) {
    entry.artist = clean(entry.artist);
    entry.title = clean(entry.title);
    entry.file = named_from(place, entry.file);
  }
  return kWriters[static_cast<std::size_t>(format)](ready);
}

Playlist read(std::string_view bytes, std::string_view where) {
  const std::string name(where);
  if (bytes.size() > kMostPlaylistBytes)
    throw Error(ErrorKind::resource_limit, name + ": has " + std::to_string(bytes.size()) + " bytes; the limit is " +
                                               std::to_string(kMostPlaylistBytes));
  const char sign = first_sign(bytes);
  if (sign == '\0') throw Error(ErrorKind::corrupt_data, name + ": is empty, expected a playlist");
  if (sign == '<' && is_property_list(bytes)) return read_property_list(bytes, where);
  if (sign == '<' || (is_utf16(bytes) && has_ending(where, ".xspf")))
    return is_media_player(bytes) ? read_media_player(bytes, where) : read_xspf(bytes, where);
  if (sign == '{') return read_jspf(bytes, where);
  if (sign == '[' && corpus::is_json(bytes)) return read_json_songs(bytes, where);
  if (has_ending(where, ".xspf") || has_ending(where, ".jspf"))
    throw Error(ErrorKind::corrupt_data, name + ": is no playlist of the format its ending says");
  const std::string head = first_line(bytes, where);
  if (ascii::same_letters(head, "#-----SUMMARY-----#")) return read_aimp(bytes, where);
  if (has_ending(where, ".cue")) return read_cue(bytes, where);
  if (has_ending(where, ".pls") || ascii::same_letters(head, "[playlist]")) return read_pls(bytes, where);
  const bool is_m3u = has_ending(where, ".m3u") || has_ending(where, ".m3u8") || head.starts_with("#EXT");
  if (has_ending(where, ".csv") || has_ending(where, ".tsv") || (!is_m3u && is_table_head(head)))
    return read_csv(bytes, where);
  return has_ending(where, ".txt") && !is_m3u ? read_lines(bytes, where) : read_m3u(bytes, where);
}

void place(Entry& entry, std::string_view address) {
  if (std::optional<std::string> path = path_of(address)) {
    entry.file = std::move(*path);
  } else {
    entry.uri = address;
  }
}

void append(Playlist& list, Entry entry, std::string_view where) {
  if (list.entries.size() == kMostEntries)
    throw Error(ErrorKind::resource_limit,
                std::string(where) + ": has more than " + std::to_string(kMostEntries) + " songs, which is the limit");
  list.entries.push_back(std::move(entry));
}

std::string musicbrainz_address(std::string_view what, std::string_view id) {
  return "https://musicbrainz.org/" + std::string(what) + "/" + std::string(id);
}

std::string identifier_of(const Entry& entry) {
  if (!entry.ids.recording_id.empty()) return musicbrainz_address("recording", entry.ids.recording_id);
  return entry.ids.isrc.empty() ? std::string() : "urn:isrc:" + entry.ids.isrc;
}

std::string musicbrainz_id(std::string_view what, std::string_view address) {
  std::string id = text::musicbrainz_id_in_address(what, address);
  return id.empty() && what == "recording" ? text::musicbrainz_id(address) : id;
}

}  // namespace leitmotif::playlist

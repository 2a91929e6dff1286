// Lists of programs that have formats of their own: iTunes, AIMP, and cue sheets.
#include <pugixml.hpp>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/lines.hpp"
#include "leitmotif/playlist/formats.hpp"
#include "leitmotif/playlist/text_lines.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::playlist {
namespace {

/// The value behind a key of a property list's dictionary; nothing when the key is not there.
pugi::xml_node value_of(const pugi::xml_node& dictionary, std::string_view key) {
  for (const pugi::xml_node node : dictionary.children("key"))
    if (node.child_value() == key) return node.next_sibling();
  return {};
}

Entry entry_of_track(const pugi::xml_node& track) {
  Entry entry;
  entry.title = value_of(track, "Name").child_value();
  entry.artist = value_of(track, "Artist").child_value();
  entry.album = value_of(track, "Album").child_value();
  if (const auto year = value_of(track, "Year").text(); !year.empty()) entry.year = year.as_int();
  if (const auto length = value_of(track, "Total Time").text(); !length.empty()) entry.length_ms = length.as_llong();
  if (const std::string place_there = value_of(track, "Location").child_value(); !place_there.empty())
    place(entry, place_there);
  return entry;
}

/// Calls `visit(line)` for each line that holds anything.
template <typename Visit>
void for_each_line(std::string_view text, const Visit& visit) {
  for (const std::string_view whole : each_line(text))
    if (const std::string_view line = ascii::trimmed(whole); !line.empty()) visit(line);
}

/// The text between quotes behind a word of a cue sheet, or what stands there without.
std::string said_behind(std::string_view line, std::string_view word) {
  const std::string_view rest = ascii::trimmed(line.substr(word.size()));
  if (!rest.starts_with('"')) return std::string(rest.substr(0, rest.find(' ')));
  return std::string(rest.substr(1, std::min(rest.find('"', 1), rest.size()) - 1));
}

}  // namespace

Playlist read_property_list(std::string_view bytes, std::string_view where) {
  pugi::xml_document document;
  const std::string text = xml_text(bytes, where);
  (void)document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  const pugi::xml_node root = document.child("plist").child("dict");
  std::map<std::string, Entry, std::less<>> tracks;
  std::vector<std::string> order;
  for (const pugi::xml_node track : value_of(root, "Tracks").children("dict")) {
    const std::string id = value_of(track, "Track ID").child_value();
    if (tracks.emplace(id, entry_of_track(track)).second) order.push_back(id);
  }
  if (order.empty())
    throw Error(ErrorKind::corrupt_data, std::string(where) + ": is a property list without a dictionary \"Tracks\"");
  Playlist list;
  // A playlist that was exported by itself has its songs in order; a whole library has many lists, and all its songs.
  const pugi::xml_node lists = value_of(root, "Playlists");
  const pugi::xml_node only = lists.child("dict").next_sibling("dict") ? pugi::xml_node() : lists.child("dict");
  list.title = value_of(only, "Name").child_value();
  std::vector<std::string> ids;
  for (const pugi::xml_node item : value_of(only, "Playlist Items").children("dict"))
    ids.emplace_back(value_of(item, "Track ID").child_value());
  for (const std::string& id : ids.empty() ? order : ids)
    if (const auto found = tracks.find(id); found != tracks.end()) append(list, found->second, where);
  return list;
}

Playlist read_aimp(std::string_view bytes, std::string_view where) {
  const std::string text = text::decode_text(bytes, where);
  Playlist list;
  bool content = false;
  for_each_line(text, [&](std::string_view line) {
    if (ascii::begins_with(line, "#-----")) content = line.find("CONTENT") != std::string_view::npos;
    if (!content && ascii::begins_with(line, "Name=")) list.title = line.substr(5);
    if (!content || line.starts_with('#') || line.starts_with('-')) return;
    // path|title|artist|album|...
    std::vector<std::string_view> cells;
    for (std::string_view rest = line; cells.size() < 4;) {
      const std::size_t bar = rest.find('|');
      cells.push_back(rest.substr(0, bar));
      if (bar == std::string_view::npos) break;
      rest.remove_prefix(bar + 1);
    }
    cells.resize(4);
    Entry entry;
    entry.file = cells[0];
    entry.title = cells[1];
    entry.artist = cells[2];
    entry.album = cells[3];
    append(list, std::move(entry), where);
  });
  return list;
}

Playlist read_cue(std::string_view bytes, std::string_view where) {
  const std::string text = text::decode_text(bytes, where);
  Playlist list;
  Entry around;
  for_each_line(text, [&](std::string_view line) {
    Entry& entry = list.entries.empty() ? around : list.entries.back();
    if (ascii::begins_with(line, "TRACK ")) {
      Entry track;
      track.artist = around.artist;
      track.album = around.title;
      append(list, std::move(track), where);
    } else if (ascii::begins_with(line, "TITLE ")) {
      entry.title = said_behind(line, "TITLE ");
    } else if (ascii::begins_with(line, "PERFORMER ")) {
      entry.artist = said_behind(line, "PERFORMER ");
    }
  });
  std::erase_if(list.entries, [](const Entry& entry) { return entry.title.empty(); });
  list.title = around.title;
  return list;
}

}  // namespace leitmotif::playlist

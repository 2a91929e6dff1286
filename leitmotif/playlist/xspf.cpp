// XSPF version 1. The door to pugixml, which neither loads anything from outside nor expands entities.
#include <charconv>
#include <cstring>
#include <pugixml.hpp>
#include <sstream>

#include "leitmotif/core/error.hpp"
#include "leitmotif/playlist/address.hpp"
#include "leitmotif/playlist/formats.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::playlist {
namespace {

constexpr const char* kNamespace = "http://xspf.org/ns/0/";

/// What a name is without its prefix: some programs write <xspf:track>.
std::string_view local_name(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
  for (const pugi::xml_node node : parent.children())
    if (local_name(node.name()) == name) return node;
  return {};
}

std::string text_of(const pugi::xml_node& parent, std::string_view name) {
  std::string text = child(parent, name).child_value();
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return {};
  text = text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
  return text::first_invalid_utf8(text) ? text::decode_text(text) : text;
}

template <typename Number>
std::optional<Number> number_from(const std::string& text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

Entry entry_from(const pugi::xml_node& track) {
  Entry entry;
  entry.title = text_of(track, "title");
  entry.artist = text_of(track, "creator");
  entry.length_ms = number_from<std::int64_t>(text_of(track, "duration"));
  for (const pugi::xml_node node : track.children())
    if (local_name(node.name()) == "meta" && std::string_view(node.attribute("rel").value()) == kYearRelation)
      entry.year = number_from<int>(node.child_value());
  entry.album = text_of(track, "album");
  for (const pugi::xml_node node : track.children())
    if (local_name(node.name()) == "identifier" && entry.recording_id.empty())
      entry.recording_id = musicbrainz_id("recording", node.child_value());
  if (const std::string location = text_of(track, "location"); !location.empty()) place(entry, location);
  return entry;
}

void add(pugi::xml_node& parent, const char* name, const std::string& text) {
  if (!text.empty()) parent.append_child(name).text().set(text.c_str());
}

}  // namespace

std::string write_xspf(const Playlist& list) {
  pugi::xml_document document;
  pugi::xml_node head = document.append_child(pugi::node_declaration);
  head.append_attribute("version") = "1.0";
  head.append_attribute("encoding") = "UTF-8";
  pugi::xml_node root = document.append_child("playlist");
  root.append_attribute("version") = "1";
  root.append_attribute("xmlns") = kNamespace;
  add(root, "title", list.title);
  pugi::xml_node tracks = root.append_child("trackList");
  for (const Entry& entry : list.entries) {
    pugi::xml_node track = tracks.append_child("track");
    if (!entry.file.empty()) add(track, "location", address_of(entry.file));
    if (!entry.recording_id.empty()) add(track, "identifier", musicbrainz_address("recording", entry.recording_id));
    add(track, "title", entry.title);
    add(track, "creator", entry.artist);
    add(track, "album", entry.album);
    if (entry.length_ms) add(track, "duration", std::to_string(*entry.length_ms));
    if (!entry.year) continue;
    pugi::xml_node year = track.append_child("meta");
    year.append_attribute("rel") = kYearRelation;
    year.text().set(*entry.year);
  }
  std::ostringstream text;
  document.save(text, "  ", pugi::format_indent, pugi::encoding_utf8);
  return text.str();
}

Playlist read_xspf(std::string_view bytes, std::string_view where) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(bytes.data(), bytes.size());
  const std::string name(where);
  if (parsed.status == pugi::status_out_of_memory) throw Error(ErrorKind::resource_limit, name + ": not enough memory");
  if (!parsed)
    throw Error(ErrorKind::corrupt_data,
                name + ": broken XML at byte " + std::to_string(parsed.offset) + ": " + parsed.description());
  const pugi::xml_node root = child(document, "playlist");
  const pugi::xml_node tracks = child(root, "trackList");
  if (!root || !tracks)
    throw Error(ErrorKind::corrupt_data, name + ": is no XSPF playlist: <playlist> with <trackList> is missing");
  Playlist list;
  list.title = text_of(root, "title");
  for (const pugi::xml_node track : tracks.children())
    if (local_name(track.name()) == "track") append(list, entry_from(track), where);
  return list;
}

}  // namespace leitmotif::playlist

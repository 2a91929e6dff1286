// XSPF version 1, and the XML of Windows Media Player. The door to pugixml, which neither loads anything from outside
// nor expands entities.
#include <charconv>
#include <cstring>
#include <pugixml.hpp>
#include <sstream>
#include <tuple>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/playlist/address.hpp"
#include "leitmotif/playlist/formats.hpp"
#include "leitmotif/playlist/text_lines.hpp"
#include "leitmotif/text/charset.hpp"
#include "leitmotif/text/encoding.hpp"
#include "leitmotif/text/music_ids.hpp"

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
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// The address that relative ones in an element are meant from (xml:base), each resolved by the one around it.
std::string base_in(const pugi::xml_node& element, const std::string& around) {
  const std::string base = element.attribute("xml:base").value();
  return base.empty() ? around : resolved_address(around, base);
}

template <typename Number>
std::optional<Number> number_from(const std::string& text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

Entry entry_from(const pugi::xml_node& track, const std::string& around) {
  Entry entry;
  entry.title = text_of(track, "title");
  entry.artist = text_of(track, "creator");
  entry.length_ms = number_from<std::int64_t>(text_of(track, "duration"));
  for (const pugi::xml_node node : track.children())
    if (local_name(node.name()) == "meta" && std::string_view(node.attribute("rel").value()) == kYearRelation)
      entry.year = number_from<int>(node.child_value());
  entry.album = text_of(track, "album");
  for (const pugi::xml_node node : track.children())
    if (local_name(node.name()) == "identifier") {
      if (entry.ids.recording_id.empty()) entry.ids.recording_id = musicbrainz_id("recording", node.child_value());
      if (entry.ids.isrc.empty()) entry.ids.isrc = text::recording_code(node.child_value());
    }
  // Of several places the first that is a file.
  for (const pugi::xml_node node : track.children()) {
    const std::string location(ascii::trimmed(node.child_value(), ascii::kBlanksAndLineEnds));
    if (local_name(node.name()) != "location" || location.empty() || !entry.file.empty()) continue;
    place(entry, resolved_address(base_in(node, base_in(track, around)), location));
    if (!entry.file.empty()) entry.uri.clear();
  }
  return entry;
}

void add(pugi::xml_node& parent, const char* name, const std::string& text) {
  if (!text.empty()) parent.append_child(name).text().set(text.c_str());
}

/// The encoding that an XML declaration names, in its first line; empty when it names none.
std::string declared_encoding(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, std::min(bytes.find("?>"), std::size_t{200}));
  const std::size_t at = head.find("encoding");
  if (!head.starts_with("<?xml") || at == std::string_view::npos) return {};
  const std::size_t open = head.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const std::size_t close = head.find(head[open], open + 1);
  return close == std::string_view::npos ? std::string() : std::string(head.substr(open + 1, close - open - 1));
}

/// What stands between the marks: names tell an encoding, and marks would hide it.
std::string without_markup(std::string_view bytes) {
  std::string texts;
  bool inside = false;
  for (const char c : bytes) {
    if (c == '<') texts += '\n';
    inside = c == '<' || (inside && c != '>');
    if (!inside && c != '>') texts += c;
  }
  return texts;
}

/// What nodes of Windows Media Player's formats say; names of elements and attributes in any letter case.
std::string attribute_of(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute attribute : node.attributes())
    if (ascii::same_letters(attribute.name(), name)) return attribute.value();
  return {};
}

/// Appends what an element `media` or `entry` says.
void append_media(const pugi::xml_node& node, Playlist& list, std::string_view where) {
  Entry entry;
  entry.title = attribute_of(node, "trackTitle");
  entry.artist = attribute_of(node, "trackArtist");
  entry.album = attribute_of(node, "albumTitle");
  std::string source = attribute_of(node, "src");
  if (std::string played = attribute_of(node, "playstring"); !played.empty())
    source = ascii::begins_with(played, "file:") && played.find("://") == std::string::npos ? played.substr(5) : played;
  for (const pugi::xml_node inner : node.children()) {
    if (ascii::same_letters(inner.name(), "title")) entry.title = ascii::trimmed(inner.child_value());
    if (ascii::same_letters(inner.name(), "author")) entry.artist = ascii::trimmed(inner.child_value());
    if (ascii::same_letters(inner.name(), "ref")) source = attribute_of(inner, "href");
    if (ascii::same_letters(inner.name(), "name"))  // Winamp
      std::tie(entry.artist, entry.title) = names_in(ascii::trimmed(inner.child_value()));
  }
  if (source.find("://") != std::string::npos)
    place(entry, source);
  else
    entry.file = source;
  if (!entry.title.empty() || !source.empty()) append(list, std::move(entry), where);
}

void gather_media(const pugi::xml_node& parent, Playlist& list, std::string_view where, unsigned depth) {
  constexpr unsigned kDeepest = 16;
  for (const pugi::xml_node node : parent.children()) {
    const std::string_view name = node.name();
    if (ascii::same_letters(name, "title") && list.title.empty() && depth < 3)
      list.title = ascii::trimmed(node.child_value());
    if (ascii::same_letters(name, "media") || ascii::same_letters(name, "entry"))
      append_media(node, list, where);
    else if (depth < kDeepest)
      gather_media(node, list, where, depth + 1);
  }
}

}  // namespace

std::string xml_text(std::string_view bytes, std::string_view where) {
  const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
                     bytes.starts_with(std::string_view("<\0", 2)) || bytes.starts_with(std::string_view("\0<", 2));
  if (!utf16 && text::first_invalid_utf8(bytes)) {
    const std::string encoding = declared_encoding(bytes);
    const bool ours = encoding.empty() || ascii::begins_with(encoding, "utf");
    try {
      if (const auto text = ours ? std::nullopt : text::converted(bytes, encoding.c_str(), where)) return *text;
    } catch (const Error&) {
      // An encoding that nobody knows is found out as if it were not named.
    }
    const std::string likeliest = text::likeliest_charset(without_markup(bytes), where).encoding;
    if (const auto text = text::converted(bytes, likeliest.c_str(), where)) return *text;
  }
  return text::decode_text(bytes, where);
}

Playlist read_media_player(std::string_view bytes, std::string_view where) {
  pugi::xml_document document;
  const std::string text = xml_text(bytes, where);
  const pugi::xml_parse_result parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed)
    throw Error(ErrorKind::corrupt_data, std::string(where) + ": broken XML at byte " + std::to_string(parsed.offset) +
                                             ": " + parsed.description());
  Playlist list;
  gather_media(document, list, where, 0);
  return list;
}

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
    add(track, "identifier", identifier_of(entry));
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
  const std::string text = xml_text(bytes, where);
  const pugi::xml_parse_result parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  const std::string name(where);
  if (parsed.status == pugi::status_out_of_memory) throw Error(ErrorKind::resource_limit, name + ": not enough memory");
  const pugi::xml_node root = child(document, "playlist");
  const pugi::xml_node tracks = child(root, "trackList");
  // What was read of a list that is cut short is a list.
  if (!parsed && !child(tracks, "track"))
    throw Error(ErrorKind::corrupt_data,
                name + ": broken XML at byte " + std::to_string(parsed.offset) + ": " + parsed.description());
  if (!root || !tracks)
    throw Error(ErrorKind::corrupt_data, name + ": is no XSPF playlist: <playlist> with <trackList> is missing");
  Playlist list;
  list.title = text_of(root, "title");
  const std::string base = base_in(tracks, base_in(root, {}));
  for (const pugi::xml_node track : tracks.children())
    if (local_name(track.name()) == "track") append(list, entry_from(track, base), where);
  return list;
}

}  // namespace leitmotif::playlist

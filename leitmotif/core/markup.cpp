#include "leitmotif/core/markup.hpp"

#include <cstddef>

namespace leitmotif {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

unsigned char byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

/// How many bytes the UTF-8 character at `i` has; 0 when there is none, as by table 3-7 of the Unicode standard.
std::size_t character_bytes(std::string_view text, std::size_t i) {
  const unsigned char first = byte_at(text, i);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  const std::size_t bytes = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  const unsigned char least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned char most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (byte_at(text, i + 1) < least || byte_at(text, i + 1) > most) return 0;
  for (std::size_t k = 2; k < bytes; ++k)
    if ((byte_at(text, i + k) & 0xC0U) != 0x80U) return 0;
  return bytes;
}

std::string_view reference(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

bool is_control(unsigned char byte) { return (byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F; }

std::string escape(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t bytes = character_bytes(text, i);
    const std::string_view safe = reference(text[i]);
    if (bytes == 0 || is_control(byte_at(text, i)))
      result += kReplacement;
    else
      result += safe.empty() ? text.substr(i, bytes) : safe;
    i += bytes == 0 ? 1 : bytes;
  }
  return result;
}

std::string opening(std::string_view tag, Attributes attributes) {
  std::string result = "<" + std::string(tag);
  for (const Attribute& attribute : attributes)
    result += " " + std::string(attribute.name) + "=\"" + escape(attribute.value) + "\"";
  return result;
}

}  // namespace

Markup escaped(std::string_view text) { return Markup::trusted(escape(text)); }

Markup element(std::string_view tag, Attributes attributes, const Markup& content) {
  return Markup::trusted(opening(tag, attributes) + ">" + content.str() + "</" + std::string(tag) + ">");
}

Markup element(std::string_view tag, const Markup& content) { return element(tag, {}, content); }

Markup element(std::string_view tag, Attributes attributes, std::string_view text) {
  return element(tag, attributes, escaped(text));
}

Markup element(std::string_view tag, std::string_view text) { return element(tag, {}, escaped(text)); }

Markup empty_element(std::string_view tag, Attributes attributes) {
  return Markup::trusted(opening(tag, attributes) + "/>");
}

std::string html_page(const Markup& head, const Markup& body) {
  return "<!doctype html>\n" + element("html", {{"lang", "en"}}, element("head", head) + element("body", body)).str() +
         "\n";
}

}  // namespace leitmotif

#include "leitmotif/text/entities.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

struct Entity {
  std::string_view name;
  std::string_view meaning;
};

constexpr auto kNamedEntities = std::to_array<Entity>({
    {"amp", "&"},         {"quot", "\""},       {"apos", "'"},        {"lt", "<"},          {"gt", ">"},
    {"nbsp", " "},        {"rsquo", "\u2019"},  {"lsquo", "\u2018"},  {"ldquo", "\u201C"},  {"rdquo", "\u201D"},
    {"ndash", "\u2013"},  {"mdash", "\u2014"},  {"hellip", "\u2026"}, {"eacute", "\u00E9"}, {"egrave", "\u00E8"},
    {"ecirc", "\u00EA"},  {"aacute", "\u00E1"}, {"agrave", "\u00E0"}, {"iacute", "\u00ED"}, {"oacute", "\u00F3"},
    {"uacute", "\u00FA"}, {"ntilde", "\u00F1"}, {"ccedil", "\u00E7"}, {"auml", "\u00E4"},   {"ouml", "\u00F6"},
    {"uuml", "\u00FC"},   {"Auml", "\u00C4"},   {"Ouml", "\u00D6"},   {"Uuml", "\u00DC"},   {"Eacute", "\u00C9"},
    {"szlig", "\u00DF"},  {"oslash", "\u00F8"}, {"aring", "\u00E5"},
});

/// What "#39" or "#x27" stands for; empty when it is no character that a text can hold.
std::string numbered(std::string_view number) {
  const bool hex = number.size() > 1 && ascii::lower(number[1]) == 'x';
  number.remove_prefix(hex ? 2 : 1);
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), code, hex ? 16 : 10);
  if (error != std::errc() || end != number.data() + number.size() || number.empty()) return {};
  if (code < 0x20 ? code != '\n' && code != '\r' && code != '\t' : code >= 0xD800 && code < 0xE000) return {};
  if (code > 0x10FFFF) return {};
  std::string text;
  append_character(text, code == 0xA0 ? U' ' : static_cast<char32_t>(code));
  return text;
}

std::string meaning_of(std::string_view entity) {
  if (entity.starts_with('#')) return numbered(entity);
  const auto found = std::ranges::find(kNamedEntities, entity, &Entity::name);
  return found == kNamedEntities.end() ? std::string() : std::string(found->meaning);
}

}  // namespace

std::string without_entities(std::string_view text) {
  constexpr std::size_t kLongestName = 10;  // bytes between & and ;
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const std::size_t at = std::min(text.find('&'), text.size());
    plain += text.substr(0, at);
    text.remove_prefix(at);
    if (text.empty()) break;
    const std::size_t end = text.substr(0, kLongestName + 2).find(';');
    std::string meaning = end == std::string_view::npos ? std::string() : meaning_of(text.substr(1, end - 1));
    if (meaning.empty()) {
      plain += '&';
      text.remove_prefix(1);
    } else {
      plain += meaning;
      text.remove_prefix(end + 1);
    }
  }
  return plain;
}

}  // namespace leitmotif::text

#include "leitmotif/text/line_breaks.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::text {
namespace {

/// The length of a tag that ends a line, or 0: <br>, <br/>, <br clear="all">, <p>, </p>, <div class="x">, </div>.
std::size_t tag_length(std::string_view text) noexcept {
  constexpr std::size_t kLongestTag = 80;  // bytes
  constexpr std::array<std::string_view, 6> kTags = {"<br", "</br", "<p", "</p", "<div", "</div"};
  for (const std::string_view tag : kTags) {
    if (!ascii::begins_with(text, tag)) continue;
    const std::size_t close = text.substr(0, kLongestTag).find('>', tag.size());
    if (close == std::string_view::npos) return 0;
    const std::string_view inside = text.substr(tag.size(), close - tag.size());
    if (inside.find_first_not_of(" /") == std::string_view::npos) return close + 1;
    if (inside.front() == ' ' && inside.find('=') != std::string_view::npos) return close + 1;
  }
  return 0;
}

/// The length of a line break that was escaped for HTML, or 0: "&#10;", "&#13;&#10;", "&#xA;", "&lt;br&gt;".
std::size_t break_entity_length(std::string_view text) noexcept {
  constexpr auto kBreakEntities = std::to_array<std::string_view>(
      {"&#13;&#10;", "&#10;", "&#13;", "&#xd;&#xa;", "&#xa;", "&#xd;", "&#x0d;&#x0a;", "&#x0a;", "&#x0d;", "&lt;br&gt;",
       "&lt;br/&gt;", "&lt;br /&gt;", "&amp;lt;br&amp;gt;", "&amp;lt;br/&amp;gt;", "&amp;lt;br /&amp;gt;"});
  for (const std::string_view entity : kBreakEntities)
    if (ascii::begins_with(text, entity)) return entity.size();
  return 0;
}

/// Excel's mark for a CR, which stands before a LF.
constexpr std::string_view kExcelReturn = "_x000D_";

/// The length of "\n", "\r\n", "\r" or a line break's number written out, or 0.
std::size_t escape_length(std::string_view text) noexcept {
  if (text.starts_with("\\u000d\\u000a")) return 12;
  if (text.starts_with("\\u000a") || text.starts_with("\\u000d") || text.starts_with("\\u2028")) return 6;
  if (text.starts_with("\\r\\n")) return 4;
  return text.starts_with("\\n") || text.starts_with("\\r") ? 2 : 0;
}

/// The length of a line break of Unicode that is not LF, or 0.
std::size_t separator_length(std::string_view text) noexcept {
  if (text.front() == '\v' || text.front() == '\f') return 1;
  if (text.starts_with("\xC2\x85")) return 2;
  return text.starts_with("\xE2\x80\xA8") || text.starts_with("\xE2\x80\xA9") ? 3 : 0;
}

/// Whether a text writes its line ends as escapes.
bool is_escaped(std::string_view text) noexcept {
  std::size_t escapes = 0;
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at + 1))
    escapes += escape_length(text.substr(at)) > 0 ? 1U : 0U;
  return escapes > 1 && escapes > static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

}  // namespace

bool has_odd_line_breaks(std::string_view text) noexcept {
  // Each sign that hardly any lyric has is looked for many bytes at a time; letters, which all have, only behind one.
  const auto holds = [&](char c) { return text.find(c) != std::string_view::npos; };
  const auto holds_text = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
  return holds('\\') || holds('<') || holds('\v') || holds('\f') || holds_text(kExcelReturn) ||
         (holds('&') && (holds_text("&#") || holds_text("lt;br"))) ||
         (holds('\xE2') && (holds_text("\xE2\x80\xA8") || holds_text("\xE2\x80\xA9"))) || holds_text("\xC2\x85");
}

std::string with_line_breaks(std::string_view text) {
  const bool escaped = is_escaped(text);
  std::string lines(text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::size_t length = 0;
    if (text[at] == '<') length = tag_length(text.substr(at));
    if (text[at] == '&') length = break_entity_length(text.substr(at));
    if (text[at] == '_' && text.substr(at).starts_with(kExcelReturn)) length = kExcelReturn.size();
    if (text[at] == '\\' && escaped) length = escape_length(text.substr(at));
    if (length == 0) length = separator_length(text.substr(at));
    if (length == 0) continue;
    lines.replace(at, length, "\n" + std::string(length - 1, ' '));
    at += length - 1;
  }
  return lines;
}

}  // namespace leitmotif::text

#include "leitmotif/corpus/formats/markup.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/corpus/fields.hpp"

namespace leitmotif::corpus {
namespace {

constexpr auto kVoidTags = std::to_array<std::string_view>(
    {"br", "hr", "img", "input", "link", "meta", "area", "base", "col", "embed", "source", "track", "wbr"});
constexpr auto kRawTags = std::to_array<std::string_view>({"script", "style", "textarea", "noscript"});

/// Something that begins with one sign and ends with another, and is no tag.
struct Hidden {
  std::string_view begin;
  std::string_view end;
};
constexpr auto kHidden = std::to_array<Hidden>({{"<!--", "-->"}, {"<!", ">"}, {"<?", ">"}});
constexpr Hidden kCdata = {"<![CDATA[", "]]>"};

bool is_name_sign(char c) noexcept {
  return ascii::is_letter_or_digit(c) || c == ':' || c == '-' || c == '_' || c == '.';
}

/// Where the tag that begins `text` ends: a bracket between quotation marks is none, unless the tag is very long.
std::size_t end_of_tag(std::string_view text) noexcept {
  constexpr std::size_t kLongestQuoted = 4U << 10U;
  char quote = '\0';
  const std::string_view looked_at = text.substr(0, kLongestQuoted);
  for (std::size_t i = 1; i < looked_at.size(); ++i) {
    const char c = looked_at[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if ((c == '"' || c == '\'') && looked_at[i - 1] == '=') {
      quote = c;
    } else if (c == '>') {
      return i;
    }
  }
  return text.find('>');
}

/// Whether a bracket begins a tag: a letter, or a slash and a letter.
bool begins_tag(std::string_view text) noexcept {
  const std::size_t at = text.size() > 1 && text[1] == '/' ? 2 : 1;
  return text.size() > at && ascii::is_letter(text[at]);
}

/// The next bracket that may begin a tag or what is hidden.
std::size_t next_bracket(std::string_view text, std::size_t from) noexcept {
  for (std::size_t at = text.find('<', from); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const std::string_view rest = text.substr(at);
    if (begins_tag(rest) || rest.starts_with("<!") || rest.starts_with("<?")) return at;
  }
  return text.size();
}

}  // namespace

bool Markup::pass_over_hidden() {
  if (rest_.starts_with(kCdata.begin)) {
    const std::size_t end = std::min(rest_.find(kCdata.end), rest_.size());
    raw_ = rest_.substr(kCdata.begin.size(), end - kCdata.begin.size());
    rest_.remove_prefix(std::min(end + kCdata.end.size(), rest_.size()));
    return true;
  }
  for (const Hidden& hidden : kHidden) {
    if (!rest_.starts_with(hidden.begin)) continue;
    const std::size_t end = rest_.find(hidden.end, hidden.begin.size());
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + hidden.end.size());
    return true;
  }
  return false;
}

std::optional<MarkupPiece> Markup::next() {
  while (raw_.empty() && pass_over_hidden()) {
  }
  if (!raw_.empty()) {
    MarkupPiece text{{}, raw_};
    raw_ = {};
    return text;
  }
  if (rest_.empty()) return std::nullopt;
  const bool is_tag = rest_.front() == '<' && begins_tag(rest_);
  const std::size_t end = is_tag ? end_of_tag(rest_) : std::string_view::npos;
  if (end == std::string_view::npos) {
    // Without a bracket behind it, there is no tag in all the rest.
    const std::size_t next = is_tag ? rest_.size() : next_bracket(rest_, 1);
    MarkupPiece text{{}, rest_.substr(0, next)};
    rest_.remove_prefix(next);
    return text;
  }
  MarkupPiece piece;
  piece.inside = rest_.substr(1, end - 1);
  rest_.remove_prefix(end + 1);
  piece.closes = piece.inside.starts_with('/');
  const std::string_view name = piece.inside.substr(piece.closes ? 1 : 0);
  const auto* const name_end = std::ranges::find_if_not(name, is_name_sign);
  piece.tag = ascii::lower_case(name.substr(0, static_cast<std::size_t>(name_end - name.begin())));
  if (const std::size_t colon = piece.tag.rfind(':'); colon != std::string::npos) piece.tag.erase(0, colon + 1);
  if (piece.tag.empty()) piece.tag = ":";
  piece.is_empty = piece.inside.ends_with('/') || std::ranges::find(kVoidTags, piece.tag) != kVoidTags.end();
  if (!piece.closes && !piece.is_empty && std::ranges::find(kRawTags, piece.tag) != kRawTags.end()) {
    // What a script holds is no markup; without an end it is all there is.
    const std::string close = "</" + piece.tag;
    const auto* const found = std::search(rest_.begin(), rest_.end(), close.begin(), close.end(),
                                          [](char a, char b) { return ascii::lower(a) == b; });
    rest_.remove_prefix(static_cast<std::size_t>(found - rest_.begin()));
  }
  return piece;
}

std::string_view attribute(std::string_view inside, std::string_view name) noexcept {
  const auto* const end_of_name = std::ranges::find_if_not(inside, is_name_sign);
  std::string_view rest = inside.substr(static_cast<std::size_t>(end_of_name - inside.begin()));
  while (!(rest = ascii::trimmed(rest, " \t\r\n/")).empty()) {
    const std::size_t key_end = std::min(rest.find_first_of("= \t\r\n"), rest.size());
    const std::string_view key = rest.substr(0, key_end);
    rest = trimmed(rest.substr(key_end));
    std::string_view value;
    if (rest.starts_with('=')) {
      rest = trimmed(rest.substr(1));
      const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
      const std::size_t value_end =
          std::min(quoted ? rest.find(rest.front(), 1) : rest.find_first_of(" \t\r\n"), rest.size());
      value = rest.substr(quoted ? 1 : 0, value_end - (quoted ? 1 : 0));
      rest.remove_prefix(std::min(value_end + (quoted ? 1U : 0U), rest.size()));
    } else if (key.empty()) {
      return {};
    }
    if (ascii::same_letters(key, name)) return value;
  }
  return {};
}

}  // namespace leitmotif::corpus

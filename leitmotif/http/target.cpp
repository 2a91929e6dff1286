#include "leitmotif/http/target.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/percent.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::http {
namespace {

[[noreturn]] void refuse(const std::string& what) { throw Error(ErrorKind::invalid_argument, "target: " + what); }

std::string decoded(std::string_view text, bool plus_is_blank) {
  std::string bare(text);
  if (plus_is_blank) std::ranges::replace(bare, '+', ' ');
  std::optional<std::string> result = strictly_percent_decoded(bare);
  if (!result) refuse("expected two hexadecimal digits after each %");
  if (text::first_invalid_utf8(*result)) refuse("is not UTF-8");
  return std::move(*result);
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string segment_of(std::string_view text) {
  std::string segment = decoded(text, false);
  if (segment.empty() || segment == "." || segment == "..") refuse("the path has an empty, '.' or '..' part");
  if (std::ranges::any_of(segment, [](char c) { return c == '/' || c == '\\' || is_control(c); }))
    refuse("the path has a slash, backslash or control character where it may have none");
  return segment;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> parse_form(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string_view value = part.substr(std::min(equals + 1, part.size()));
    pairs.emplace_back(decoded(part.substr(0, equals), true), decoded(value, true));
  }
  return pairs;
}

Target parse_target(std::string_view target) {
  if (!target.starts_with('/')) refuse("expected a path that begins with /");
  Target result;
  const std::size_t question = std::min(target.find('?'), target.size());
  result.path = target.substr(0, question);
  std::string_view path = target.substr(1, question - 1);
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    result.segments.push_back(segment_of(part));
    if (part.size() + 1 == path.size()) refuse("the path ends with a slash");
    path.remove_prefix(std::min(part.size() + 1, path.size()));
  }
  if (question < target.size()) result.query = parse_form(target.substr(question + 1));
  return result;
}

}  // namespace leitmotif::http

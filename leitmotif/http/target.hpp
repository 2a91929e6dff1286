// The target of a request taken apart: path segments and query, percent-decoded.
// Flow: Request::target -> Target -> the route table.
// Source: RFC 3986 (URI), RFC 9112 section 3.2 (origin-form).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leitmotif::http {

/// The target of a request in its parts.
struct Target {
  std::string path;                   ///< as sent, without the query
  std::vector<std::string> segments;  ///< decoded; "/a/b" has two, "/" none
  std::vector<std::pair<std::string, std::string>> query;
};

/// Throws invalid_argument: no leading slash, an incomplete percent escape, bytes that are not UTF-8, control
/// characters, empty, `.` or `..` segments, and slashes or backslashes that were hidden by an escape: a path that is
/// taken as a place of a file must not be able to leave its folder.
[[nodiscard]] Target parse_target(std::string_view target);

/// "a=1&b=2%20x" as pairs; a plus sign stands for a blank. Throws invalid_argument as above.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parse_form(std::string_view text);

}  // namespace leitmotif::http

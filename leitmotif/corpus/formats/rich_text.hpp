// Rich text as word processors write it.
// Flow: .rtf -> plain text.
// Source: Microsoft, Rich Text Format Specification 1.9.1: groups, destinations, \'hh and \u, \ansicpg and \fcharset.
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::corpus {

/// Whether a text is rich text.
[[nodiscard]] bool is_rich_text(std::string_view text) noexcept;

/// Its paragraphs as lines, without fonts, pictures, headers and what stands in destinations that are not shown.
/// Well-formed UTF-8; characters of an encoding that is not known are left out.
[[nodiscard]] std::string read_rich_text(std::string_view text);

}  // namespace leitmotif::corpus

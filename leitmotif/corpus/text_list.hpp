// Lists and texts as programs print them into a cell: JSON, and the list of Python.
// Flow: a cell -> the texts in it.
// Source: RFC 8259; Python's repr() of a list of strings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::corpus {

/// The texts of `["a", "b"]` or `['a', "b's"]`, escapes resolved, none for `[]`; nothing when `text` is anything
/// else. Well-formed UTF-8 in, well-formed UTF-8 out.
[[nodiscard]] std::optional<std::vector<std::string>> read_list(std::string_view text);

/// The text of `"a \"b\"\nc"` with its quotes: one text in double quotes and nothing else, which has an escape in it.
[[nodiscard]] std::optional<std::string> read_quoted(std::string_view text);

}  // namespace leitmotif::corpus

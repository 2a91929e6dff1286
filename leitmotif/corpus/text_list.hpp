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

/// The names of a list as programs write it: read_list, a set or a tuple of Python (`{'a', 'b'}`, `('a', 'b')`), or
/// what stands under "name" in objects (`[{"name": "a", "id": 1}]`); none for `set()`, `{}` and `()`.
[[nodiscard]] std::optional<std::vector<std::string>> read_names(std::string_view text);

/// The text of Python's `b'...'`, whose \x escapes are bytes of UTF-8 or else characters of Latin-1.
[[nodiscard]] std::optional<std::string> read_bytes(std::string_view text);

/// The text of `"a \"b\"\nc"` with its quotes: one text in double quotes and nothing else, which has an escape in it.
[[nodiscard]] std::optional<std::string> read_quoted(std::string_view text);

}  // namespace leitmotif::corpus

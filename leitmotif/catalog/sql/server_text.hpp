// Texts as servers take them: valid UTF-8 without NUL.
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::catalog::sql {

/// The text itself, or, when it holds something else, `mended`, which then has U+FFFD in its place; else `mended` is
/// left alone. Lifetime: that of the text or of `mended`.
[[nodiscard]] std::string_view server_text(std::string_view text, std::string& mended);

}  // namespace leitmotif::catalog::sql

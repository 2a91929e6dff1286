// Text of strangers inside a message of one line.
#pragma once

#include <string>
#include <string_view>

namespace leitmotif {

/// The text with its control characters as blanks.
[[nodiscard]] std::string one_line(std::string_view text);

/// The text in quotes, on one line and at most about 40 bytes long, so that a message can name it.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// A text as a shell takes it for one word: as it is when that is safe, else in single quotes.
[[nodiscard]] std::string shell_word(std::string_view text);

}  // namespace leitmotif

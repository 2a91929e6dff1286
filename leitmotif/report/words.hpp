// Numbers and names as people read them.
// Flow: values of the scores -> text in tables, charts and sentences.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leitmotif::report {

/// With so many decimals; a dash for what is not a number. A zero never has a sign.
[[nodiscard]] std::string decimal(double value, int decimals = 4);
/// 0.9274 -> "92.7 %".
[[nodiscard]] std::string percent(double share, int decimals = 1);
/// 28372 -> "28,372".
[[nodiscard]] std::string count(std::size_t number);
/// "1 song", "2 songs".
[[nodiscard]] std::string songs(std::size_t number);
/// 5328964 -> "5.3 MB"; 1000 bytes are a kB.
[[nodiscard]] std::string bytes_text(std::size_t bytes);
/// 7.25 -> "7.3 s", 185 -> "3 min 5 s".
[[nodiscard]] std::string seconds_text(double seconds);
/// At most so many characters, the last an ellipsis when there were more.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t characters);
/// A path without its folders.
[[nodiscard]] std::string file_name(std::string_view path);

}  // namespace leitmotif::report

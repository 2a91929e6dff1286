// Times as .lrc files write them, for readers of other formats.
#pragma once

#include <cstdint>
#include <string>

namespace leitmotif::corpus {

/// Whether a reader leaves the times of lines and words out, or writes them as an .lrc file has them.
enum class Times : std::uint8_t { left_out, written };

/// `[mm:ss.fff]`, the beginning of a line. Times below 0 are 0, and hours are minutes, 999 at most.
[[nodiscard]] std::string line_stamp(std::int64_t at_ms);
/// `<mm:ss.fff>`, the beginning of a word.
[[nodiscard]] std::string word_stamp(std::int64_t at_ms);

}  // namespace leitmotif::corpus

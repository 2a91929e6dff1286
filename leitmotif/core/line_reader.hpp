// Lines of a file or of standard input in blocks, so that a filter can work on a block with all threads.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif {

/// A longer line is refused before it fills the memory.
inline constexpr std::size_t kMaxLineBytes = 16U << 20U;

/// Reads a file block by block. Lines end with LF or CRLF; the last one may lack its end.
class LineReader {
 public:
  /// `-` is standard input. Throws not_found, io.
  explicit LineReader(std::filesystem::path path);
  ~LineReader();
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  /// The next lines, some thousand of them or all that a slow writer has sent so far; none at the end of the file.
  /// Lifetime: until the next call. Throws io; resource_limit for a line longer than kMaxLineBytes;
  /// cancelled when a signal handler ran while it waited for input.
  [[nodiscard]] const std::vector<std::string_view>& next_block();
  /// The number of the first line of the block given last, counted from 1.
  [[nodiscard]] std::size_t first_line() const noexcept { return first_line_; }

 private:
  bool fill();
  void cut(std::size_t end);

  std::filesystem::path path_;
  int descriptor_ = -1;
  bool at_end_ = false;
  std::string buffer_;     ///< what was read and not yet given
  std::size_t given_ = 0;  ///< bytes of `buffer_` that the last block holds
  std::vector<std::string_view> lines_;
  std::size_t first_line_ = 1;
};

}  // namespace leitmotif

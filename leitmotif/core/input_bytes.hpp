// The bytes of an input, however they come.
// Flow: file, pipe or standard input -> bytes for a reader.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "leitmotif/core/files.hpp"

namespace leitmotif {

/// A plain file is mapped; standard input (`-`) and pipes are read whole. The bytes live as long as this object.
class InputBytes {
 public:
  /// Throws as read_file; resource_limit for more than `limit_bytes` that do not come from a plain file.
  InputBytes(const std::filesystem::path& file, std::size_t limit_bytes) {
    std::error_code ignored;
    if (file != "-" && !std::filesystem::is_other(file, ignored)) {
      mapped_.emplace(file);
    } else {
      read_ = read_file(file, limit_bytes);
    }
  }
  InputBytes(const InputBytes&) = delete;
  InputBytes& operator=(const InputBytes&) = delete;

  /// The content. Lifetime: that of this object.
  [[nodiscard]] std::string_view bytes() const noexcept { return mapped_ ? mapped_->bytes() : read_; }

 private:
  std::optional<MappedFile> mapped_;
  std::string read_;
};

}  // namespace leitmotif

// A large file of derived data that is mapped, and of which each piece is checked when it is first looked at: opening
// it costs nothing, and what is never looked at is never read.
// Flow: CheckedFileWriter -> file -> CheckedFile -> Column.
// Source: our own format, little-endian: body, head, one checksum for each kPiece bytes of the body, and a last part of
// 32 bytes: magic, bytes of the body, bytes of the head, checksum of head, checksums and those three.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/files.hpp"

namespace leitmotif {

/// Immutable as seen from outside; const functions may be called from several threads.
class CheckedFile {
 public:
  static constexpr std::size_t kPiece = std::size_t{1} << 16U;

  /// Maps the file and checks its head and its checksums, not its body.
  /// Throws as MappedFile; corrupt_data when it is not such a file or not whole.
  explicit CheckedFile(const std::filesystem::path& path);

  /// What the writer said at the end; checked.
  [[nodiscard]] std::string_view head() const noexcept { return head_; }
  /// Not checked yet: see `require`.
  [[nodiscard]] std::string_view body() const noexcept { return body_; }
  /// Checks the pieces that hold some bytes of the body, each once. Throws corrupt_data.
  void require(const void* begin, std::size_t bytes) const {
    if (bytes == 0) return;
    const auto first = static_cast<std::size_t>(static_cast<const char*>(begin) - body_.data());
    for (std::size_t piece = first / kPiece; piece <= (first + bytes - 1) / kPiece; ++piece)
      if (is_checked_[piece].load(std::memory_order_relaxed) == 0) check(piece);
  }
  /// As MappedFile::let_go, of bytes of the body. What was checked stays checked.
  void let_go(const void* begin, std::size_t bytes) const noexcept { file_.let_go(begin, bytes); }
  /// Whether a piece was found that is not what was written.
  [[nodiscard]] bool is_damaged() const noexcept { return is_damaged_.load(); }

 private:
  void check(std::size_t piece) const;

  std::string name_;
  MappedFile file_;
  std::string_view body_;
  std::string_view head_;
  std::string_view sums_;
  mutable std::vector<std::atomic<std::uint8_t>> is_checked_;
  mutable std::atomic<bool> is_damaged_ = false;
};

/// Writes such a file beside its place and renames it: it is whole or not there.
class CheckedFileWriter {
 public:
  /// Throws io.
  explicit CheckedFileWriter(std::filesystem::path path) : file_(std::move(path)) {}

  /// Appends to the body. Throws io.
  void write(std::string_view bytes);
  /// Fills the body up to a multiple of `bytes`. Throws io.
  void align(std::size_t bytes);
  /// Bytes of the body so far.
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  /// Ends the file. Throws io.
  void commit(std::string_view head);

 private:
  void end_piece();

  AtomicFile file_;
  std::string piece_;
  std::string sums_;
  std::uint64_t size_ = 0;
};

}  // namespace leitmotif

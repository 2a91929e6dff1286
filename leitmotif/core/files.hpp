// Files as the program sees them: read whole, mapped, or written beside and renamed.
// Flow: the first and the last step of every road.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace leitmotif {

/// Reads a whole file; `-` is standard input.
/// Throws not_found (no such file), io (a directory, no permission), resource_limit (more than `limit_bytes`),
/// cancelled (a signal handler ran while it waited for input).
[[nodiscard]] std::string read_file(const std::filesystem::path& path, std::size_t limit_bytes);

/// A file mapped into memory for reading. The bytes live as long as this object.
class MappedFile {
 public:
  /// Throws as read_file does.
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  /// The content. Lifetime: that of this object.
  [[nodiscard]] std::string_view bytes() const noexcept { return {data_, size_}; }
  /// Says that some of its bytes are not looked at for a while: the process no longer holds them. They stay readable,
  /// and are the same.
  void let_go(const void* begin, std::size_t count) const noexcept;

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

/// Writes a file so that it is whole or not there: bytes go to a file beside, which `commit` flushes to the disk and
/// renames. Without commit nothing remains.
class AtomicFile {
 public:
  /// Who may read it.
  enum class Readers : std::uint8_t { as_usual, owner_alone };

  /// Throws io when the folder does not take a file.
  explicit AtomicFile(std::filesystem::path path, Readers readers = Readers::as_usual);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  /// Throws io when the disk is full or gone.
  void write(std::string_view bytes);
  /// Throws io; afterwards the file is at its place or, when it threw, unchanged.
  void commit();

 private:
  std::filesystem::path path_;
  std::filesystem::path beside_;
  int descriptor_ = -1;
  std::string pending_;
  void flush_pending();
};

/// Writes `bytes` to `path` through an AtomicFile. Throws io.
void write_file(const std::filesystem::path& path, std::string_view bytes);
/// The same for what only the file's owner may read, at every moment. Throws io.
void write_private_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace leitmotif

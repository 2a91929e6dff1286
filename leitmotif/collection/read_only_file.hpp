// A file of a person's collection, opened for reading and nothing else.
// Flow: path -> bytes for tags, lyrics and digest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

struct stat;

namespace leitmotif::collection {

/// What tells that a file was changed, as the file system says.
struct FileStamp {
  std::int64_t size_bytes = 0;
  std::int64_t mtime_ns = 0;  ///< last change of the content; programs can set it
  std::int64_t ctime_ns = 0;  ///< last change of anything; programs cannot set it

  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// The stamp of a file that the system was asked about.
[[nodiscard]] FileStamp stamp_of(const struct stat& status);

/// An open file. Never written to, and never opened in a way that would allow it.
class ReadOnlyFile {
 public:
  /// Throws not_found, io (no permission, not a plain file). Does not wait for the other end of a pipe.
  explicit ReadOnlyFile(std::filesystem::path path);
  ~ReadOnlyFile();
  ReadOnlyFile(const ReadOnlyFile&) = delete;
  ReadOnlyFile& operator=(const ReadOnlyFile&) = delete;

  /// Where it was opened.
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  /// The stamp of the moment it was opened.
  [[nodiscard]] const FileStamp& stamp() const noexcept { return stamp_; }
  /// Whether it is still as it was when it was opened. Throws io.
  [[nodiscard]] bool is_unchanged() const;
  /// Up to `size` bytes from `offset` on, fewer only at the end of the file. Throws io.
  [[nodiscard]] std::string read_at(std::int64_t offset, std::size_t size) const;

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
  FileStamp stamp_;
};

/// 32 bytes that tell a file's content from others: SHA-256 of its size and its bytes; of a file above 1 MiB the bytes
/// of the beginning, the middle and the end only, so that a collection need not be read whole. Throws io.
[[nodiscard]] std::string content_digest(const ReadOnlyFile& file);

}  // namespace leitmotif::collection

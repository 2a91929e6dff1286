#include "leitmotif/collection/read_only_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::collection {
namespace {

constexpr std::int64_t kWholeBytes = 1 << 20;
constexpr std::size_t kPartBytes = 32U << 10U;

[[noreturn]] void fail(const std::filesystem::path& path, const char* doing) {
  const int code = errno;
  const ErrorKind kind = code == ENOENT || code == ENOTDIR ? ErrorKind::not_found : ErrorKind::io;
  throw Error(kind, path.string() + ": cannot " + doing + ": " + std::strerror(code));
}

std::int64_t nanoseconds(const timespec& time) { return time.tv_sec * 1'000'000'000LL + time.tv_nsec; }

}  // namespace

FileStamp stamp_of(const struct stat& status) {
  return {status.st_size, nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
}

ReadOnlyFile::ReadOnlyFile(std::filesystem::path path) : path_(std::move(path)) {
  // Without O_NONBLOCK, opening a pipe would wait for somebody who writes to it.
  descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor_ < 0) fail(path_, "open");
  struct stat status {};
  const bool known = ::fstat(descriptor_, &status) == 0;
  if (known && S_ISREG(status.st_mode)) {
    stamp_ = stamp_of(status);
    return;
  }
  ::close(descriptor_);
  throw Error(ErrorKind::io, path_.string() + ": is not a plain file");
}

ReadOnlyFile::~ReadOnlyFile() { ::close(descriptor_); }

bool ReadOnlyFile::is_unchanged() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) fail(path_, "examine");
  return stamp_of(status) == stamp_;
}

std::string ReadOnlyFile::read_at(std::int64_t offset, std::size_t size) const {
  std::string bytes(size, '\0');
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count =
        ::pread(descriptor_, bytes.data() + done, size - done, offset + static_cast<std::int64_t>(done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(path_, "read");
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  bytes.resize(done);
  return bytes;
}

std::string content_digest(const ReadOnlyFile& file) {
  const std::int64_t size = file.stamp().size_bytes;
  Sha256 digest;
  digest.add(std::to_string(size) + ":");
  if (size <= kWholeBytes) {
    digest.add(file.read_at(0, static_cast<std::size_t>(size)));
  } else {
    constexpr auto kPart = static_cast<std::int64_t>(kPartBytes);
    for (const std::int64_t offset : {std::int64_t{0}, size / 2, size - kPart})
      digest.add(file.read_at(offset, kPartBytes));
  }
  return digest.bytes();
}

}  // namespace leitmotif::collection

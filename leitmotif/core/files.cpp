#include "leitmotif/core/files.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

#include "leitmotif/core/error.hpp"

namespace leitmotif {
namespace {

constexpr std::size_t kBufferBytes = 1U << 20U;

[[noreturn]] void throw_errno(const std::filesystem::path& path, const char* doing, int code) {
  const ErrorKind kind = code == ENOENT || code == ENOTDIR ? ErrorKind::not_found : ErrorKind::io;
  throw Error(kind, path.string() + ": cannot " + doing + ": " + std::strerror(code));
}

/// A descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ > STDERR_FILENO) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const noexcept { return value_; }

 private:
  int value_;
};

int open_for_reading(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw_errno(path, "open", errno);
  return descriptor;
}

struct stat status_of(const std::filesystem::path& path, int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) throw_errno(path, "examine", errno);
  if (S_ISDIR(status.st_mode)) throw Error(ErrorKind::io, path.string() + ": is a directory, expected a file");
  return status;
}

void write_all(const std::filesystem::path& path, int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_errno(path, "write", errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

std::string read_file(const std::filesystem::path& path, std::size_t limit_bytes) {
  const bool standard_input = path == "-";
  const Descriptor file(standard_input ? STDIN_FILENO : open_for_reading(path));
  std::string content;
  if (!standard_input) content.reserve(static_cast<std::size_t>(status_of(path, file.get()).st_size));
  std::string buffer(kBufferBytes, '\0');
  while (true) {
    const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
    // Only waiting is ever interrupted, and going on to wait would make Ctrl-C do nothing.
    if (count < 0 && errno == EINTR) throw Error(ErrorKind::cancelled, path.string() + ": reading was interrupted");
    if (count < 0) throw_errno(path, "read", errno);
    if (count == 0) return content;
    content.append(buffer, 0, static_cast<std::size_t>(count));
    if (content.size() > limit_bytes)
      throw Error(ErrorKind::resource_limit,
                  path.string() + ": is larger than the limit of " + std::to_string(limit_bytes) + " bytes");
  }
}

MappedFile::MappedFile(const std::filesystem::path& path) {
  const Descriptor file(open_for_reading(path));
  size_ = static_cast<std::size_t>(status_of(path, file.get()).st_size);
  if (size_ == 0) return;
  void* address = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (address == MAP_FAILED) throw_errno(path, "map", errno);
  data_ = static_cast<const char*>(address);
}

MappedFile::~MappedFile() {
  // munmap takes a non-const address although nothing is written through it.
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

void MappedFile::let_go(const void* begin, std::size_t count) const noexcept {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const auto first = static_cast<std::size_t>(static_cast<const char*>(begin) - data_);
  // Whole pages only: what stands beside may be looked at.
  const std::size_t from = (first + page - 1) / page * page;
  const std::size_t to = (first + count) / page * page;
  if (from >= to) return;
  // Nothing was written to this mapping, so what is let go of is read from the file again.
  (void)::madvise(const_cast<char*>(data_) + from, to - from,  // NOLINT(cppcoreguidelines-pro-type-const-cast)
                  MADV_DONTNEED);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

AtomicFile::AtomicFile(std::filesystem::path path, Readers readers) : path_(std::move(path)) {
  beside_ = path_;
  // Two threads may write the same file at the same time.
  static std::atomic<unsigned> count = 0;
  beside_ += ".part-" + std::to_string(::getpid()) + "-" + std::to_string(count++);
  descriptor_ =
      ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, readers == Readers::owner_alone ? 0600 : 0666);
  if (descriptor_ < 0) {
    const int code = errno;
    throw Error(ErrorKind::io, path_.string() + ": cannot write: " + std::strerror(code));
  }
}

AtomicFile::~AtomicFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(beside_.c_str());
}

void AtomicFile::flush_pending() {
  write_all(path_, descriptor_, pending_);
  pending_.clear();
}

void AtomicFile::write(std::string_view bytes) {
  pending_ += bytes;
  if (pending_.size() >= kBufferBytes) flush_pending();
}

void AtomicFile::commit() {
  flush_pending();
  if (::fsync(descriptor_) != 0) throw_errno(path_, "write", errno);
  if (::rename(beside_.c_str(), path_.c_str()) != 0) throw_errno(path_, "rename into place", errno);
  ::close(std::exchange(descriptor_, -1));
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  AtomicFile file(path);
  file.write(bytes);
  file.commit();
}

void write_private_file(const std::filesystem::path& path, std::string_view bytes) {
  AtomicFile file(path, AtomicFile::Readers::owner_alone);
  file.write(bytes);
  file.commit();
}

}  // namespace leitmotif

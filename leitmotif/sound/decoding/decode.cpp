#include "leitmotif/sound/decoding/decode.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>

#include "leitmotif/core/error.hpp"

namespace leitmotif::sound::decoding {
namespace {

class Descriptor {
 public:
  explicit Descriptor(const std::filesystem::path& file)
      // Not waiting: the file may have become a pipe that nobody writes to.
      : number_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {
    if (number_ < 0)
      throw Error(errno == ENOENT || errno == ENOTDIR ? ErrorKind::not_found : ErrorKind::io,
                  file.string() + ": cannot open: " + std::strerror(errno));
    struct stat status {};
    if (::fstat(number_, &status) != 0 || !S_ISREG(status.st_mode)) {
      ::close(number_);
      throw Error(ErrorKind::io, file.string() + ": is not a plain file");
    }
  }
  ~Descriptor() { ::close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const noexcept { return number_; }

 private:
  int number_;
};

/// Up to so many bytes from a place; fewer at the end.
std::string bytes_at(int descriptor, std::int64_t place, std::size_t count) {
  std::string bytes(count, '\0');
  const ssize_t read = ::pread(descriptor, bytes.data(), count, place);
  bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(0, read)));
  return bytes;
}

/// Whether an Ogg file, which does not promise how long it is, ends in a page that is not its last (RFC 3533, 6).
bool lacks_last_page(int descriptor) {
  constexpr std::string_view kPage = "OggS";
  constexpr std::size_t kHeaderBytes = 27;
  constexpr std::int64_t kMostBytes = 65307;  // of a page
  constexpr unsigned char kLastPage = 4;
  if (bytes_at(descriptor, 0, kPage.size()) != kPage) return false;
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return false;
  const std::int64_t begin = std::max<std::int64_t>(0, status.st_size - kMostBytes);
  const std::string end = bytes_at(descriptor, begin, static_cast<std::size_t>(kMostBytes));
  for (std::size_t page = end.rfind(kPage); page != std::string::npos; page = end.rfind(kPage, page - 1)) {
    if (page + kHeaderBytes <= end.size() && end[page + 4] == 0)
      return (static_cast<unsigned char>(end[page + 5]) & kLastPage) == 0;
    if (page == 0) break;
  }
  return false;
}

}  // namespace

Ending decode(const std::filesystem::path& file, Sink& sink) {
  const Descriptor descriptor(file);
  Ending ending = decode_by_av(descriptor.number(), sink);
  if (ending.any && ending.problem.empty() && lacks_last_page(descriptor.number()))
    ending.problem = "ends without its last page";
  if (ending.any) return ending;
  Ending second = decode_by_sndfile(descriptor.number(), sink);
  // Of two refusals the first one knows more formats.
  return second.any ? second : ending;
}

}  // namespace leitmotif::sound::decoding

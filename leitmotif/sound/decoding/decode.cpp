#include "leitmotif/sound/decoding/decode.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

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

}  // namespace

Ending decode(const std::filesystem::path& file, Sink& sink) {
  const Descriptor descriptor(file);
  Ending ending = decode_by_av(descriptor.number(), sink);
  if (ending.any) return ending;
  Ending second = decode_by_sndfile(descriptor.number(), sink);
  // Of two refusals the first one knows more formats.
  return second.any ? second : ending;
}

}  // namespace leitmotif::sound::decoding

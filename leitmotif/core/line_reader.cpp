#include "leitmotif/core/line_reader.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "leitmotif/core/error.hpp"

namespace leitmotif {
namespace {

/// One read asks for so much, and a block holds about as much.
constexpr std::size_t kBlockBytes = 4U << 20U;

}  // namespace

LineReader::LineReader(std::filesystem::path path) : path_(std::move(path)) {
  descriptor_ = path_ == "-" ? STDIN_FILENO : ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0)
    throw Error(errno == ENOENT || errno == ENOTDIR ? ErrorKind::not_found : ErrorKind::io,
                path_.string() + ": cannot open: " + std::strerror(errno));
}

LineReader::~LineReader() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

bool LineReader::fill() {
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kBlockBytes);
  const ssize_t count = ::read(descriptor_, buffer_.data() + before, kBlockBytes);
  const int code = errno;
  buffer_.resize(before + static_cast<std::size_t>(count < 0 ? 0 : count));
  if (count < 0 && code == EINTR) throw Error(ErrorKind::cancelled, path_.string() + ": reading was interrupted");
  if (count < 0)
    throw Error(ErrorKind::io,
                path_.string() + (code == EISDIR ? ": is a directory, expected a file"
                                                 : std::string(": cannot read: ") + std::strerror(code)));
  at_end_ = count == 0;
  return !at_end_;
}

void LineReader::cut(std::size_t end) {
  const std::string_view text(buffer_.data(), end);
  for (std::size_t begin = 0; begin < end;) {
    const std::size_t newline = std::min(text.find('\n', begin), end);
    std::string_view line = text.substr(begin, newline - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines_.push_back(line);
    begin = newline + 1;
  }
  given_ = end;
}

const std::vector<std::string_view>& LineReader::next_block() {
  first_line_ += lines_.size();
  lines_.clear();
  buffer_.erase(0, given_);
  given_ = 0;
  while (true) {
    const std::size_t searched = buffer_.size();
    if (at_end_ || !fill()) {
      cut(buffer_.size());
      return lines_;
    }
    const std::size_t last = std::string_view(buffer_).substr(searched).rfind('\n');
    if (last != std::string_view::npos) {
      cut(searched + last + 1);
      return lines_;
    }
    if (buffer_.size() > kMaxLineBytes)
      throw Error(ErrorKind::resource_limit, path_.string() + " line " + std::to_string(first_line_) +
                                                 ": is longer than " + std::to_string(kMaxLineBytes) + " bytes");
  }
}

}  // namespace leitmotif

#include "leitmotif/collection/tag_stream.hpp"

#include <algorithm>

#include "leitmotif/core/error.hpp"

namespace leitmotif::collection {
namespace {

constexpr std::int64_t kWindowBytes = 16 << 10;

}  // namespace

TagLib::ByteVector TagStream::readBlock(unsigned long size) {
  const std::int64_t left = length_ - position_;
  if (left <= 0 || size == 0) return {};
  const std::int64_t wanted = size > static_cast<unsigned long>(left) ? left : static_cast<std::int64_t>(size);
  if (wanted > static_cast<std::int64_t>(kMostTagBytes)) {
    refused_ = true;
    return {};
  }
  const auto window_end = window_at_ + static_cast<std::int64_t>(window_.size());
  if (position_ < window_at_ || position_ + wanted > window_end) {
    // A little before as well: TagLib also looks for things from the end to the beginning.
    window_at_ = std::max<std::int64_t>(0, wanted >= kWindowBytes ? position_ : position_ - kWindowBytes / 4);
    const std::int64_t end = std::max(position_ + wanted, window_at_ + kWindowBytes);
    window_ = read_(window_at_, static_cast<std::size_t>(std::min(end, length_) - window_at_));
  }
  const auto begin = static_cast<std::size_t>(position_ - window_at_);
  if (begin >= window_.size()) return {};  // the file has become shorter
  const std::size_t count = std::min(window_.size() - begin, static_cast<std::size_t>(wanted));
  position_ += static_cast<std::int64_t>(count);
  return {window_.data() + begin, static_cast<unsigned>(count)};
}

void TagStream::seek(long offset, Position position) {
  const std::int64_t base = position == Beginning ? 0 : position == Current ? position_ : length_;
  position_ = std::max<std::int64_t>(0, base + offset);
}

void TagStream::refuse_to_write() {
  throw Error(ErrorKind::internal, "something tried to write to a file that is only to be read");
}

void TagStream::writeBlock(const TagLib::ByteVector&) { refuse_to_write(); }
void TagStream::insert(const TagLib::ByteVector&, unsigned long, unsigned long) { refuse_to_write(); }
void TagStream::removeBlock(unsigned long, unsigned long) { refuse_to_write(); }
void TagStream::truncate(long) { refuse_to_write(); }

}  // namespace leitmotif::collection

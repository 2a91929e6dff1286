// Bytes for TagLib, which can be read and not written. A door to TagLib.
// Flow: ReadOnlyFile or bytes in memory -> TagLib's readers.
#pragma once

#include <taglib/tiostream.h>

#include <cstdint>
#include <functional>
#include <string>

namespace leitmotif::collection {

/// Up to `size` bytes from `offset` on, fewer at the end of the file. May throw.
using ReadAt = std::function<std::string(std::int64_t offset, std::size_t size)>;

/// A stream that refuses to write. One read of more than kMostTagBytes gives nothing and is remembered: no tag is that
/// large, and memory has an end.
class TagStream : public TagLib::IOStream {
 public:
  static constexpr unsigned long kMostTagBytes = 32U << 20U;

  TagStream(std::string name, std::int64_t length, ReadAt read)
      : name_(std::move(name)), length_(length), read_(std::move(read)) {}

  /// Whether TagLib asked for more than it may have, so that what it says is not the whole.
  [[nodiscard]] bool refused_a_block() const noexcept { return refused_; }

  [[nodiscard]] TagLib::FileName name() const override { return name_.c_str(); }
  TagLib::ByteVector readBlock(unsigned long size) override;
  void writeBlock(const TagLib::ByteVector& data) override;
  void insert(const TagLib::ByteVector& data, unsigned long start, unsigned long replace) override;
  void removeBlock(unsigned long start, unsigned long length) override;
  [[nodiscard]] bool readOnly() const override { return true; }
  [[nodiscard]] bool isOpen() const override { return true; }
  void seek(long offset, Position position) override;
  [[nodiscard]] long tell() const override { return position_; }
  long length() override { return length_; }
  void truncate(long length) override;

 private:
  [[noreturn]] static void refuse_to_write();

  std::string name_;
  std::int64_t length_;
  ReadAt read_;
  std::int64_t position_ = 0;
  bool refused_ = false;
  std::int64_t window_at_ = 0;  ///< where `window_` begins in the file
  std::string window_;          ///< what was read last, for the many small reads that follow
};

}  // namespace leitmotif::collection

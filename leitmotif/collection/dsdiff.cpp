#include "leitmotif/collection/dsdiff.hpp"

#include <algorithm>
#include <string_view>

#include "leitmotif/core/error.hpp"

namespace leitmotif::collection {
namespace {

constexpr std::int64_t kDsdiffChunkHead = 12;  // a name of four bytes and a size of eight

/// A number, its highest byte first; 0 for one that no file can have.
std::int64_t big_number(std::string_view bytes) noexcept {
  std::uint64_t number = 0;
  for (const char c : bytes) number = number * 256 + static_cast<unsigned char>(c);
  return bytes.size() > 8 || number > (1ULL << 62U) ? 0 : static_cast<std::int64_t>(number);
}

/// Chunks of one level.
class DsdiffReader {
 public:
  DsdiffReader(std::int64_t length, const ReadAt& read) : length_(length), read_(read) {}

  void read_all() {
    each_chunk(16, length_, [this](const Chunk& chunk) { top(chunk); });
  }

  [[nodiscard]] DsdiffParts take() {
    if (rate_ > 0 && channels_ > 0) parts_.length_ms = audio_bytes_ * 8 / channels_ * 1000 / rate_;
    return std::move(parts_);
  }
  [[nodiscard]] bool has_audio() const noexcept { return audio_bytes_ > 0; }

 private:
  struct Chunk {
    std::string id;
    std::int64_t begin = 0;
    std::int64_t size = 0;
  };

  /// A file is not made longer by many empty chunks: their number is bounded.
  template <class Use>
  void each_chunk(std::int64_t begin, std::int64_t end, const Use& use) {
    constexpr int kMostChunks = 1000;
    for (int chunks = 0; chunks < kMostChunks && begin + kDsdiffChunkHead <= end; ++chunks) {
      const std::string head = read_(begin, static_cast<std::size_t>(kDsdiffChunkHead));
      if (head.size() < static_cast<std::size_t>(kDsdiffChunkHead)) return;
      const std::int64_t size = big_number(std::string_view(head).substr(4));
      const std::int64_t data = begin + kDsdiffChunkHead;
      use(Chunk{head.substr(0, 4), data, std::min(size, end - data)});
      if (size > end - data) return;
      begin = data + size + (size & 1);
    }
  }

  void top(const Chunk& chunk) {
    // A compressed stream does not say how long it is by its bytes.
    if (chunk.id == "DSD ") audio_bytes_ = std::max<std::int64_t>(chunk.size, 1);
    if (chunk.id == "DST ") audio_bytes_ = 1;
    if (chunk.id == "ID3 ") parts_.id3_begin = chunk.begin;
    const std::int64_t end = chunk.begin + chunk.size;
    if (chunk.id == "PROP") each_chunk(chunk.begin + 4, end, [this](const Chunk& inner) { property(inner); });
    if (chunk.id == "DIIN") each_chunk(chunk.begin, end, [this](const Chunk& inner) { master(inner); });
  }

  void property(const Chunk& chunk) {
    if (chunk.id == "FS  ") rate_ = big_number(read_(chunk.begin, 4));
    if (chunk.id == "CHNL") channels_ = big_number(read_(chunk.begin, 2));
    if (chunk.id == "ID3 ") parts_.id3_begin = chunk.begin;
  }

  void master(const Chunk& chunk) {
    if (chunk.id == "DIAR") parts_.artist = text_of(chunk);
    if (chunk.id == "DITI") parts_.title = text_of(chunk);
  }

  std::string text_of(const Chunk& chunk) {
    constexpr std::int64_t kLongestName = 4096;
    const std::int64_t count = std::min({big_number(read_(chunk.begin, 4)), chunk.size - 4, kLongestName});
    return count > 0 ? read_(chunk.begin + 4, static_cast<std::size_t>(count)) : std::string();
  }

  std::int64_t length_;
  const ReadAt& read_;
  DsdiffParts parts_;
  std::int64_t audio_bytes_ = 0;
  std::int64_t rate_ = 0;
  std::int64_t channels_ = 0;
};

}  // namespace

DsdiffParts read_dsdiff(std::int64_t length, const ReadAt& read, const std::string& name) {
  DsdiffReader reader(length, read);
  reader.read_all();
  if (!reader.has_audio()) throw Error(ErrorKind::corrupt_data, name + ": is broken: no audio can be found in it");
  return reader.take();
}

}  // namespace leitmotif::collection

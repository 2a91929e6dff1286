#include "leitmotif/core/inflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>

#include "leitmotif/core/error.hpp"

namespace leitmotif {
namespace {

class Inflate {
 public:
  explicit Inflate(std::string_view packed) {
    // zlib reads through this pointer only.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(packed.size());
    if (::inflateInit(&stream_) != Z_OK) throw Error(ErrorKind::resource_limit, "out of memory");
  }
  ~Inflate() { ::inflateEnd(&stream_); }
  Inflate(const Inflate&) = delete;
  Inflate& operator=(const Inflate&) = delete;

  /// Adds the next bytes; false when there are none left. Nothing when they are no such stream.
  bool take(std::string& out, bool& is_broken) {
    constexpr std::size_t kPiece = 16U << 10U;
    const std::size_t old = out.size();
    out.resize(old + kPiece);
    stream_.next_out = reinterpret_cast<Bytef*>(out.data() + old);
    stream_.avail_out = static_cast<uInt>(kPiece);
    const int result = ::inflate(&stream_, Z_NO_FLUSH);
    out.resize(out.size() - stream_.avail_out);
    is_broken = result != Z_OK && result != Z_STREAM_END;
    return result == Z_OK;
  }

 private:
  z_stream stream_{};
};

}  // namespace

std::string inflated(std::string_view packed, std::size_t most_bytes, const std::string& source) {
  if (packed.size() > std::numeric_limits<uInt>::max())
    throw Error(ErrorKind::resource_limit, source + ": holds more packed bytes than can be read");
  Inflate stream(packed);
  std::string out;
  bool is_broken = false;
  while (stream.take(out, is_broken))
    if (out.size() > most_bytes) break;
  if (is_broken) throw Error(ErrorKind::corrupt_data, source + ": its packed part is broken or cut off");
  if (out.size() > most_bytes)
    throw Error(ErrorKind::resource_limit, source + ": unpacks to more than " + std::to_string(most_bytes) + " bytes");
  return out;
}

}  // namespace leitmotif

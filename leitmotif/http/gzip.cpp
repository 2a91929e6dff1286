#include "leitmotif/http/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <memory>

#include "leitmotif/core/error.hpp"

namespace leitmotif::http {
namespace {

/// Below this the head is longer than what is saved.
constexpr std::size_t kWorthwhile = 1200;
/// Fast: answers are made for one reader.
constexpr int kLevel = 1;
constexpr int kGzipFormat = 15 + 16;
constexpr int kMemory = 8;

class Deflate {
 public:
  Deflate() {
    if (::deflateInit2(&stream_, kLevel, Z_DEFLATED, kGzipFormat, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
      throw Error(ErrorKind::resource_limit, "out of memory");
  }
  ~Deflate() { ::deflateEnd(&stream_); }
  Deflate(const Deflate&) = delete;
  Deflate& operator=(const Deflate&) = delete;

  std::string take(std::string_view bytes, int flush) {
    std::string out;
    // zlib reads through this pointer only.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
      const std::size_t old = out.size();
      out.resize(old + std::max<std::size_t>(bytes.size() / 2, 4096));
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + old);
      stream_.avail_out = static_cast<uInt>(out.size() - old);
      ::deflate(&stream_, flush);
      out.resize(out.size() - stream_.avail_out);
    } while (stream_.avail_out == 0);
    return out;
  }

 private:
  z_stream stream_{};
};

}  // namespace

std::string gzipped(std::string_view bytes) { return Deflate().take(bytes, Z_FINISH); }

Pieces gzipped(Pieces pieces) {
  return [pieces = std::move(pieces), deflate = std::make_shared<Deflate>(), ended = false]() mutable {
    std::string out;
    while (!ended && out.empty()) {
      const std::string piece = pieces();
      ended = piece.empty();
      out = deflate->take(piece, ended ? Z_FINISH : Z_NO_FLUSH);
    }
    return out;
  };
}

bool accepts(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    std::string_view part = accept_encoding.substr(0, accept_encoding.find(','));
    accept_encoding.remove_prefix(std::min(part.size() + 1, accept_encoding.size()));
    part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
    const std::string_view name = part.substr(0, part.find_first_of("; "));
    if (name != coding && name != "*") continue;
    const std::size_t weight = part.find("q=0");
    return weight == std::string_view::npos || part.find_first_of("123456789", weight) != std::string_view::npos;
  }
  return false;
}

void compress(const Request& request, Response& response) {
  const bool is_text = response.type.starts_with("application/json") || response.type.starts_with("text/") ||
                       response.type.ends_with("+xml");
  if (!is_text || response.events) return;
  for (const auto& header : response.headers)
    if (header.first == "content-encoding") return;
  if (!response.pieces && response.body.size() < kWorthwhile) return;
  response.headers.emplace_back("vary", "accept-encoding");
  if (!accepts(request.header("accept-encoding").value_or(""), "gzip")) return;
  if (response.pieces)
    response.pieces = gzipped(std::move(response.pieces));
  else
    response.body = gzipped(response.body);
  response.headers.emplace_back("content-encoding", "gzip");
}

}  // namespace leitmotif::http

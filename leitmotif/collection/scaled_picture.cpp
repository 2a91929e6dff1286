#include "leitmotif/collection/scaled_picture.hpp"

#include <turbojpeg.h>

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

namespace leitmotif::collection {
namespace {

constexpr int kQuality = 85;
constexpr int kColours = 3;

struct End {
  void operator()(void* handle) const noexcept { tjDestroy(handle); }
};
using Handle = std::unique_ptr<void, End>;

/// A size of a picture in points.
struct Size {
  int width = 0;
  int height = 0;
};

/// The smallest size that is no smaller than wanted.
Size wanted_size(Size whole, int side) {
  int count = 0;
  const tjscalingfactor* const factors = tjGetScalingFactors(&count);
  Size best = whole;
  for (const tjscalingfactor& factor : std::span(factors, static_cast<std::size_t>(std::max(count, 0)))) {
    const Size size{TJSCALED(whole.width, factor), TJSCALED(whole.height, factor)};
    if (std::min(size.width, size.height) >= side && size.width < best.width) best = size;
  }
  return best;
}

}  // namespace

Picture scaled_picture(Picture picture, int side) {
  if (picture.type != "image/jpeg") return picture;
  const Handle reader(tjInitDecompress());
  const Handle writer(tjInitCompress());
  const auto* bytes = reinterpret_cast<const unsigned char*>(picture.bytes.data());
  Size whole;
  int subsampling = 0;
  int space = 0;
  if (!reader || !writer ||
      tjDecompressHeader3(reader.get(), bytes, picture.bytes.size(), &whole.width, &whole.height, &subsampling,
                          &space) != 0)
    return picture;
  if (static_cast<std::size_t>(whole.width) * static_cast<std::size_t>(whole.height) > kMostPicturePoints)
    return picture;
  const Size size = wanted_size(whole, side);
  if (size.width == whole.width) return picture;
  std::vector<unsigned char> points(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) *
                                    kColours);
  // One that is broken, or made to take long, is left as it is.
  if (tjDecompress2(reader.get(), bytes, picture.bytes.size(), points.data(), size.width, 0, size.height, TJPF_RGB,
                    TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS) != 0)
    return picture;
  unsigned char* out = nullptr;
  unsigned long length = 0;
  const int failed = tjCompress2(writer.get(), points.data(), size.width, 0, size.height, TJPF_RGB, &out, &length,
                                 TJSAMP_420, kQuality, TJFLAG_PROGRESSIVE);
  if (failed == 0) picture.bytes.assign(reinterpret_cast<const char*>(out), length);
  tjFree(out);
  return picture;
}

}  // namespace leitmotif::collection

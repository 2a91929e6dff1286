// Music files of any format to samples. Linked only by the program that listens, because the libraries behind it are
// large, and a broken file may bring them down.
// Flow: file -> decoder -> blocks of interleaved samples -> Sink.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

#include "leitmotif/sound/listener.hpp"

namespace leitmotif::sound::decoding {

/// Takes what is decoded.
class Sink {
 public:
  virtual ~Sink() = default;
  /// Once, before the first block.
  virtual void begin(const Stream& stream) = 0;
  /// Interleaved samples, 1 is full scale; shape: [frames x channels]. False: no more is wanted.
  virtual bool add(std::span<const float> samples) = 0;
  /// The second of the piece from which on more is wanted. A decoder may leave out what lies before it, and then says
  /// where the next samples lie.
  [[nodiscard]] virtual double wanted_from() const { return 0; }
  virtual void jump(double /*seconds*/) {}
};

/// Gaps shorter than this are decoded: to look for a place costs about as much.
inline constexpr double kLeastJump = 5;

/// How decoding ended.
struct Ending {
  bool any = false;     ///< samples were given
  std::string problem;  ///< what went wrong, for people; empty when nothing did
};

/// Decodes the first audio stream of a file by libav, or where that gives no sample by libsndfile. Files are opened for
/// reading only. Throws not_found, io.
[[nodiscard]] Ending decode(const std::filesystem::path& file, Sink& sink);

/// One decoder by itself, from an open file whose place is the beginning. The descriptor stays open.
[[nodiscard]] Ending decode_by_av(int descriptor, Sink& sink);
[[nodiscard]] Ending decode_by_sndfile(int descriptor, Sink& sink);

}  // namespace leitmotif::sound::decoding

// Any bytes as a music file: both decoders must end, and give whole frames of a stream that was announced. What they
// give is listened to, so that no number of it can be other than finite.
#include <sys/mman.h>
#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>

#include "leitmotif/sound/decoding/decode.hpp"
#include "leitmotif/sound/measurement.hpp"

namespace {

using namespace leitmotif::sound;

/// A few seconds say as much as hours.
constexpr std::size_t kMostSamples = 1 << 18;

void require(bool condition) {
  if (!condition) std::abort();
}

class Sink final : public decoding::Sink {
 public:
  void begin(const Stream& stream) override {
    require(!listener_ && stream.rate > 0 && stream.channels > 0 && stream.seconds >= 0);
    channels_ = stream.channels;
    listener_.emplace(stream);
  }
  bool add(std::span<const float> samples) override {
    require(listener_ && samples.size() % channels_ == 0);
    given_ += samples.size();
    return listener_->add(samples) && given_ < kMostSamples;
  }
  [[nodiscard]] double wanted_from() const override { return listener_ ? listener_->wanted_from() : 0; }
  void jump(double seconds) override {
    require(listener_.has_value());
    listener_->jump(seconds);
  }
  void finish(const decoding::Ending& ending) {
    require(ending.any == listener_.has_value());
    require(ending.any || !ending.problem.empty());
    if (!listener_) return;
    const Measurement measurement = measure(listener_->finish());
    require(std::isfinite(measurement.loudness_lufs) && std::isfinite(measurement.tempo));
    for (const float number : measurement.descriptor) require(std::isfinite(number));
  }

 private:
  std::optional<Listener> listener_;
  std::size_t channels_ = 0;
  std::size_t given_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const int file = ::memfd_create("fuzz", MFD_CLOEXEC);
  require(file >= 0 && ::write(file, data, size) == static_cast<ssize_t>(size));
  for (auto* const decoder : {decoding::decode_by_av, decoding::decode_by_sndfile}) {
    Sink sink;
    sink.finish(decoder(file, sink));
  }
  ::close(file);
  return 0;
}

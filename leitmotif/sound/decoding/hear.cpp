#include "leitmotif/sound/decoding/hear.hpp"

#include <chromaprint.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/sound/decoding/decode.hpp"

namespace leitmotif::sound::decoding {
namespace {

/// Of so much of the beginning fingerprints are made everywhere.
constexpr double kFingerprintSeconds = 120;

/// A fingerprint of the beginning of a piece, which other encodings of the same recording have as well.
class Fingerprinter {
 public:
  explicit Fingerprinter(const Stream& stream)
      : context_(chromaprint_new(CHROMAPRINT_ALGORITHM_DEFAULT)),
        channels_(stream.channels),
        left_(static_cast<std::int64_t>(kFingerprintSeconds * stream.rate)) {
    if (context_ && chromaprint_start(context_.get(), stream.rate, 1) != 1) context_.reset();
  }

  void add(std::span<const float> samples) {
    if (!context_ || left_ <= 0) return;
    const std::size_t frames = std::min(samples.size() / channels_, static_cast<std::size_t>(left_));
    mono_.resize(frames);
    for (std::size_t i = 0; i < frames; ++i) {
      float sum = 0;
      for (std::size_t c = 0; c < channels_; ++c) sum += samples[i * channels_ + c];
      const float sample = std::clamp(sum / static_cast<float>(channels_), -1.0F, 1.0F);  // NaN stays
      mono_[i] = std::isfinite(sample) ? static_cast<std::int16_t>(std::lround(sample * 32767)) : std::int16_t{0};
    }
    left_ -= static_cast<std::int64_t>(frames);
    if (chromaprint_feed(context_.get(), mono_.data(), static_cast<int>(frames)) != 1) context_.reset();
  }

  std::string finish() {
    if (!context_ || chromaprint_finish(context_.get()) != 1) return {};
    char* text = nullptr;
    if (chromaprint_get_fingerprint(context_.get(), &text) != 1) return {};
    const std::unique_ptr<char, Free> owned(text);
    return text;
  }

 private:
  struct Free {
    void operator()(ChromaprintContext* context) const { chromaprint_free(context); }
    void operator()(char* text) const { chromaprint_dealloc(text); }
  };
  std::unique_ptr<ChromaprintContext, Free> context_;
  std::size_t channels_;
  std::int64_t left_;  // frames
  std::vector<std::int16_t> mono_;
};

class Hearing final : public Sink {
 public:
  void begin(const Stream& stream) override {
    listener_.emplace(stream);
    fingerprinter_.emplace(stream);
  }
  bool add(std::span<const float> samples) override {
    fingerprinter_->add(samples);
    return listener_->add(samples);
  }
  [[nodiscard]] Heard heard() { return listener_->finish(); }
  [[nodiscard]] std::string fingerprint() { return fingerprinter_->finish(); }

 private:
  std::optional<Listener> listener_;
  std::optional<Fingerprinter> fingerprinter_;
};

Ending decode_or_throw(const std::filesystem::path& file, Sink& sink) {
  Ending ending = decode(file, sink);
  if (!ending.any) throw Error(ErrorKind::corrupt_data, file.string() + ": " + ending.problem);
  return ending;
}

}  // namespace

Measurement hear(const std::filesystem::path& file) {
  Hearing hearing;
  Ending ending = decode_or_throw(file, hearing);
  Measurement measurement = measure(hearing.heard());
  measurement.problem = std::move(ending.problem);
  measurement.fingerprint = hearing.fingerprint();
  return measurement;
}

std::string hear_numbers(const std::filesystem::path& file) {
  Hearing hearing;
  (void)decode_or_throw(file, hearing);
  const Heard heard = hearing.heard();
  Json json{{"file", file.string()}, {"seconds", heard.seconds}};
  const std::optional<Numbers> whole = numbers_of(heard);
  json["names"] = whole ? whole->names : std::vector<std::string>();
  json["whole"] = whole ? whole->values : std::vector<double>();
  Json quarters = Json::array();
  for (const Numbers& numbers : numbers_of_quarters(heard)) quarters.push_back(Json(numbers.values));
  json["quarters"] = std::move(quarters);
  return json.dump() + "\n";
}

}  // namespace leitmotif::sound::decoding

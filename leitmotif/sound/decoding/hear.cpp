#include "leitmotif/sound/decoding/hear.hpp"

#include <chromaprint.h>

#include <algorithm>
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

std::int16_t whole_of(float sample) {
  return static_cast<std::int16_t>(std::clamp(sample, -1.0F, 1.0F) * 32767 + (sample < 0 ? -0.5F : 0.5F));
}

/// A fingerprint of the beginning of a piece, which other encodings of the same recording have as well.
class Fingerprinter {
 public:
  Fingerprinter() : context_(chromaprint_new(CHROMAPRINT_ALGORITHM_DEFAULT)) {
    if (context_ && chromaprint_start(context_.get(), kAnalysisRate, 1) != 1) context_.reset();
  }

  /// Mono at kAnalysisRate: fingerprints are made at half of that.
  void add(std::span<const float> samples) {
    if (!context_ || left_ == 0) return;
    const std::size_t count = std::min(samples.size(), left_);
    whole_.resize(count);
    std::transform(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(count), whole_.begin(), whole_of);
    left_ -= count;
    if (chromaprint_feed(context_.get(), whole_.data(), static_cast<int>(count)) != 1) context_.reset();
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
  std::size_t left_ = static_cast<std::size_t>(kFingerprintSeconds * kAnalysisRate);
  std::vector<std::int16_t> whole_;
};

class Hearing final : public Sink {
 public:
  void begin(const Stream& stream) override {
    listener_.emplace(stream, [this](std::span<const float> samples) { fingerprinter_.add(samples); });
  }
  bool add(std::span<const float> samples) override { return listener_->add(samples); }
  [[nodiscard]] double wanted_from() const override { return listener_ ? listener_->wanted_from() : 0; }
  void jump(double seconds) override { listener_->jump(seconds); }
  [[nodiscard]] Heard heard() { return listener_->finish(); }
  [[nodiscard]] std::string fingerprint() { return fingerprinter_.finish(); }

 private:
  std::optional<Listener> listener_;
  Fingerprinter fingerprinter_;
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

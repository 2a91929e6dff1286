#include "leitmotif/collection/song_sound.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "leitmotif/sound/estimate.hpp"

namespace leitmotif::collection {
namespace {

using catalog::SoundFeature;
using catalog::SoundSource;
using sound::Measurement;

constexpr const char* kContent = "file/content";
constexpr const char* kRefused = "file/refused";
constexpr const char* kDamaged = "file/damaged";
constexpr const char* kKind = "file/kind";
constexpr const char* kFingerprint = "file/fingerprint";
constexpr const char* kListened = "file/listened_seconds";

/// As numbers, in this order.
constexpr auto kKinds = std::to_array<std::string_view>({"music", "speech", "effect", "silence"});
constexpr const char* kLossless = "file/lossless";

std::string method() { return "sound " + std::to_string(sound::kSoundVersion); }

/// The first six bytes of a digest: a whole number that a double holds exactly.
double number_of(const std::string& digest) {
  double number = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(6, digest.size()); ++i)
    number = number * 256 + static_cast<unsigned char>(digest[i]);
  return number;
}

using Named = std::pair<const char*, double Measurement::*>;
constexpr std::array<Named, 4> kAskedFor = {{{"loudness_lufs", &Measurement::loudness_lufs},
                                             {"tempo", &Measurement::tempo},
                                             {"tempo_clarity", &Measurement::tempo_clarity},
                                             {"key_clarity", &Measurement::key_clarity}}};
constexpr std::array<Named, 6> kOfFile = {{{"file/seconds", &Measurement::seconds},
                                           {"file/peak_db", &Measurement::peak_db},
                                           {"file/side_db", &Measurement::side_db},
                                           {"file/clipped_share", &Measurement::clipped_share},
                                           {"file/bandwidth_hz", &Measurement::bandwidth_hz},
                                           {"file/cliff_db", &Measurement::cliff_db}}};

const SoundFeature* find(std::span<const SoundFeature> features, std::string_view name) {
  const auto found = std::ranges::find(features, name, &SoundFeature::name);
  return found == features.end() ? nullptr : &*found;
}

double value_of(std::span<const SoundFeature> features, std::string_view name) {
  const SoundFeature* found = find(features, name);
  return found == nullptr ? 0 : found->value;
}

/// Two digits, so that the order of names is the order of numbers.
std::string descriptor_name(std::size_t k) {
  return "descriptor/" + std::string(k < 10 ? "0" : "") + std::to_string(k);
}

void add_guesses(const Measurement& measurement, std::span<const SoundFeature> there,
                 std::vector<SoundFeature>& features) {
  for (const sound::Estimate& estimate : sound::estimates_of(measurement)) {
    const SoundFeature* known = find(there, estimate.name);
    const bool is_given =
        known != nullptr && (known->source == SoundSource::data_set || known->source == SoundSource::tag);
    const SoundSource source = estimate.name == "loudness" ? SoundSource::measured : SoundSource::guessed;
    if (!is_given) features.push_back({estimate.name, estimate.value, source, method()});
  }
}

}  // namespace

bool is_measured(std::span<const SoundFeature> there, const std::string& digest) {
  const SoundFeature* found = find(there, kContent);
  return found != nullptr && found->value == number_of(digest) && found->method == method();
}

bool was_fingerprinted(std::span<const SoundFeature> there) { return find(there, kFingerprint) != nullptr; }

std::vector<SoundFeature> features_of(const Measurement& measurement, const std::string& digest,
                                      std::span<const SoundFeature> there) {
  std::vector<SoundFeature> features = features_of_refusal(digest);
  const auto add = [&](std::string name, double value) {
    features.push_back({std::move(name), value, SoundSource::measured, method()});
  };
  features.back().value = 0;
  for (const auto& [name, member] : kAskedFor) add(name, measurement.*member);
  for (const auto& [name, member] : kOfFile) add(name, measurement.*member);
  add("key", measurement.key);
  add("mode", measurement.major ? 1 : 0);
  add("file/promised_seconds", measurement.stream.exact_length ? measurement.stream.seconds : 0);
  add("file/bit_rate", measurement.stream.bit_rate);
  add("file/rate", measurement.stream.rate);
  add("file/channels", static_cast<double>(measurement.stream.channels));
  add(kLossless, measurement.stream.lossless ? 1 : 0);
  add(kKind, static_cast<double>(std::ranges::find(kKinds, measurement.kind) - kKinds.begin()));
  add(kFingerprint, measurement.fingerprint.empty() ? 0 : 1);
  add(kListened, measurement.listened_seconds);
  add(kDamaged, measurement.problem.empty() ? 0 : 1);
  for (std::size_t k = 0; k < measurement.descriptor.size(); ++k)
    add(descriptor_name(k), static_cast<double>(measurement.descriptor[k]));
  add_guesses(measurement, there, features);
  return features;
}

std::vector<SoundFeature> features_of_refusal(const std::string& digest) {
  return {{kContent, number_of(digest), SoundSource::measured, method()},
          {kRefused, 1, SoundSource::measured, method()}};
}

bool was_refused(std::span<const SoundFeature> features) { return value_of(features, kRefused) == 1; }

std::optional<Measurement> measurement_of(std::span<const SoundFeature> features) {
  if (find(features, kContent) == nullptr || was_refused(features)) return std::nullopt;
  Measurement measurement;
  for (const auto& [name, member] : kAskedFor) measurement.*member = value_of(features, name);
  for (const auto& [name, member] : kOfFile) measurement.*member = value_of(features, name);
  measurement.listened_seconds = value_of(features, kListened);
  measurement.key = static_cast<int>(value_of(features, "key"));
  measurement.major = value_of(features, "mode") == 1;
  measurement.stream.seconds = value_of(features, "file/promised_seconds");
  measurement.stream.bit_rate = value_of(features, "file/bit_rate");
  measurement.stream.rate = static_cast<int>(value_of(features, "file/rate"));
  measurement.stream.channels = static_cast<std::size_t>(value_of(features, "file/channels"));
  measurement.stream.lossless = value_of(features, kLossless) == 1;
  measurement.stream.codec = "lossless";
  if (value_of(features, kDamaged) == 1) measurement.problem = "could not be decoded to its end without errors";
  for (std::size_t k = 0; const SoundFeature* number = find(features, descriptor_name(k)); ++k)
    measurement.descriptor.push_back(static_cast<float>(number->value));
  const auto kind = static_cast<std::size_t>(value_of(features, kKind));
  measurement.kind = kKinds.at(std::min(kind, kKinds.size() - 1));
  return measurement;
}

}  // namespace leitmotif::collection

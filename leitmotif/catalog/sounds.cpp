#include "leitmotif/catalog/sounds.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog {

std::string_view name_of(SoundSource source) noexcept {
  switch (source) {
    case SoundSource::data_set:
      return "data set";
    case SoundSource::tag:
      return "tag";
    case SoundSource::measured:
      return "measured";
    case SoundSource::guessed:
      return "guessed";
  }
  return "";
}

void require_sound_feature(const SoundFeature& feature) {
  if (feature.name.empty()) throw Error(ErrorKind::invalid_argument, "a sound feature has no name");
  if (!std::isfinite(feature.value))
    throw Error(ErrorKind::invalid_argument, "the sound feature '" + feature.name + "' is not finite");
}

void put(std::vector<SoundFeature>& features, SoundFeature feature) {
  const auto place = std::ranges::lower_bound(features, feature.name, {}, &SoundFeature::name);
  if (place != features.end() && place->name == feature.name) {
    *place = std::move(feature);
  } else {
    features.insert(place, std::move(feature));
  }
}

void take_over(std::vector<SoundFeature>& features, const Song& row, SoundSource source) {
  std::array<std::pair<std::string_view, double>, kAudioFeatures.size() + 1> values;
  for (std::size_t i = 0; i < row.audio.size(); ++i) values[i] = {kAudioFeatures[i], row.audio[i]};
  values.back() = {kExplicitFlag, row.flagged_explicit};
  std::erase_if(features, [&](const SoundFeature& feature) {
    if (feature.source != source) return false;
    const auto* const place = std::ranges::find(values, feature.name, &std::pair<std::string_view, double>::first);
    return place == values.end() || feature.value != place->second;
  });
  for (const auto& [name, value] : values) {
    if (std::isnan(value)) continue;
    const auto there = std::ranges::find(features, name, &SoundFeature::name);
    // Of two that published a song, the one that warns is heard.
    if (there != features.end() && name == kExplicitFlag && there->value > value) continue;
    if (there == features.end() || there->value != value) put(features, {std::string(name), value, source, {}});
  }
}

void fill_audio(Song& song, std::span<const SoundFeature> features) {
  song.audio.fill(kMissing);
  song.flagged_explicit = kMissing;
  for (const SoundFeature& feature : features) {
    const auto place = std::ranges::find(kAudioFeatures, feature.name);
    if (place != kAudioFeatures.end())
      song.audio[static_cast<std::size_t>(place - kAudioFeatures.begin())] = feature.value;
    else if (feature.name == kExplicitFlag)
      song.flagged_explicit = feature.value;
  }
}

}  // namespace leitmotif::catalog

#include "leitmotif/catalog/sounds.hpp"

#include <algorithm>
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
  const auto value_of = [&](const std::string& name) {
    const auto place = std::ranges::find(kAudioFeatures, name);
    return place == kAudioFeatures.end() ? kMissing
                                         : row.audio[static_cast<std::size_t>(place - kAudioFeatures.begin())];
  };
  std::erase_if(features, [&](const SoundFeature& feature) {
    return feature.source == source && feature.value != value_of(feature.name);
  });
  for (std::size_t i = 0; i < row.audio.size(); ++i) {
    if (std::isnan(row.audio[i])) continue;
    const std::string_view name = kAudioFeatures[i];
    const auto there = std::ranges::find(features, name, &SoundFeature::name);
    if (there == features.end() || there->value != row.audio[i])
      put(features, {std::string(name), row.audio[i], source, {}});
  }
}

void fill_audio(Song& song, std::span<const SoundFeature> features) {
  song.audio.fill(kMissing);
  for (const SoundFeature& feature : features) {
    const auto place = std::ranges::find(kAudioFeatures, feature.name);
    if (place != kAudioFeatures.end())
      song.audio[static_cast<std::size_t>(place - kAudioFeatures.begin())] = feature.value;
  }
}

}  // namespace leitmotif::catalog

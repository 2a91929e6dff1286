#include "leitmotif/library/similarity_space.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "leitmotif/core/parallel.hpp"

namespace leitmotif::library {
namespace {

constexpr std::size_t kRowsAPiece = 1024;
/// Up to so many songs are compared by their exact rows: that takes a few milliseconds.
constexpr std::size_t kExactSongs = 200000;

/// Where each of kMixtureParts stands among the model's parts; none unless all are there.
std::optional<std::array<std::size_t, kMixtureParts.size()>> places_of_parts(std::span<const std::string> parts) {
  std::array<std::size_t, kMixtureParts.size()> places{};
  for (std::size_t k = 0; k < kMixtureParts.size(); ++k) {
    const auto found = std::ranges::find(parts, kMixtureParts[k]);
    if (found == parts.end()) return std::nullopt;
    places[k] = static_cast<std::size_t>(found - parts.begin());
  }
  return places;
}

/// The features of one song at a time.
class FeatureReader {
 public:
  explicit FeatureReader(const SpaceSources& sources)
      : columns_(sources.columns), places_(places_of_parts(sources.parts)) {
    for (std::size_t f = 0; f < kAudioFeatures.size(); ++f) sound_[f] = columns_.sound_of(kAudioFeatures[f]).all();
  }

  /// Valid until the next call; `mixture_` is this object's.
  models::SongFeatures read(std::size_t song) {
    models::SongFeatures features;
    if (places_) {
      const std::span<const float> roots = columns_.roots_of(song);
      float sum = 0;
      for (std::size_t k = 0; k < mixture_.size(); ++k) {
        mixture_[k] = roots[(*places_)[k]] * roots[(*places_)[k]];
        sum += mixture_[k];
      }
      if (sum > 0) features.mixture = mixture_;
    }
    for (std::size_t f = 0; f < sound_.size(); ++f)
      if (!sound_[f].empty()) features.audio[f] = double{sound_[f][song]};
    if (columns_.year[song] != kNoYear) features.year = columns_.year[song];
    features.genre = columns_.genres[columns_.genre[song]];
    return features;
  }

 private:
  const SongColumns& columns_;
  std::array<std::span<const float>, kAudioFeatures.size()> sound_;
  std::optional<std::array<std::size_t, kMixtureParts.size()>> places_;
  std::array<float, kMixtureParts.size()> mixture_{};
};

bool says_nothing(const models::SongFeatures& song) {
  return song.mixture.empty() && !song.year && song.genre.empty() &&
         std::ranges::all_of(song.audio, [](double value) { return std::isnan(value); });
}

}  // namespace

recommend::Space learned_space(const SpaceSources& sources, const models::SongEmbedding& embedding) {
  recommend::Space space;
  space.width = embedding.width();
  const std::size_t songs = sources.columns.size();
  std::vector<float> rows(songs * space.width);
  parallel_for(songs, kRowsAPiece, sources.threads, [&](std::size_t begin, std::size_t end) {
    FeatureReader reader(sources);
    for (std::size_t song = begin; song < end; ++song) {
      const models::SongFeatures features = reader.read(song);
      if (!says_nothing(features)) embedding.embed(features, std::span(rows).subspan(song * space.width, space.width));
    }
  });
  space.rows = std::move(rows);
  if (songs > kExactSongs) add_coarse_rows(space, sources.threads);
  return space;
}

recommend::Space similarity_space(const SpaceSources& sources, const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) return learned_space(sources, models::SongEmbedding::load(path));
  const SongColumns& columns = sources.columns;
  std::vector<std::span<const float>> sound;
  for (const std::string_view name : kAudioFeatures) sound.push_back(columns.sound_of(name).all());
  return recommend::plain_space({columns.parts, columns.root_mixture.all(), std::move(sound), columns.year.all()});
}

}  // namespace leitmotif::library

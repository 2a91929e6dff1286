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

/// How much of a song's place its sound decides: the square of this share is its part of the likeness of two songs
/// that are known alike. Without lyrics little else is known, and a year in common says nothing.
constexpr float kSoundBesideLyrics = 0.55F;
constexpr float kSoundWithoutLyrics = 0.95F;

/// Puts a row of what is known otherwise and one of the sound side by side, length 1 together.
void join_rows(std::span<const float> known, std::span<const float> sound, bool has_lyrics, std::span<float> joined) {
  const bool is_known = std::ranges::any_of(known, [](float number) { return number != 0; });
  const float usual = has_lyrics ? kSoundBesideLyrics : kSoundWithoutLyrics;
  const float share = sound.empty() ? 0 : is_known ? usual : 1;
  const float rest = std::sqrt(1 - share * share);
  for (std::size_t k = 0; k < known.size(); ++k) joined[k] = rest * known[k];
  for (std::size_t k = 0; k < sound.size(); ++k) joined[known.size() + k] = share * sound[k];
}

/// The space with the songs' sound beside it.
recommend::Space with_sound(const SpaceSources& sources, const recommend::Space& plain) {
  recommend::Space space;
  std::size_t width = 0;
  for (const std::vector<float>& sound : sources.sound) width = std::max(width, sound.size());
  space.width = plain.width + width;
  const std::size_t songs = sources.columns.size();
  std::vector<float> rows(songs * space.width);
  parallel_for(songs, kRowsAPiece, sources.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t song = begin; song < end; ++song) {
      const std::span<const float> roots = sources.columns.roots_of(song);
      const bool has_lyrics =
          !sources.columns.has(kInferred, song) && std::ranges::any_of(roots, [](float root) { return root != 0; });
      join_rows(plain.row(song), sources.sound[song], has_lyrics,
                std::span(rows).subspan(song * space.width, space.width));
    }
  });
  space.rows = std::move(rows);
  if (songs > kExactSongs) add_coarse_rows(space, sources.threads);
  return space;
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

namespace {

recommend::Space without_sound(const SpaceSources& sources, const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) return learned_space(sources, models::SongEmbedding::load(path));
  const SongColumns& columns = sources.columns;
  std::vector<std::span<const float>> sound;
  for (const std::string_view name : kAudioFeatures) sound.push_back(columns.sound_of(name).all());
  return recommend::plain_space({columns.parts, columns.root_mixture.all(), std::move(sound), columns.year.all()});
}

}  // namespace

recommend::Space similarity_space(const SpaceSources& sources, const std::filesystem::path& path) {
  recommend::Space space = without_sound(sources, path);
  const bool has_sound = std::ranges::any_of(sources.sound, [](const auto& sound) { return !sound.empty(); });
  return has_sound ? with_sound(sources, space) : std::move(space);
}

}  // namespace leitmotif::library

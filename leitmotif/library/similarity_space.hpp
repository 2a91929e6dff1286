// Where the songs of a library lie when they are compared: points of the similarity model.
// Flow: SongColumns and a SongEmbedding -> recommend::Space.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/models/song_embedding.hpp"
#include "leitmotif/recommend/library.hpp"

namespace leitmotif::library {

/// What the similarity model is told of the songs. `parts`: names of columns.root_mixture.
struct SpaceSources {
  const SongColumns& columns;
  std::span<const std::string> parts;
  unsigned threads = 0;  ///< 0: all
  /// [songs] what each sounds like (sound/descriptor.hpp), empty for songs that were not listened to; or no rows.
  std::span<const std::vector<float>> sound = {};
};

/// A song of which nothing is known gets a row of zeros. Of many songs the space has rounded rows too.
[[nodiscard]] recommend::Space learned_space(const SpaceSources& sources, const models::SongEmbedding& embedding);

/// The learned space of the model at `path`, or the plain one when there is no such file; beside it what songs sound
/// like, which counts little for songs whose lyrics are known and nearly everything for the others.
/// Throws as SongEmbedding::load for a file that is there.
[[nodiscard]] recommend::Space similarity_space(const SpaceSources& sources, const std::filesystem::path& path);

}  // namespace leitmotif::library

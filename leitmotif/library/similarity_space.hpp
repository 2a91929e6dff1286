// Where the songs of a library lie when they are compared: points of the similarity model.
// Flow: SongColumns and a SongEmbedding -> recommend::Space.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "leitmotif/models/song_embedding.hpp"
#include "leitmotif/recommend/library.hpp"

namespace leitmotif::library {

/// What the similarity model is told of the songs. `parts`: names of columns.root_mixture.
struct SpaceSources {
  const SongColumns& columns;
  std::span<const std::string> parts;
  unsigned threads = 0;  ///< 0: all
};

/// A song of which nothing is known gets a row of zeros. Of many songs the space has rounded rows too.
[[nodiscard]] recommend::Space learned_space(const SpaceSources& sources, const models::SongEmbedding& embedding);

/// The learned space of the model at `path`, or the plain one when there is no such file.
/// Throws as SongEmbedding::load for a file that is there.
[[nodiscard]] recommend::Space similarity_space(const SpaceSources& sources, const std::filesystem::path& path);

}  // namespace leitmotif::library

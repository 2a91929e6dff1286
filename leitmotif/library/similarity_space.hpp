// Where the songs of a library lie when they are compared: points of the similarity model.
// Flow: columns of a Snapshot and a SongEmbedding -> recommend::Space.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "leitmotif/models/song_embedding.hpp"
#include "leitmotif/recommend/library.hpp"

namespace leitmotif::library {

/// What the similarity model is told of the songs. Shape: audio [songs x kAudioFeatures]; genres: names of
/// columns.genre; parts: names of columns.root_mixture.
struct SpaceSources {
  const recommend::Library& columns;
  std::span<const float> audio;
  std::span<const std::string> genres;
  std::span<const std::string> parts;
  unsigned threads = 0;  ///< 0: all
};

/// A song of which nothing is known gets a row of zeros. Above index::kExactRows songs the space has a search.
[[nodiscard]] recommend::Space learned_space(const SpaceSources& sources, const models::SongEmbedding& embedding);

/// The learned space of the model at `path`, or the plain one when there is no such file.
/// Throws as SongEmbedding::load for a file that is there.
[[nodiscard]] recommend::Space similarity_space(const SpaceSources& sources, const std::filesystem::path& path);

}  // namespace leitmotif::library

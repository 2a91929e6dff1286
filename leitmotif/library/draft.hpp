// The songs of a library while their columns are being made.
// Flow: catalog::ScoredSongs -> Draft, step by step -> SongColumns.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/song_columns.hpp"
#include "leitmotif/models/classifier.hpp"

namespace leitmotif::library {

/// What is still changed. Shapes and meanings as SongColumns'.
struct Draft {
  catalog::ScoredSongs songs;  ///< its mixture moves to `root_mixture`
  std::size_t topics = 0;
  std::size_t parts = 0;
  std::vector<float> root_mixture;
  std::vector<std::uint8_t> flags;  ///< SongFlag

  /// How many songs it holds.
  [[nodiscard]] std::size_t size() const noexcept { return songs.id.size(); }
};

/// What a model said, with what it could not tell taken out.
[[nodiscard]] Draft draft_of(catalog::ScoredSongs songs, const models::Classifier& model);

/// The finished columns, songs in the order of topics too. `threads` 0: all.
[[nodiscard]] SongColumns finished(Draft draft, const models::Classifier& model, unsigned threads);

/// The parts of a model's mixtures, its labels when it has none.
[[nodiscard]] std::span<const std::string> parts_of(const models::Classifier& model);

/// Which part each topic is; empty when the topics are no parts.
[[nodiscard]] std::vector<std::size_t> parts_of_topics(const models::Classifier& model);

}  // namespace leitmotif::library

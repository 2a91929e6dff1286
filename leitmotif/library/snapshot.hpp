// One state of a library in memory, as one model sees it: everything asking needs. Immutable, shared by threads.
// Flow: catalogue, model -> Snapshot -> resolve, rank, describe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/names.hpp"
#include "leitmotif/core/packed_texts.hpp"
#include "leitmotif/library/explanations.hpp"
#include "leitmotif/models/classifier.hpp"
#include "leitmotif/recommend/library.hpp"

namespace leitmotif::library {

/// A library as it was at one moment, as columns in memory. Immutable once made, shared by all who ask.
struct Snapshot {
  std::shared_ptr<catalog::Catalog> library;  ///< where it was read from
  bool from_songbook = false;
  std::int64_t generation = 0;

  recommend::Library columns;  ///< the rows of everything below
  Names topics;                ///< names of columns.probability: the model's labels
  Names parts;  ///< names of columns.root_mixture: the model's mixture parts, its labels when it has none
  std::vector<std::string> artists;  ///< names of columns.artist, as compared
  std::vector<std::string> genres;   ///< names of columns.genre; the empty string stands for "not known"
  PackedTexts artist_names;          ///< as written
  PackedTexts titles;                ///< as written
  std::vector<std::int32_t> counted_words;
  std::vector<float> audio;            ///< [songs x kAudioFeatures]; NaN when missing
  std::vector<std::uint8_t> inferred;  ///< 1: the mixture is a guess; empty: none is

  std::unordered_map<std::int64_t, std::string> files;  ///< where a person's own songs lie, by the song's number

  std::unique_ptr<const Explanations> explanations;
  Snapshot();
  ~Snapshot();

  /// How many songs have a row.
  [[nodiscard]] std::size_t size() const noexcept { return columns.size(); }
  /// The row of a song's number.
  [[nodiscard]] std::optional<std::uint32_t> row_of(std::int64_t id) const;
  /// Rows of the songs of that artist and title, compared as the catalogue does; in the order of ids. Cost: linear.
  [[nodiscard]] std::vector<std::uint32_t> rows_named(std::string_view artist, std::string_view title) const;
  [[nodiscard]] catalog::SongHead head(std::size_t row) const;
  /// "ARTIST - TITLE".
  [[nodiscard]] std::string name(std::size_t row) const;
  /// The most probable topic; none when nothing is known of the song's topics.
  [[nodiscard]] std::optional<std::size_t> topic_of(std::size_t row) const;
  /// Shape: [parts]; empty when nothing is known.
  [[nodiscard]] std::vector<float> mixture(std::size_t row) const;
  /// Where a person's own song lies; empty for others.
  [[nodiscard]] std::string file(std::size_t row) const;
  [[nodiscard]] bool is_inferred(std::size_t row) const { return !inferred.empty() && inferred[row] != 0; }
};

/// How a library is read.
struct LoadOptions {
  std::filesystem::path similarity_model;  ///< compares songs; where there is no such file, the plain space does
  unsigned threads = 0;                    ///< 0: all
};

/// Reads a library that `model` has read wholly. Throws as Scores::load.
[[nodiscard]] std::shared_ptr<Snapshot> load_snapshot(std::shared_ptr<catalog::Catalog> library,
                                                      const models::Classifier& model, const LoadOptions& options);

}  // namespace leitmotif::library

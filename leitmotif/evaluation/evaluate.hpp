// Scores models on labelled songs, as a whole and by what kind of songs they are.
// Flow: CSV and model files -> LabelledSong -> words -> answers -> Comparison.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/evaluation/comparison.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::evaluation {

/// A group name for songs that do not say their genre or year.
inline constexpr const char* kNotKnown = "not known";
/// More distinct group names than this: the rarest go together into one, called `other`.
inline constexpr std::size_t kMostGroups = 40;

/// Which models are scored on which songs.
struct EvaluateRequest {
  std::filesystem::path data;                 ///< CSV with lyrics and topic
  std::vector<std::filesystem::path> models;  ///< at least one
  /// A training file: songs of artists who are in it and songs of other artists are then scored apart.
  std::optional<std::filesystem::path> training_artists;
  unsigned threads = 0;  ///< 0: all
  /// Columns and form of the lyrics. Where no form is asked for, each model is asked as it was taught.
  corpus::DatasetOptions reading = {};
  corpus::DataSource source = {};  ///< what the author says of the data
};

/// Scores each model on the labelled rows of the file; all see the same songs. Rows without a label are among the
/// rejected ones. The answer does not depend on `threads`.
/// Throws as Reader::load, read_dataset and data_source; corrupt_data when no row has a label, or one has a label that
/// a model does not know.
[[nodiscard]] Comparison evaluate(const EvaluateRequest& request);

/// The genre of each song, as a group name. Shape: songs[n] -> [n].
[[nodiscard]] std::vector<std::string> genre_groups(std::span<const LabelledSong> songs);
/// The decade of each song, such as `1970s`. Shape: songs[n] -> [n].
[[nodiscard]] std::vector<std::string> decade_groups(std::span<const LabelledSong> songs);

}  // namespace leitmotif::evaluation

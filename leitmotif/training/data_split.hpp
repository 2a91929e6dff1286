// The songs of a training: which may be learned from, which decide the epoch, which are only scored.
// Flow: CSV files and a protocol -> parts with words and classes, the same for every kind of network.
// Source: the paper's protocol and its honest counterpart; docs/evaluation.md says what each does.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/text/preprocessor.hpp"
#include "leitmotif/training/request.hpp"

namespace leitmotif::training {

/// Songs, their words through the pipeline, and their classes. The songs belong to the split.
struct Part {
  std::vector<const LabelledSong*> songs;
  std::vector<Tokens> tokens;
  std::vector<int> labels;  ///< indices into DataSplit::names

  /// How many songs it holds.
  [[nodiscard]] std::size_t size() const noexcept { return songs.size(); }
};

/// Everything a network is taught with. Movable, not copyable: its parts point at its songs.
struct DataSplit {
  DataSplit() = default;
  DataSplit(DataSplit&&) = default;
  DataSplit& operator=(DataSplit&&) = default;
  DataSplit(const DataSplit&) = delete;
  DataSplit& operator=(const DataSplit&) = delete;

  corpus::Dataset data;
  std::optional<corpus::Dataset> test_data;
  std::vector<std::string> names;  ///< of the classes, ascending
  Part train;
  Part validation;           ///< under the paper's protocol: the test songs
  std::optional<Part> test;  ///< scored at the end; the paper's protocol always has one
};

/// Reads the files, brings lyrics as sung to the cleaned form and divides the songs as the protocol wants it.
/// Throws what read_dataset throws; corrupt_data naming file and line for a missing or unknown topic, or when there is
/// one topic only; invalid_argument when no song is left to validate with.
[[nodiscard]] DataSplit split_data(const TrainRequest& request, const text::Preprocessor& pipeline);

}  // namespace leitmotif::training

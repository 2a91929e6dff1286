// The songs of a training: which may be learned from, which decide the epoch, which are only scored.
// Flow: CSV files and a protocol -> parts with words and classes, the same for every kind of network.
// Source: the paper's protocol and its honest counterpart; docs/evaluation.md says what each does.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/corpus/data_source.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/text/preprocessor.hpp"
#include "leitmotif/training/request.hpp"

namespace leitmotif::training {

/// The songs of a file with everything a training reads of them.
struct LabelledData {
  corpus::Dataset dataset;  ///< rows with a label only; those without are among its rejected ones
  corpus::DataSource source;
  std::vector<std::string> names;  ///< of the classes, ascending
  std::vector<int> labels;         ///< [rows], indices into `names`
  std::vector<Tokens> tokens;      ///< [rows], through the pipeline
  bool as_written = false;  ///< most lyrics are in other languages than English, of which nothing was carried over

  /// How many songs it holds.
  [[nodiscard]] std::size_t size() const noexcept { return dataset.rows.size(); }
};

/// Songs, their words through the pipeline, and their classes. The songs belong to the split.
struct Part {
  std::vector<const LabelledSong*> songs;
  std::vector<Tokens> tokens;
  std::vector<int> labels;  ///< indices into DataSplit::names

  /// How many songs it holds.
  [[nodiscard]] std::size_t size() const noexcept { return songs.size(); }
};

/// Everything a model is taught with. Copies share the songs.
struct DataSplit {
  std::shared_ptr<const LabelledData> data;
  std::shared_ptr<const LabelledData> test_data;  ///< empty: there is no test file
  std::vector<std::string> names;                 ///< of the classes, ascending
  Part train;
  Part validation;           ///< under the paper's protocol: the test songs
  std::optional<Part> test;  ///< scored at the end; the paper's protocol always has one

  /// Whether the songs are those of the music data set, whose labels a topic model gave.
  [[nodiscard]] bool is_published() const noexcept { return data != nullptr && data->source.published; }
};

/// Reads the request's data file, leaves out the rows without a label, and brings lyrics as sung to the cleaned form.
/// Throws what read_dataset throws; corrupt_data naming the file when no row has a label or there is one label only.
[[nodiscard]] std::shared_ptr<const LabelledData> load_labelled(const TrainRequest& request,
                                                                const text::Preprocessor& pipeline);

/// Some songs as a part. Shape: rows of `data`.
[[nodiscard]] Part part_of(const LabelledData& data, std::span<const std::size_t> rows);

/// Reads the files and divides the songs as the protocol wants it.
/// Throws as load_labelled; corrupt_data naming file and line for a label of the test file that the data file does not
/// have; invalid_argument when no song is left to validate with.
[[nodiscard]] DataSplit split_data(const TrainRequest& request, const text::Preprocessor& pipeline);

/// Divides some songs of `data` into songs to learn from and songs to validate with, each class alike.
/// Throws invalid_argument when no song is left to validate with.
[[nodiscard]] DataSplit split_rows(std::shared_ptr<const LabelledData> data, std::span<const std::size_t> rows,
                                   const TrainRequest& request);

}  // namespace leitmotif::training

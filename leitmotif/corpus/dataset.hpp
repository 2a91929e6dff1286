// The music data set: a CSV file with a header -> songs with labels, and rejected rows with reasons.
// Flow: data set file -> LabelledSong, on to splits, features and the catalogue.
// Source: Moura et al., Music Dataset: Lyrics and Metadata from 1950 to 2019, DOI 10.17632/3t9vbwxgr5.3.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"

namespace leitmotif::corpus {

/// A data set in memory.
struct Dataset {
  std::vector<LabelledSong> rows;
  std::vector<Rejected> rejected;
  std::string sha256;  ///< of the file's bytes, 64 hexadecimal digits
};

/// Where the rows of a data set go, in the order of the file.
struct DatasetSink {
  std::function<void(LabelledSong&&)> row;
  std::function<void(Rejected&&)> rejected;
};

/// Reads a whole data set; `-` is standard input. Columns may come in any order; only `lyrics` must be there (names:
/// dataset_columns()). Empty numeric cells are kMissing. A row is rejected when its number of cells is wrong, when it
/// is not UTF-8, when it has neither lyrics nor both artist and title (a song without lyrics is kept), or when a value
/// is refused (assign_field). `form` is the state the lyrics are in. Throws not_found, io (as read_file); corrupt_data
/// (empty, binary, no `lyrics` column, a column twice), one line such as `songs.csv line 1: column 'lyrics' is missing;
/// found: artist, title`; resource_limit (more than 4 GiB of input that is not a plain file).
[[nodiscard]] Dataset read_dataset(const std::filesystem::path& file, LyricsForm form = LyricsForm::cleaned);

/// The same row by row, so that a file of any size can be read in little memory.
/// Throws what read_dataset throws and what the sink throws.
void read_dataset(const std::filesystem::path& file, const DatasetSink& sink, LyricsForm form = LyricsForm::cleaned);

/// The same for bytes in memory; `source` is what rejected rows and messages call them.
void parse_dataset(std::string_view bytes, std::string_view source, const DatasetSink& sink,
                   LyricsForm form = LyricsForm::cleaned);

/// Writes a CSV file with the columns file, line, reason. Line 0 (the whole file is meant) is an empty cell.
/// Throws io; afterwards the file is whole or unchanged.
void write_rejects(const std::filesystem::path& file, std::span<const Rejected> rejected);

}  // namespace leitmotif::corpus

// The music data set, and tables of songs as people have them: a CSV file with a header -> songs with labels, and
// rejected rows with reasons.
// Flow: data set file -> LabelledSong, on to splits, features and the catalogue.
// Source: Moura et al., Music Dataset: Lyrics and Metadata from 1950 to 2019, DOI 10.17632/3t9vbwxgr5.3.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/core/share.hpp"
#include "leitmotif/corpus/column_map.hpp"
#include "leitmotif/corpus/csv_text.hpp"

namespace leitmotif::corpus {

/// Which form the lyrics of a table are taken to have.
enum class LyricsChoice : std::uint8_t {
  automatic,  ///< found out for each row: form_of
  sung,
  cleaned,
};

/// How a table is to be read.
struct DatasetOptions {
  LyricsChoice lyrics = LyricsChoice::automatic;
  std::vector<ColumnChoice> columns = {};
  bool lyrics_needed = true;  ///< false: a table of names with audio features will do
  Share share = {};           ///< only these rows, without empty ones; of the others nothing is counted
};

/// Values of a column that could not be used; their rows were read without them.
struct LeftOut {
  std::string column;
  std::size_t count = 0;
  std::size_t line = 0;  ///< of the first
  std::string reason;    ///< of the first: "year is 'soon', expected a year from 1000 to 2100"
};

/// What was found out about a table and its rows.
struct DatasetFacts {
  std::string encoding;
  std::vector<text::Repair> repairs;
  char delimiter = ',';
  std::vector<Column> columns;
  std::size_t sung = 0;  ///< rows whose lyric is as sung
  std::size_t cleaned = 0;
  std::size_t instrumental = 0;         ///< rows whose lyric only says that nobody sings: they have none
  std::size_t joined = 0;               ///< rows of a line each that were joined to lyrics (has_split_lyrics)
  std::size_t artists_from_titles = 0;  ///< rows whose artist was guessed from a title "Artist - Title"
  std::vector<LeftOut> left_out;        ///< in the order of the columns
};

/// "sung", "cleaned", "mixed", or "none" when no row has a lyric.
[[nodiscard]] std::string_view form_name(const DatasetFacts& facts) noexcept;

/// A data set in memory.
struct Dataset {
  std::vector<LabelledSong> rows;
  std::vector<Rejected> rejected;
  std::string sha256;  ///< of the file's bytes, 64 hexadecimal digits
  DatasetFacts facts;
};

/// Where the rows of a data set go, in the order of the file.
struct DatasetSink {
  std::function<void(LabelledSong&&)> row;
  std::function<void(Rejected&&)> rejected;
  std::function<void(LabelledSong&&)> other_row = {};  ///< usable rows that are not the share's; may be empty
};

/// Reads a whole data set; `-` is standard input. CSV of any encoding and delimiter (open_csv) or JSON lines
/// (json_table.hpp), columns in any order and under
/// any of the names of dataset_columns(); `lyrics` must be there. Missing numbers are kMissing. A value that cannot be
/// used (assign_field) is left out and counted, and its row stays; so is a lyric that is none (text/no_lyric.hpp). Rows
/// that hold a line of a lyric each are one song (split_lyrics.hpp). A row is rejected when it is no row (a fault of
/// the reader, cells missing up to lyrics and title, more cells with something in them) or has neither lyrics nor a
/// title. Throws not_found, io (as read_file); corrupt_data (empty, binary, no `lyrics` column), one line such as
/// `songs.csv line 1: column 'lyrics' is missing; found: artist, title`; invalid_argument (a chosen column is not
/// there); resource_limit (more than 4 GiB of input that is not a plain file).
[[nodiscard]] Dataset read_dataset(const std::filesystem::path& file, const DatasetOptions& options = {});

/// The same row by row, so that a file of any size can be read in little memory.
/// Throws what read_dataset throws and what the sink throws.
DatasetFacts read_dataset(const std::filesystem::path& file, const DatasetSink& sink,
                          const DatasetOptions& options = {});

/// The same for bytes in memory; `source` is what rejected rows and messages call them.
DatasetFacts parse_dataset(std::string_view bytes, std::string_view source, const DatasetSink& sink,
                           const DatasetOptions& options = {});

/// Moves the rows without a label to the rejected ones, for whoever learns from labels or measures with them. A data
/// set without any label stays as it is: that is another mistake. `source` is what they are said to come from.
void leave_out_unlabelled(Dataset& dataset, std::string_view source);

/// Writes a CSV file with the columns file, line, reason. Line 0 (the whole file is meant) is an empty cell.
/// Throws io; afterwards the file is whole or unchanged.
void write_rejects(const std::filesystem::path& file, std::span<const Rejected> rejected);

}  // namespace leitmotif::corpus

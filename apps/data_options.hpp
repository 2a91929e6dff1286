// The options by which a command is told how to read somebody's own data, and whose it is.
// Flow: what was typed -> DatasetOptions, DataSource.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/corpus/data_source.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/wire/option.hpp"

namespace leitmotif::apps {

/// What was typed. Lifetime: as long as the parser.
struct DataWish {
  std::string text_column;
  std::string label_column;
  std::string group_column;
  std::vector<std::string> columns;  ///< VALUE=NAME
  std::string pipeline;              ///< empty: each lyric as it is found to be
  std::string rejects;               ///< file to write; empty: none
  corpus::DataSource source;
};

/// --text-column, --label-column, --group-column, --column, --pipeline, --rejects.
[[nodiscard]] std::vector<wire::Option> reading_options(DataWish& wish);
/// --data-name, --data-licence, --cite.
[[nodiscard]] std::vector<wire::Option> source_options(DataWish& wish);

/// The labelled songs a command reads.
[[nodiscard]] wire::Option labelled_data(wire::Target target);
/// Lists of songs to learn taste from; without them, the library's own.
[[nodiscard]] wire::Option history_lists(wire::Target target);

/// How the table is to be read. Throws invalid_argument for a pipeline or a column that is none.
[[nodiscard]] corpus::DatasetOptions reading_of(const DataWish& wish);

/// Says on standard error how many rows were left out and why the first one was; writes --rejects when it was asked
/// for.
void tell_left_out(const DataWish& wish, const std::string& file, const std::vector<Rejected>& rejected);

}  // namespace leitmotif::apps

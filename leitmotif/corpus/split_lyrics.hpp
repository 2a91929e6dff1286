// Tables with a lyric's lines in rows of their own: which tables these are.
// Flow: header and first rows -> whether rows of one song, one behind the other, are one lyric.
// Source: tables of lyrics as they are published for the analysis of text, a line or a verse in each row.
#pragma once

#include <span>

#include "leitmotif/corpus/column_map.hpp"
#include "leitmotif/corpus/csv_text.hpp"

namespace leitmotif::corpus {

/// Whether a lyric stands in several rows, one behind the other: a column numbers lines or verses and most rows have
/// the names of the row before them, or two thirds of the rows have and their lyrics are single lines. `csv` begins
/// with the header; at most 200 rows are looked at.
[[nodiscard]] bool has_split_lyrics(const CsvText& csv, std::span<const Column> columns);

}  // namespace leitmotif::corpus

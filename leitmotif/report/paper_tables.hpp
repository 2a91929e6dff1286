// The tables and figures of a comparison as files, for a paper or a slide.
// Flow: Comparison -> CSV, LaTeX and SVG files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "leitmotif/core/kept_file.hpp"
#include "leitmotif/evaluation/comparison.hpp"

namespace leitmotif::report {

/// A table as text, before it is CSV or LaTeX. Shape: every row has as many cells as the head.
struct PlainTable {
  std::string id;       ///< also the name of its files
  std::string caption;  ///< of the LaTeX table
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
};

/// The table as a LaTeX document part that wants the package booktabs; signs that mean something to LaTeX are escaped.
/// The first column stands on the left, the others on the right.
[[nodiscard]] std::string latex_table(const PlainTable& table);
/// The table as CSV.
[[nodiscard]] std::string csv_table(const PlainTable& table);

/// Every table of a comparison: all models side by side, pairs, and of each model its classes, confusion, reliability
/// and epochs. With several models the names of a model's tables end in its number.
[[nodiscard]] std::vector<PlainTable> comparison_tables(const evaluation::Comparison& comparison);

/// Writes NAME.csv and NAME.tex of each table and NAME.svg of each figure into the folder, which is made when missing.
/// Earlier files are kept as `files` does. Gives the names of the files. Throws io.
std::vector<std::string> write_tables(const evaluation::Comparison& comparison, const std::filesystem::path& folder,
                                      KeptFiles& files);

}  // namespace leitmotif::report

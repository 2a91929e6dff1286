// Every figure of the exploration as a file of its own, for a paper or a slide.
// Flow: explore::Analysis -> SVG and PNG files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "leitmotif/core/kept_file.hpp"
#include "leitmotif/explore/analysis.hpp"
#include "leitmotif/report/eda_charts.hpp"

namespace leitmotif::report {

/// Writes NAME.svg and NAME.png of each figure into the folder, which is made when missing, as `files` keeps earlier
/// ones. Returns the names. Throws io; unsupported when PNG files cannot be made here (all SVG files are there then).
std::vector<std::string> write_figures(const explore::Analysis& analysis, const std::filesystem::path& folder,
                                       KeptFiles& files);

/// A figure as a whole SVG document with its style, light.
[[nodiscard]] std::string svg_document(const Figure& figure);

}  // namespace leitmotif::report

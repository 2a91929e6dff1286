// Songs on the first two principal components, coloured by cluster, with the clusters' centers.
// Flow: explore::Clusters -> SVG text for paper and for pages without script, and the data the page's script draws.
#pragma once

#include <string>

#include "leitmotif/core/markup.hpp"
#include "leitmotif/explore/analysis.hpp"

namespace leitmotif::report {

/// At most `most` of the points are drawn, evenly chosen. Empty markup without points.
[[nodiscard]] Markup projection_chart(const explore::Analysis& analysis, std::size_t most);

/// A JSON document for explore.js: places of 16 bits and clusters in base64, names, centers. Holds no `<` and no `&`.
[[nodiscard]] std::string projection_data(const explore::Analysis& analysis);

/// "first component (46 % of the variance)".
[[nodiscard]] std::string component_title(const explore::Analysis& analysis, std::size_t component);

}  // namespace leitmotif::report

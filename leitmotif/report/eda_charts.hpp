// The figures of the exploration, each with its sentence, ready for the page and for files.
// Flow: explore::Analysis -> figures.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/core/markup.hpp"
#include "leitmotif/explore/analysis.hpp"

namespace leitmotif::report {

/// One figure. `chart` is an svg element.
struct Figure {
  std::string id;       ///< also the name of its files
  std::string heading;  ///< what is shown
  Markup chart;
};

/// Charts of an analysis as SVG; empty where the analysis has nothing to show.
[[nodiscard]] Markup missing_chart(const explore::Analysis& analysis);
[[nodiscard]] Markup groups_chart(const explore::Groups& groups, bool topics);
[[nodiscard]] Markup correlation_chart(const explore::Joint& joint);
[[nodiscard]] Markup explained_chart(const explore::Joint& joint);
[[nodiscard]] Markup loadings_chart(const explore::Joint& joint);
[[nodiscard]] Markup inertia_chart(const explore::Clusters& clusters);
[[nodiscard]] Markup silhouette_chart(const explore::Clusters& clusters);
[[nodiscard]] Markup profiles_chart(const explore::Analysis& analysis);
[[nodiscard]] Markup age_chart(const explore::Analysis& analysis);
[[nodiscard]] Markup genre_chart(const explore::Analysis& analysis);
[[nodiscard]] Markup decades_chart(const explore::Analysis& analysis);
[[nodiscard]] Markup link_chart(const explore::Analysis& analysis);

/// The end of a topic's style classes, such as `t3`.
[[nodiscard]] std::string topic_style(const std::string& topic);
/// "1 high energy, low danceability".
[[nodiscard]] std::string cluster_label(const explore::Clusters& clusters, std::size_t k);

/// Every figure there is something to draw for, in the order of the page.
[[nodiscard]] std::vector<Figure> eda_charts(const explore::Analysis& analysis);

}  // namespace leitmotif::report

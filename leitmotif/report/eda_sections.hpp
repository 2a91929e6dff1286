// The sections of the exploration's page.
// Flow: explore::Analysis -> markup, which eda_page.cpp puts in order.
#pragma once

#include "leitmotif/core/markup.hpp"
#include "leitmotif/explore/analysis.hpp"

namespace leitmotif::report {

/// How each feature is spread.
[[nodiscard]] Markup features_section(const explore::Analysis& analysis);
/// Correlations and components, each with the paper's values.
[[nodiscard]] Markup relations_section(const explore::Analysis& analysis);
/// The scan, the projection, profiles, age and genres of the clusters.
[[nodiscard]] Markup clusters_section(const explore::Analysis& analysis);
/// Topics by decade, telling words, and the tie between topics and clusters.
[[nodiscard]] Markup topics_section(const explore::Analysis& analysis);
/// How everything was worked out.
[[nodiscard]] Markup methods_section(const explore::Analysis& analysis);

/// A card: heading, the finding, then the content; nothing when the content is empty.
[[nodiscard]] Markup story_card(const std::string& heading, const std::string& finding, const Markup& content);
/// A chart in a figure that scrolls within itself when it is wider than the page.
[[nodiscard]] Markup chart_figure(const Markup& chart, const std::string& caption = {});

}  // namespace leitmotif::report

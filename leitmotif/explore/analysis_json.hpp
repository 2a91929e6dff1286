// The analysis as JSON, the same from the command line and over HTTP.
// Flow: Analysis -> document.
#pragma once

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/explore/analysis.hpp"

namespace leitmotif::explore {

/// Keys: rows, columns, rejected, missing{column}, summary{feature{count, missing, unreadable, infinite, mean, std,
/// quartiles, min, max, skewness, histogram{begin, width, counts}, density}}, counts{topics, genres, decades}, joint,
/// correlation{features, matrix}, pca{features, explained, components}, kmeans{scan[{k, inertia, silhouette}], k,
/// centers, sizes, clusters[]}, topics_by_decade, topic_words, decade_words, topic_clusters, findings, seed. What could
/// not be worked out is null.
[[nodiscard]] Json to_json(const Analysis& analysis);

}  // namespace leitmotif::explore

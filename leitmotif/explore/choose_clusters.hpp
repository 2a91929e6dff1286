// How many clusters: the elbow of the inertia, and the silhouette around it.
// Flow: scan over numbers of clusters -> the number that is used.
#pragma once

#include <cstddef>
#include <span>

namespace leitmotif::explore {

/// One number of clusters that was tried.
struct ScanLine {
  std::size_t clusters = 0;
  double inertia = 0;
  double silhouette = 0;
  double silhouette_error = 0;  ///< standard error
};

/// The elbow: the number of clusters whose inertia lies farthest below the straight line from the first to the last,
/// both axes brought to 0..1; the smaller among equals (the rule of Satopaa et al. 2011, "Kneedle"). 0 with fewer than
/// three lines.
[[nodiscard]] std::size_t elbow(std::span<const ScanLine> scan);

/// What `--clusters auto` takes: of the elbow and its two neighbours, the one of the greatest silhouette; without an
/// elbow, the greatest silhouette of all. 0 without any line.
[[nodiscard]] std::size_t chosen_clusters(std::span<const ScanLine> scan);

}  // namespace leitmotif::explore

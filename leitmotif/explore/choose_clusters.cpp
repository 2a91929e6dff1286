#include "leitmotif/explore/choose_clusters.hpp"

#include <algorithm>

namespace leitmotif::explore {

std::size_t elbow(std::span<const ScanLine> scan) {
  if (scan.size() < 3) return 0;
  const double range = scan.front().inertia - scan.back().inertia;
  if (!(range > 0)) return 0;
  std::size_t best = 0;
  double deepest = 0;
  for (std::size_t i = 0; i < scan.size(); ++i) {
    const double x = static_cast<double>(i) / static_cast<double>(scan.size() - 1);
    const double y = (scan[i].inertia - scan.back().inertia) / range;
    const double below = 1 - x - y;
    if (below > deepest + 1e-12) deepest = below, best = scan[i].clusters;
  }
  return best;
}

std::size_t chosen_clusters(std::span<const ScanLine> scan) {
  const std::size_t bend = elbow(scan);
  const ScanLine* best = nullptr;
  for (const ScanLine& line : scan) {
    const bool near = bend == 0 || (line.clusters + 1 >= bend && line.clusters <= bend + 1);
    if (near && (best == nullptr || line.silhouette > best->silhouette)) best = &line;
  }
  return best == nullptr ? 0 : best->clusters;
}

}  // namespace leitmotif::explore

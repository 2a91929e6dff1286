// The few numbers that a piece is compared by. All numbers that were measured, seen from where pieces differ most from
// each other and least from themselves, from part to part and from one encoding to another, as a point of a sphere
// around what is usual. tools/sound_descriptor.py learns the directions from pieces without any label.
// Flow: Numbers -> descriptor -> distance.
// Source: Hatch et al., Within-class covariance normalization for SVM-based speaker recognition, 2006.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "leitmotif/sound/numbers.hpp"

namespace leitmotif::sound {

/// How many numbers a descriptor has, and how many of them, the last ones, say how loud the piece is.
[[nodiscard]] std::size_t descriptor_size();
inline constexpr std::size_t kLoudnessPart = 4;

/// A row of length 1. Shape: [descriptor_size()].
[[nodiscard]] std::vector<float> descriptor_of(const Numbers& numbers);

/// What of descriptors is compared.
enum class Compared {
  everything,
  all_but_loudness,
};

/// Euclidean, on the sphere of what is compared: 0 to 2. Shapes: both [descriptor_size()].
[[nodiscard]] double distance(std::span<const float> a, std::span<const float> b,
                              Compared compared = Compared::everything);

/// How far other pieces lie from one: mean and deviation of distances.
struct Surroundings {
  double mean = 0;
  double deviation = 1;
};

/// From music at large, worked out from how much each number varies there.
[[nodiscard]] Surroundings surroundings_of(std::span<const float> descriptor, Compared compared = Compared::everything);

/// Distance by mutual proximity, 0..1: the chance that of two other pieces at least one is nearer than this distance,
/// seen from either side. Keeps pieces that are near to everything from being the neighbour of everything.
/// Source: Schnitzer et al., Local and global scaling reduce hubs in space, 2012.
[[nodiscard]] double mutual_distance(double distance, const Surroundings& a, const Surroundings& b);

}  // namespace leitmotif::sound

// One song against some that somebody likes: how probable it is that it belongs to them.
// Flow: Blend -> parts of the song's score -> logistic regression -> probability.
#pragma once

#include "leitmotif/taste/blend.hpp"

namespace leitmotif::taste {

/// The probability that a list with these songs has that one too, where half of the songs asked for do: 0..1. The
/// weights were fitted on folds of lists, against songs drawn uniformly and as often as lists have them in equal parts.
/// Thread-safe.
[[nodiscard]] double pair_probability(const Blend& blend, std::span<const Item> liked, Item song);

}  // namespace leitmotif::taste

#include "leitmotif/taste/pair.hpp"

#include <algorithm>
#include <cmath>

namespace leitmotif::taste {
namespace {

/// Weights of the regression, fitted on five folds of lists: docs/taste.md says how and what it gives.
constexpr float kTogether = 0.94F;
constexpr float kArtist = 0.73F;
constexpr float kContent = 0.55F;
constexpr float kPopularity = -2.47F;
constexpr float kBase = -0.88F;
/// What a song without a history loses: such a song is rarely the one that somebody listed.
constexpr float kUnheard = 4;

/// How steep these parts begin: what others have together spreads wider than one part alone.
constexpr float kTogetherSteep = 1.5F;
constexpr float kArtistSteep = 2;

/// Large scores tell less the larger they are.
float flattened(float value, float steep) { return std::copysign(std::log1p(steep * std::abs(value)), value); }

}  // namespace

PairJudge::PairJudge(const Blend& blend, std::span<const Item> liked)
    : blend_(blend), liked_(liked.begin(), liked.end()), scored_(blend, liked) {}

float PairJudge::logit(Item song) const {
  const BlendParts of_song = parts(song);
  const float logit = kBase + kTogether * flattened(of_song.together, kTogetherSteep) +
                      kArtist * flattened(of_song.artist, kArtistSteep) +
                      kContent * (of_song.content - scored_.mean_content()) + kPopularity * of_song.popularity;
  return blend_.counts()[song] == 0 ? logit - kUnheard : logit;
}

double PairJudge::probability(Item song) const { return 1 / (1 + std::exp(-static_cast<double>(logit(song)))); }

}  // namespace leitmotif::taste

// One song against some that somebody likes: how probable it is that it belongs to them.
// Flow: Blend -> parts of the song's score -> logistic regression -> probability.
#pragma once

#include "leitmotif/taste/blend_scores.hpp"

namespace leitmotif::taste {

/// Judges songs against the same liked ones, which are looked at once. Immutable; const functions are thread-safe.
class PairJudge {
 public:
  /// Lifetime: the blend must outlive it.
  PairJudge(const Blend& blend, std::span<const Item> liked);

  /// The probability that a list with the liked songs has this one too, where half of the songs asked for do: 0..1. The
  /// weights were fitted on folds of lists, against songs drawn uniformly and as often as lists have them in equal
  /// parts.
  [[nodiscard]] double probability(Item song) const;
  /// The logarithm of its odds.
  [[nodiscard]] float logit(Item song) const;

  /// What the blend says of a song, its likeness less that of the mean song with a history, and what it is judged by.
  [[nodiscard]] BlendParts parts(Item song) const { return scored_.parts(song); }
  [[nodiscard]] float content(Item song) const { return parts(song).content - scored_.mean_content(); }
  [[nodiscard]] const std::vector<Item>& liked() const noexcept { return liked_; }

 private:
  const Blend& blend_;
  std::vector<Item> liked_;
  BlendScores scored_;
};

}  // namespace leitmotif::taste

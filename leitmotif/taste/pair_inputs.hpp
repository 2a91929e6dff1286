// What two songs are to each other, as numbers for a network: never which songs they are, so that what was learned from
// some lists holds for others, for songs that came later and for factors that were fitted again.
// Flow: Blend, lists -> PairReader -> numbers of each liked song with the candidate, numbers of the candidate.
#pragma once

#include <array>

#include "leitmotif/taste/pair.hpp"

namespace leitmotif::taste {

/// How many numbers there are of a liked song with the candidate: EASE's weight, the cosine of their factors, the
/// cosine of their lists and the log of how many share both, likeness of mixtures, sound, era and genre, whether the
/// artist is the same, the cosine of their artists' lists, and the log of how many lists have the liked song.
inline constexpr std::size_t kLinkNumbers = 11;
/// Of the candidate: the blend's judgement as a logit, the parts of its score, the log of how many lists have it and
/// have its artist, whether any has it, and the log of how many songs are liked.
inline constexpr std::size_t kSongNumbers = 8;

/// The two inputs of a network for one question.
struct PairInput {
  std::vector<float> links;                ///< [liked songs x kLinkNumbers]
  std::array<float, kSongNumbers> song{};  ///< of the candidate
};

/// Immutable; const functions are thread-safe.
class PairReader {
 public:
  /// `lists` are those the blend was fitted on. Lifetime: the blend must outlive it.
  PairReader(const Blend& blend, const SparseMatrix& lists);
  /// `judge` judges by the same blend.
  [[nodiscard]] PairInput read(const PairJudge& judge, Item song) const;

 private:
  void write_link(Item liked, Item song, float* out) const;

  const Blend& blend_;
  SparseMatrix of_song_;    ///< [items x lists]
  SparseMatrix of_artist_;  ///< [artists x lists]
};

}  // namespace leitmotif::taste

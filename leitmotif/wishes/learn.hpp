// Wishes learned from a person's examples: a small regularised logistic regression over mixture, meaning, sound and
// era. Flow: songs that are meant and songs that are not -> LearnedWish -> a score for every song. Source: Newton's
// method for L2-penalised logistic regression (Hastie, Tibshirani and Friedman 2009, 4.4).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/evaluation/bootstrap.hpp"
#include "leitmotif/wishes/meaning.hpp"
#include "leitmotif/wishes/table.hpp"

namespace leitmotif::wishes {

/// The fewest examples of each kind, and the most together.
inline constexpr std::size_t kFewestExamples = 5;
inline constexpr std::size_t kMostExamples = 2000;

/// What is known of a song that can be learned from. Lifetime: that of what `direction` refers to.
struct KnownOfSong {
  std::optional<std::array<float, kMixtureParts.size()>> root_mixture;  ///< square roots
  std::span<const std::int8_t> direction;            ///< [dimensions of the vectors]; empty: not known
  std::array<float, kAudioFeatures.size()> audio{};  ///< NaN when missing
  std::optional<int> year;
};

/// The numbers a learned wish reads of a song: shape [16 parts + dimensions + 6 features + 1 year], each about 0 for a
/// typical song and exactly 0 where nothing is known.
[[nodiscard]] std::vector<float> features_of(const WishTable& standards, std::size_t dimensions,
                                             const KnownOfSong& song);
/// The same into a vector whose memory is used again.
void features_into(const WishTable& standards, std::size_t dimensions, const KnownOfSong& song,
                   std::vector<float>& features);

/// A song that was judged.
struct Example {
  std::vector<float> features;
  std::uint32_t artist = 0;  ///< equal numbers: the same artist
  bool is_meant = false;
};

/// A wish as it was learned from songs that belong to it and songs that do not.
struct LearnedWish {
  std::string name;
  std::string features;  ///< digest of the vectors and standards it was learned with
  std::vector<double> weights;
  double bias = 0;
  double penalty = 0;  ///< chosen by cross-validation
  std::size_t yes = 0;
  std::size_t no = 0;
  double auc = 0;  ///< of songs by artists it was not learned from
  evaluation::Interval interval;
};

/// Learns from examples; the penalty is the one of five with the best area under the curve on artists left out.
/// The same examples in the same order give the same numbers.
/// Throws invalid_argument (too few of a kind, all of a kind by one artist), resource_limit (too many).
[[nodiscard]] LearnedWish learn_wish(std::span<const Example> examples);

/// How much a song is what was meant, 0..1.
[[nodiscard]] double score_of(const LearnedWish& wish, std::span<const float> features);

/// Words and parts by how much they speak for a learned wish, the strongest `n` for it and against it.
struct LearnedReasons {
  std::vector<std::pair<std::string, double>> for_it;
  std::vector<std::pair<std::string, double>> against;
};
/// What a learned wish goes by.
[[nodiscard]] LearnedReasons reasons_of(const LearnedWish& wish, const WordVectors& vectors, std::size_t n);

}  // namespace leitmotif::wishes

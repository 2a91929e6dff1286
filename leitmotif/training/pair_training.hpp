// Training the network of two inputs: nine liked songs and a candidate.
// Flow: lists -> folds, each judged by a blend of the others -> PairExamples -> network -> shares of pairs won.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "leitmotif/core/progress.hpp"
#include "leitmotif/models/pair_network.hpp"
#include "leitmotif/taste/pair_inputs.hpp"

namespace leitmotif::training {

/// How many liked songs an example has at most.
inline constexpr std::size_t kNine = 9;

/// Questions with their answers. Every question is asked three times: with a song that the list has, with one drawn
/// from all songs alike, and with one drawn as often as lists have it; in this order, three after each other.
struct PairExamples {
  std::vector<float> links;          ///< [size x kNine x taste::kLinkNumbers], 0 where there are fewer liked songs
  std::vector<std::uint8_t> liked;   ///< [size] how many
  std::vector<float> songs;          ///< [size x taste::kSongNumbers]
  std::vector<std::uint32_t> lists;  ///< [size] of which list
  /// How many.
  [[nodiscard]] std::size_t size() const noexcept { return liked.size(); }
};

/// Learns a network from examples; with attention or, without, by the mean of the liked songs. A wall, so that nobody
/// else needs LibTorch.
using LearnPairs = std::function<models::PairWeights(const PairExamples& examples, bool attends)>;

/// How a training is made.
struct PairRequest {
  std::size_t folds = 5;  ///< at least 2
  bool measures = true;   ///< false: networks are not tried on folds; the one with attention is learned
  std::uint64_t seed = 0;
  unsigned threads = 0;
};

/// How well songs of lists are told from others.
struct PairScore {
  double won = 0;        ///< share of pairs in which the list's song is judged more probable; equal ones count half
  double precision = 0;  ///< where as many wrong ones are taken as right ones are missed
};

/// One way of judging, on lists that it did not learn from.
struct PairWay {
  std::string name;
  PairScore uniform;  ///< against songs drawn from all songs alike
  PairScore popular;  ///< against songs drawn as often as lists have them
};

/// What came of it.
struct PairReport {
  std::size_t lists = 0;      ///< of four songs or more, which were learned from
  std::size_t measured = 0;   ///< of ten songs or more, which were asked with nine
  std::size_t questions = 0;  ///< songs of these that were asked for
  std::vector<PairWay> ways;  ///< popularity, the blend, and when measured the networks by the mean and with attention
  bool attends = false;       ///< which of the networks won more, and is the one below
  bool is_better = true;      ///< it won more than the blend; true when it was not measured
  models::PairNetwork network;
};

/// Each fold's lists are judged by a blend of the other folds, so that what is learned holds for new lists; networks
/// are measured on the fold they did not learn from, and the better kind is learned again from all of them.
/// Throws invalid_argument for fewer than two folds and when there are fewer lists of ten songs than folds; what
/// `on_progress` and `learn` throw.
[[nodiscard]] PairReport train_pairs(const std::vector<std::vector<taste::Item>>& lists,
                                     const std::shared_ptr<const taste::SongFacts>& facts, const PairRequest& request,
                                     const LearnPairs& learn, const OnProgress& on_progress);

}  // namespace leitmotif::training

// How well topics are guessed for songs whose lyrics are hidden. The header does not show LibTorch; the network it is
// compared with is trained by it.
// Flow: data set -> hidden songs guessed in several ways -> ColdStartEvaluation.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/evaluation/similarity_songs.hpp"
#include "leitmotif/explore/cold_start.hpp"

namespace leitmotif::training {

/// How songs without lyrics are imitated.
struct ColdStartRequest {
  double hidden = 0.2;       ///< share of the songs whose lyrics are hidden, each topic alike
  std::size_t clusters = 5;  ///< of the audio features
  int epochs = 20;           ///< of the network
  std::uint64_t seed = 0;
  unsigned threads = 0;  ///< 0: all
};

/// How well the topics of hidden songs were guessed.
struct Guesses {
  std::size_t songs = 0;
  double accuracy = 0;  ///< share whose most probable topic is the one their lyrics give
  double log_loss = 0;  ///< mean of -ln of the right topic's probability, natural logarithm
};

/// One way of guessing, and how well it does.
struct ColdStartWay {
  std::string name;
  Guesses all;             ///< hidden songs with every audio feature
  Guesses known_artist;    ///< those of them whose artist has songs that are not hidden
  Guesses unknown_artist;  ///< the others
};

/// Ways of guessing the topics of songs without lyrics, side by side.
struct ColdStartEvaluation {
  std::array<double, explore::kBackOffLevels> weights{};  ///< learned on the songs that are not hidden
  std::size_t shown = 0;
  std::vector<ColdStartWay> ways;
};

/// Throws invalid_argument as stratified_split and ColdStart::fit.
[[nodiscard]] ColdStartEvaluation evaluate_cold_start(const evaluation::SimilaritySongs& songs,
                                                      const ColdStartRequest& request);

/// As the command prints it.
[[nodiscard]] Json to_json(const ColdStartEvaluation& evaluation);

}  // namespace leitmotif::training

// `leitmotif train similarity`: the network that places songs near those like them.
#pragma once

#include <cstdint>
#include <filesystem>

namespace leitmotif::apps {

/// What was typed after `train similarity`.
struct SimilarityTraining {
  std::filesystem::path data;
  std::filesystem::path output;
  std::filesystem::path topics;  ///< topic model that reads the lyrics; empty: the shipped one
  double held_out = 0.2;
  std::filesystem::path playlists;  ///< lists whose songs belong together, beside artists; empty: none
  int epochs = 0;                   ///< 0: the usual number
  std::uint64_t seed = 0;
  unsigned threads = 0;
  bool json = false;
};

/// Trains, writes the file, prints the report. Throws what training::train_similarity throws.
int run_train_similarity(const SimilarityTraining& wish);

}  // namespace leitmotif::apps

// Trains every kind of model under every protocol on the same songs, as the paper's reader would want to see it.
// Flow: data set file -> train, again and again -> model files and what each took.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "leitmotif/training/train.hpp"

namespace leitmotif::training {

struct ReproduceRequest {
  std::filesystem::path data;                 ///< CSV with lyrics and topic
  std::optional<std::filesystem::path> test;  ///< CSV all models are scored on; without it a fifth of `data`, drawn by
                                              ///< `seed`, each topic alike, is kept out of training
  std::filesystem::path folder;               ///< takes the model files; must exist
  int epochs = 0;                             ///< 0: as many as the paper
  std::uint64_t seed = 0;
  unsigned threads = 0;  ///< 0: all processors
};

/// One training, or why there was none.
struct ReproducedRun {
  std::string kind;
  std::string protocol;
  std::optional<TrainReport> report;
  std::string reason;  ///< empty when there is a report
};

struct Reproduction {
  std::filesystem::path test;  ///< what all models were kept from and are to be scored on
  std::vector<ReproducedRun> runs;
};

/// Trains all known kinds, each under both protocols. A kind that the data is not enough for is listed with the reason.
/// Without `test`, writes train.csv and test.csv into the folder. `on_epoch` may throw to stop.
/// Throws what train throws when no kind at all could be trained, and io, not_found and cancelled at once.
[[nodiscard]] Reproduction reproduce(
    const ReproduceRequest& request,
    const std::function<void(const TrainRequest& run, const models::EpochReport& epoch)>& on_epoch);

}  // namespace leitmotif::training

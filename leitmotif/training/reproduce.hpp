// Trains every kind of model under every protocol on the same songs, as a reader of the paper would want to see it.
// Flow: data set file -> train, again and again -> model files and what each took.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/training/train.hpp"

namespace leitmotif::training {

/// Every kind under both protocols, on the same data.
struct ReproduceRequest {
  std::filesystem::path data;  ///< CSV with lyrics and topic
  /// CSV all models are scored on. Without it a fifth of `data`, drawn by `seed`, each topic alike, is kept for that.
  std::optional<std::filesystem::path> test;
  std::filesystem::path folder;  ///< takes the model files; must exist
  int epochs = 0;                ///< 0: as many as the paper
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

/// What came of it.
struct Reproduction {
  std::filesystem::path test;  ///< what all models are to be scored on
  std::vector<ReproducedRun> runs;
  corpus::DataSource source = {};  ///< of the data
};

/// What is told during a training: which one it is, and how far.
using OnRunEpoch = std::function<void(const TrainRequest& run, const models::EpochReport& epoch)>;

/// Trains all `kinds`, each under both protocols. What a kind says against the data (invalid_argument, corrupt_data,
/// unsupported, resource_limit) is listed as the reason, and the others are trained all the same. Without `test`,
/// writes train.csv and test.csv into the folder. `on_epoch` may throw to stop. Throws what train throws of other
/// kinds, and the first reason when no kind at all could be trained.
[[nodiscard]] Reproduction reproduce(const ReproduceRequest& request, std::span<const NetworkKind> kinds,
                                     const OnRunEpoch& on_epoch);

}  // namespace leitmotif::training

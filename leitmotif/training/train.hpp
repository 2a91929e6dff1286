// Training as a user asks for it: a data file in, a model file and a report out.
// Flow: CSV -> LabelledSong -> Tokens -> rows -> weights -> model file.
// Source: the paper's protocol and its honest counterpart; docs/evaluation.md says what each does.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/models/model_card.hpp"
#include "leitmotif/models/score.hpp"

namespace leitmotif::training {

/// Which songs may influence what.
enum class Protocol {
  honest,  ///< vectorizer, epoch and temperature see training rows only; the test file is scored once, at the end
  paper,   ///< as the paper did: the vectorizer sees the test songs, which also serve as the validation part
};

/// Throws invalid_argument listing the known names.
[[nodiscard]] Protocol parse_protocol(std::string_view name);

struct TrainRequest {
  std::string model = "ffnn";                 ///< kind of network
  std::filesystem::path data;                 ///< CSV with lyrics and topic
  std::filesystem::path output;               ///< model file to write
  std::optional<std::filesystem::path> test;  ///< CSV that is scored at the end
  Protocol protocol = Protocol::honest;
  double held_out = 0.1;   ///< honest: share of the rows for validation; paper without a test file: for testing
  int epochs = 0;          ///< 0: as many as the paper
  std::uint64_t seed = 0;  ///< decides split, initial weights and order
  unsigned threads = 0;    ///< 0: all processors
};

struct TrainReport {
  std::string model;
  std::string protocol;
  std::size_t songs = 0;     ///< trained on
  std::size_t rejected = 0;  ///< rows of the data file that could not be used
  double seconds = 0;        ///< from the first byte read to the last written
  std::vector<models::EpochReport> epochs;
  int kept_epoch = 0;
  double validation_accuracy = 0;
  std::optional<models::Evaluation> test;
  std::filesystem::path file;
};

/// Trains, saves, and scores what was saved. `on_epoch` may throw to stop; then no file is written.
/// Throws invalid_argument (unknown model, labels missing, too few songs), and what reading and writing throw.
[[nodiscard]] TrainReport train(const TrainRequest& request,
                                const std::function<void(const models::EpochReport&)>& on_epoch);

/// As the contract of `train --json` has it.
[[nodiscard]] Json to_json(const TrainReport& report);

}  // namespace leitmotif::training

// What a user asks training for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/corpus/data_source.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/training/ranks.hpp"

namespace leitmotif::training {

/// Which songs may influence what.
enum class Protocol {
  honest,  ///< vectorizer, epoch and temperature see training rows only; the test file is scored once, at the end
  paper,   ///< as the paper did: the vectorizer sees the test songs, which also serve as the validation part
};

/// Throws invalid_argument listing the known names.
[[nodiscard]] Protocol parse_protocol(std::string_view name);
/// "honest" or "paper".
[[nodiscard]] std::string_view name(Protocol protocol) noexcept;

/// What a person may set of a kind of model. Empty or 0: the kind's own number.
struct Hyperparameters {
  std::optional<double> learning_rate;  ///< Adam's at the beginning
  std::optional<double> dropout;        ///< share of the hidden values that is dropped while learning
  std::optional<double> smoothing;      ///< naive Bayes: what is added to every count
  std::optional<double> c;              ///< logistic, svm: how much a mistake counts against large weights
  std::vector<std::size_t> hidden;      ///< widths of the two hidden layers
  std::size_t batch = 0;                ///< songs a step
  int patience = 0;                     ///< epochs without a better one before it stops
  std::size_t vocabulary = 0;           ///< terms at most
  int max_words = 0;                    ///< words a term at most, 1 or 2
};

/// One training of a model that tells topics.
struct TrainRequest {
  std::string model = "ffnn";                 ///< kind of model
  std::filesystem::path data;                 ///< a table with lyrics and labels
  std::filesystem::path output;               ///< model file to write
  std::optional<std::filesystem::path> test;  ///< CSV that is scored at the end
  Protocol protocol = Protocol::honest;
  double held_out = 0.1;   ///< honest: share of the rows for validation; paper without a test file: for testing
  int epochs = 0;          ///< 0: as many as the paper
  std::uint64_t seed = 0;  ///< decides split, initial weights and order
  unsigned threads = 0;    ///< 0: all processors
  corpus::DatasetOptions reading = {};  ///< columns and form of the lyrics, of both files
  corpus::DataSource source = {};       ///< what the author says of the data
  Hyperparameters set = {};
  std::optional<Ranks> ranks = {};  ///< of networks: several processes learn together, of which this is one
};

/// A setting as a model card and a run keep it: its option without dashes, and its value as it is typed.
struct Setting {
  std::string name;
  std::string value;
};

/// What was asked for beside what every training has, as options that can be typed again: without the files and the
/// number of threads, which decide nothing.
[[nodiscard]] std::vector<Setting> settings_of(const TrainRequest& request);
/// The command that makes this model again, with the bare name of the data file.
[[nodiscard]] std::string command_of(const TrainRequest& request);

}  // namespace leitmotif::training

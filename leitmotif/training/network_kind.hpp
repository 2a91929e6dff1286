// A kind of network that can be trained: a row of the table that `train` chooses from.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/models/model_card.hpp"
#include "leitmotif/text/preprocessor.hpp"
#include "leitmotif/training/data_split.hpp"

namespace leitmotif::training {

/// Called after each epoch; may throw to stop.
using OnEpochReport = std::function<void(const models::EpochReport&)>;

/// What a training gives: everything the model file needs beside its card.
struct TrainedModel {
  std::string description;  ///< of the card
  std::string explanation;  ///< of the card
  std::vector<models::EpochReport> epochs;
  int kept_epoch = 0;
  std::map<std::string, double> scores;  ///< more scores for the card, such as validation_ece_before
  /// What the network itself answers to the first validation songs, a row of probabilities each, which the saved file
  /// must answer, too. Empty where the same code trains and answers.
  std::vector<std::vector<float>> answers;
  /// Writes a model file with this card. May be called several times. Throws io.
  std::function<void(const std::filesystem::path&, const models::ModelCard&)> save;
};

/// One kind of model: how its lyrics are prepared, what trains it, and what may be set.
struct NetworkKind {
  std::string_view name;
  text::Pipeline pipeline;  ///< what the lyrics go through before the network reads them
  /// Throws what the kind's own header says, and what `on_epoch` throws.
  TrainedModel (*train)(const DataSplit& split, const TrainRequest& request, const OnEpochReport& on_epoch);
  std::string_view takes = {};  ///< the settings it takes beside those of every kind, with blanks between
  int usual_epochs = 0;         ///< at most, when nothing is asked for; 0: it has none
};

}  // namespace leitmotif::training

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
#include "leitmotif/training/lesson.hpp"

namespace leitmotif::training {

/// What a training gives: everything the model file needs beside its card.
struct Learned {
  std::string description;  ///< of the card
  std::string explanation;  ///< of the card
  std::vector<models::EpochReport> epochs;
  int kept_epoch = 0;
  std::map<std::string, double> scores;  ///< more scores for the card, such as validation_ece_before
  /// Writes a model file with this card. May be called several times. Throws io.
  std::function<void(const std::filesystem::path&, const models::ModelCard&)> save;
};

struct Kind {
  std::string_view name;
  text::Pipeline pipeline;  ///< what the lyrics go through before the network reads them
  Learned (*learn)(const Lesson&, const TrainRequest&, const std::function<void(const models::EpochReport&)>& on_epoch);
};

}  // namespace leitmotif::training

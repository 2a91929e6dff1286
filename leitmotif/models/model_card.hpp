// The model card: what a model is, what it was made from, and how good it is. Part of every model file.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"

namespace leitmotif::models {

/// One epoch of training, for the learning curves.
struct EpochReport {
  int epoch = 0;  ///< from 1
  double train_loss = 0;
  double validation_loss = 0;
  double validation_accuracy = 0;  ///< 0..1
  double seconds = 0;              ///< since training began
};

/// A line of text with the answer the model gave when it was saved.
struct ModelSample {
  std::string text;    ///< as somebody would type it
  std::string tokens;  ///< the same through the model's pipeline, joined by blanks
  std::vector<float> probabilities;
};

/// What a model file says about itself: what it is, how it was trained, and how well it did.
struct ModelCard {
  std::string kind;         ///< such as "equilibrium", "ffnn", "transformer", "logistic"
  std::string pipeline;     ///< the text pipeline its words must come through
  std::string protocol;     ///< "honest" or "paper"
  std::string description;  ///< what it is and what its labels are and are not
  std::string explanation;  ///< what the shares of explain() mean
  std::string lyrics;       ///< "corpus" or "none": how it was told to take the lyrics it learned from, which is how it
                            ///< is to be asked; empty: each as it was found to be
  std::vector<std::string> labels;
  std::string data_name;
  std::string data_sha256;  ///< of the training file
  std::string data_licence;
  std::string data_citation;  ///< how the author of the data wants it to be cited; empty: nobody said
  std::string data_doi;
  std::size_t training_songs = 0;
  std::size_t validation_songs = 0;
  std::uint64_t seed = 0;
  std::string version;                          ///< of the program that trained it; empty in older files
  std::string command;                          ///< that makes it again; empty in older files
  std::map<std::string, std::string> settings;  ///< what was asked for, by the name of its option
  std::map<std::string, double> scores;         ///< such as validation_accuracy
  std::vector<EpochReport> epochs;
  std::vector<ModelSample> samples;
};

/// As in model files and answers.
/// Throws corrupt_data naming `where` when a field is missing or of the wrong type.
[[nodiscard]] ModelCard model_card_from_json(const Json& json, const std::string& where);

/// The texts a model file carries for its card, joined with the texts of the model itself.
[[nodiscard]] std::map<std::string, std::string> card_texts(const ModelCard& card,
                                                            std::map<std::string, std::string> own_texts);

}  // namespace leitmotif::models

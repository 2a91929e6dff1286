// What a model file says about itself.
// Flow: model file -> ModelInfo -> text or JSON of `model info`.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "leitmotif/models/model_card.hpp"
#include "leitmotif/models/model_file.hpp"

namespace leitmotif::models {

/// A tensor without its numbers.
struct TensorInfo {
  std::string name;
  std::vector<std::size_t> shape;
};

/// Which model a file holds.
struct ModelOfFile {
  std::string file;  ///< as the user named it, or where it was read from
  std::string id;    ///< digest of the file
  std::size_t bytes = 0;
  ModelCard card;
};

/// A model file as lists of models show it.
struct ModelInfo : ModelOfFile {
  std::string format_version;
  std::vector<TensorInfo> tensors;                         ///< by name
  std::vector<std::pair<std::string, std::size_t>> texts;  ///< every text but the card, and how many bytes it has
};

/// Of any kind of model, also of one that this program cannot ask. Throws corrupt_data when the card is damaged.
[[nodiscard]] ModelInfo model_info(const ModelFile& file);

}  // namespace leitmotif::models

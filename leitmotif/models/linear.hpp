// Models that weigh terms and add up: inference over sparse TF-IDF rows.
// Flow: Tokens -> TF-IDF row -> one layer -> Prediction.
// Source: what a linear classifier is; training is in leitmotif/training/linear.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "leitmotif/models/classifier.hpp"
#include "leitmotif/models/model_file.hpp"
#include "leitmotif/models/tfidf_classifier.hpp"

namespace leitmotif::models {

/// The numbers of a linear model: bias + row * weight are the values before the softmax.
struct LinearWeights {
  std::size_t inputs = 0;
  std::size_t outputs = 0;
  std::vector<float> weight;  ///< [inputs x outputs], row-major
  std::vector<float> bias;    ///< [outputs]
};

/// The tensors of a model file, which look at `weights`.
[[nodiscard]] std::map<std::string, TensorView> linear_tensors(const LinearWeights& weights);

/// Makes the classifier from a mapped file. Throws corrupt_data when a part is missing or of the wrong shape.
[[nodiscard]] std::unique_ptr<const Classifier> load_linear(const ModelFile& file, ModelCard card);

}  // namespace leitmotif::models

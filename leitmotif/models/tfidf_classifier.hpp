// What the paper's networks have in common: TF-IDF rows in, probabilities with a temperature out, and the parts of the
// model file that hold the vectorizer and the temperature.
// Flow: Tokens -> TF-IDF row -> network -> Prediction, WordShare.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/features/tfidf.hpp"
#include "leitmotif/models/classifier.hpp"
#include "leitmotif/models/layers.hpp"
#include "leitmotif/models/model_file.hpp"

namespace leitmotif::models {

/// A finished network over TF-IDF rows. Const methods are thread-safe.
class RowNetwork {
 public:
  virtual ~RowNetwork() = default;
  RowNetwork(const RowNetwork&) = delete;
  RowNetwork& operator=(const RowNetwork&) = delete;

  /// The values before the softmax. Shape: -> [outputs].
  [[nodiscard]] virtual std::vector<float> logits(const SparseRow& row) const = 0;
  /// How much each term moved each output. Shape: -> [terms of the row x outputs], row-major.
  [[nodiscard]] virtual std::vector<float> shares(const SparseRow& row) const = 0;

 protected:
  RowNetwork() = default;
};

/// The texts and tensors of a model file without its card.
struct ModelParts {
  std::map<std::string, std::string> texts;
  std::map<std::string, TensorView> tensors;
};

/// The kind of a model file whose model gives a song any number of labels: each label's probability stands by itself,
/// and a song has the labels whose probability reaches their threshold.
inline constexpr std::string_view kManyLabels = "logistic-labels";

/// What a classifier is made of beside its card. Shape: terms[n], idf[n], thresholds[labels]. Lifetime: the caller's.
struct TfidfParts {
  std::span<const std::string> terms;
  std::span<const double> idf;
  std::map<std::string, TensorView> network;
  float temperature = 1;                   ///< of its probabilities
  std::span<const float> thresholds = {};  ///< only for kManyLabels
};

/// Writes a classifier. Throws io.
void save_tfidf_classifier(const std::filesystem::path& path, const ModelCard& card, const TfidfParts& parts);

/// The thresholds of a model of many labels; empty for any other. Shape: [labels].
[[nodiscard]] std::span<const float> thresholds_of(const Classifier& model) noexcept;

/// The labels that a prediction of a model of many labels gives, the most probable first; none when no word is known.
[[nodiscard]] std::vector<std::string> labels_given(const Classifier& model, const Prediction& prediction);

/// 1 / (1 + exp(-x)).
[[nodiscard]] float sigmoid(float x) noexcept;

/// Reads the vectorizer of a model file. Throws corrupt_data.
[[nodiscard]] features::Tfidf load_tfidf(const ModelFile& file);

/// Puts the classifier together. Throws corrupt_data when the file has no usable temperature.
[[nodiscard]] std::unique_ptr<const Classifier> make_tfidf_classifier(const ModelFile& file, ModelCard card,
                                                                      features::Tfidf tfidf,
                                                                      std::unique_ptr<const RowNetwork> network);

}  // namespace leitmotif::models

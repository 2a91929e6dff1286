// What every model can do: read the words of a lyric and say which topics, how sure, and because of which words.
// Flow: Tokens -> Prediction, WordShare. Inference only; nothing here knows LibTorch.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/models/model_card.hpp"

namespace leitmotif::models {

/// A finished, immutable model. Every const method may be called from several threads at once.
class Classifier {
 public:
  virtual ~Classifier() = default;
  Classifier(const Classifier&) = delete;
  Classifier& operator=(const Classifier&) = delete;

  /// Where it comes from and how good it is.
  [[nodiscard]] const ModelCard& card() const noexcept { return card_; }
  /// The digest of its file: two models with the same id give the same answers.
  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  /// Names of `Prediction::probabilities`, in that order.
  [[nodiscard]] std::span<const std::string> labels() const noexcept { return card_.labels; }
  /// Names of `Prediction::mixture`, in that order; empty for a model without mixtures.
  [[nodiscard]] virtual std::span<const std::string> mixture_parts() const noexcept { return {}; }

  /// Reads words that went through the model's own pipeline (`card().pipeline`).
  /// When no word is known, every probability is the same and counted_words is 0.
  [[nodiscard]] virtual Prediction predict(const Tokens& tokens) const = 0;

  /// Which words spoke for which topics, strongest first; what `share` means is said by `card().explanation`.
  [[nodiscard]] virtual std::vector<WordShare> explain(const Tokens& tokens) const = 0;

 protected:
  Classifier(ModelCard card, std::string id) : card_(std::move(card)), id_(std::move(id)) {}

 private:
  ModelCard card_;
  std::string id_;
};

/// Loads any kind of model and lets it answer the sample lines in its file.
/// Throws as ModelFile::load; corrupt_data when a sample gets another answer than when it was saved; unsupported for a
/// kind this program does not know.
[[nodiscard]] std::unique_ptr<const Classifier> load_classifier(const std::filesystem::path& path);

}  // namespace leitmotif::models

// How the model that answers does on the songs of the library whose files said what they are about.
// Flow: labels of the catalogue, probabilities of the state in memory -> Evaluation, and the songs behind each cell of
// its confusion matrix.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "leitmotif/engine/engine.hpp"
#include "leitmotif/evaluation/score.hpp"

namespace leitmotif::service {

/// A labelled song that the model read.
struct LabelledAnswer {
  std::int64_t id = 0;
  std::string artist;
  std::string title;
  int label = 0;      ///< index into LibraryScores::labels
  int predicted = 0;  ///< the same
  float confidence = 0;
};

/// The scores, and what they leave out.
struct LibraryScores {
  std::string model;                  ///< the digest of the model that answers
  std::vector<std::string> labels;    ///< the model's
  std::size_t labelled = 0;           ///< songs with a label
  std::size_t other_labels = 0;       ///< of them: the model does not know their label
  std::size_t unread = 0;             ///< of them: too few of their words are known, or a person said their topic
  std::vector<LabelledAnswer> songs;  ///< the surest answers first
  std::optional<evaluation::Evaluation> scores;  ///< empty without songs
};

/// The scores as long as they are of the library as it is. May be used by several threads.
class KnownScores {
 public:
  /// Throws as Engine::state.
  [[nodiscard]] std::shared_ptr<const LibraryScores> of(const engine::Engine& engine);

 private:
  std::mutex mutex_;
  /// Two states may have one number: of the songbook, and of the library that takes its place.
  std::weak_ptr<const library::Snapshot> state_;
  std::shared_ptr<const LibraryScores> scores_;
};

}  // namespace leitmotif::service

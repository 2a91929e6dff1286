// How good word weights are on songs that they were not fitted to.
// Flow: held-out rows + weights -> scores, after each epoch.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/models/word_rows.hpp"
#include "leitmotif/training/equilibrium_loss.hpp"

namespace leitmotif::training {

/// How well the weights do on songs that they were not trained on.
struct ValidationScores {
  double accuracy = 0;        ///< of the songs with a topic, 0..1
  double mixture_l1 = 0;      ///< mean distance of the sixteen weights, of the songs that have all of them
  std::vector<float> logits;  ///< [songs with a topic x labels] pseudo-counts
  std::vector<int> truth;     ///< [songs with a topic] indices of labels
};

/// The held-out songs, read once.
class Validation {
 public:
  /// Shape: rows[n]; labels as in TrainedEquilibrium. `threads` 0: all; does not change any score.
  Validation(std::span<const LabelledSong* const> rows, std::span<const std::string> words,
             std::span<const std::string> labels, unsigned threads);

  /// Lets the network answer every song from its words alone. Shape: weights[words].
  [[nodiscard]] ValidationScores score(std::span<const models::TopicRow> weights) const;
  /// The mean self-consistency loss of a song that has all weights; 0 without such songs.
  [[nodiscard]] double loss(std::span<const models::TopicRow> weights) const;
  /// softmax(logits / temperature). Shape: -> [songs with a topic x labels].
  [[nodiscard]] std::vector<float> probabilities(const ValidationScores& scores, float temperature) const;

 private:
  struct Song {
    std::vector<models::RowCount> words;
    Labels labels;
    int label = -1;  ///< -1: none
  };
  [[nodiscard]] models::Equilibrium answer(const Song& song, std::span<const models::TopicRow> weights) const;

  std::vector<Song> songs_;
  TrainingSongs targets_;
  std::vector<std::size_t> parts_;  ///< [labels] places among kMixtureParts
  unsigned threads_;
};

}  // namespace leitmotif::training

// The equilibrium topic network: shares the words of a lyric among nineteen topics until nothing changes.
// Flow: Tokens -> counts of the words it knows -> equilibrium -> Prediction and WordShare.
// Source: the labels of the music data set are the greatest of the weights that a latent Dirichlet allocation gave to
// each song; this network is that model's inference, with word weights learned from its published answers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "leitmotif/models/classifier.hpp"
#include "leitmotif/models/equilibrium_layer.hpp"
#include "leitmotif/models/model_file.hpp"

namespace leitmotif::models {

/// What a trained network consists of.
struct EquilibriumWeights {
  std::vector<std::string> words;  ///< distinct, without blanks; at least one
  std::vector<TopicRow> rows;  ///< [words], at least 0, at most 1, one of each row above 0; a row's scale means nothing
  std::vector<float> frequency;  ///< [words], how often each stands in the training songs
  float temperature = 1;         ///< probabilities are softmax(pseudo-counts / temperature); above 0
};

/// What the shares of the network's explain() mean, for model cards.
[[nodiscard]] std::string equilibrium_explanation();

/// Names of the nineteen topics: kMixtureParts, then the three that were never published.
[[nodiscard]] std::span<const std::string> layer_topic_names();

/// Makes the classifier. Its labels are those of the card, each one of kMixtureParts. Its mixture holds the sixteen
/// weights of kMixtureParts as the data set publishes them (they sum to less than 1: three topics are unpublished).
/// Throws invalid_argument when a label is none of the parts or the weights are not as EquilibriumWeights says.
[[nodiscard]] std::unique_ptr<const Classifier> make_equilibrium(EquilibriumWeights weights, ModelCard card,
                                                                 std::string id);

/// Writes the network with its card. The same input gives the same bytes. Throws io.
void save_equilibrium(const std::filesystem::path& path, const ModelCard& card, const EquilibriumWeights& weights);

/// The weights in a mapped file. Throws corrupt_data when a part is missing or of the wrong shape.
[[nodiscard]] EquilibriumWeights read_equilibrium(const ModelFile& file);

/// Makes the classifier from a mapped file. Throws corrupt_data as read_equilibrium and make_equilibrium do.
[[nodiscard]] std::unique_ptr<const Classifier> load_equilibrium(const ModelFile& file, ModelCard card);

/// A word and how much of a topic it makes up.
struct TopicWord {
  std::string word;
  double strength = 0;  ///< the topic's part of the word times the word's frequency
};

/// The `n` strongest words of each of the nineteen topics, strongest first. Shape: [kLayerTopics x at most n].
[[nodiscard]] std::vector<std::vector<TopicWord>> top_words(const EquilibriumWeights& weights, std::size_t n);

}  // namespace leitmotif::models

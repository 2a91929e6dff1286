// The strongest words of each topic, found by asking the model about each of its words alone. Works with every kind.
// Flow: vocabulary of a model file -> Classifier, a word at a time -> ranked words of `model top-words`.
// Source: the ranking is the relevance of Sievert & Shirley 2014 (LDAvis): lambda log p(word | topic) + (1 - lambda)
// log(p(word | topic) / p(word)), lambda 0.6. Within one topic that is the order of p(topic | word) p(word)^lambda.
// Ours on top of it: of p(topic | word) only what is above even chances counts, so that no word is everywhere.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "leitmotif/models/classifier.hpp"
#include "leitmotif/models/model_file.hpp"

namespace leitmotif::models {

/// How much frequent words are preferred: 0 not at all (rare words that occur in one topic only win), 1 fully (words
/// that occur everywhere win).
inline constexpr double kFrequencyExponent = 0.6;

/// A word the model knows.
struct KnownWord {
  std::string word;      ///< or several, with single blanks between them
  double frequency = 1;  ///< how common it is, in the file's own measure; the same for all when the file does not say
};

/// A word that speaks for a topic.
struct StrongWord {
  std::string word;
  double probability = 0;  ///< of the topic, when the lyric is this word alone, 0..1
  double frequency = 1;    ///< as in KnownWord
  double strength = 0;     ///< (probability - 1 / topics) times frequency to the power of kFrequencyExponent
};

/// The words that speak most for one topic.
struct TopicWords {
  std::string topic;
  std::vector<StrongWord> words;  ///< strongest first
};

/// The words of a model file with their frequency: the share of training songs that hold the word (from the `idf` of a
/// TF-IDF vectorizer), or the file's own `word_frequency`. Throws corrupt_data when it has no words.
[[nodiscard]] std::vector<KnownWord> known_words(const ModelFile& file);

/// At most `n` words of each topic: the model's mixture parts when it has mixtures, else its labels. Words the model
/// has no opinion about, or that are no likelier than chance to mean the topic, are left out. The result does not
/// depend on `threads` (0: all). Cost: one prediction a word.
[[nodiscard]] std::vector<TopicWords> strong_words(const Classifier& model, std::span<const KnownWord> words,
                                                   std::size_t n, unsigned threads);

}  // namespace leitmotif::models

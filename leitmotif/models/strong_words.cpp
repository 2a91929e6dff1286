#include "leitmotif/models/strong_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"

namespace leitmotif::models {
namespace {

constexpr std::size_t kWordsPerPiece = 64;

/// Where a model file keeps its words.
struct WordText {
  const char* key;
  char between;  ///< stands between two words
};
constexpr std::array<WordText, 2> kWordTexts = {{{"vocabulary", '\n'}, {"words", ' '}}};

/// scikit-learn's smooth idf, ln((1 + songs) / (1 + songs with the word)) + 1, solved for the share of songs.
double share_of_songs(float idf) { return std::exp(1 - static_cast<double>(idf)); }
double as_it_is(float frequency) { return frequency; }

/// Where a model file says how common its words are.
struct FrequencyTensor {
  const char* name;
  double (*frequency)(float value);
};
constexpr std::array<FrequencyTensor, 2> kFrequencyTensors = {{{"idf", share_of_songs}, {"word_frequency", as_it_is}}};

std::vector<KnownWord> words_of(const ModelFile& file) {
  for (const WordText& place : kWordTexts) {
    const auto found = file.texts().find(place.key);
    if (found == file.texts().end()) continue;
    std::vector<KnownWord> words;
    const std::string_view text = found->second;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(place.between, begin), text.size());
      if (end > begin) words.push_back({std::string(text.substr(begin, end - begin)), 1});
      begin = end + 1;
    }
    if (!words.empty()) return words;
  }
  throw Error(ErrorKind::corrupt_data, file.path().string() + ": holds no words, so none of them can be strongest");
}

/// What the model says about one word; no numbers when it does not know the word.
std::vector<float> opinion(const Classifier& model, const std::string& word) {
  Prediction prediction = model.predict(Tokens::from_joined(word));
  if (prediction.counted_words == 0) return {};
  return model.mixture_parts().empty() ? std::move(prediction.probabilities) : std::move(prediction.mixture);
}

bool stronger(const StrongWord& a, const StrongWord& b) {
  return a.strength != b.strength ? a.strength > b.strength : a.word < b.word;
}

}  // namespace

std::vector<KnownWord> known_words(const ModelFile& file) {
  std::vector<KnownWord> words = words_of(file);
  for (const FrequencyTensor& place : kFrequencyTensors) {
    if (!file.tensors().contains(place.name)) continue;
    const std::span<const float> values = file.tensor(place.name, {words.size()});
    for (std::size_t i = 0; i < words.size(); ++i) words[i].frequency = place.frequency(values[i]);
  }
  return words;
}

std::vector<TopicWords> strong_words(const Classifier& model, std::span<const KnownWord> words, std::size_t n,
                                     unsigned threads) {
  std::vector<std::vector<float>> opinions(words.size());
  parallel_for(words.size(), kWordsPerPiece, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) opinions[i] = opinion(model, words[i].word);
  });
  const std::span<const std::string> names = model.mixture_parts().empty() ? model.labels() : model.mixture_parts();
  const double even = 1.0 / static_cast<double>(names.size());
  std::vector<TopicWords> topics;
  for (std::size_t k = 0; k < names.size(); ++k) {
    TopicWords topic{names[k], {}};
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (opinions[i].size() <= k || opinions[i][k] <= even) continue;
      const double probability = opinions[i][k];
      const double strength = (probability - even) * std::pow(std::max(words[i].frequency, 0.0), kFrequencyExponent);
      topic.words.push_back({words[i].word, probability, words[i].frequency, strength});
    }
    const std::size_t kept = std::min(n, topic.words.size());
    std::partial_sort(topic.words.begin(), topic.words.begin() + static_cast<std::ptrdiff_t>(kept), topic.words.end(),
                      stronger);
    topic.words.resize(kept);
    topics.push_back(std::move(topic));
  }
  return topics;
}

}  // namespace leitmotif::models

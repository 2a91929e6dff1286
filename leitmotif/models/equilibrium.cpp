#include "leitmotif/models/equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/models/model_tables.hpp"
#include "leitmotif/models/word_rows.hpp"

namespace leitmotif::models {
namespace {

constexpr float kLeastProbability = 1e-9F;  // smaller ones are nobody's business and slow to print
constexpr double kLeastShare = 1e-6;        // of a word; smaller ones add nothing to an explanation

[[noreturn]] void refuse(const std::string& reason) {
  throw Error(ErrorKind::invalid_argument, "equilibrium model: " + reason);
}

/// Places of the labels among kMixtureParts.
std::vector<std::size_t> parts_of_labels(const std::vector<std::string>& labels) {
  std::vector<std::size_t> parts;
  for (const std::string& label : labels) {
    const auto found = std::find(kMixtureParts.begin(), kMixtureParts.end(), label);
    if (found == kMixtureParts.end())
      refuse("the label '" + label + "' is none of the sixteen topic weights it can tell");
    parts.push_back(static_cast<std::size_t>(found - kMixtureParts.begin()));
  }
  if (parts.empty()) refuse("it has no labels; expected at least one");
  return parts;
}

void check(const EquilibriumWeights& weights) {
  const std::size_t n = weights.words.size();
  if (n == 0 || weights.rows.size() != n || weights.frequency.size() != n)
    refuse("it has " + std::to_string(n) + " words and " + std::to_string(weights.rows.size()) +
           " rows of weights; expected as many, and at least one");
  if (!(weights.temperature > 0) || !std::isfinite(weights.temperature)) refuse("its temperature is not above 0");
  for (std::size_t w = 0; w < n; ++w) {
    float greatest = 0;
    for (const float weight : weights.rows[w]) {
      if (!(weight >= 0 && weight <= 1)) refuse("a weight of '" + weights.words[w] + "' is not from 0 to 1");
      greatest = std::max(greatest, weight);
    }
    if (greatest < 1e-3F) refuse("the word '" + weights.words[w] + "' belongs to no topic");
  }
}

class EquilibriumClassifier final : public Classifier {
 public:
  EquilibriumClassifier(EquilibriumWeights weights, ModelCard card, std::string id)
      : Classifier(std::move(card), std::move(id)),
        words_(weights.words),
        rows_(std::move(weights.rows)),
        sharpness_(1 / weights.temperature),
        parts_(parts_of_labels(this->card().labels)) {}

  [[nodiscard]] std::span<const std::string> mixture_parts() const noexcept override {
    return layer_topic_names().first(kMixtureParts.size());
  }

  [[nodiscard]] Prediction predict(const Tokens& tokens) const override {
    const std::vector<RowCount> counts = words_.count(tokens);
    const Equilibrium state = settle(input_of(counts));
    Prediction prediction;
    for (const RowCount& word : counts) prediction.counted_words += static_cast<int>(word.count);
    const float total = std::min(kMostWords, static_cast<float>(prediction.counted_words)) + 1;
    prediction.mixture.resize(kMixtureParts.size());
    for (std::size_t k = 0; k < kMixtureParts.size(); ++k) prediction.mixture[k] = state.pseudo_counts[k] / total;
    prediction.probabilities = probabilities_of(prediction.mixture, total);
    return prediction;
  }

  [[nodiscard]] std::vector<WordShare> explain(const Tokens& tokens) const override {
    const std::vector<RowCount> counts = words_.count(tokens);
    const Equilibrium state = settle(input_of(counts));
    std::vector<WordShare> shares;
    for (const RowCount& word : counts) {
      const TopicRow& row = rows_[word.row];
      double total = 0;
      for (std::size_t k = 0; k < kLayerTopics; ++k) total += double{row[k]} * double{state.pull[k]};
      for (std::size_t k = 0; k < kLayerTopics; ++k) {
        const double share = double{row[k]} * double{state.pull[k]} / total;
        if (share >= kLeastShare)
          shares.push_back({words_.words()[word.row], static_cast<int>(word.count), layer_topic_names()[k], share});
      }
    }
    std::stable_sort(shares.begin(), shares.end(),
                     [](const WordShare& a, const WordShare& b) { return a.count * a.share > b.count * b.share; });
    return shares;
  }

 private:
  [[nodiscard]] LayerInput input_of(std::span<const RowCount> counts) const {
    float words = 0;
    for (const RowCount& word : counts) words += static_cast<float>(word.count);
    const float scale = std::min(1.0F, kMostWords / std::max(words, 1.0F));  // 1 for anything that was ever sung
    LayerInput input(counts.size());
    for (const RowCount& word : counts) input.add(rows_[word.row], scale * static_cast<float>(word.count));
    return input;
  }

  /// softmax(pseudo-counts / temperature), where pseudo-counts are `total` times the mixture; the greatest weight has
  /// the greatest probability even where rounding would make two the same.
  [[nodiscard]] std::vector<float> probabilities_of(std::span<const float> mixture, float total) const {
    const auto weight = [&](std::size_t label) { return mixture[parts_[label]]; };
    std::size_t first = 0;
    for (std::size_t label = 1; label < parts_.size(); ++label)
      if (weight(label) > weight(first)) first = label;
    std::vector<float> probabilities(parts_.size());
    float sum = 0;
    for (std::size_t label = 0; label < parts_.size(); ++label)
      sum += probabilities[label] = std::exp((weight(label) - weight(first)) * total * sharpness_);
    for (float& probability : probabilities) probability = probability < kLeastProbability ? 0 : probability / sum;
    for (std::size_t label = 0; label < parts_.size(); ++label)
      if (weight(label) < weight(first) && probabilities[label] >= probabilities[first])
        probabilities[label] = std::nextafter(probabilities[first], 0.0F);
    return probabilities;
  }

  WordRows words_;
  std::vector<TopicRow> rows_;
  float sharpness_;
  std::vector<std::size_t> parts_;  ///< [labels] places among kMixtureParts
};

}  // namespace

std::string equilibrium_explanation() {
  return "Every counted word of the lyric is shared among the topics; the shares of one word add up to 1. A topic's "
         "pseudo-count is 1/19 plus the sum of count times share over the words, and its weight in the mixture is that "
         "number divided by 1 + the number of counted words. Shares below one millionth are not listed.";
}

std::span<const std::string> layer_topic_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> all(kMixtureParts.begin(), kMixtureParts.end());
    for (const char* number : {"1", "2", "3"}) all.push_back(std::string("unpublished ") + number);
    return all;
  }();
  return kNames;
}

std::unique_ptr<const Classifier> make_equilibrium(EquilibriumWeights weights, ModelCard card, std::string id) {
  check(weights);
  return std::make_unique<const EquilibriumClassifier>(std::move(weights), std::move(card), std::move(id));
}

void save_equilibrium(const std::filesystem::path& path, const ModelCard& card, const EquilibriumWeights& weights) {
  std::string words;
  for (const std::string& word : weights.words) words += (words.empty() ? "" : " ") + word;
  std::vector<float> rows;
  rows.reserve(weights.rows.size() * kLayerTopics);
  for (const TopicRow& row : weights.rows) rows.insert(rows.end(), row.begin(), row.begin() + kLayerTopics);
  const std::vector<float> temperature = {weights.temperature};
  write_model_file(path, {{"card", model_card_table().text(card)}, {"words", words}},
                   {{"word_topics", {{weights.words.size(), kLayerTopics}, rows}},
                    {"word_frequency", {{weights.words.size()}, weights.frequency}},
                    {"temperature", {{1}, temperature}}});
}

EquilibriumWeights read_equilibrium(const ModelFile& file) {
  EquilibriumWeights weights;
  const Tokens words = Tokens::from_joined(file.text("words"));
  for (const std::string_view word : words) weights.words.emplace_back(word);
  const std::size_t n = weights.words.size();
  const std::span<const float> rows = file.tensor("word_topics", {n, kLayerTopics});
  weights.rows.resize(n);
  for (std::size_t w = 0; w < n; ++w)
    std::copy_n(rows.begin() + static_cast<std::ptrdiff_t>(w * kLayerTopics), kLayerTopics, weights.rows[w].begin());
  const std::span<const float> frequency = file.tensor("word_frequency", {n});
  weights.frequency.assign(frequency.begin(), frequency.end());
  weights.temperature = file.tensor("temperature", {1})[0];
  return weights;
}

std::unique_ptr<const Classifier> load_equilibrium(const ModelFile& file, ModelCard card) {
  try {
    return make_equilibrium(read_equilibrium(file), std::move(card), file.id());
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::invalid_argument) throw;
    throw Error(ErrorKind::corrupt_data, file.path().string() + ": is not a usable Leitmotif model: " + error.what());
  }
}

std::vector<std::vector<TopicWord>> top_words(const EquilibriumWeights& weights, std::size_t n) {
  std::vector<std::vector<TopicWord>> top(kLayerTopics);
  for (std::size_t k = 0; k < kLayerTopics; ++k) {
    for (std::size_t w = 0; w < weights.words.size(); ++w) {
      const double total = std::accumulate(weights.rows[w].begin(), weights.rows[w].end(), 0.0);
      top[k].push_back({weights.words[w], double{weights.frequency[w]} * double{weights.rows[w][k]} / total});
    }
    std::stable_sort(top[k].begin(), top[k].end(),
                     [](const TopicWord& a, const TopicWord& b) { return a.strength > b.strength; });
    top[k].resize(std::min(n, top[k].size()));
  }
  return top;
}

}  // namespace leitmotif::models

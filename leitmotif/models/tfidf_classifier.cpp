#include "leitmotif/models/tfidf_classifier.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/lines.hpp"

namespace leitmotif::models {
namespace {

class TfidfClassifier final : public Classifier {
 public:
  TfidfClassifier(ModelCard card, std::string id, features::Tfidf tfidf, std::unique_ptr<const RowNetwork> network,
                  float temperature, std::span<const float> thresholds)
      : Classifier(std::move(card), std::move(id)),
        tfidf_(std::move(tfidf)),
        network_(std::move(network)),
        temperature_(temperature),
        thresholds_(thresholds.begin(), thresholds.end()) {}

  [[nodiscard]] Prediction predict(const Tokens& tokens) const override {
    std::vector<std::uint32_t> columns;
    std::vector<float> values;
    tfidf_.transform_one(tokens, columns, values);
    Prediction prediction;
    prediction.counted_words = known_words(tokens);
    if (columns.empty())
      prediction.probabilities.assign(labels().size(), 1.0F / static_cast<float>(labels().size()));
    else
      prediction.probabilities = probabilities(network_->logits({columns, values}));
    return prediction;
  }

  [[nodiscard]] std::span<const float> thresholds() const noexcept { return thresholds_; }

  [[nodiscard]] std::vector<WordShare> explain(const Tokens& tokens) const override {
    std::vector<std::uint32_t> columns;
    std::vector<float> values;
    tfidf_.transform_one(tokens, columns, values);
    if (columns.empty()) return {};
    const std::vector<features::Tfidf::TermCount> terms = tfidf_.count_terms(tokens);
    const std::vector<float> shares = network_->shares({columns, values});
    std::vector<WordShare> result;
    for (std::size_t e = 0; e < columns.size(); ++e)
      for (std::size_t k = 0; k < labels().size(); ++k)
        if (const float share = shares[e * labels().size() + k]; share > 0)
          result.push_back({tfidf_.terms()[columns[e]], static_cast<int>(terms[e].count), labels()[k], share});
    std::ranges::stable_sort(result, std::greater<>(), &WordShare::share);
    return result;
  }

 private:
  /// Each by itself for many labels; else they add up to 1.
  [[nodiscard]] std::vector<float> probabilities(std::vector<float> logits) const {
    if (thresholds_.empty()) return softmax(logits, temperature_);
    for (float& logit : logits) logit = sigmoid(logit);
    return logits;
  }

  /// Words of the lyric that are terms by themselves, repeats counted.
  [[nodiscard]] int known_words(const Tokens& tokens) const {
    std::uint32_t known = 0;
    for (const features::Tfidf::TermCount& term : tfidf_.count_terms(tokens))
      if (tfidf_.terms()[term.column].find(' ') == std::string::npos) known += term.count;
    return static_cast<int>(known);
  }

  features::Tfidf tfidf_;
  std::unique_ptr<const RowNetwork> network_;
  float temperature_;
  std::vector<float> thresholds_;  ///< [labels]; empty: a song has one label
};

std::string joined(std::span<const std::string> terms) {
  std::string text;
  for (const std::string& term : terms) text += term + '\n';
  return text;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  for (const std::string_view line : each_line(text)) lines.emplace_back(line);
  return lines;
}

}  // namespace

void save_tfidf_classifier(const std::filesystem::path& path, const ModelCard& card, const TfidfParts& parts) {
  const std::vector<float> idf(parts.idf.begin(), parts.idf.end());
  std::map<std::string, TensorView> tensors = parts.network;
  tensors["idf"] = {{idf.size()}, idf};
  tensors["temperature"] = {{1}, {&parts.temperature, 1}};
  if (!parts.thresholds.empty()) tensors["thresholds"] = {{parts.thresholds.size()}, parts.thresholds};
  write_model_file(path, card_texts(card, {{"vocabulary", joined(parts.terms)}}), tensors);
}

float sigmoid(float x) noexcept { return 1 / (1 + std::exp(-x)); }

std::span<const float> thresholds_of(const Classifier& model) noexcept {
  const auto* known = dynamic_cast<const TfidfClassifier*>(&model);
  return known == nullptr ? std::span<const float>() : known->thresholds();
}

std::vector<std::string> labels_given(const Classifier& model, const Prediction& prediction) {
  const std::span<const float> thresholds = thresholds_of(model);
  std::vector<std::string> given;
  if (prediction.counted_words == 0) return given;
  std::vector<std::size_t> order(thresholds.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t k) { return prediction.probabilities[k]; });
  for (const std::size_t k : order)
    if (prediction.probabilities[k] >= thresholds[k]) given.push_back(model.labels()[k]);
  return given;
}

features::Tfidf load_tfidf(const ModelFile& file) {
  std::vector<std::string> terms = split_lines(file.text("vocabulary"));
  const std::span<const float> idf = file.tensor("idf", {terms.size()});
  return features::Tfidf::from_parts(std::move(terms), std::vector<double>(idf.begin(), idf.end()), {});
}

std::unique_ptr<const Classifier> make_tfidf_classifier(const ModelFile& file, ModelCard card, features::Tfidf tfidf,
                                                        std::unique_ptr<const RowNetwork> network) {
  const float temperature = file.tensor("temperature", {1})[0];
  if (!(temperature > 0))
    throw Error(ErrorKind::corrupt_data, file.path().string() + ": its temperature is not positive");
  if (card.labels.empty()) throw Error(ErrorKind::corrupt_data, file.path().string() + ": it has no topics");
  const std::span<const float> thresholds =
      card.kind == kManyLabels ? file.tensor("thresholds", {card.labels.size()}) : std::span<const float>();
  return std::make_unique<TfidfClassifier>(std::move(card), file.id(), std::move(tfidf), std::move(network),
                                           temperature, thresholds);
}

}  // namespace leitmotif::models

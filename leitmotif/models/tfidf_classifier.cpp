#include "leitmotif/models/tfidf_classifier.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "leitmotif/core/error.hpp"

namespace leitmotif::models {
namespace {

class TfidfClassifier final : public Classifier {
 public:
  TfidfClassifier(ModelCard card, std::string id, features::Tfidf tfidf, std::unique_ptr<const RowNetwork> network,
                  float temperature)
      : Classifier(std::move(card), std::move(id)),
        tfidf_(std::move(tfidf)),
        network_(std::move(network)),
        temperature_(temperature) {}

  [[nodiscard]] Prediction predict(const Tokens& tokens) const override {
    std::vector<std::uint32_t> columns;
    std::vector<float> values;
    tfidf_.transform_one(tokens, columns, values);
    Prediction prediction;
    prediction.counted_words = known_words(tokens);
    if (columns.empty())
      prediction.probabilities.assign(labels().size(), 1.0F / static_cast<float>(labels().size()));
    else
      prediction.probabilities = softmax(network_->logits({columns, values}), temperature_);
    return prediction;
  }

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
};

std::string joined(std::span<const std::string> terms) {
  std::string text;
  for (const std::string& term : terms) text += term + '\n';
  return text;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

void save_tfidf_classifier(const std::filesystem::path& path, const ModelCard& card, std::span<const std::string> terms,
                           std::span<const double> idf, float temperature, std::map<std::string, TensorView> network) {
  const std::vector<float> narrow_idf(idf.begin(), idf.end());
  network["idf"] = {{idf.size()}, narrow_idf};
  network["temperature"] = {{1}, {&temperature, 1}};
  write_model_file(path, card_texts(card, {{"vocabulary", joined(terms)}}), network);
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
  return std::make_unique<TfidfClassifier>(std::move(card), file.id(), std::move(tfidf), std::move(network),
                                           temperature);
}

}  // namespace leitmotif::models

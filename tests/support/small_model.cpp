#include "support/small_model.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/models/feed_forward.hpp"
#include "support/saved_networks.hpp"

namespace leitmotif::testing {
namespace {

constexpr std::size_t kSize = kSmallWords.size();

/// A square matrix with `value` where row r meets column `column_of[r]`.
std::vector<float> matrix(const std::array<std::size_t, kSize>& column_of, float value) {
  std::vector<float> numbers(kSize * kSize);
  for (std::size_t row = 0; row < kSize; ++row) numbers[row * kSize + column_of[row]] = value;
  return numbers;
}

models::ModelCard card() {
  models::ModelCard card;
  card.kind = "ffnn";
  card.pipeline = "none";
  card.protocol = "honest";
  card.description = "one word a topic, for tests";
  card.explanation = "gradient times input";
  card.labels.assign(kTopics.begin(), kTopics.end());
  card.data_name = "none";
  card.samples.push_back({"nothing known here", "nothing known here", std::vector<float>(kSize, 1.0F / kSize)});
  return card;
}

}  // namespace

std::filesystem::path write_small_model(const std::filesystem::path& file, float sharpness) {
  // Terms of a vectorizer stand in alphabetical order, topics in their own.
  std::array<std::size_t, kSize> topic_of_term{};
  std::iota(topic_of_term.begin(), topic_of_term.end(), 0U);
  std::ranges::sort(topic_of_term, {}, [](std::size_t topic) { return kSmallWords[topic]; });
  std::vector<std::string> terms;
  for (const std::size_t topic : topic_of_term) terms.emplace_back(kSmallWords[topic]);
  std::array<std::size_t, kSize> same{};
  std::iota(same.begin(), same.end(), 0U);

  models::FeedForwardWeights weights;
  weights.inputs = weights.outputs = kSize;
  weights.hidden = {kSize, kSize};
  weights.weight = {matrix(topic_of_term, 1), matrix(same, 1), matrix(same, sharpness)};
  weights.bias.fill(std::vector<float>(kSize));
  const std::vector<double> idf(kSize, 1.0);
  save_network(file, {card(), terms, idf, 1}, weights);
  return file;
}

}  // namespace leitmotif::testing

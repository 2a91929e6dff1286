#include "leitmotif/training/equilibrium_validation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "leitmotif/core/parallel.hpp"
#include "leitmotif/training/equilibrium_stages.hpp"

namespace leitmotif::training {
namespace {

constexpr std::size_t kValidationPiece = 128;
constexpr int kLatentRounds = 10;

}  // namespace

Validation::Validation(std::span<const LabelledSong* const> rows, std::span<const std::string> words,
                       std::span<const std::string> labels, unsigned threads)
    : threads_(threads) {
  const models::WordRows table(words);
  std::vector<double> counted;
  for (const LabelledSong* row : rows) {
    const auto label = std::find(labels.begin(), labels.end(), row->labels.topic);
    songs_.push_back({table.count(words_of(*row)), row->labels,
                      label == labels.end() ? -1 : static_cast<int>(label - labels.begin())});
    counted.push_back(counted_words_of(row->labels));
  }
  targets_ = make_training_songs(rows, words, counted);
  for (const std::string& label : labels)
    parts_.push_back(
        static_cast<std::size_t>(std::find(kMixtureParts.begin(), kMixtureParts.end(), label) - kMixtureParts.begin()));
}

models::Equilibrium Validation::answer(const Song& song, std::span<const models::TopicRow> weights) const {
  models::LayerInput input(song.words.size());
  for (const models::RowCount& word : song.words) input.add(weights[word.row], static_cast<float>(word.count));
  return models::settle(input);
}

ValidationScores Validation::score(std::span<const models::TopicRow> weights) const {
  std::vector<models::Equilibrium> answers(songs_.size());
  parallel_for(songs_.size(), kValidationPiece, threads_, [&](std::size_t begin, std::size_t end) {
    for (std::size_t s = begin; s < end; ++s) answers[s] = answer(songs_[s], weights);
  });
  ValidationScores scores;
  double complete = 0;
  double right = 0;
  for (std::size_t s = 0; s < songs_.size(); ++s) {
    const models::TopicRow& counts = answers[s].pseudo_counts;
    const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
    double distance = 0;
    for (std::size_t k = 0; k < kMixtureParts.size(); ++k)
      distance += std::abs(double{counts[k]} / total - songs_[s].labels.weights[k]);
    if (!std::isnan(distance)) {
      scores.mixture_l1 += distance;
      ++complete;
    }
    if (songs_[s].label < 0) continue;
    std::size_t best = 0;
    for (std::size_t label = 0; label < parts_.size(); ++label) {
      scores.logits.push_back(counts[parts_[label]]);
      if (counts[parts_[label]] > counts[parts_[best]]) best = label;
    }
    scores.truth.push_back(songs_[s].label);
    right += static_cast<int>(best) == songs_[s].label ? 1.0 : 0.0;
  }
  scores.mixture_l1 /= std::max(1.0, complete);
  scores.accuracy = right / std::max(1.0, static_cast<double>(scores.truth.size()));
  return scores;
}

double Validation::loss(std::span<const models::TopicRow> weights) const {
  if (targets_.size() == 0) return 0;
  LossOptions options;
  options.prior.fill(1);
  std::fill_n(options.prior.begin(), models::kLayerTopics, static_cast<float>(models::kTopicPrior));
  options.latent_rounds = kLatentRounds;
  options.latent_restart = true;
  TrainingSongs songs = targets_;
  std::vector<std::uint32_t> which(songs.size());
  std::iota(which.begin(), which.end(), 0U);
  std::vector<models::TopicRow> unused(weights.size(), models::TopicRow{});
  return add_gradient(songs, which, weights, options, unused) / static_cast<double>(songs.size());
}

std::vector<float> Validation::probabilities(const ValidationScores& scores, float temperature) const {
  const std::size_t classes = parts_.size();
  std::vector<float> probabilities(scores.logits.size());
  for (std::size_t begin = 0; begin < scores.logits.size(); begin += classes) {
    const std::span row = std::span(scores.logits).subspan(begin, classes);
    const float greatest = *std::max_element(row.begin(), row.end());
    float total = 0;
    for (const float logit : row) total += std::exp((logit - greatest) / temperature);
    for (std::size_t k = 0; k < classes; ++k)
      probabilities[begin + k] = std::exp((row[k] - greatest) / temperature) / total;
  }
  return probabilities;
}

}  // namespace leitmotif::training

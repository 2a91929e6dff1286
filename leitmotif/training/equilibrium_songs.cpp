#include "leitmotif/training/equilibrium_songs.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "leitmotif/core/error.hpp"

namespace leitmotif::training {
namespace {

constexpr int kMaxSteps = 3000;
constexpr int kStepsBetweenChecks = 10;
constexpr double kRidge = 0.25;           // decides among words that the counts cannot tell apart: none of them counts
constexpr double kWholeTolerance = 0.01;  // how far (1/19) / smallest weight may be from a whole number
constexpr double kExact = 1e-12;          // pseudo-counts below the prior by more than this were rounded when published
constexpr double kAlive = 1e-6;  // what words give to a part that has any is far above, to one that has none far below

/// Numbers the words of songs in the order of their first appearance.
class WordNumbers {
 public:
  std::uint32_t number(std::string_view word) {
    const auto [entry, is_new] = numbers_.try_emplace(word, static_cast<std::uint32_t>(words_.size()));
    if (is_new) words_.push_back(word);
    return entry->second;
  }
  /// The words in byte order, and the place of each number among them.
  [[nodiscard]] std::pair<std::vector<std::string>, std::vector<std::uint32_t>> sorted() const {
    std::vector<std::uint32_t> order(words_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [this](auto a, auto b) { return words_[a] < words_[b]; });
    std::pair<std::vector<std::string>, std::vector<std::uint32_t>> result;
    result.second.resize(order.size());
    for (std::uint32_t place = 0; place < order.size(); ++place) {
      result.first.emplace_back(words_[order[place]]);
      result.second[order[place]] = place;
    }
    return result;
  }

 private:
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::vector<std::string_view> words_;
};

/// Adds a row with the counts of `columns`, which it sorts.
void append_row(SparseMatrix& matrix, std::vector<std::uint32_t>& columns) {
  std::sort(columns.begin(), columns.end());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0 && columns[i] == columns[i - 1]) {
      matrix.value.back() += 1;
    } else {
      matrix.column.push_back(columns[i]);
      matrix.value.push_back(1);
    }
  }
  matrix.row_begin.push_back(matrix.column.size());
}

/// matrix * x, for the rows that take part.
std::vector<double> times(const SparseMatrix& matrix, const std::vector<double>& x, std::span<const double> target) {
  std::vector<double> product(matrix.rows(), 0.0);
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    if (target[row] < 0) continue;
    for (std::size_t i = matrix.row_begin[row]; i < matrix.row_begin[row + 1]; ++i)
      product[row] += static_cast<double>(matrix.value[i]) * x[matrix.column[i]];
  }
  return product;
}

/// transpose(matrix) * y, for the rows that take part.
std::vector<double> transposed_times(const SparseMatrix& matrix, const std::vector<double>& y,
                                     std::span<const double> target) {
  std::vector<double> product(matrix.columns, 0.0);
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    if (target[row] < 0) continue;
    for (std::size_t i = matrix.row_begin[row]; i < matrix.row_begin[row + 1]; ++i)
      product[matrix.column[i]] += static_cast<double>(matrix.value[i]) * y[row];
  }
  return product;
}

double squared_length(const std::vector<double>& x) { return std::inner_product(x.begin(), x.end(), x.begin(), 0.0); }

std::vector<std::uint32_t> members(const std::vector<double>& membership) {
  std::vector<std::uint32_t> columns;
  for (std::uint32_t column = 0; column < membership.size(); ++column)
    if (membership[column] > 0.5) columns.push_back(column);
  return columns;
}

/// Whether the words of membership above one half explain the number of counted words of every song.
bool explains_all(const SparseMatrix& counts, std::vector<double> membership, std::span<const double> target) {
  for (double& value : membership) value = value > 0.5 ? 1.0 : 0.0;
  const std::vector<double> explained = times(counts, membership, target);
  for (std::size_t row = 0; row < target.size(); ++row)
    if (target[row] >= 0 && explained[row] != target[row]) return false;
  return true;
}

}  // namespace

Tokens words_of(const LabelledSong& song) {
  constexpr std::string_view kWhite = " \t\n\r\f\v";
  const std::string_view text = song.song.lyrics;
  Tokens words;
  for (std::size_t begin = text.find_first_not_of(kWhite); begin != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kWhite, begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(kWhite, end);
  }
  return words;
}

WordCounts count_words(std::span<const LabelledSong* const> songs) {
  std::vector<Tokens> texts;  // the numbers point into them
  texts.reserve(songs.size());
  for (const LabelledSong* song : songs) texts.push_back(words_of(*song));
  WordNumbers numbers;
  std::vector<std::vector<std::uint32_t>> found(songs.size());
  for (std::size_t song = 0; song < songs.size(); ++song)
    for (const std::string_view word : texts[song]) found[song].push_back(numbers.number(word));
  auto [vocabulary, place] = numbers.sorted();
  WordCounts result;
  result.counts.columns = vocabulary.size();
  result.vocabulary = std::move(vocabulary);
  for (std::vector<std::uint32_t>& columns : found) {
    for (std::uint32_t& column : columns) column = place[column];
    append_row(result.counts, columns);
  }
  return result;
}

std::vector<std::uint32_t> find_counted_words(const SparseMatrix& counts, std::span<const double> counted_words) {
  std::vector<double> membership(counts.columns, 0.0);
  std::vector<double> missing(counted_words.begin(), counted_words.end());
  std::vector<double> slope = transposed_times(counts, missing, counted_words);
  std::vector<double> direction = slope;
  double steepness = squared_length(slope);
  for (int step = 1; step <= kMaxSteps && steepness > 1e-12; ++step) {
    const std::vector<double> effect = times(counts, direction, counted_words);
    const double length = steepness / (squared_length(effect) + kRidge * squared_length(direction));
    for (std::size_t column = 0; column < membership.size(); ++column) membership[column] += length * direction[column];
    for (std::size_t row = 0; row < missing.size(); ++row) missing[row] -= length * effect[row];
    if (step % kStepsBetweenChecks == 0 && explains_all(counts, membership, counted_words)) break;
    slope = transposed_times(counts, missing, counted_words);
    for (std::size_t column = 0; column < slope.size(); ++column) slope[column] -= kRidge * membership[column];
    const double next = squared_length(slope);
    for (std::size_t column = 0; column < slope.size(); ++column)
      direction[column] = slope[column] + next / steepness * direction[column];
    steepness = next;
  }
  std::vector<std::uint32_t> found = members(membership);
  if (found.empty())
    throw Error(ErrorKind::invalid_argument,
                "train equilibrium: no word of the lyrics explains the topic weights; expected the cleaned lyrics and "
                "the weights of the same songs");
  return found;
}

double counted_words_of(const Labels& labels) noexcept {
  double smallest = 1;
  for (const double weight : labels.weights) {
    if (std::isnan(weight)) return -1;
    smallest = std::min(smallest, weight);
  }
  const double words = models::kTopicPrior / smallest - 1;
  if (!(smallest > 0) || std::abs(words - std::round(words)) > kWholeTolerance) return -1;
  return std::round(words);
}

std::optional<Target> make_target(const Labels& labels, double words) {
  Target target;
  double left = words + 1;
  double smallest = left;
  for (std::size_t k = 0; k < models::kLayerTopics; ++k) {
    const double weight = k < labels.weights.size() ? labels.weights[k] : kMissing;
    if (std::isnan(weight)) {
      target.latent[k] = 1;
      left -= models::kTopicPrior;
      continue;
    }
    const double exact = weight * (words + 1);
    target.pseudo_counts[k] = static_cast<float>(exact);
    smallest = std::min(smallest, exact);
    left -= exact;
  }
  if (left < -0.01 || smallest < models::kTopicPrior - 1e-3) return std::nullopt;
  target.latent_words = left < 1e-3 ? 0.0F : static_cast<float>(left);
  const float parts = std::max(1.0F, std::accumulate(target.latent.begin(), target.latent.end(), 0.0F));
  const bool rounded = smallest < models::kTopicPrior - kExact;
  for (std::size_t k = 0; k < models::kLayerWidth; ++k)
    if (target.latent[k] > 0 || k >= models::kLayerTopics)
      target.pseudo_counts[k] = static_cast<float>(models::kTopicPrior) + target.latent_words / parts;
  target.pull = models::topic_pull(target.pseudo_counts);
  for (std::size_t k = 0; k < labels.weights.size(); ++k) {
    if (target.latent[k] > 0) continue;
    const double given = std::max(0.0, labels.weights[k] * (words + 1) - models::kTopicPrior);
    if (rounded && given < kAlive) continue;  // what such a part was given is lost in the rounding
    target.weight[k] = 1;
    target.goal[k] = static_cast<float>(
        std::log(given / std::exp(models::digamma(labels.weights[k] * (words + 1))) + static_cast<double>(kGoalFloor)));
  }
  return target;
}

}  // namespace leitmotif::training

#include "leitmotif/wishes/learn.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/evaluation/auc.hpp"

namespace leitmotif::wishes {
namespace {

/// A direction has length 1; times this its numbers are about as large as the others.
constexpr double kMeaningScale = 3;
constexpr double kMiddleYear = 1990;
constexpr double kYearSpread = 18;
constexpr double kLargest = 4;  ///< spreads; what is farther out counts as this
constexpr std::size_t kFolds = 5;
constexpr std::array<double, 5> kPenalties = {3, 10, 30, 100, 300};
constexpr int kMostSteps = 12;
constexpr double kSmallStep = 1e-6;
/// Only frequent words are named as reasons.
constexpr std::size_t kNamedWords = 3000;

/// A symmetric system solved in place by Cholesky's method; `matrix` is [n x n], row-major.
std::vector<double> solved(std::vector<double>& matrix, std::vector<double> right) {
  const std::size_t n = right.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      const double* row = &matrix[i * n];
      const double* other = &matrix[j * n];
      const double rest = matrix[i * n + j] - std::inner_product(row, row + j, other, 0.0);
      matrix[i * n + j] = i == j ? std::sqrt(std::max(rest, 1e-12)) : rest / other[j];
    }
    const double* row = &matrix[i * n];
    right[i] = (right[i] - std::inner_product(row, row + i, right.begin(), 0.0)) / row[i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) right[i] -= matrix[k * n + i] * right[k];
    right[i] /= matrix[i * n + i];
  }
  return right;
}

/// Examples as a matrix with a column of ones at the end.
struct Sheet {
  std::size_t columns = 0;
  std::vector<double> values;
  std::vector<double> target;

  [[nodiscard]] std::size_t rows() const noexcept { return target.size(); }
  [[nodiscard]] std::span<const double> row(std::size_t i) const {
    return std::span(values).subspan(i * columns, columns);
  }
};

Sheet sheet_of(std::span<const Example> examples, std::span<const std::size_t> used) {
  Sheet sheet;
  sheet.columns = examples.front().features.size() + 1;
  for (const std::size_t i : used) {
    sheet.values.insert(sheet.values.end(), examples[i].features.begin(), examples[i].features.end());
    sheet.values.push_back(1);
    sheet.target.push_back(examples[i].is_meant ? 1 : 0);
  }
  return sheet;
}

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

/// Weights and, last, the bias, which is not penalised.
std::vector<double> fitted(const Sheet& sheet, double penalty, std::vector<double> weights) {
  const std::size_t n = sheet.columns;
  weights.resize(n);
  for (int step = 0; step < kMostSteps; ++step) {
    std::vector<double> gradient(n);
    std::vector<double> curvature(n * n);
    for (std::size_t i = 0; i < sheet.rows(); ++i) {
      const std::span<const double> x = sheet.row(i);
      const double p = sigmoid(std::inner_product(x.begin(), x.end(), weights.begin(), 0.0));
      const double wide = std::max(p * (1 - p), 1e-6);
      for (std::size_t a = 0; a < n; ++a) {
        gradient[a] += (sheet.target[i] - p) * x[a];
        const double scaled = wide * x[a];
        double* row = &curvature[a * n];
        for (std::size_t b = 0; b <= a; ++b) row[b] += scaled * x[b];
      }
    }
    for (std::size_t a = 0; a + 1 < n; ++a) {
      gradient[a] -= penalty * weights[a];
      curvature[a * n + a] += penalty;
    }
    const std::vector<double> change = solved(curvature, gradient);
    double largest = 0;
    for (std::size_t a = 0; a < n; ++a) {
      weights[a] += change[a];
      largest = std::max(largest, std::abs(change[a]));
    }
    if (largest < kSmallStep) break;
  }
  return weights;
}

/// Which fold each example is in: whole artists, and both kinds spread evenly.
std::vector<std::size_t> folds_of(std::span<const Example> examples) {
  struct Artist {
    std::uint32_t number = 0;
    std::size_t yes = 0;
    std::size_t no = 0;
  };
  std::map<std::uint32_t, Artist> by_number;
  for (const Example& example : examples) {
    Artist& artist = by_number[example.artist];
    artist.number = example.artist;
    ++(example.is_meant ? artist.yes : artist.no);
  }
  std::vector<Artist> artists;
  for (const auto& [number, artist] : by_number) artists.push_back(artist);
  std::stable_sort(artists.begin(), artists.end(),
                   [](const Artist& a, const Artist& b) { return a.yes + a.no > b.yes + b.no; });
  std::array<Artist, kFolds> filled{};
  std::map<std::uint32_t, std::size_t> fold_of;
  for (const Artist& artist : artists) {
    const auto load = [&](std::size_t f) { return artist.yes * filled[f].yes + artist.no * filled[f].no; };
    std::size_t best = 0;
    for (std::size_t f = 1; f < kFolds; ++f)
      if (load(f) < load(best)) best = f;
    filled[best].yes += artist.yes;
    filled[best].no += artist.no;
    fold_of[artist.number] = best;
  }
  std::vector<std::size_t> folds;
  for (const Example& example : examples) folds.push_back(fold_of[example.artist]);
  return folds;
}

/// What models that did not see an example's artist say about it: shape [examples].
std::vector<double> held_out_scores(std::span<const Example> examples, const std::vector<std::size_t>& folds,
                                    double penalty) {
  std::vector<double> scores(examples.size());
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<std::size_t> used;
    for (std::size_t i = 0; i < examples.size(); ++i)
      if (folds[i] != fold) used.push_back(i);
    if (used.size() == examples.size() || used.empty()) continue;
    const std::vector<double> weights = fitted(sheet_of(examples, used), penalty, {});
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (folds[i] != fold) continue;
      const std::vector<float>& x = examples[i].features;
      scores[i] = std::inner_product(x.begin(), x.end(), weights.begin(), weights.back());
    }
  }
  return scores;
}

void check(std::span<const Example> examples) {
  std::array<std::size_t, 2> counts{};
  std::array<std::optional<std::uint32_t>, 2> only;
  std::array<bool, 2> several{};
  for (const Example& example : examples) {
    const std::size_t kind = example.is_meant ? 1 : 0;
    ++counts[kind];
    several[kind] = several[kind] || (only[kind] && *only[kind] != example.artist);
    only[kind] = example.artist;
  }
  for (const std::size_t kind : {std::size_t{1}, std::size_t{0}}) {
    const std::string name = kind == 1 ? "yes" : "no";
    if (counts[kind] < kFewestExamples)
      throw Error(ErrorKind::invalid_argument, "a wish is learned from at least " + std::to_string(kFewestExamples) +
                                                   " songs of each kind; " + name + " has " +
                                                   std::to_string(counts[kind]));
    if (!several[kind])
      throw Error(ErrorKind::invalid_argument,
                  "all songs of " + name +
                      " are by one artist, so its sound would be learned and not the wish; "
                      "expected songs by at least two");
  }
  if (examples.size() > kMostExamples)
    throw Error(ErrorKind::resource_limit, "a wish is learned from at most " + std::to_string(kMostExamples) +
                                               " songs; these are " + std::to_string(examples.size()));
}

float clamped(double value) { return static_cast<float>(std::clamp(value, -kLargest, kLargest)); }

}  // namespace

std::vector<float> features_of(const WishTable& standards, std::size_t dimensions, const KnownOfSong& song) {
  std::vector<float> features;
  features_into(standards, dimensions, song, features);
  return features;
}

void features_into(const WishTable& standards, std::size_t dimensions, const KnownOfSong& song,
                   std::vector<float>& features) {
  features.clear();
  features.reserve(kMixtureParts.size() + dimensions + kAudioFeatures.size() + 1);
  for (std::size_t k = 0; k < kMixtureParts.size(); ++k) {
    const Usual& usual = standards.mixture[k];
    features.push_back(
        song.root_mixture ? clamped((static_cast<double>((*song.root_mixture)[k]) - usual.mean) / usual.spread) : 0.0F);
  }
  for (std::size_t d = 0; d < dimensions; ++d)
    features.push_back(song.direction.empty() ? 0.0F : static_cast<float>(song.direction[d] / 127.0 * kMeaningScale));
  for (std::size_t k = 0; k < kAudioFeatures.size(); ++k) {
    const auto value = static_cast<double>(song.audio[k]);
    features.push_back(std::isnan(value) ? 0.0F
                                         : clamped((value - standards.sound[k].mean) / standards.sound[k].spread));
  }
  features.push_back(song.year ? clamped((*song.year - kMiddleYear) / kYearSpread) : 0.0F);
}

LearnedWish learn_wish(std::span<const Example> examples) {
  check(examples);
  std::vector<std::uint8_t> meant;
  for (const Example& example : examples) meant.push_back(example.is_meant ? 1 : 0);
  const std::vector<std::size_t> folds = folds_of(examples);
  LearnedWish wish;
  std::vector<double> best;
  for (const double penalty : kPenalties) {
    std::vector<double> scores = held_out_scores(examples, folds, penalty);
    const double auc = evaluation::area_under_curve(scores, meant);
    if (!best.empty() && auc < wish.auc) continue;  // of equals the larger penalty
    wish.auc = auc;
    wish.penalty = penalty;
    best = std::move(scores);
  }
  wish.interval = evaluation::area_interval(best, meant);
  std::vector<std::size_t> all(examples.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  wish.weights = fitted(sheet_of(examples, all), wish.penalty, {});
  wish.bias = wish.weights.back();
  wish.weights.pop_back();
  wish.yes = static_cast<std::size_t>(std::count(meant.begin(), meant.end(), std::uint8_t{1}));
  wish.no = examples.size() - wish.yes;
  return wish;
}

double score_of(const LearnedWish& wish, std::span<const float> features) {
  return sigmoid(std::inner_product(features.begin(), features.end(), wish.weights.begin(), wish.bias));
}

LearnedReasons reasons_of(const LearnedWish& wish, const WordVectors& vectors, std::size_t n) {
  std::vector<std::pair<std::string, double>> all;
  const std::span<const double> weights(wish.weights);
  for (std::size_t k = 0; k < kMixtureParts.size(); ++k)
    all.emplace_back("topic " + std::string(kMixtureParts[k]), weights[k]);
  const std::size_t sound = kMixtureParts.size() + vectors.dimensions();
  for (std::size_t k = 0; k < kAudioFeatures.size(); ++k)
    all.emplace_back(std::string(kAudioFeatures[k]), weights[sound + k]);
  all.emplace_back("later years", weights[sound + kAudioFeatures.size()]);
  for (std::size_t word = 0; word < std::min(vectors.words(), kNamedWords); ++word) {
    const std::span<const std::int8_t> row = vectors.row(word);
    double value = 0;
    for (std::size_t d = 0; d < row.size(); ++d) value += weights[kMixtureParts.size() + d] * row[d] / 127.0;
    all.emplace_back(vectors.data().words[word], value);
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  LearnedReasons reasons;
  for (std::size_t i = 0; i < std::min(n, all.size()); ++i) {
    if (all[i].second > 0) reasons.for_it.push_back(all[i]);
    if (all[all.size() - 1 - i].second < 0) reasons.against.push_back(all[all.size() - 1 - i]);
  }
  return reasons;
}

}  // namespace leitmotif::wishes

#include "leitmotif/taste/ease.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/vectorized.hpp"
#include "leitmotif/taste/elimination.hpp"

namespace leitmotif::taste {
namespace {

/// A song that shares lists with so many others is inverted with the rest: taking it out would cost as much.
constexpr std::size_t kMostBound = 120;

LEITMOTIF_VECTORIZED void add_scaled(float* target, const float* source, float factor, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) target[i] += factor * source[i];
}

/// (X'X + penalty)^-1 = (1 - X' (X X' + penalty)^-1 X) / penalty, by Woodbury's identity.
Square inverse_by_lists(const SparseMatrix& lists, const EaseOptions& options) {
  const SparseMatrix by_item = transposed(lists);
  Square kernel = gram_of(by_item, 0);
  for (std::size_t list = 0; list < kernel.size; ++list) kernel.row(list)[list] += options.penalty;
  invert_positive_definite(kernel, options.threads);
  Square inverse(lists.columns);
  constexpr std::size_t kPiece = 64;
  parallel_for(lists.columns, kPiece, options.threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> by_list(lists.rows());
    for (std::size_t item = begin; item < end; ++item) {
      std::ranges::fill(by_list, 0.0F);
      for (const std::uint32_t list : items_of(by_item, item))
        add_scaled(by_list.data(), kernel.row(list), 1, by_list.size());
      float* const row = inverse.row(item);
      for (std::size_t list = 0; list < by_list.size(); ++list)
        for (const Item other : items_of(lists, list)) row[other] -= by_list[list];
      row[item] += 1;
      for (std::size_t other = 0; other < lists.columns; ++other) row[other] /= options.penalty;
    }
  });
  return inverse;
}

/// The place of each of `items` in `known`, or how many these are.
std::vector<Item> places_in(const std::vector<Item>& known, std::size_t items) {
  std::vector<Item> place(items, static_cast<Item>(known.size()));
  for (std::size_t k = 0; k < known.size(); ++k) place[known[k]] = static_cast<Item>(k);
  return place;
}

/// The lists with their songs numbered by their places in `known`, which has all of them.
SparseMatrix among(const SparseMatrix& lists, const std::vector<Item>& known) {
  const std::vector<Item> place = places_in(known, lists.columns);
  SparseMatrix rows = lists;
  rows.columns = known.size();
  for (std::uint32_t& column : rows.column) column = place[column];
  return rows;
}

/// B = 1 - P / diag(P), column by column; its diagonal is 0.
SongWeights weights_of(Square inverse) {
  std::vector<float> factor(inverse.size);
  for (std::size_t i = 0; i < inverse.size; ++i) factor[i] = -1 / inverse.row(i)[i];
  for (std::size_t i = 0; i < inverse.size; ++i) {
    float* const row = inverse.row(i);
    for (std::size_t j = 0; j < inverse.size; ++j) row[j] *= factor[j];
    row[i] = 0;
  }
  return {inverse.size, std::move(inverse.values)};
}

/// The numbers below a count.
std::vector<Item> all_below(std::size_t count) {
  std::vector<Item> all(count);
  std::iota(all.begin(), all.end(), Item{0});
  return all;
}

}  // namespace

Square gram_of(const SparseMatrix& lists, double size_power) {
  Square gram(lists.columns);
  for (std::size_t list = 0; list < lists.rows(); ++list) {
    const std::span<const Item> items = items_of(lists, list);
    const auto weight =
        static_cast<float>(std::pow(static_cast<double>(std::max<std::size_t>(items.size(), 1)), -size_power));
    for (std::size_t a = 0; a < items.size(); ++a)
      for (std::size_t b = 0; b <= a; ++b)
        gram.row(std::max(items[a], items[b]))[std::min(items[a], items[b])] += weight;
  }
  return gram;
}

Ease::Ease(SongWeights weights, std::vector<Item> known, std::size_t items)
    : weights_(std::move(weights)), known_(std::move(known)), place_(places_in(known_, items)) {}

Ease Ease::of_gram(Square gram, unsigned threads) {
  invert_positive_definite(gram, threads);
  const std::size_t items = gram.size;
  return {weights_of(std::move(gram)), all_below(items), items};
}

Ease Ease::of_weights(SongWeights weights) {
  const std::size_t items = weights.size;
  if (weights.values.size() != items * items)
    throw Error(ErrorKind::invalid_argument, std::to_string(weights.values.size()) + " weights of " +
                                                 std::to_string(items) + " songs: expected the square");
  return {std::move(weights), all_below(items), items};
}

Ease Ease::fit(const SparseMatrix& lists, const EaseOptions& options) {
  if (!(options.penalty > 0)) throw Error(ErrorKind::invalid_argument, "penalty: expected a number above 0");
  const std::vector<std::uint32_t> counts = counts_of(lists);
  std::vector<Item> known;
  for (std::size_t item = 0; item < counts.size(); ++item)
    if (counts[item] > 0) known.push_back(static_cast<Item>(item));
  const SparseMatrix rows = among(lists, known);
  const Elimination order = eliminate_loose_songs(rows, kMostBound);
  if (rows.rows() < order.core) return {weights_of(inverse_by_lists(rows, options)), std::move(known), lists.columns};
  Square gram = gram_of(among(rows, order.songs), 0);
  for (std::size_t item = 0; item < gram.size; ++item) gram.row(item)[item] += options.penalty;
  invert_by_elimination(gram, order, options.threads);
  std::vector<Item> ordered;
  for (const Item song : order.songs) ordered.push_back(known[song]);
  return {weights_of(std::move(gram)), std::move(ordered), lists.columns};
}

void Ease::score(std::span<const Item> given, std::span<float> scores) const {
  std::ranges::fill(scores, 0.0F);
  std::vector<float> sums(known_.size());
  for (const Item item : given) {
    if (item >= place_.size() || place_[item] == known_.size()) continue;
    add_scaled(sums.data(), weights_.row(place_[item]).data(), 1, sums.size());
  }
  for (std::size_t k = 0; k < sums.size(); ++k) scores[known_[k]] = sums[k];
}

}  // namespace leitmotif::taste

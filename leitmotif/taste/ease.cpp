#include "leitmotif/taste/ease.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::taste {
namespace {

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

}  // namespace

Square gram_of(const SparseMatrix& lists, double size_power) {
  Square gram(lists.columns);
  for (std::size_t list = 0; list < lists.rows(); ++list) {
    const std::span<const Item> items = items_of(lists, list);
    const auto weight =
        static_cast<float>(std::pow(static_cast<double>(std::max<std::size_t>(items.size(), 1)), -size_power));
    for (std::size_t a = 0; a < items.size(); ++a)
      for (std::size_t b = 0; b <= a; ++b) gram.row(items[a])[items[b]] += weight;
  }
  return gram;
}

Ease::Ease(Square inverse) : weights_(std::move(inverse)) {
  // B = 1 - P / diag(P), column by column; its diagonal is 0.
  std::vector<float> factor(weights_.size);
  for (std::size_t i = 0; i < weights_.size; ++i) factor[i] = -1 / weights_.row(i)[i];
  for (std::size_t i = 0; i < weights_.size; ++i) {
    float* const row = weights_.row(i);
    for (std::size_t j = 0; j < weights_.size; ++j) row[j] *= factor[j];
    row[i] = 0;
  }
}

Ease Ease::of_gram(Square gram, unsigned threads) {
  invert_positive_definite(gram, threads);
  return Ease(std::move(gram));
}

Ease Ease::fit(const SparseMatrix& lists, const EaseOptions& options) {
  if (!(options.penalty > 0)) throw Error(ErrorKind::invalid_argument, "penalty: expected a number above 0");
  if (lists.rows() < lists.columns) return Ease(inverse_by_lists(lists, options));
  Square gram = gram_of(lists, 0);
  for (std::size_t item = 0; item < gram.size; ++item) gram.row(item)[item] += options.penalty;
  return of_gram(std::move(gram), options.threads);
}

void Ease::score(std::span<const Item> given, std::span<float> scores) const {
  std::ranges::fill(scores, 0.0F);
  for (const Item item : given) add_scaled(scores.data(), weights_.row(item), 1, scores.size());
}

}  // namespace leitmotif::taste

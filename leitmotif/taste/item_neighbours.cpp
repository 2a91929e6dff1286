#include "leitmotif/taste/item_neighbours.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/top_k.hpp"

namespace leitmotif::taste {
namespace {

/// What a song's row is made of: `add(item, sums)` adds to the sums of other songs and names those it touched.
struct RowMaker {
  std::size_t items = 0;
  std::size_t most = 0;
  unsigned threads = 0;
  std::function<void(Item item, std::vector<float>& sums, std::vector<Item>& touched)> add;
  std::function<float(Item item, Item other, float sum)> finish;
};

using Row = std::vector<std::pair<Item, float>>;

Row best_of(const RowMaker& maker, Item item, std::vector<float>& sums, std::vector<Item>& touched) {
  touched.clear();
  maker.add(item, sums, touched);
  TopK best(maker.most);
  for (const Item other : touched) {
    const float value = maker.finish(item, other, sums[other]);
    sums[other] = 0;
    if (other != item && value > 0) best.offer({value, other});
  }
  Row row;
  for (const ScoredRow& one : best.sorted()) row.emplace_back(one.row, one.score);
  std::ranges::sort(row);
  return row;
}

SparseMatrix rows_of(const RowMaker& maker) {
  std::vector<Row> rows(maker.items);
  constexpr std::size_t kPiece = 256;
  parallel_for(maker.items, kPiece, maker.threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> sums(maker.items);
    std::vector<Item> touched;
    for (std::size_t item = begin; item < end; ++item)
      rows[item] = best_of(maker, static_cast<Item>(item), sums, touched);
  });
  SparseMatrix matrix;
  matrix.columns = maker.items;
  for (const Row& row : rows) {
    for (const auto& [other, value] : row) {
      matrix.column.push_back(other);
      matrix.value.push_back(value);
    }
    matrix.row_begin.push_back(matrix.column.size());
  }
  return matrix;
}

/// Adds a weight a list to the sums of every song that shares it.
template <class Weight>
auto over_lists(const SparseMatrix& lists, const SparseMatrix& by_item, Weight weight) {
  return [&lists, &by_item, weight](Item item, std::vector<float>& sums, std::vector<Item>& touched) {
    for (const std::uint32_t list : items_of(by_item, item)) {
      const float step = weight(list);
      for (const Item other : items_of(lists, list)) {
        if (sums[other] == 0) touched.push_back(other);
        sums[other] += step;
      }
    }
  };
}

}  // namespace

Neighbours Neighbours::by_cosine(const SparseMatrix& lists, const NeighbourOptions& options) {
  const SparseMatrix by_item = transposed(lists);
  const std::vector<std::uint32_t> counts = counts_of(lists);
  RowMaker maker{lists.columns, options.most, options.threads, {}, {}};
  maker.add = over_lists(lists, by_item, [](std::uint32_t) { return 1.0F; });
  maker.finish = [&](Item item, Item other, float sum) {
    const double product = static_cast<double>(counts[item]) * static_cast<double>(counts[other]);
    return sum / (static_cast<float>(std::sqrt(product)) + options.shrink);
  };
  return Neighbours(rows_of(maker));
}

Neighbours Neighbours::by_walk(const SparseMatrix& lists, const WalkOptions& options) {
  const SparseMatrix by_item = transposed(lists);
  const std::vector<std::uint32_t> counts = counts_of(lists);
  std::vector<float> step(lists.rows());
  for (std::size_t list = 0; list < lists.rows(); ++list)
    step[list] = static_cast<float>(
        std::pow(std::max<double>(1, static_cast<double>(items_of(lists, list).size())), -options.alpha));
  RowMaker maker{lists.columns, options.most, options.threads, {}, {}};
  maker.add = over_lists(lists, by_item, [&](std::uint32_t list) { return step[list]; });
  maker.finish = [&](Item item, Item other, float sum) {
    return sum * static_cast<float>(std::pow(counts[item], -options.alpha) * std::pow(counts[other], -options.beta));
  };
  return Neighbours(rows_of(maker));
}

void Neighbours::score(std::span<const Item> given, std::span<float> scores) const {
  std::ranges::fill(scores, 0.0F);
  for (const Item item : given) {
    const std::span<const Item> others = items_of(weights_, item);
    const std::span<const float> values = values_of(weights_, item);
    for (std::size_t k = 0; k < others.size(); ++k) scores[others[k]] += values[k];
  }
}

}  // namespace leitmotif::taste

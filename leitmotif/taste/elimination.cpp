#include "leitmotif/taste/elimination.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <queue>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::taste {
namespace {

/// Which songs are bound to which, as rows of bits.
class Bonds {
 public:
  explicit Bonds(const SparseMatrix& lists)
      : words_((lists.columns + kBits - 1) / kBits), rows_(words_ * lists.columns), count_(lists.columns) {
    std::vector<std::uint64_t> together(words_);
    for (std::size_t list = 0; list < lists.rows(); ++list) {
      std::ranges::fill(together, 0);
      for (const Item item : items_of(lists, list)) together[item / kBits] |= bit(item);
      for (const Item item : items_of(lists, list)) unite(row(item), together.data(), words_);
    }
    for (std::size_t item = 0; item < lists.columns; ++item) {
      row(item)[item / kBits] &= ~bit(item);
      count_[item] = count_bits(row(item), words_);
    }
  }

  [[nodiscard]] std::size_t count(std::size_t item) const noexcept { return count_[item]; }
  [[nodiscard]] std::vector<Item> of(std::size_t item) const {
    std::vector<Item> others;
    for (std::size_t word = 0; word < words_; ++word)
      for (std::uint64_t left = rows_[item * words_ + word]; left != 0; left &= left - 1)
        others.push_back(static_cast<Item>(word * kBits + static_cast<std::size_t>(std::countr_zero(left))));
    return others;
  }
  /// Binds `others`, which are those of `item`, to each other and looses them from it.
  void take_out(std::size_t item, const std::vector<Item>& others) {
    for (const Item other : others) {
      std::uint64_t* const bonds = row(other);
      unite(bonds, row(item), words_);
      bonds[item / kBits] &= ~bit(item);
      bonds[other / kBits] &= ~bit(other);
      count_[other] = count_bits(bonds, words_);
    }
  }

 private:
  static constexpr std::size_t kBits = 64;
  static std::uint64_t bit(std::size_t item) noexcept { return std::uint64_t{1} << (item % kBits); }
  [[nodiscard]] std::uint64_t* row(std::size_t item) noexcept { return rows_.data() + item * words_; }
  LEITMOTIF_VECTORIZED static void unite(std::uint64_t* target, const std::uint64_t* more, std::size_t words) {
    for (std::size_t k = 0; k < words; ++k) target[k] |= more[k];
  }
  LEITMOTIF_VECTORIZED static std::size_t count_bits(const std::uint64_t* row, std::size_t words) {
    std::size_t count = 0;
    for (std::size_t k = 0; k < words; ++k) count += static_cast<std::size_t>(std::popcount(row[k]));
    return count;
  }

  std::size_t words_;
  std::vector<std::uint64_t> rows_;
  std::vector<std::size_t> count_;
};

LEITMOTIF_VECTORIZED void subtract_scaled(float* target, const float* source, float factor, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) target[i] -= factor * source[i];
}

/// Takes the row at `place` out of those before it. Leaves in the row what the song is of those it is bound to, and
/// gives one over what is left of its diagonal.
float take_row_out(Square& matrix, std::size_t place, const std::vector<std::uint32_t>& bound) {
  float* const row = matrix.row(place);
  if (!(row[place] > 0)) throw Error(ErrorKind::invalid_argument, "matrix: expected a positive definite one");
  const float scale = 1 / row[place];
  for (const std::uint32_t a : bound)
    for (const std::uint32_t b : bound)
      if (b <= a) matrix.row(a)[b] -= row[a] * row[b] * scale;
  for (const std::uint32_t other : bound) row[other] *= scale;
  return scale;
}

/// The row and column of the inverse at `place`, from those before it.
void put_row_back(Square& inverse, std::size_t place, const std::vector<std::uint32_t>& bound, float scale) {
  float* const row = inverse.row(place);
  std::vector<float> factors;
  for (const std::uint32_t other : bound) factors.push_back(row[other]);
  std::fill_n(row, place, 0.0F);
  for (std::size_t k = 0; k < bound.size(); ++k) subtract_scaled(row, inverse.row(bound[k]), factors[k], place);
  for (std::size_t k = 0; k < bound.size(); ++k) scale -= factors[k] * row[bound[k]];
  row[place] = scale;
  for (std::size_t before = 0; before < place; ++before) inverse.row(before)[place] = row[before];
}

}  // namespace

Elimination eliminate_loose_songs(const SparseMatrix& lists, std::size_t most_bound) {
  Bonds bonds(lists);
  const std::size_t count = lists.columns;
  using Candidate = std::pair<std::size_t, Item>;  // bonds, song; those with a count that has changed are passed over
  std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> loosest;
  for (std::size_t item = 0; item < count; ++item) loosest.emplace(bonds.count(item), static_cast<Item>(item));
  std::vector<std::uint8_t> is_out(count);
  std::vector<Item> taken;
  std::vector<std::vector<Item>> bound;
  while (!loosest.empty() && loosest.top().first <= most_bound) {
    const auto [number, item] = loosest.top();
    loosest.pop();
    if (is_out[item] != 0 || number != bonds.count(item)) continue;
    is_out[item] = 1;
    taken.push_back(item);
    bound.push_back(bonds.of(item));
    bonds.take_out(item, bound.back());
    for (const Item other : bound.back()) loosest.emplace(bonds.count(other), other);
  }
  Elimination order;
  for (std::size_t item = 0; item < count; ++item)
    if (is_out[item] == 0) order.songs.push_back(static_cast<Item>(item));
  order.core = order.songs.size();
  order.songs.insert(order.songs.end(), taken.rbegin(), taken.rend());
  order.bound.assign(bound.rbegin(), bound.rend());
  std::vector<std::uint32_t> place(count);
  for (std::size_t k = 0; k < count; ++k) place[order.songs[k]] = static_cast<std::uint32_t>(k);
  for (std::vector<std::uint32_t>& others : order.bound) {
    for (std::uint32_t& other : others) other = place[other];
    std::ranges::sort(others);
  }
  return order;
}

void invert_by_elimination(Square& matrix, const Elimination& order, unsigned threads) {
  std::vector<float> scales(order.bound.size());
  for (std::size_t place = matrix.size; place-- > order.core;)
    scales[place - order.core] = take_row_out(matrix, place, order.bound[place - order.core]);
  Square core(order.core);
  for (std::size_t row = 0; row < core.size; ++row) std::copy_n(matrix.row(row), row + 1, core.row(row));
  invert_positive_definite(core, threads);
  for (std::size_t row = 0; row < core.size; ++row) std::copy_n(core.row(row), core.size, matrix.row(row));
  for (std::size_t place = order.core; place < matrix.size; ++place)
    put_row_back(matrix, place, order.bound[place - order.core], scales[place - order.core]);
}

}  // namespace leitmotif::taste

#include "leitmotif/training/sparse_layer.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::training {
namespace {

/// sum += factor * row
LEITMOTIF_VECTORIZED void add_scaled(float* __restrict sum, const float* __restrict row, std::size_t count,
                                     float factor) {
  for (std::size_t c = 0; c < count; ++c) sum[c] += factor * row[c];
}

}  // namespace

void TermLists::assign(const SparseMatrix& rows, std::span<const std::size_t> songs) {
  // Counting sort. begin_[t + 1] is the number of entries of term t, then where its next one goes, then where t ends.
  std::ranges::fill(begin_, 0U);
  for (const std::size_t song : songs)
    for (std::size_t e = rows.row_begin[song]; e < rows.row_begin[song + 1]; ++e) ++begin_[rows.column[e] + 1];
  terms_.clear();
  std::uint32_t entries = 0;
  for (std::size_t term = 0; term + 1 < begin_.size(); ++term) {
    const std::uint32_t count = begin_[term + 1];
    if (count > 0) terms_.push_back(static_cast<std::uint32_t>(term));
    begin_[term + 1] = entries;
    entries += count;
  }
  entries_.resize(entries);
  for (std::size_t place = 0; place < songs.size(); ++place)
    for (std::size_t e = rows.row_begin[songs[place]]; e < rows.row_begin[songs[place] + 1]; ++e)
      entries_[begin_[rows.column[e] + 1]++] = {static_cast<std::uint32_t>(place), rows.value[e]};
}

SparseLayer::SparseLayer(std::vector<float> weight, std::vector<float> bias)
    : weight_(std::move(weight), bias.size()),
      bias_(bias, bias.size()),
      batch_(weight_.rows()),
      row_gradient_(bias.size()) {}

SparseLayer SparseLayer::at_random(std::size_t inputs, std::size_t outputs, RandomSource& random) {
  const double bound = 1 / std::sqrt(static_cast<double>(inputs));
  std::vector<float> weight = random.uniform_around_zero(inputs * outputs, bound);
  return {std::move(weight), random.uniform_around_zero(outputs, bound)};
}

void SparseLayer::forward(const SparseMatrix& rows, std::span<const std::size_t> songs, std::span<float> out) {
  batch_.assign(rows, songs);
  bias_.catch_up(0);
  for (std::size_t place = 0; place < songs.size(); ++place)
    std::ranges::copy(bias_.row(0), out.data() + place * outputs());
  for (const std::uint32_t term : batch_.terms()) {
    weight_.catch_up(term);
    const float* row = weight_.row(term).data();
    for (const TermLists::Entry& entry : batch_.songs_with(term))
      add_scaled(out.data() + entry.place * outputs(), row, outputs(), entry.value);
  }
}

void SparseLayer::step(std::span<const float> gradient, double rate) {
  weight_.begin_step(rate);
  bias_.begin_step(rate);
  for (const std::uint32_t term : batch_.terms()) {
    std::ranges::fill(row_gradient_, 0.0F);
    for (const TermLists::Entry& entry : batch_.songs_with(term))
      add_scaled(row_gradient_.data(), gradient.data() + entry.place * outputs(), outputs(), entry.value);
    weight_.apply(term, row_gradient_);
  }
  std::ranges::fill(row_gradient_, 0.0F);
  for (std::size_t begin = 0; begin < gradient.size(); begin += outputs())
    add_scaled(row_gradient_.data(), gradient.data() + begin, outputs(), 1.0F);
  bias_.apply(0, row_gradient_);
}

void SparseLayer::restart() {
  weight_.restart();
  bias_.restart();
}

void sparse_sums(const SparseMatrix& rows, std::size_t first, std::span<const float> weight,
                 std::span<const float> bias, std::span<float> out) {
  const std::size_t outputs = bias.size();
  for (std::size_t begin = 0; begin < out.size(); begin += outputs) {
    const std::size_t song = first + begin / outputs;
    std::ranges::copy(bias, out.data() + begin);
    for (std::size_t e = rows.row_begin[song]; e < rows.row_begin[song + 1]; ++e)
      add_scaled(out.data() + begin, weight.data() + rows.column[e] * outputs, outputs, rows.value[e]);
  }
}

}  // namespace leitmotif::training

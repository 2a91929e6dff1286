#include "leitmotif/training/torch/sparse_linear.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::training {
namespace {

/// sum += factor * row
LEITMOTIF_VECTORIZED void add_scaled(float* __restrict sum, const float* __restrict row, std::size_t count,
                                     float factor) {
  for (std::size_t c = 0; c < count; ++c) sum[c] += factor * row[c];
}

/// Songs of a batch by the terms they have.
class TermLists {
 public:
  /// One term of one song.
  struct Entry {
    std::uint32_t place;  ///< of the song in the batch
    float value;
  };

  /// Cost: O(terms + entries).
  explicit TermLists(const SongBatch& batch) : begin_(batch.rows->columns + 1) {
    // Counting sort. begin_[t + 1] is the number of entries of term t, then where its next one goes, then where t ends.
    const SparseMatrix& rows = *batch.rows;
    for (const std::size_t song : batch.songs)
      for (std::size_t e = rows.row_begin[song]; e < rows.row_begin[song + 1]; ++e) ++begin_[rows.column[e] + 1];
    std::uint32_t entries = 0;
    for (std::size_t term = 0; term + 1 < begin_.size(); ++term) {
      const std::uint32_t count = begin_[term + 1];
      if (count > 0) terms_.push_back(static_cast<std::int64_t>(term));
      begin_[term + 1] = entries;
      entries += count;
    }
    entries_.resize(entries);
    for (std::size_t place = 0; place < batch.songs.size(); ++place)
      for (std::size_t e = rows.row_begin[batch.songs[place]]; e < rows.row_begin[batch.songs[place] + 1]; ++e)
        entries_[begin_[rows.column[e] + 1]++] = {static_cast<std::uint32_t>(place), rows.value[e]};
  }

  /// Terms that stand in some song of the batch, ascending.
  [[nodiscard]] const std::vector<std::int64_t>& terms() const noexcept { return terms_; }
  [[nodiscard]] std::span<const Entry> songs_with(std::int64_t term) const noexcept {
    const auto t = static_cast<std::size_t>(term);
    return {entries_.data() + begin_[t], begin_[t + 1] - begin_[t]};
  }

 private:
  std::vector<std::uint32_t> begin_;  ///< [terms + 1] offsets into entries_
  std::vector<std::int64_t> terms_;
  std::vector<Entry> entries_;
};

/// From the gradient of the sums to that of the weight rows of the batch's terms.
class SparseSumsBackward : public torch::autograd::Node {
 public:
  SparseSumsBackward(TermLists batch, const at::Tensor& weight)
      : batch_(std::move(batch)), shape_(weight.sizes().vec()) {
    set_next_edges(torch::autograd::collect_next_edges(weight));
  }

  torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override {
    const at::Tensor sums = gradients[0].contiguous();
    const auto outputs = static_cast<std::size_t>(sums.size(1));
    const at::Tensor terms = torch::tensor(batch_.terms()).unsqueeze(0);
    const at::Tensor values = torch::zeros({terms.size(1), sums.size(1)});
    float* row = numbers(values).data();
    for (const std::int64_t term : batch_.terms()) {
      for (const TermLists::Entry& entry : batch_.songs_with(term))
        add_scaled(row, numbers(sums).data() + entry.place * outputs, outputs, entry.value);
      row += outputs;
    }
    return {at::_sparse_coo_tensor_unsafe(terms, values, shape_)._coalesced_(true)};
  }

 private:
  TermLists batch_;
  std::vector<std::int64_t> shape_;
};

}  // namespace

SparseLinearImpl::SparseLinearImpl(std::int64_t inputs, std::int64_t outputs)
    : rows_(std::vector<float>(static_cast<std::size_t>(inputs * outputs)), static_cast<std::size_t>(outputs)) {
  const double bound = 1 / std::sqrt(static_cast<double>(inputs));
  weight = at::from_blob(rows_.data(), {inputs, outputs}, {static_cast<std::int64_t>(rows_.stride()), 1});
  bias = torch::empty({outputs});
  for (at::Tensor* start : {&weight, &bias}) start->uniform_(-bound, bound);
  register_parameter("weight", weight);
  register_parameter("bias", bias);
}

at::Tensor SparseLinearImpl::forward(const SongBatch& batch) {
  const std::size_t outputs = rows_.columns();
  at::Tensor sums = torch::zeros({static_cast<std::int64_t>(batch.songs.size()), weight.size(1)});
  float* out = numbers(sums).data();
  TermLists lists(batch);
  for (const std::int64_t term : lists.terms()) {
    rows_.catch_up(static_cast<std::size_t>(term));
    const float* row = rows_.row(static_cast<std::size_t>(term)).data();
    for (const TermLists::Entry& entry : lists.songs_with(term))
      add_scaled(out + entry.place * outputs, row, outputs, entry.value);
  }
  if (torch::GradMode::is_enabled() && weight.requires_grad()) {
    const std::shared_ptr<SparseSumsBackward> backward(new SparseSumsBackward(std::move(lists), weight),
                                                       torch::autograd::deleteNode);
    torch::autograd::create_gradient_edge(sums, backward);
  }
  return sums + bias;
}

}  // namespace leitmotif::training

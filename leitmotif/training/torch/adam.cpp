#include "leitmotif/training/torch/adam.hpp"

#include <algorithm>
#include <functional>

#include "leitmotif/training/torch/sparse_linear.hpp"

namespace leitmotif::training {
namespace {

/// A sparse gradient with each row once. That of one batch is so already, which autograd does not pass on.
at::Tensor with_rows_once(const at::Tensor& gradient) {
  const at::Tensor terms = gradient._indices()[0];
  const std::span<const std::int64_t> places(terms.data_ptr<std::int64_t>(), rows_of(terms));
  if (std::ranges::adjacent_find(places, std::greater_equal<>()) == places.end()) return gradient;
  return gradient.coalesce();
}

}  // namespace

Adam::Adam(torch::nn::Module& network) {
  for (const std::shared_ptr<torch::nn::Module>& module : network.modules())
    if (auto* layer = module->as<SparseLinearImpl>()) {
      layer->rows().restart();
      sparse_.push_back({layer->weight, &layer->rows()});
    }
  for (const at::Tensor& parameter : network.parameters())
    if (std::ranges::none_of(sparse_, [&](const Sparse& layer) { return layer.weight.is_same(parameter); }))
      dense_.push_back({parameter, at::zeros_like(parameter).detach(), at::zeros_like(parameter).detach()});
}

void Adam::step(double rate) {
  const AdamStep step = adam_step({}, rate, ++steps_);
  for (Dense& parameter : dense_) {
    at::Tensor& gradient = parameter.value.mutable_grad();
    if (!gradient.defined()) continue;
    const std::span<float> values = numbers(parameter.value);
    take_step({values.data(), numbers(parameter.first).data(), numbers(parameter.second).data(), values.size()},
              numbers(gradient.contiguous()).data(), step);
    gradient.reset();
  }
  for (Sparse& layer : sparse_) {
    at::Tensor& gradient = layer.weight.mutable_grad();
    if (!gradient.defined()) continue;
    const at::Tensor rows = with_rows_once(gradient);
    const at::Tensor terms = rows._indices()[0];
    const std::span<const float> values = numbers(rows._values());
    const std::size_t columns = layer.rows->columns();
    layer.rows->begin_step(rate);
    for (std::size_t place = 0; place < rows_of(terms); ++place)
      layer.rows->apply(static_cast<std::size_t>(terms.data_ptr<std::int64_t>()[place]),
                        values.subspan(place * columns, columns));
    gradient.reset();
  }
}

void Adam::finish() {
  for (Sparse& layer : sparse_) layer.rows->catch_up();
}

}  // namespace leitmotif::training

#include "leitmotif/training/torch/dense_layer.hpp"

#include <cmath>

#include "leitmotif/training/torch/tensors.hpp"

namespace leitmotif::training {
DenseLayer::DenseLayer(std::vector<float> weight, std::vector<float> bias)
    : weight_(weight, weight.size()), bias_(bias, bias.size()) {
  const auto outputs = static_cast<std::int64_t>(bias.size());
  weight_view_ = view_of(weight_.row(0), {static_cast<std::int64_t>(weight.size()) / outputs, outputs});
  bias_view_ = view_of(bias_.row(0), {outputs});
}

DenseLayer DenseLayer::at_random(std::size_t inputs, std::size_t outputs, RandomSource& random) {
  const double bound = 1 / std::sqrt(static_cast<double>(inputs));
  std::vector<float> weight = random.uniform_around_zero(inputs * outputs, bound);
  return {std::move(weight), random.uniform_around_zero(outputs, bound)};
}

at::Tensor DenseLayer::forward(const at::Tensor& input) const { return at::addmm(bias_view_, input, weight_view_); }

at::Tensor DenseLayer::backward(const at::Tensor& gradient) const { return at::mm(gradient, weight_view_.t()); }

void DenseLayer::step(const at::Tensor& input, const at::Tensor& gradient, double rate) {
  weight_.begin_step(rate);
  bias_.begin_step(rate);
  weight_.apply(0, numbers(at::mm(input.t(), gradient)));
  bias_.apply(0, numbers(gradient.sum(0)));
}

void DenseLayer::restart() {
  weight_.restart();
  bias_.restart();
}

}  // namespace leitmotif::training

#include "leitmotif/training/torch/encoder_layer.hpp"

#include <cmath>

namespace leitmotif::training {

EncoderLayerImpl::EncoderLayerImpl(const EncoderShape& shape)
    : project(register_module("project", torch::nn::Linear(shape.width, 3 * shape.width))),
      out(register_module("out", torch::nn::Linear(shape.width, shape.width))),
      expand(register_module("expand", torch::nn::Linear(shape.width, shape.hidden))),
      contract(register_module("contract", torch::nn::Linear(shape.hidden, shape.width))),
      norm1(register_module("norm1", torch::nn::LayerNorm(torch::nn::LayerNormOptions({shape.width})))),
      norm2(register_module("norm2", torch::nn::LayerNorm(torch::nn::LayerNormOptions({shape.width})))),
      context(register_module("context", std::make_shared<AttentionContext>(shape.context, shape.width))),
      heads_(shape.heads),
      scale_(1 / std::sqrt(static_cast<double>(shape.width / shape.heads))),
      dropout_(register_module("dropout", Dropout(shape.dropout))) {
  // As torch::nn::MultiheadAttention starts.
  torch::nn::init::xavier_uniform_(project->weight);
  torch::nn::init::zeros_(project->bias);
  torch::nn::init::zeros_(out->bias);
}

at::Tensor EncoderLayerImpl::forward(const at::Tensor& songs) {
  const std::vector<at::Tensor> projected = by_heads(project(songs)).unbind();
  const at::Tensor seen = is_training() ? attend_to_batch(projected) : attend_to_context(projected);
  const at::Tensor attended = norm1(dropout_(out(seen.transpose(0, 1).reshape(songs.sizes()))) + songs);
  return norm2(dropout_(contract(dropout_->rectified(expand(attended)))) + attended);
}

void EncoderLayerImpl::set_context(const at::Tensor& songs) {
  const std::vector<at::Tensor> parts = project(songs).chunk(3, 1);
  context->keys.copy_(parts[1]);
  context->values.copy_(parts[2]);
}

/// Queries, keys and values, or what of them there is, side by side. Shape: [n x parts * width] -> [parts x heads x n x
/// width / heads].
at::Tensor EncoderLayerImpl::by_heads(const at::Tensor& rows) const {
  const std::int64_t width = out->options.in_features();
  return rows.view({rows.size(0), rows.size(1) / width, heads_, width / heads_}).permute({1, 2, 0, 3});
}

/// Shape: queries, keys and values, each [heads x n x width / heads] -> the same shape.
at::Tensor EncoderLayerImpl::attend_to_batch(const std::vector<at::Tensor>& projected) {
  const at::Tensor weights = at::softmax(at::bmm(projected[0], projected[1].transpose(1, 2)) * scale_, -1);
  return at::bmm(dropout_(weights), projected[2]);
}

/// The same for songs that do not see each other.
at::Tensor EncoderLayerImpl::attend_to_context(const std::vector<at::Tensor>& projected) {
  const at::Tensor keys = by_heads(context->keys)[0];
  const at::Tensor own = (projected[0] * projected[1]).sum(-1, true);
  const at::Tensor weights = at::softmax(at::cat({at::bmm(projected[0], keys.transpose(1, 2)), own}, -1) * scale_, -1);
  const std::int64_t others = keys.size(1);
  return at::bmm(weights.slice(-1, 0, others), by_heads(context->values)[0]) + weights.slice(-1, others) * projected[2];
}

}  // namespace leitmotif::training

// One Transformer encoder layer as a module. The songs of a batch are one sequence: while training each attends to all
// of them; otherwise a song attends to itself and to the context, songs whose keys and values are kept.
// Flow: a song as 64 numbers -> attention -> add and normalise -> feed-forward part -> add and normalise.
// Source: Vaswani et al. 2017 in the form of torch::nn::TransformerEncoderLayer (normalised after each addition, ReLU),
// whose attention has no context of that kind.
#pragma once

#include <vector>

#include "leitmotif/models/transformer.hpp"
#include "leitmotif/training/torch/dropout.hpp"
#include "leitmotif/training/torch/torch.hpp"

namespace leitmotif::training {

/// How large an encoder layer is.
struct EncoderShape {
  std::int64_t width = 64;
  std::int64_t hidden = 2048;
  std::int64_t heads = models::kAttentionHeads;  ///< must divide width
  std::int64_t context = 0;                      ///< songs in the context
  double dropout = 0.1;
};

/// Keys and values of the songs of a context. Shape: each [songs x width].
class AttentionContext : public torch::nn::Module {
 public:
  AttentionContext(std::int64_t songs, std::int64_t width)
      : keys(register_buffer("keys", torch::zeros({songs, width}))),
        values(register_buffer("values", torch::zeros({songs, width}))) {}
  at::Tensor keys, values;
};

/// The module behind `EncoderLayer`.
class EncoderLayerImpl : public torch::nn::Module {
 public:
  explicit EncoderLayerImpl(const EncoderShape& shape);

  /// Shape: [n x width] -> [n x width].
  [[nodiscard]] at::Tensor forward(const at::Tensor& songs);
  /// Makes songs the context. Shape: what forward() would be given of them, [context x width].
  void set_context(const at::Tensor& songs);

  torch::nn::Linear project, out, expand, contract;
  torch::nn::LayerNorm norm1, norm2;
  std::shared_ptr<AttentionContext> context;

 private:
  [[nodiscard]] at::Tensor by_heads(const at::Tensor& rows) const;
  [[nodiscard]] at::Tensor attend_to_batch(const std::vector<at::Tensor>& projected);
  [[nodiscard]] at::Tensor attend_to_context(const std::vector<at::Tensor>& projected);

  std::int64_t heads_;
  double scale_;  ///< what products of queries and keys are multiplied by
  Dropout dropout_;
};
TORCH_MODULE(EncoderLayer);

}  // namespace leitmotif::training

// One Transformer encoder layer while it learns. The songs of a batch are one sequence: each attends to all of them.
// Flow: a song as 64 numbers -> attention -> add and normalise -> feed-forward part -> add and normalise.
// Source: Vaswani et al. 2017 in the form of torch::nn::TransformerEncoderLayer (normalised after each addition, ReLU).
#pragma once

#include <ATen/core/Tensor.h>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/models/transformer.hpp"
#include "leitmotif/training/dropout.hpp"
#include "leitmotif/training/layer_norm.hpp"
#include "leitmotif/training/torch/dense_layer.hpp"

namespace leitmotif::training {

struct EncoderShape {
  std::size_t width = 64;
  std::size_t hidden = 2048;
  std::size_t heads = models::kAttentionHeads;  ///< must divide width
  double dropout = 0.1;
};

class EncoderLayer {
 public:
  EncoderLayer(const EncoderShape& shape, RandomSource& random);

  /// With dropout; remembers what `step` needs. Shape: [n x width] -> [n x width].
  [[nodiscard]] at::Tensor forward(const at::Tensor& input);
  /// One step of Adam. Shape: gradient of the result of the last `forward` -> gradient of its input.
  [[nodiscard]] at::Tensor step(at::Tensor gradient, double rate);

  [[nodiscard]] models::EncoderLayerWeights weights();

 private:
  [[nodiscard]] at::Tensor new_factors(std::size_t rows);
  [[nodiscard]] at::Tensor heads_of(const at::Tensor& projected) const;
  [[nodiscard]] at::Tensor attend(const at::Tensor& input);
  at::Tensor step_feed_forward(const at::Tensor& gradient, double rate);
  at::Tensor step_attention(const at::Tensor& gradient, double rate);

  EncoderShape shape_;
  DenseLayer project_, out_;
  LayerNorm norm1_;
  DenseLayer expand_, contract_;
  LayerNorm norm2_;
  Dropout dropout_;
  // Of the last forward: values, and factors of what was dropped.
  at::Tensor input_, seen_, attended_, hidden_, out_factors_, contract_factors_;
  at::Tensor projected_;                      ///< [3 x heads x n x width / heads]: queries, keys, values
  at::Tensor attention_, attention_factors_;  ///< [heads x n x n]
};

}  // namespace leitmotif::training

// One Transformer encoder layer while it learns, over sequences of length 1.
// Flow: a song as 64 numbers -> attention -> add and normalise -> feed-forward part -> add and normalise.
// Source: Vaswani et al. 2017 in the form of torch::nn::TransformerEncoderLayer (normalised after each addition, ReLU).
// In a sequence of one, attention has nothing to choose from: its softmax is 1 whatever queries and keys say. So
// attention is out(value(x)), queries and keys never learn, and neither is computed or kept. The dropout of attention
// weights stays: a head's only weight is dropped or made larger.
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
  std::size_t heads = 2;  ///< must divide width
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
  void drop_heads(const at::Tensor& values);
  at::Tensor step_feed_forward(const at::Tensor& gradient, double rate);
  at::Tensor step_attention(const at::Tensor& gradient, double rate);

  EncoderShape shape_;
  DenseLayer value_, out_;
  LayerNorm norm1_;
  DenseLayer expand_, contract_;
  LayerNorm norm2_;
  Dropout dropout_;
  // Of the last forward: values, and factors of what was dropped.
  at::Tensor input_, values_, attended_, hidden_, out_factors_, contract_factors_;
  std::vector<float> head_factors_;  ///< [n x heads]
};

}  // namespace leitmotif::training

// What a network is that tells the topics of songs, as training sees it: a LibTorch module. A new network is a subclass
// (feed_forward.cpp, transformer.cpp), a row in kinds.cpp, and its inference in models/.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "leitmotif/training/tfidf_split.hpp"
#include "leitmotif/training/torch/sparse_linear.hpp"
#include "leitmotif/training/torch/torch.hpp"

namespace leitmotif::training {

/// A module whose parts are registered under the names that its tensors have in the model file.
class TopicNetwork : public torch::nn::Module {
 public:
  /// The values before the softmax. Shape: a batch of n songs -> [n x classes].
  [[nodiscard]] virtual at::Tensor forward(const SongBatch& batch) = 0;
  /// The part that learns in a phase of `last_layer_only`.
  [[nodiscard]] virtual torch::nn::Module& last_layer() = 0;
  /// Called when all weights have been set, before songs are looked at without training: renews buffers that follow
  /// from the weights.
  virtual void renew_buffers() {}
};

/// Makes a network with first weights from LibTorch's random numbers. Shape: labels of `train` below `classes`.
using MakeNetwork = std::function<std::shared_ptr<TopicNetwork>(const Examples& train, std::size_t classes)>;

/// A network's parameters and buffers as copies under the names of the model file: weights of linear layers are
/// [inputs x outputs], those of normalising layers are called scale and shift.
[[nodiscard]] std::map<std::string, at::Tensor> file_tensors(const torch::nn::Module& network);

}  // namespace leitmotif::training

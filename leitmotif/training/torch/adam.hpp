// Adam over all parameters of a network, in one pass over each: LibTorch's own reads and writes every number eight
// times a step, which for a Transformer is half of the training. Flow: gradients that backward() left -> numbers moved.
// Source: Kingma and Ba 2015, as torch::optim::Adam; the first layer as in row_adam.
#pragma once

#include <vector>

#include "leitmotif/training/row_adam.hpp"
#include "leitmotif/training/torch/torch.hpp"

namespace leitmotif::training {

/// An optimizer that begins with no momentum. Parameters that got no gradient since the last step stay as they are.
class Adam {
 public:
  /// Takes the network's parameters; those of `SparseLinear` layers are told by their modules. The network must outlive
  /// it.
  explicit Adam(torch::nn::Module& network);

  /// One step along the gradients that backward() left, which are forgotten.
  void step(double rate);
  /// Makes up for what rows without gradients missed: after it every parameter can be read.
  void finish();

 private:
  struct Dense {
    at::Tensor value, first, second;
  };
  struct Sparse {
    at::Tensor weight;
    RowAdam* rows;
  };
  std::vector<Dense> dense_;
  std::vector<Sparse> sparse_;
  double steps_ = 0;
};

}  // namespace leitmotif::training

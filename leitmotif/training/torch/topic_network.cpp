#include "leitmotif/training/torch/topic_network.hpp"

namespace leitmotif::training {

std::map<std::string, at::Tensor> file_tensors(const torch::nn::Module& network) {
  std::map<std::string, at::Tensor> tensors;
  const auto add = [&](const std::string& name, const at::Tensor& tensor) {
    tensors[name] = tensor.detach().clone(at::MemoryFormat::Contiguous);
  };
  for (const auto& item : network.named_modules()) {
    const std::string prefix = item.key().empty() ? "" : item.key() + ".";
    const torch::nn::Module& module = *item.value();
    if (const auto* linear = module.as<torch::nn::LinearImpl>()) {
      add(prefix + "weight", linear->weight.t());
      add(prefix + "bias", linear->bias);
    } else if (const auto* norm = module.as<torch::nn::LayerNormImpl>()) {
      add(prefix + "scale", norm->weight);
      add(prefix + "shift", norm->bias);
    } else {
      for (const auto& parameter : module.named_parameters(false)) add(prefix + parameter.key(), parameter.value());
      for (const auto& buffer : module.named_buffers(false)) add(prefix + buffer.key(), buffer.value());
    }
  }
  return tensors;
}

}  // namespace leitmotif::training

#include "leitmotif/training/torch/triplet_loss.hpp"

namespace leitmotif::training {
namespace {

/// Stands for the logarithm of no negative at all: far below any similarity, and finite, so that gradients stay so.
constexpr double kNone = -1e30;

}  // namespace

at::Tensor triplet_loss(const at::Tensor& similarity, const std::vector<std::int64_t>& group, double temperature) {
  const at::Tensor groups = torch::tensor(group);
  const at::Tensor together = groups.unsqueeze(0) == groups.unsqueeze(1);
  const at::Tensor scaled = similarity / temperature;
  const at::Tensor negatives = scaled.masked_fill(together, kNone).logsumexp(1, true);
  const at::Tensor pairs = together.logical_xor(torch::eye(similarity.size(0), torch::kBool));
  const at::Tensor losses = at::softplus((negatives - scaled).masked_select(pairs));
  return losses.sum() / static_cast<double>(std::max<std::int64_t>(1, losses.size(0)));
}

at::Tensor neighbour_loss(const at::Tensor& anchors, const at::Tensor& positives, const at::Tensor& negatives,
                          double temperature) {
  const at::Tensor near = (anchors * positives).sum(1) / temperature;
  const at::Tensor far = negatives.matmul(anchors.unsqueeze(2)).squeeze(2) / temperature;
  return at::softplus(far.logsumexp(1) - near).mean();
}

}  // namespace leitmotif::training

// The encoder layer against LibTorch's own with the same weights.
#include "leitmotif/training/torch/encoder_layer.hpp"

#include <gtest/gtest.h>
#include <torch/nn/modules/transformerlayer.h>

namespace leitmotif::training {
namespace {

torch::nn::TransformerEncoderLayer twin_of(const EncoderLayerImpl& ours, const EncoderShape& shape) {
  torch::nn::TransformerEncoderLayer twin(
      torch::nn::TransformerEncoderLayerOptions(shape.width, shape.heads).dim_feedforward(shape.hidden).dropout(0));
  const torch::NoGradGuard no_gradient;
  twin->self_attn->in_proj_weight.copy_(ours.project->weight);
  twin->self_attn->in_proj_bias.copy_(ours.project->bias);
  twin->self_attn->out_proj->weight.copy_(ours.out->weight);
  twin->self_attn->out_proj->bias.copy_(ours.out->bias);
  twin->linear1->weight.copy_(ours.expand->weight);
  twin->linear1->bias.copy_(ours.expand->bias);
  twin->linear2->weight.copy_(ours.contract->weight);
  twin->linear2->bias.copy_(ours.contract->bias);
  return twin;
}

constexpr EncoderShape kShape{.width = 8, .hidden = 24, .heads = 2, .context = 5, .dropout = 0};

double distance(const at::Tensor& a, const at::Tensor& b) { return (a - b).abs().max().item<double>(); }

TEST(EncoderLayer, IsTransformerEncoderLayerOverABatch) {
  torch::manual_seed(3);
  EncoderLayer ours(kShape);
  torch::nn::TransformerEncoderLayer theirs = twin_of(*ours, kShape);
  const at::Tensor songs = torch::randn({5, 8}).requires_grad_();
  const at::Tensor their_songs = songs.detach().clone().requires_grad_();
  const at::Tensor result = ours(songs);
  const at::Tensor their_result = theirs(their_songs.unsqueeze(1)).squeeze(1);  // one sequence of five songs
  EXPECT_LE(distance(result, their_result), 1e-5);
  const at::Tensor pull = torch::randn({5, 8});
  (result * pull).sum().backward();
  (their_result * pull).sum().backward();
  EXPECT_LE(distance(songs.grad(), their_songs.grad()), 1e-4);
}

/// A song that is asked about stands behind the context in a sequence of its own.
TEST(EncoderLayer, ASongOutsideTrainingSeesTheContextAndItself) {
  torch::manual_seed(4);
  const torch::NoGradGuard no_gradient;
  EncoderLayer ours(kShape);
  torch::nn::TransformerEncoderLayer theirs = twin_of(*ours, kShape);
  const at::Tensor context = torch::randn({5, 8});
  const at::Tensor songs = torch::randn({3, 8});
  ours->set_context(context);
  ours->eval();
  const at::Tensor result = ours(songs);
  for (std::int64_t song = 0; song < 3; ++song) {
    const at::Tensor sequence = torch::cat({context, songs.slice(0, song, song + 1)});
    EXPECT_LE(distance(result[song], theirs(sequence.unsqueeze(1)).squeeze(1)[5]), 1e-5) << song;
  }
}

}  // namespace
}  // namespace leitmotif::training

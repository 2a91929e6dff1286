#include "leitmotif/training/torch/kinds.hpp"

#include <array>

#include "leitmotif/training/equilibrium_kind.hpp"
#include "leitmotif/training/torch/feed_forward.hpp"
#include "leitmotif/training/torch/transformer.hpp"

namespace leitmotif::training {
namespace {

constexpr std::array<NetworkKind, 4> kKinds = {{
    {"equilibrium", text::Pipeline::none, train_equilibrium_kind},
    {"ffnn", text::Pipeline::paper, train_ffnn},
    {"ffnn-tuned", text::Pipeline::paper, train_ffnn_tuned},
    {"transformer", text::Pipeline::paper, train_transformer},
}};

}  // namespace

std::span<const NetworkKind> kinds() noexcept { return kKinds; }

}  // namespace leitmotif::training

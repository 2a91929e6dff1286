#include "leitmotif/training/torch/kinds.hpp"

#include <array>
#include <vector>

#include "leitmotif/training/equilibrium_kind.hpp"
#include "leitmotif/training/equilibrium_trainer.hpp"
#include "leitmotif/training/linear/kinds.hpp"
#include "leitmotif/training/torch/feed_forward.hpp"
#include "leitmotif/training/torch/transformer.hpp"

namespace leitmotif::training {
namespace {

constexpr std::string_view kOfNetworks = "epochs learning-rate batch patience vocabulary max-words";
constexpr std::string_view kOfFeedForward = "epochs learning-rate dropout hidden batch patience vocabulary max-words";

constexpr std::array<NetworkKind, 4> kKinds = {{
    {"equilibrium", text::Pipeline::none, train_equilibrium_kind, "epochs", EquilibriumOptions().epochs},
    {"ffnn", text::Pipeline::paper, train_ffnn, kOfFeedForward, kFeedForwardEpochs},
    {"ffnn-tuned", text::Pipeline::paper, train_ffnn_tuned, kOfFeedForward, kTunedEpochs},
    {"transformer", text::Pipeline::paper, train_transformer, kOfNetworks, kTransformerEpochs},
}};

}  // namespace

std::span<const NetworkKind> kinds() noexcept { return kKinds; }

std::span<const NetworkKind> all_kinds() {
  static const std::vector<NetworkKind> all = [] {
    std::vector<NetworkKind> list(kKinds.begin(), kKinds.end());
    list.insert(list.end(), linear_kinds().begin(), linear_kinds().end());
    return list;
  }();
  return all;
}

}  // namespace leitmotif::training

// Every kind of network that can be trained.
#pragma once

#include <span>

#include "leitmotif/training/network_kind.hpp"

namespace leitmotif::training {

/// The networks of the paper and the equilibrium network. Lives as long as the program.
[[nodiscard]] std::span<const NetworkKind> kinds() noexcept;
/// These and the linear kinds: the table for `train`. Lives as long as the program.
[[nodiscard]] std::span<const NetworkKind> all_kinds();

}  // namespace leitmotif::training

// Every kind of network that can be trained.
#pragma once

#include <span>

#include "leitmotif/training/network_kind.hpp"

namespace leitmotif::training {

/// The table for `train`. Lives as long as the program.
[[nodiscard]] std::span<const NetworkKind> kinds() noexcept;

}  // namespace leitmotif::training

// Every kind of network that can be trained.
#pragma once

#include <span>

#include "leitmotif/training/kind.hpp"

namespace leitmotif::training {

/// The table for `train`. Lives as long as the program.
[[nodiscard]] std::span<const Kind> kinds() noexcept;

}  // namespace leitmotif::training

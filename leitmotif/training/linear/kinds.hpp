// The kinds of models that need no network: baselines to hold networks against.
#pragma once

#include <span>

#include "leitmotif/training/network_kind.hpp"

namespace leitmotif::training {

/// majority, naive-bayes, logistic, svm. All read the TF-IDF rows that the paper's networks read. Lives as long as the
/// program.
[[nodiscard]] std::span<const NetworkKind> linear_kinds() noexcept;

}  // namespace leitmotif::training

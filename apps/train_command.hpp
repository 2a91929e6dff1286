// `leitmotif train` and `leitmotif tune`, the same in both programs: leitmotif trains what needs no LibTorch itself and
// leaves the rest to leitmotif-train.
#pragma once

#include <functional>
#include <span>

#include "apps/command.hpp"
#include "apps/train/similarity.hpp"
#include "leitmotif/training/network_kind.hpp"

namespace leitmotif::apps {

/// Trains the network that compares songs; empty where it cannot be done.
using TrainSimilarity = std::function<int(const SimilarityTraining& wish)>;

/// The command for a program that can train these kinds; other kinds are left to leitmotif-train (Command::elsewhere).
/// Lifetime of `kinds`: the program's.
[[nodiscard]] Command train_command_for(std::span<const training::NetworkKind> kinds, TrainSimilarity similarity);

/// The same for the search of settings.
[[nodiscard]] Command tune_command_for(std::span<const training::NetworkKind> kinds);

}  // namespace leitmotif::apps

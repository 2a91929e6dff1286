// The equilibrium network as a row of the table of kinds.
#pragma once

#include "leitmotif/training/kind.hpp"

namespace leitmotif::training {

/// Trains on the lesson's training rows; its validation rows decide which epoch is kept.
/// Throws as train_equilibrium.
[[nodiscard]] Learned learn_equilibrium(const Lesson& lesson, const TrainRequest& request,
                                        const std::function<void(const models::EpochReport&)>& on_epoch);

}  // namespace leitmotif::training

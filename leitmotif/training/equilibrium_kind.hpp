// The equilibrium network as a row of the table of kinds.
#pragma once

#include "leitmotif/training/network_kind.hpp"

namespace leitmotif::training {

/// Trains on the split's training rows; its validation rows decide which epoch is kept.
/// Throws as train_equilibrium.
[[nodiscard]] TrainedModel train_equilibrium_kind(const DataSplit& split, const TrainRequest& request,
                                                  const OnEpochReport& on_epoch);

}  // namespace leitmotif::training

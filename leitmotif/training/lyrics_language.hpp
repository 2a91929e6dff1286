// In which language the lyrics stand that a model learns from.
// Flow: Dataset, before its lyrics are cleaned -> ModelCard.
#pragma once

#include "leitmotif/corpus/dataset.hpp"

namespace leitmotif::training {

/// Whether most of the lyrics that say it at all are certainly in other languages than English. Some hundred are looked
/// at, spread over the data. The result depends on the data alone.
[[nodiscard]] bool are_mostly_not_english(const corpus::Dataset& dataset);

}  // namespace leitmotif::training

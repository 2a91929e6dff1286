// What a card says of how its model was made, whatever kind of model it is.
// Flow: TrainRequest, LabelledData -> ModelCard, for the training to complete.
#pragma once

#include "leitmotif/models/model_card.hpp"
#include "leitmotif/training/data_split.hpp"
#include "leitmotif/training/request.hpp"

namespace leitmotif::training {

/// A card with protocol, data, licence, version, command, settings and seed.
[[nodiscard]] models::ModelCard card_of(const TrainRequest& request, const LabelledData& data);

}  // namespace leitmotif::training

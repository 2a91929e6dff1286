// In which language a model is asked.
// Flow: training -> ModelCard -> whether a lyric is carried over to English before its words are looked at.
#pragma once

#include "leitmotif/models/model_card.hpp"

namespace leitmotif::models {

/// Whether a model is asked with lyrics in other languages as they are written, because it learned from such; all
/// others are asked with their words carried over to English.
[[nodiscard]] bool reads_as_written(const ModelCard& card);

/// Says so of a model that is about to be kept.
void set_reads_as_written(ModelCard& card);

}  // namespace leitmotif::models

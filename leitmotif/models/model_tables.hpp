// Model files on the wire: the card, which is also written into the file, and what `model info` and
// `model top-words` say.
#pragma once

#include "leitmotif/models/model_info.hpp"
#include "leitmotif/models/strong_words.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::models {

/// With seconds, for those who watch; the card has none, since a clock reading would make two equal trainings differ.
[[nodiscard]] const wire::Table<EpochReport>& epoch_table();
[[nodiscard]] const wire::Table<ModelCard>& model_card_table();
/// The whole card, and what the file is.
[[nodiscard]] const wire::Table<ModelInfo>& model_info_table();
[[nodiscard]] const wire::Table<TopicWords>& topic_words_table();

}  // namespace leitmotif::models

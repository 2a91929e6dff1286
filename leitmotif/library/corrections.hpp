// What a person said about topics, over what the model said.
// Flow: catalogue -> Draft.
#pragma once

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/library/draft.hpp"
#include "leitmotif/models/classifier.hpp"

namespace leitmotif::library {

/// Gives every corrected song its topic: probability 1 for it and 0 for the others, at least half of the mixture, and
/// the flag kCorrected instead of kInferred. A topic that the model does not know changes nothing.
void apply_corrections(const catalog::Catalog& library, const models::Classifier& model, Draft& draft);

}  // namespace leitmotif::library

// Lyrics as sung of a data set in its cleaned form, for whoever learns from words.
// Flow: Dataset -> the same with cleaned lyrics only -> training.
#pragma once

#include "leitmotif/corpus/dataset.hpp"

namespace leitmotif::corpus {

/// Brings the lyrics as sung of a data set to the cleaned form (pipeline `corpus`), on `threads` threads (0: all).
/// WordNet is loaded when there is one. Throws what WordNet::load throws.
void clean_lyrics(Dataset& dataset, unsigned threads);

}  // namespace leitmotif::corpus

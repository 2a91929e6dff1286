// What a person's own files say about songs in memory: where they lie, and in which nobody sings.
// Flow: the catalogue's files and details -> Shelf.
#pragma once

#include "leitmotif/engine/shelf.hpp"

namespace leitmotif::engine {

/// Fills Shelf::files, and marks as instrumental what a scan found to be so. Cost: linear in the scanned files.
void note_own_files(Shelf& shelf);

}  // namespace leitmotif::engine

// What a person's own files say about songs in memory: where they lie, and in which nobody sings.
// Flow: the catalogue's files and details -> Snapshot.
#pragma once

#include "leitmotif/library/snapshot.hpp"

namespace leitmotif::library {

/// Fills Snapshot::files, and marks as instrumental what a scan found to be so. Cost: linear in the scanned files.
void note_own_files(Snapshot& snapshot);

}  // namespace leitmotif::library

// A library that lives as long as the program: for tests, and for whoever wants none on a disk.
// Flow: open -> Catalog. Nothing is shared with other programs and nothing is written anywhere.
#pragma once

#include "leitmotif/catalog/catalog.hpp"

namespace leitmotif::catalog::memory {

/// An empty library. It keeps every rule of a library in a file but for letters: words are compared without accents
/// in Latin letters only. Cost: every verb that writes copies the whole library, so that readers see one state of it.
[[nodiscard]] Catalog open();

}  // namespace leitmotif::catalog::memory

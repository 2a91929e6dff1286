// What a person's own songs sound like, into the library: what was measured before is left alone.
// Flow: music files of the catalogue -> sound::listen_to -> Sounds::store.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/progress.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::collection {

/// Which songs are measured.
struct MeasureRequest {
  std::filesystem::path folder;                   ///< only files below it; empty: all
  unsigned threads = 0;                           ///< 0: all processors
  std::vector<std::filesystem::path> files = {};  ///< only these, ascending; empty: all
};

/// What measuring did.
struct MeasureReport {
  std::size_t measured = 0;
  std::size_t again = 0;           ///< of them measured before, when no fingerprints were made
  std::size_t unchanged = 0;       ///< songs whose content was measured before, by this version
  std::vector<Rejected> rejected;  ///< files that cannot be listened to; they are not tried again until they change
};

/// Listens to the first music file of every song that has one, at low priority. Songs are kept in small transactions;
/// what is interrupted goes on where it was. Nothing is written to a music file.
/// Throws as sound::listen_to and Sounds::store, and what `on_progress` throws: what was reported is kept.
MeasureReport measure_sounds(catalog::Catalog& library, const MeasureRequest& request, const OnProgress& on_progress);

}  // namespace leitmotif::collection

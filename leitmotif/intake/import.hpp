// Songs of a file, or those that come along, into a library.
// Flow: CSV or JSON lines -> corpus::read_dataset -> batches, each with the model's predictions -> catalogue.
#pragma once

#include <filesystem>
#include <functional>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/progress.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/intake/import_report.hpp"
#include "leitmotif/places/settings.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::intake {

/// Where rows of a file go. Lifetime: all of it must outlive the import.
struct ImportTarget {
  std::function<catalog::Catalog&()> library;  ///< called when the first rows are to be written, from two threads
  const reading::Reader& reader;
  const places::Places& places;  ///< rejected rows are written beside the library
  unsigned threads = 0;          ///< 0: all
};

/// Batches of rows are kept or not as a whole; those reported by `on_progress` are kept whatever happens later. Throws
/// as corpus::read_dataset and Songs::add; corrupt_data when no row at all could be used.
ImportReport import_csv(const std::filesystem::path& file, const corpus::DatasetOptions& options,
                        const ImportTarget& target, const OnProgress& on_progress);

/// Reads a file as import_csv does and writes nothing: `imported` is how many rows could be. Throws as
/// corpus::read_dataset.
[[nodiscard]] ImportReport preview_csv(const std::filesystem::path& file, const corpus::DatasetOptions& options,
                                       const OnProgress& on_progress);

/// The same for the lyric files of a folder, whose names are read as a scan reads them; music is passed over. Throws as
/// collection::walk_folder and Songs::add; corrupt_data when there are files and none could be used.
ImportReport import_folder(const std::filesystem::path& folder, const Share& share, const ImportTarget& target,
                           const OnProgress& on_progress);

/// Reads a folder as import_folder does and writes nothing.
[[nodiscard]] ImportReport preview_folder(const std::filesystem::path& folder, const Share& share,
                                          const OnProgress& on_progress);

/// Adds the songs that come with the program, with the model's predictions. Throws not_found (they are not there), and
/// as Songs::add.
ImportReport add_songbook(catalog::Catalog& library, const reading::Reader& reader, unsigned threads);

}  // namespace leitmotif::intake

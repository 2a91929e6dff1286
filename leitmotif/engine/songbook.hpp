// The songs that come with the program, read into a library.
#pragma once

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/engine/import_report.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::engine {

/// Adds the songs with the model's predictions. Throws not_found (they are not there), and as Catalog::add.
ImportReport add_songbook(catalog::Catalog& library, const reading::Reader& reader, unsigned threads);

}  // namespace leitmotif::engine

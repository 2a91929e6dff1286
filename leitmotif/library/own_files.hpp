// What a person's own files say about songs in memory: where they lie, and in which nobody sings.
// Flow: the catalogue's files and details -> OwnFiles, Draft.
#pragma once

#include <cstdint>
#include <string_view>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/column.hpp"
#include "leitmotif/library/draft.hpp"

namespace leitmotif::library {

/// Where a person's own songs lie.
struct OwnFiles {
  Column<std::int64_t> song;  ///< numbers of songs, ascending
  TextColumn path;            ///< [song]

  /// Empty for a song that is no file.
  [[nodiscard]] std::string_view of(std::int64_t id) const;
};

/// Cost: linear in the scanned files.
[[nodiscard]] OwnFiles own_files(const catalog::Catalog& library);

/// Flags what a scan found to be instrumental. Cost: linear in the scanned files.
void note_instrumentals(const catalog::Catalog& library, Draft& draft);

}  // namespace leitmotif::library

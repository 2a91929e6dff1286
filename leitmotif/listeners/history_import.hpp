// Somebody's exported history into the library.
// Flow: export -> histories::Listen -> songs of the library by id and name -> catalog::Plays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/progress.hpp"

namespace leitmotif::listeners {

/// A song of an export that the library does not have.
struct NotFoundSong {
  std::string artist;
  std::string title;
  std::size_t events = 0;
  std::string nearest;  ///< "ARTIST - TITLE" of the library; empty when nothing is near
};

/// What became of an export.
struct HistoryImport {
  std::string form;
  std::size_t read = 0;                         ///< events of the export
  std::size_t added = 0;                        ///< that are new in the library
  std::size_t known = 0;                        ///< that were there before, or twice in the export
  std::size_t not_found = 0;                    ///< whose song the library does not have
  std::map<std::string, std::size_t> left_out;  ///< why rows are no events, and how many
  std::vector<NotFoundSong> nearest;            ///< those with most events
  double seconds = 0;
};

/// Reads the export for a listener. Events are kept in batches, each whole or not at all: those reported by
/// `on_progress` are kept whatever happens later. Reading the same export again changes nothing: events whose weight
/// was changed since, such as hearts that were taken back, stay as they are. Throws as histories::read_history and
/// Plays::add; invalid_argument (no name).
HistoryImport import_history(catalog::Catalog& library, const std::filesystem::path& file, const std::string& listener,
                             const OnProgress& on_progress);

}  // namespace leitmotif::listeners

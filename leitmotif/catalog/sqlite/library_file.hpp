// A library as one SQLite file.
// Flow: a path -> open -> Catalog. The file's format is in schema.cpp.
#pragma once

#include <chrono>
#include <filesystem>

#include "leitmotif/catalog/catalog.hpp"

namespace leitmotif::catalog::sqlite {

/// How a library is opened.
struct OpenOptions {
  /// How long another program's write is waited for before giving up with io, "in use by another program".
  std::chrono::milliseconds wait{5000};
};

/// Opens a library, creating the file and its folder when missing. A library of an older format is brought to the
/// present one after a copy was written beside it (FILE.format-N.backup).
///
/// Durability: what a function reported as done survives the killing of this program (SIGKILL included); after a
/// power failure the last transactions may be missing, but the library opens (WAL with synchronous=NORMAL).
///
/// Throws corrupt_data (not a Leitmotif library), unsupported (written by a newer Leitmotif), io.
[[nodiscard]] Catalog open(const std::filesystem::path& file, const OpenOptions& options = {});

/// Opens a library that is not going to be changed: every verb that writes throws io.
/// Throws not_found (no such file), unsupported (also: of an older format), and as `open`.
[[nodiscard]] Catalog open_read_only(const std::filesystem::path& file, const OpenOptions& options = {});

}  // namespace leitmotif::catalog::sqlite

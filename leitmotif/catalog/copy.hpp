// A library copied from one place to another, whatever kind each is of.
// Flow: two places -> copy -> the second holds what the first does.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "leitmotif/core/progress.hpp"

namespace leitmotif::catalog {

/// Rows of one table of a copy, by the names of docs/library-file.md.
struct CopiedRows {
  std::string table;
  std::size_t rows = 0;
};

/// What became of a copy.
struct CopyReport {
  std::vector<CopiedRows> tables;
  std::size_t resumed = 0;  ///< songs that an earlier run had copied
  bool was_whole = false;   ///< the copy was there already, row by row; nothing was written
};

/// Copies a library to a place where none is: songs with their numbers, lyrics and scores, files, lists, plays, and
/// everything that a person decided. `from` is read as it is at this moment, and never changed; `to` is a library when
/// everything is there, not before. Run again after it was killed, it goes on where it was, or begins anew when the
/// songs of `from` have changed since. Throws not_found (no library at `from`), invalid_argument (`to` holds a library
/// that is another), corrupt_data, unsupported and io as opening either does.
[[nodiscard]] CopyReport copy(const std::filesystem::path& from, const std::filesystem::path& to,
                              const OnProgress& on_progress);

}  // namespace leitmotif::catalog

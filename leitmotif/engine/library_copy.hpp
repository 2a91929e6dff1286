// A library, and the wishes learned beside it, copied to another place.
// Flow: `leitmotif library copy` -> copy_library -> catalog::copy, and the files of wishes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "leitmotif/catalog/copy.hpp"
#include "leitmotif/core/progress.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::engine {

/// What was copied.
struct LibraryCopy {
  std::string from;  ///< for people: no password is in it
  std::string to;
  catalog::CopyReport rows;
  std::size_t wishes = 0;  ///< learned wishes
  double seconds = 0;
};

/// See catalog::copy. Learned wishes come along; one that is another at `to` is not replaced: invalid_argument, before
/// anything is written. Models that jobs trained, accounts and tokens stay where they are.
[[nodiscard]] LibraryCopy copy_library(const std::filesystem::path& from, const std::filesystem::path& to,
                                       const OnProgress& on_progress);

/// As JSON.
[[nodiscard]] const wire::Table<LibraryCopy>& library_copy_table();

}  // namespace leitmotif::engine

// What an import did.
#pragma once

#include <cstddef>
#include <filesystem>

namespace leitmotif::engine {

/// What became of the rows of a file.
struct ImportReport {
  std::size_t read = 0;  ///< rows of the file, rejected ones included
  std::size_t imported = 0;
  std::size_t updated = 0;
  std::size_t rejected = 0;
  std::filesystem::path rejects_file;  ///< empty when nothing was rejected
  double seconds = 0;
};

}  // namespace leitmotif::engine

// What an import did.
#pragma once

#include <cstddef>
#include <filesystem>

#include "leitmotif/corpus/dataset.hpp"

namespace leitmotif::intake {

/// What became of the rows of a file.
struct ImportReport {
  std::size_t read = 0;  ///< rows of the file, rejected ones included
  std::size_t imported = 0;
  std::size_t updated = 0;
  std::size_t rejected = 0;
  std::filesystem::path rejects_file;  ///< empty when nothing was rejected
  double seconds = 0;
  std::size_t not_english = 0;  ///< rows whose lyric is in a language the models do not know: kept, not classified
  bool dry_run = false;         ///< nothing was written
  std::size_t passed_over = 0;  ///< music files of a folder whose lyric files were imported
  corpus::DatasetFacts facts;   ///< what was found out about the file
};

}  // namespace leitmotif::intake

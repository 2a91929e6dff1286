// Topics as MOOD tags in a person's files: what would be written, and the writing when it is asked for.
// Flow: catalogue's predictions -> moods of each file -> mood_tag.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/progress.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::collection {

/// Which topics are written into which files.
struct MoodRequest {
  double threshold = 0.5;        ///< a topic is written when its probability is at least this, 0..1
  bool dry_run = true;           ///< say what would be written, and write nothing
  std::filesystem::path folder;  ///< only files below it; empty: all
};

/// What is to be written into one file.
struct MoodChange {
  std::filesystem::path file;
  std::vector<std::string> before;
  std::vector<std::string> after;
  bool written = false;
};

/// What was written, or would be.
struct MoodReport {
  bool dry_run = true;
  std::size_t files = 0;      ///< music files that were looked at
  std::size_t unchanged = 0;  ///< whose tag has all the topics already, or whose song has no sure topic
  std::vector<MoodChange> changes;
  std::vector<Rejected> rejected;
};

/// Merges each song's topics with the MOOD its files have. Throws invalid_argument (threshold), and as the catalogue;
/// what is wrong with one file is rejected with its reason.
MoodReport write_moods(catalog::Catalog& library, const reading::Reader& reader, const MoodRequest& request,
                       const OnProgress& on_progress);

}  // namespace leitmotif::collection

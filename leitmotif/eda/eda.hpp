// The exploratory analysis over a file or over the library.
// Flow: CSV or library -> SongTable -> explore::Analysis.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/progress.hpp"
#include "leitmotif/core/share.hpp"
#include "leitmotif/explore/analysis.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::eda {

/// How the exploratory analysis is made.
struct EdaRequest {
  std::size_t clusters = 5;                ///< 2..9; 0: by the elbow and the silhouette
  std::vector<std::string> features = {};  ///< of the joint analysis; empty: the paper's six where they can be used
  std::uint64_t seed = 0;
  unsigned threads = 0;   ///< 0: all; changes nothing but the time
  Share share = {};       ///< only these rows of the file, or songs of the library in the order of their numbers
  std::string name = {};  ///< of a library, for headings
};

/// Explores a CSV file with a header; no column is needed. Topics are the file's labels. `on_progress` may throw to
/// stop it. Throws not_found, io (as read_file); corrupt_data (empty, binary, a known column twice); invalid_argument
/// (as explore::analyse).
[[nodiscard]] explore::Analysis explore_file(const std::filesystem::path& file, const EdaRequest& request,
                                             const OnProgress& on_progress);

/// Explores a library. Topics are what the reader's model says where it has scored the song; a label that was imported
/// with a song is not looked at. Throws as Catalog does, and invalid_argument.
[[nodiscard]] explore::Analysis explore_library(const catalog::Catalog& library, const reading::Reader& reader,
                                                const EdaRequest& request, const OnProgress& on_progress);

/// The options of an analysis, with a stop that every thread notices once `on_progress` threw. `on_progress` is called
/// from this thread only. Lifetime: of `on_progress`.
[[nodiscard]] explore::Options eda_options(const EdaRequest& request, const OnProgress& on_progress);

}  // namespace leitmotif::eda

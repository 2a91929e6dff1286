// A person's own songs into the library: what is new is read and classified, what is unchanged is left alone.
// Flow: folder -> collection (files, tags, lyrics) -> Reader -> catalogue.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/collection/sources.hpp"
#include "leitmotif/core/progress.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/core/share.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::collection {

/// Which folder is scanned, and where lyrics are looked for first.
struct ScanRequest {
  std::filesystem::path folder;
  std::vector<collection::LyricPlace> order = collection::parse_lyric_order(collection::kDefaultLyricOrder);
  bool by_content = false;  ///< read every file, also those whose size and times are as before
  bool sound = true;        ///< for whoever scans: songs are listened to afterwards, see measure.hpp
  unsigned threads = 0;     ///< 0: all processors
  Share share = {};         ///< of the folder's songs in the order of their paths; others are left alone
};

/// What a scan found and did.
struct ScanReport {
  std::size_t files = 0;        ///< music and lyric files of the folder, or of the share's songs
  std::size_t songs = 0;        ///< songs they make, refused ones apart
  std::size_t with_lyrics = 0;  ///< of these
  std::size_t instrumental = 0;
  std::size_t not_english = 0;  ///< whose lyric is not classified; of the songs that were read now
  std::size_t unchanged = 0;    ///< songs that did not have to be read
  std::size_t imported = 0;     ///< songs new to the library
  std::size_t updated = 0;
  std::size_t moved = 0;     ///< files found at another place than before
  std::size_t gone = 0;      ///< files that are no longer there; only the first share says so
  std::size_t measured = 0;  ///< songs that were listened to now
  std::vector<Rejected> rejected;
  std::vector<Rejected> notes;  ///< what is odd and did no harm
  double seconds = 0;
  std::vector<std::filesystem::path> covered;  ///< first files of the share's songs, ascending; empty for the whole
};

/// Brings the library up to date with a folder. Nothing in the folder is written to. Songs are kept or not in batches;
/// those that `on_progress` reported are kept whatever happens later.
/// Throws not_found and io (the folder), and as Catalog::add.
ScanReport scan(catalog::Catalog& library, const reading::Reader& reader, const ScanRequest& request,
                const OnProgress& on_progress);

}  // namespace leitmotif::collection

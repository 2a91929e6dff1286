// What is wrong or doubtful about a person's own songs, and what to do about it.
// Flow: catalogue -> findings. Reads the library only, not the files.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"

namespace leitmotif::collection {

/// One finding about one file.
struct Finding {
  std::string kind;  ///< unreadable, not-a-lyric, repaired, vanished, no-lyrics, instrumental, not-english, duplicate,
                     ///< cannot-be-heard, a sound::Fault's kind, or a DoubtKind's name
  std::string file;  ///< as text for people: see collection::shown
  std::int64_t song = 0;  ///< 0: it became no song
  std::string artist;
  std::string title;
  std::string reason;
  std::string advice;
};

/// What looks wrong in the person's own lyrics.
struct DoctorReport {
  std::size_t files = 0;                      ///< files that were there at the last scan
  std::size_t songs = 0;                      ///< songs they make
  std::map<std::string, std::size_t> counts;  ///< findings by kind
  std::vector<Finding> findings;              ///< by file, in the order of their paths
};

/// Examines everything that scans brought. Throws as the catalogue.
[[nodiscard]] DoctorReport examine_lyrics(const catalog::Catalog& library);

}  // namespace leitmotif::collection

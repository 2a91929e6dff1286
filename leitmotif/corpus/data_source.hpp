// Whose a data set is and what may be done with it: told by its digest or by its author, never guessed.
// Flow: a data file, its digest, and what the author says -> DataSource -> model card, report.
// Source: Moura et al., Music Dataset: Lyrics and Metadata from 1950 to 2019, DOI 10.17632/3t9vbwxgr5.3.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace leitmotif::corpus {

/// The published data set's own identifier.
inline constexpr std::string_view kPublishedDoi = "10.17632/3t9vbwxgr5.3";

/// What is known of a data set beside its rows. Empty: nobody said.
struct DataSource {
  std::string name;
  std::string licence;
  std::string citation;    ///< how its author wants it to be cited, on one line
  std::string doi;         ///< without an address in front
  bool published = false;  ///< it is the music data set the paper is about, or a known part of it
};

/// The published music data set, as its authors want it named.
[[nodiscard]] const DataSource& published_source();

/// Of a file with this digest. The published data set and the parts of it that are known are told by their digests.
/// Of any other file it is what the author `says`; where that is empty, what stands beside the file in FILE.toml or,
/// failing that, in data.toml (keys name, licence or license, cite, doi, and file when it speaks of one file only);
/// else the name is the file's own. Who gives the published DOI says that the file is a part of that data set.
/// Throws corrupt_data naming the line of a toml file that cannot be read.
[[nodiscard]] DataSource data_source(const std::filesystem::path& file, std::string_view sha256,
                                     const DataSource& says = {});

}  // namespace leitmotif::corpus

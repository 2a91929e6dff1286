// Gets the music data set from where it is published: download, unpack, check, and only then put into place.
// Flow: URL -> verified data set file -> dataset.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "leitmotif/corpus/download.hpp"

namespace leitmotif::corpus {

/// Which data set is fetched, where it will lie, and what it must turn out to be.
struct FetchOptions {
  /// A zip archive or the CSV file itself.
  std::string url = "https://www.kaggle.com/api/v1/datasets/download/saurabhshahane/music-dataset-1950-to-2019";
  /// Where the CSV file will lie. Folders on the way are made. The download is kept in `destination`.part until it is
  /// whole.
  std::filesystem::path destination;
  /// The archive's entry; when it is not there, the only .csv is taken.
  std::string entry = "tcc_ceds_music.csv";
  /// Size of the CSV file in bytes; any other is refused. 0: not checked.
  std::uint64_t expected_bytes = 27655251;
  /// SHA-256 of the CSV file; any other is refused. Empty: not checked.
  std::string expected_sha256 = "046b8e714bb037b5960429a9a4bdfc205530c81e0617ef39a328307c9f9e1173";
  /// Neither the download nor what comes out of it may be larger.
  std::uint64_t limit_bytes = 256ULL << 20U;
  /// Until the connection stands.
  std::chrono::seconds connect_timeout{20};
  /// Without a byte.
  std::chrono::seconds stall_timeout{30};
  /// May be empty; false cancels.
  DownloadProgressCallback progress;
};

/// What lies at the destination after a fetch.
struct FetchResult {
  std::uint64_t bytes = 0;          ///< of the file at the destination
  std::string sha256;               ///< of the file at the destination
  std::uint64_t resumed_bytes = 0;  ///< of the download, already there from an earlier try
  bool already_there = false;       ///< nothing was downloaded: the destination already had size and checksum
};

/// Puts the data set at `destination`, or throws and leaves what was there unchanged. A download that the network broke
/// off stays beside as `destination`.part and is continued by the next call; after a mismatch nothing is kept. Throws
/// what download and extract_zip_entry throw; corrupt_data when size or checksum differ (expected and found).
[[nodiscard]] FetchResult fetch_dataset(const FetchOptions& options);

}  // namespace leitmotif::corpus

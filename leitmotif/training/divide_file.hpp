// Divides a data set file into two, row by row, byte by byte as they were.
// Flow: one CSV file -> a file to train on and a file to be scored on.
#pragma once

#include <cstdint>
#include <filesystem>

namespace leitmotif::training {

/// The two files that came of a division.
struct DividedFile {
  std::filesystem::path train;
  std::filesystem::path test;
};

/// Writes `test_share` of the rows, each topic alike and drawn by `seed`, to test.csv in `folder`, the others to
/// train.csv; both begin with the header. Rows that cannot be used are in neither.
/// Throws as read_dataset and stratified_split; io.
DividedFile divide_file(const std::filesystem::path& data, double test_share, std::uint64_t seed,
                        const std::filesystem::path& folder);

}  // namespace leitmotif::training

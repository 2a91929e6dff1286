// Takes one file out of a zip archive. The door to libarchive.
// Flow: downloaded archive -> bytes of the data set -> fetch.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace leitmotif::corpus {

/// Whether the file begins as a zip archive does. Throws not_found, io.
[[nodiscard]] bool is_zip(const std::filesystem::path& file);

/// Hands the bytes of one entry to `sink` piece by piece and gives back its name: the entry called `entry` (in any
/// folder of the archive), or else the only .csv file. Checks the archive's own checksum. Throws corrupt_data (broken
/// or cut archive, no such entry), resource_limit (more than `limit_bytes` come out), unsupported (encrypted),
/// not_found, io, and what the sink throws.
std::string extract_zip_entry(const std::filesystem::path& archive, std::string_view entry, std::uint64_t limit_bytes,
                              const std::function<void(std::string_view)>& sink);

/// Takes the bytes of an entry piece by piece; `is_first` with the first piece of each entry.
using OnZipBytes = std::function<void(std::string_view name, std::string_view bytes, bool is_first)>;

/// Hands over the bytes of every entry whose name is wanted, one entry after another. Throws corrupt_data (broken or
/// cut archive), resource_limit (more than kMostZipBytes come out), unsupported (encrypted), not_found, io, and what
/// `sink` throws.
void for_zip_entries(const std::filesystem::path& archive, const std::function<bool(std::string_view name)>& is_wanted,
                     const OnZipBytes& sink);

/// More than this is not unpacked.
inline constexpr std::uint64_t kMostZipBytes = 16ULL << 30U;

}  // namespace leitmotif::corpus

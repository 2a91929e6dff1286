#include "leitmotif/corpus/fetch.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <system_error>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/zip.hpp"

namespace leitmotif::corpus {
namespace {

/// Why a file of this size and digest is not the one expected; empty when it is.
std::string mismatch(const FetchOptions& options, std::uint64_t bytes, const std::string& sha256) {
  if (options.expected_bytes != 0 && bytes != options.expected_bytes)
    return "has " + std::to_string(bytes) + " bytes, expected " + std::to_string(options.expected_bytes);
  if (!options.expected_sha256.empty() && sha256 != ascii::lower_case(options.expected_sha256))
    return "has SHA-256 " + sha256 + ", expected " + ascii::lower_case(options.expected_sha256);
  return {};
}

void refuse_mismatch(const FetchOptions& options, std::uint64_t bytes, const std::string& sha256,
                     const std::string& remark) {
  const std::string reason = mismatch(options, bytes, sha256);
  if (!reason.empty()) throw Error(ErrorKind::corrupt_data, "the data set from " + options.url + " " + reason + remark);
}

/// The result for a destination that is already what is wanted. Without size and checksum nothing can be.
std::optional<FetchResult> already_there(const FetchOptions& options) {
  std::error_code ignored;
  if (options.expected_sha256.empty() || !std::filesystem::is_regular_file(options.destination, ignored))
    return std::nullopt;
  const MappedFile file(options.destination);
  if (options.expected_bytes != 0 && file.bytes().size() != options.expected_bytes) return std::nullopt;
  FetchResult result{file.bytes().size(), sha256_hex(file.bytes()), 0, true};
  return mismatch(options, result.bytes, result.sha256).empty() ? std::optional(result) : std::nullopt;
}

/// Unpacks the archive into the destination, which appears only when all is as expected.
FetchResult unpack(const FetchOptions& options, const std::filesystem::path& archive) {
  AtomicFile file(options.destination);
  Sha256 digest;
  FetchResult result;
  extract_zip_entry(archive, options.entry, options.limit_bytes, [&](std::string_view bytes) {
    result.bytes += bytes.size();
    // Without waiting for the end of what may be a bomb.
    if (options.expected_bytes != 0 && result.bytes > options.expected_bytes)
      refuse_mismatch(options, result.bytes, {}, " (more may follow)");
    digest.add(bytes);
    file.write(bytes);
  });
  result.sha256 = digest.hex();
  refuse_mismatch(options, result.bytes, result.sha256, {});
  file.commit();
  return result;
}

/// Checks the downloaded file itself and renames it into place.
FetchResult move_into_place(const FetchOptions& options, const std::filesystem::path& part) {
  FetchResult result;
  {
    const MappedFile file(part);
    result.bytes = file.bytes().size();
    result.sha256 = sha256_hex(file.bytes());
    const bool page = file.bytes().substr(0, 1) == "<";
    refuse_mismatch(options, result.bytes, result.sha256, page ? "; the server sent a web page" : "");
  }
  std::error_code failure;
  std::filesystem::rename(part, options.destination, failure);
  if (failure)
    throw Error(ErrorKind::io, options.destination.string() + ": cannot rename into place: " + failure.message());
  return result;
}

void make_folder_of(const std::filesystem::path& file) {
  if (!file.has_parent_path()) return;
  std::error_code failure;
  std::filesystem::create_directories(file.parent_path(), failure);
  if (failure)
    throw Error(ErrorKind::io, file.parent_path().string() + ": cannot make the folder: " + failure.message());
}

}  // namespace

FetchResult fetch_dataset(const FetchOptions& options) {
  if (options.destination.empty())
    throw Error(ErrorKind::invalid_argument, "no destination for the data set, expected a file name");
  if (const std::optional<FetchResult> result = already_there(options)) return *result;
  make_folder_of(options.destination);
  const std::filesystem::path part = options.destination.string() + ".part";
  const DownloadResult downloaded = download(
      {options.url, part, options.limit_bytes, options.connect_timeout, options.stall_timeout, options.progress});
  try {
    FetchResult result = is_zip(part) ? unpack(options, part) : move_into_place(options, part);
    result.resumed_bytes = downloaded.resumed_bytes;
    discard_part(part);
    return result;
  } catch (const Error& error) {
    // The bytes themselves are wrong: going on with them would end here again. A full disk may be emptied.
    if (error.kind() != ErrorKind::io) discard_part(part);
    throw;
  }
}

}  // namespace leitmotif::corpus

// Downloads a file over HTTP and goes on where an earlier try ended. The door to libcurl.
// Flow: URL -> file beside the destination -> fetch.
// Source: RFC 9110: Range, If-Range, ETag, Last-Modified.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace leitmotif::corpus {

/// How far a download is.
struct DownloadProgress {
  std::uint64_t done_bytes = 0;   ///< on the disk, those of earlier tries included
  std::uint64_t total_bytes = 0;  ///< 0 when the server does not say
};

/// Called often, at least once a second while waiting; false cancels.
using DownloadProgressCallback = std::function<bool(const DownloadProgress&)>;

/// What is downloaded to where, and how long that may take.
struct DownloadOptions {
  std::string url;  ///< http or https; https is never redirected to http
  std::filesystem::path
      part;  ///< gathers the bytes; goes on with it when `part`.meta beside proves it is the same file
  std::uint64_t limit_bytes = 256ULL << 20U;  ///< a larger file is refused
  std::chrono::seconds connect_timeout{20};   ///< until the connection stands
  std::chrono::seconds stall_timeout{30};     ///< without a byte
  DownloadProgressCallback progress;          ///< may be empty
};

/// What a finished download cost.
struct DownloadResult {
  std::uint64_t bytes = 0;          ///< size of the whole file
  std::uint64_t resumed_bytes = 0;  ///< of them already there before
};

/// Gathers the file at `url` in `part`. A server that ignores ranges, or a file that has changed since, is downloaded
/// from its beginning. After an error the part remains, so that the next call can go on; call discard_part when it is
/// no use. Throws io (network and disk faults, naming the host; another download is writing the same part), not_found
/// (HTTP 404 or 410), resource_limit, cancelled, invalid_argument (not an http or https URL).
[[nodiscard]] DownloadResult download(const DownloadOptions& options);

/// Removes a part and what is noted beside it. Nothing happens when there is none.
void discard_part(const std::filesystem::path& part) noexcept;

}  // namespace leitmotif::corpus

#include "leitmotif/corpus/download.hpp"

#include <curl/curl.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <exception>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"

namespace leitmotif::corpus {
namespace {

constexpr long kMaxRedirects = 10;
constexpr std::size_t kMaxNoteBytes = 64U << 10U;
constexpr const char* kUserAgent = "leitmotif/" LEITMOTIF_VERSION;

std::filesystem::path note_of(const std::filesystem::path& part) { return part.string() + ".meta"; }

/// The gathered bytes on the disk, locked against a second download of the same.
class PartFile {
 public:
  explicit PartFile(const std::filesystem::path& path)
      : path_(path), descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
    if (descriptor_ < 0) throw_errno("open", errno);
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(descriptor_);
    throw Error(ErrorKind::io, path_.string() + ": another download is writing it");
  }
  ~PartFile() { ::close(descriptor_); }
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  [[nodiscard]] std::uint64_t size() const {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) throw_errno("examine", errno);
    return static_cast<std::uint64_t>(status.st_size);
  }

  /// Writing goes on after the first `bytes` bytes; the rest is cut off.
  void keep(std::uint64_t bytes) {
    const auto offset = static_cast<off_t>(bytes);
    if (::ftruncate(descriptor_, offset) != 0 || ::lseek(descriptor_, offset, SEEK_SET) < 0)
      throw_errno("write", errno);
  }

  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) throw_errno("write", errno);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  void flush() {
    if (::fsync(descriptor_) != 0) throw_errno("write", errno);
  }

 private:
  [[noreturn]] void throw_errno(const char* doing, int code) const {
    throw Error(ErrorKind::io, path_.string() + ": cannot " + doing + ": " + std::strerror(code));
  }
  std::filesystem::path path_;
  int descriptor_;
};

/// What the server says of the file, from the headers of one response.
struct Response {
  long status = 0;
  std::string etag;
  std::string last_modified;
  std::optional<std::uint64_t> range_begin;
  std::optional<std::uint64_t> content_length;
};

std::optional<std::uint64_t> leading_number(std::string_view text) noexcept {
  std::uint64_t number = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  return result.ec == std::errc() ? std::optional(number) : std::nullopt;
}

std::string_view without_blanks(std::string_view text) noexcept {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

bool same_name(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

void read_header_line(std::string_view line, Response& response) {
  if (line.substr(0, 5) == "HTTP/") {
    response = {};  // of several responses (redirects), the last one counts
    response.status = static_cast<long>(leading_number(without_blanks(line.substr(line.find(' ')))).value_or(0));
    return;
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = without_blanks(line.substr(colon + 1));
  if (same_name(name, "etag")) response.etag = value;
  if (same_name(name, "last-modified")) response.last_modified = value;
  if (same_name(name, "content-length")) response.content_length = leading_number(value);
  if (same_name(name, "content-range") && value.substr(0, 6) == "bytes ")
    response.range_begin = leading_number(value.substr(6));
}

/// What If-Range can prove sameness with: a strong entity tag or a date. Empty when there is neither.
std::string validator_of(const Response& response) {
  return response.etag.substr(0, 1) == "\"" ? response.etag : response.last_modified;
}

/// The validator noted beside the part when it belongs to this URL; else empty.
std::string noted_validator(const DownloadOptions& options) {
  const std::filesystem::path note = note_of(options.part);
  std::error_code ignored;
  if (!std::filesystem::exists(note, ignored)) return {};
  const std::string content = read_file(note, kMaxNoteBytes);
  const std::size_t line_end = content.find('\n');
  if (line_end == std::string::npos || content.compare(0, line_end, options.url) != 0) return {};
  return std::string(without_blanks(std::string_view(content).substr(line_end)));
}

/// One request on its way, as libcurl's callbacks see it.
struct Transfer {
  const DownloadOptions& options;
  PartFile& part;
  std::uint64_t asked_from = 0;  ///< 0: the whole file
  std::uint64_t kept_bytes = 0;  ///< of the part, before this response's body
  std::uint64_t done_bytes = 0;
  bool body_begun = false;
  bool range_refused = false;  ///< the server's range is not the one asked for
  Response response = {};
  std::exception_ptr failure = {};
};

void refuse_size(const Transfer& transfer, std::uint64_t bytes) {
  if (bytes <= transfer.options.limit_bytes) return;
  throw Error(ErrorKind::resource_limit, transfer.options.url + ": is larger than the limit of " +
                                             std::to_string(transfer.options.limit_bytes) + " bytes");
}

bool has_file(const Transfer& transfer) noexcept {
  return transfer.response.status == 200 || transfer.response.status == 206;
}

/// Decides where the body goes: behind what is there, or at the beginning.
void begin_body(Transfer& transfer) {
  transfer.body_begun = true;
  if (!has_file(transfer)) return;
  if (transfer.response.status == 206 && transfer.response.range_begin != transfer.asked_from) {
    transfer.range_refused = true;
    return;
  }
  transfer.kept_bytes = transfer.response.status == 206 ? transfer.asked_from : 0;
  transfer.done_bytes = transfer.kept_bytes;
  const std::uint64_t length = transfer.response.content_length.value_or(0);
  refuse_size(transfer, length);  // first alone: a server may send any number, and the sum could wrap around
  refuse_size(transfer, transfer.kept_bytes + length);
  transfer.part.keep(transfer.kept_bytes);
  write_file(note_of(transfer.options.part), transfer.options.url + "\n" + validator_of(transfer.response) + "\n");
}

/// Runs `action`, keeping its exception for later: none may pass through libcurl. Returns whether it went well.
template <typename Action>
bool guarded(Transfer& transfer, Action action) noexcept {
  try {
    return action();
  } catch (...) {
    transfer.failure = std::current_exception();
    return false;
  }
}

std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) {
  Transfer& transfer = *static_cast<Transfer*>(user);
  const bool good = guarded(transfer, [&] {
    read_header_line({data, size}, transfer.response);
    return true;
  });
  return good ? size : 0;
}

std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) {
  Transfer& transfer = *static_cast<Transfer*>(user);
  const bool good = guarded(transfer, [&] {
    if (!transfer.body_begun) begin_body(transfer);
    if (transfer.range_refused || !has_file(transfer)) return false;  // an error page may be of any length
    refuse_size(transfer, transfer.done_bytes + size);
    transfer.part.write({data, size});
    transfer.done_bytes += size;
    return true;
  });
  return good ? size : 0;
}

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  Transfer& transfer = *static_cast<Transfer*>(user);
  const bool go_on = guarded(transfer, [&] {
    if (!transfer.options.progress) return true;
    const std::uint64_t length = transfer.body_begun ? transfer.response.content_length.value_or(0) : 0;
    return transfer.options.progress({transfer.done_bytes, length == 0 ? 0 : transfer.kept_bytes + length});
  });
  return go_on ? 0 : 1;
}

/// The host of an http or https URL. Throws invalid_argument for any other.
std::string host_of(const std::string& url) {
  const std::unique_ptr<CURLU, void (*)(CURLU*)> parsed(curl_url(), curl_url_cleanup);
  char* scheme = nullptr;
  char* host = nullptr;
  const bool whole = curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK &&
                     curl_url_get(parsed.get(), CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
                     curl_url_get(parsed.get(), CURLUPART_HOST, &host, 0) == CURLUE_OK;
  const std::unique_ptr<char, void (*)(void*)> scheme_owner(scheme, curl_free);
  const std::unique_ptr<char, void (*)(void*)> host_owner(host, curl_free);
  const std::string_view protocol = whole ? scheme : "";
  if (protocol != "http" && protocol != "https")
    throw Error(ErrorKind::invalid_argument, "cannot download '" + url + "', expected an http or https URL");
  return host;
}

void set_options(CURL* curl, Transfer& transfer, const std::string& range, curl_slist* headers) {
  const DownloadOptions& options = transfer.options;
  const bool secure = same_name(std::string_view(options.url).substr(0, 6), "https:");
  curl_easy_setopt(curl, CURLOPT_URL, options.url.c_str());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, kUserAgent);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, secure ? "https" : "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kMaxRedirects);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options.connect_timeout.count()));
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.stall_timeout.count()));
  if (!range.empty()) curl_easy_setopt(curl, CURLOPT_RANGE, range.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &on_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &on_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &on_progress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
}

/// Turns what went wrong into one line. The server's own answer says more than what came of it in libcurl.
void throw_if_failed(const Transfer& transfer, CURLcode code, const std::string& host, const char* reason) {
  if (transfer.failure) std::rethrow_exception(transfer.failure);
  if (code == CURLE_ABORTED_BY_CALLBACK)
    throw Error(ErrorKind::cancelled, "the download from " + host + " was cancelled");
  const std::string status = std::to_string(transfer.response.status);
  if (status == "404" || status == "410")
    throw Error(ErrorKind::not_found, transfer.options.url + ": " + host + " has no such file (HTTP " + status + ")");
  if (transfer.response.status >= 400)
    throw Error(ErrorKind::io, "cannot download from " + host + ": it answered HTTP " + status + ", expected 200");
  if (code != CURLE_OK)
    throw Error(ErrorKind::io,
                "cannot download from " + host + ": " + (*reason == '\0' ? curl_easy_strerror(code) : reason));
  if (!has_file(transfer))
    throw Error(ErrorKind::io, "cannot download from " + host + ": it answered HTTP " + status + ", expected 200");
}

/// One request from `transfer.asked_from` on. Returns false when the server will not go on from there.
bool perform(Transfer& transfer, const std::string& validator, const std::string& host) {
  const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
  if (curl == nullptr) throw Error(ErrorKind::internal, "libcurl does not start");
  const bool resume = transfer.asked_from > 0;
  const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(
      resume ? curl_slist_append(nullptr, ("If-Range: " + validator).c_str()) : nullptr, curl_slist_free_all);
  std::array<char, CURL_ERROR_SIZE> reason{};
  set_options(curl.get(), transfer, resume ? std::to_string(transfer.asked_from) + "-" : "", headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, reason.data());
  const CURLcode code = curl_easy_perform(curl.get());
  if (resume && (transfer.range_refused || transfer.response.status == 416)) return false;
  throw_if_failed(transfer, code, host, reason.data());
  if (!transfer.body_begun) begin_body(transfer);  // an empty file has no body
  return true;
}

}  // namespace

DownloadResult download(const DownloadOptions& options) {
  static const CURLcode kStarted = curl_global_init(CURL_GLOBAL_DEFAULT);  // once for the process
  if (kStarted != CURLE_OK) throw Error(ErrorKind::internal, "libcurl does not start");
  const std::string host = host_of(options.url);
  PartFile part(options.part);
  const std::string validator = noted_validator(options);
  Transfer transfer{options, part, validator.empty() ? 0 : part.size()};
  if (!perform(transfer, validator, host)) {
    Transfer whole{options, part};
    perform(whole, {}, host);
    part.flush();
    return {whole.done_bytes, 0};
  }
  part.flush();
  return {transfer.done_bytes, transfer.kept_bytes};
}

void discard_part(const std::filesystem::path& part) noexcept {
  std::error_code ignored;
  std::filesystem::remove(part, ignored);
  std::filesystem::remove(note_of(part), ignored);
}

}  // namespace leitmotif::corpus

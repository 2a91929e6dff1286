#include "leitmotif/http/file_answer.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/http/date.hpp"
#include "leitmotif/http/router.hpp"

namespace leitmotif::http {
namespace {

constexpr std::uint64_t kBytesPerPiece = std::uint64_t{256} << 10U;

/// Digits as a number, at most the largest; nothing for anything else.
std::optional<std::uint64_t> whole_number(std::string_view digits) noexcept {
  if (digits.empty()) return std::nullopt;
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    number = number > (kMost - digit) / 10 ? kMost : number * 10 + digit;
  }
  return number;
}

/// What stands behind "bytes=", in any case; nothing when the header is about something else.
std::optional<std::string_view> byte_ranges(std::string_view header) noexcept {
  constexpr std::string_view kUnit = "bytes=";
  header = ascii::trimmed(header);
  if (!ascii::begins_with(header, kUnit)) return std::nullopt;
  return ascii::trimmed(header.substr(kUnit.size()));
}

/// A file that stays open while parts of it are sent.
class OpenedFile {
 public:
  explicit OpenedFile(const std::filesystem::path& path) : path_(path) {
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe would be waited for
    if (descriptor_ < 0)
      throw Error(errno == ENOENT || errno == ENOTDIR ? ErrorKind::not_found : ErrorKind::io,
                  path.string() + ": cannot open: " + std::strerror(errno));
    if (::fstat(descriptor_, &status_) == 0 && S_ISREG(status_.st_mode)) return;
    ::close(descriptor_);
    throw Error(ErrorKind::not_found, path.string() + ": is no regular file");
  }
  ~OpenedFile() { ::close(descriptor_); }
  OpenedFile(const OpenedFile&) = delete;
  OpenedFile& operator=(const OpenedFile&) = delete;

  [[nodiscard]] std::uint64_t size() const noexcept { return static_cast<std::uint64_t>(status_.st_size); }
  [[nodiscard]] Validators validators() const {
    const auto nanoseconds = static_cast<std::int64_t>(status_.st_mtim.tv_nsec);
    return {"\"" + std::to_string(status_.st_ino) + "-" + std::to_string(size()) + "-" +
                std::to_string(status_.st_mtim.tv_sec) + "." + std::to_string(nanoseconds) + "\"",
            status_.st_mtim.tv_sec};
  }
  /// Fewer bytes than asked for when the file has become shorter or cannot be read.
  [[nodiscard]] std::string read(std::uint64_t first, std::uint64_t length) const {
    std::string bytes(static_cast<std::size_t>(length), '\0');
    const ssize_t count = ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(first));
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    return bytes;
  }

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
  struct stat status_ = {};
};

Pieces pieces_of(std::shared_ptr<const OpenedFile> file, const Portion& portion) {
  return [file = std::move(file), next = portion.first, left = portion.length]() mutable {
    std::string piece = file->read(next, std::min(left, kBytesPerPiece));
    next += piece.size();
    left -= piece.size();
    return piece;
  };
}

}  // namespace

bool has_tag(std::string_view list, std::string_view tag, bool weakly) {
  if (ascii::trimmed(list) == "*") return true;
  while (!list.empty()) {
    std::string_view one = ascii::trimmed(list.substr(0, list.find(',')));
    list.remove_prefix(std::min(list.find(','), list.size() - 1) + 1);
    if (weakly && one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag) return true;
  }
  return false;
}

Portion portion_of(std::optional<std::string_view> range, std::uint64_t size) noexcept {
  const Portion whole{200, 0, size};
  const Portion none{416, 0, 0};
  const std::optional<std::string_view> asked = range ? byte_ranges(*range) : std::nullopt;
  if (!asked || asked->find(',') != std::string_view::npos) return whole;
  const std::size_t dash = asked->find('-');
  if (dash == std::string_view::npos) return whole;
  const std::optional<std::uint64_t> from = whole_number(asked->substr(0, dash));
  const std::string_view behind = asked->substr(dash + 1);
  const std::optional<std::uint64_t> to = whole_number(behind);
  if (dash == 0) {  // the last so many bytes
    if (!to) return whole;
    if (*to == 0) return none;
    const std::uint64_t length = std::min(*to, size);
    return size == 0 ? whole : Portion{206, size - length, length};
  }
  if (!from || (!behind.empty() && !to) || (to && *to < *from)) return whole;
  if (*from >= size) return none;
  return {206, *from, std::min(to.value_or(size - 1), size - 1) - *from + 1};
}

std::optional<int> unmet_condition(const Request& request, const Validators& file) {
  const auto date = [&](std::string_view name) -> std::optional<std::int64_t> {
    const auto value = request.header(name);
    return value ? seconds_of_date(*value) : std::nullopt;
  };
  if (const auto tags = request.header("if-match")) {
    if (!has_tag(*tags, file.tag, false)) return 412;
  } else if (const auto since = date("if-unmodified-since"); since && file.modified > *since) {
    return 412;
  }
  if (const auto tags = request.header("if-none-match")) {
    if (has_tag(*tags, file.tag, true)) return 304;
  } else if (const auto since = date("if-modified-since"); since && file.modified <= *since) {
    return 304;
  }
  return std::nullopt;
}

bool range_holds(const Request& request, const Validators& file) {
  const auto condition = request.header("if-range");
  if (!condition) return true;
  if (const auto date = seconds_of_date(*condition)) return *date == file.modified;
  return *condition == file.tag;  // a weak tag never is
}

Response file_answer(const Request& request, const std::filesystem::path& path, const std::string& type) {
  const auto file = std::make_shared<const OpenedFile>(path);
  const Validators validators = file->validators();
  Response response;
  response.headers = {{"accept-ranges", "bytes"},
                      {"etag", validators.tag},
                      {"last-modified", http_date(validators.modified)},
                      {"cache-control", "private, no-cache"}};
  const std::optional<int> unmet = unmet_condition(request, validators);
  if (unmet == 412) return error_response({412, "conflict", "the file is not as the request expects it"}, request);
  if (unmet == 304) {
    response.status = 304;
    response.type.clear();
    return response;
  }
  // Only GET has ranges.
  const bool may_be_part = request.method == "GET" && range_holds(request, validators);
  const Portion portion = portion_of(may_be_part ? request.header("range") : std::nullopt, file->size());
  const std::string size = std::to_string(file->size());
  if (portion.status == 416) {
    response = error_response({416, "invalid_argument", "range: the file has " + size + " bytes"}, request);
    response.headers = {{"accept-ranges", "bytes"}, {"content-range", "bytes */" + size}};
    return response;
  }
  response.status = portion.status;
  response.type = type;
  if (portion.status == 206)
    response.headers.emplace_back("content-range", "bytes " + std::to_string(portion.first) + "-" +
                                                       std::to_string(portion.first + portion.length - 1) + "/" + size);
  response.length = portion.length;
  response.pieces = pieces_of(file, portion);
  return response;
}

}  // namespace leitmotif::http

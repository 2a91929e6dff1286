// A file, or the part of it that a client asks for.
// Flow: a route that knows the file -> file_answer -> Response, whose pieces are read while they are sent.
// Source: RFC 9110 sections 13 (conditional requests) and 14 (ranges).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "leitmotif/http/message.hpp"

namespace leitmotif::http {

/// Whether a list of tags as If-Match has it, or `*`, has this one; weak ones only where they may count.
[[nodiscard]] bool has_tag(std::string_view list, std::string_view tag, bool weakly);

/// What of a file is given.
struct Portion {
  int status = 200;  ///< 206: a part; 416: nothing, because the file has no such part
  std::uint64_t first = 0;
  std::uint64_t length = 0;
};

/// What `range`, the value of that header if there is one, asks of a file of `size` bytes. Anything but one range of
/// bytes is ignored, which a server may do: the whole is given.
[[nodiscard]] Portion portion_of(std::optional<std::string_view> range, std::uint64_t size) noexcept;

/// By what a client recognises a file that it has already.
struct Validators {
  std::string tag;            ///< strong, with its quotes
  std::int64_t modified = 0;  ///< seconds since 1970
};

/// 304 or 412 when a condition of the request says that the file shall not be sent; else nothing.
[[nodiscard]] std::optional<int> unmet_condition(const Request& request, const Validators& file);

/// Whether a part may be given: If-Range is not there, or names exactly this file.
[[nodiscard]] bool range_holds(const Request& request, const Validators& file);

/// The answer to GET or HEAD for a regular file, of media type `type`: 200, 206, 304, 412 or 416. It is opened now, so
/// what happens to its name later changes nothing. Throws not_found (it is not there, or no regular file), io.
[[nodiscard]] Response file_answer(const Request& request, const std::filesystem::path& path, const std::string& type);

}  // namespace leitmotif::http

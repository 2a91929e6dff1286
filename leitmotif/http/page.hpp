// The files of a page that is part of the program.
// Flow: embedded files -> page_response.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "leitmotif/http/about.hpp"
#include "leitmotif/http/message.hpp"

namespace leitmotif::http {

/// One file of the page, as it is and compressed while the program was built.
struct PageFile {
  std::string_view path;  ///< such as /index.html
  std::string_view type;
  std::string_view tag;  ///< digits of its content's SHA-256
  std::string_view plain;
  std::string_view gzip;
  std::string_view brotli;  ///< empty when there was no brotli
};

/// What stands at `/` instead of a page that the program was built without: where the documentation is.
[[nodiscard]] Response no_page(const About& about);

/// A file of the page, in the coding the client likes best. `/` and addresses that belong to the page (without a dot,
/// asked for by a browser) are its start. Nothing when the page has no such file. Only what is in `files` can be given:
/// no place on the disk is looked at.
[[nodiscard]] std::optional<Response> page_response(std::span<const PageFile> files, const Request& request);

}  // namespace leitmotif::http

// The page that is part of the program.
// Flow: web/dist -> (build) -> embedded_page -> http::page_response.
#pragma once

#include <span>

#include "leitmotif/http/page.hpp"

namespace leitmotif::service {

/// The files of the page; none when the program was built without it. Made while building. Lifetime: the program's.
[[nodiscard]] std::span<const http::PageFile> embedded_page() noexcept;

}  // namespace leitmotif::service

// The route table as a page for people: no script, nothing from elsewhere.
#pragma once

#include <string>

#include "leitmotif/service/route.hpp"

namespace leitmotif::service {

[[nodiscard]] std::string docs_page(const RouteTable& routes);
/// The page's style sheet.
[[nodiscard]] std::string docs_style();

}  // namespace leitmotif::service

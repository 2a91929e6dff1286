// The route table as a page for people: no script, nothing from elsewhere.
#pragma once

#include <string>

#include "leitmotif/http/about.hpp"
#include "leitmotif/http/route.hpp"

namespace leitmotif::http {

/// HTML. Its style sheet is expected at /docs.css.
[[nodiscard]] std::string docs_page(const RouteTable& routes, const About& about);
/// The page's style sheet.
[[nodiscard]] std::string docs_style();
/// The style sheet of the sign-in page, and the script that takes a token from behind the # of its address.
[[nodiscard]] std::string sign_in_style();
[[nodiscard]] std::string sign_in_script();

}  // namespace leitmotif::http

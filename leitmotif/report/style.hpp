// The look of every page: light and dark, on a phone and on a wall, and on paper.
// Flow: style sheet and frame around the sections of a page.
#pragma once

#include <string>

#include "leitmotif/report/markup.hpp"

namespace leitmotif::report {

/// A whole HTML document around `body`. It forbids itself every request and every script, so it works offline and
/// cannot be made to load anything by what it shows.
[[nodiscard]] std::string document(const std::string& title, const Markup& body);

}  // namespace leitmotif::report

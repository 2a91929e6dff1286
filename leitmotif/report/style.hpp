// The look of every page: light and dark, on a phone and on a wall, and on paper.
// Flow: style sheet and frame around the sections of a page.
#pragma once

#include <string>
#include <string_view>

#include "leitmotif/core/markup.hpp"

namespace leitmotif::report {

/// A whole HTML document around `body`. It forbids itself every request and every script, so it works offline and
/// cannot be made to load anything by what it shows.
[[nodiscard]] std::string document(const std::string& title, const Markup& body);

/// The same with one script of ours at the end, the only one that may run: its digest stands in the page's policy.
/// `script` is a constant of the program.
[[nodiscard]] std::string document_with_script(const std::string& title, const Markup& body, std::string_view script);

/// The style of charts in light colours for an SVG file of its own, without variables, which few drawing programs know.
[[nodiscard]] std::string figure_style();

}  // namespace leitmotif::report

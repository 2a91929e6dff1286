// The lyric of a saved web page.
// Flow: HTML -> the text of the part that is marked as the lyric, or of the page without its surroundings.
// Source: WHATWG HTML (15.3 rendering of flow content); pages of lyric sites, which mark the lyric's box with a class,
// an id or an attribute that says so.
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::corpus {

/// Whether a text is HTML: it begins with a declaration or an element that pages begin with.
[[nodiscard]] bool is_page(std::string_view text) noexcept;

/// The text of a page as a browser shows it, a line for each of its lines: of the elements whose class, id or data
/// attribute has "lyric" in it when they hold any, else all but title, headings, navigation, buttons and scripts. Where
/// nothing breaks lines, line ends do. Empty for a server's page about an error. Well-formed UTF-8.
[[nodiscard]] std::string page_text(std::string_view text);

}  // namespace leitmotif::corpus

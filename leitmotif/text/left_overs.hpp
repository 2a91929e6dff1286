// Lines of lyric files that nobody sings: credits, and what web pages leave behind (directions.hpp has headers).
// Flow: what only_sung (sung_text.hpp) asks about each line.
// Source: texts as lyric sites have them; the table of rules is in docs/text-pipeline.md.
#pragma once

#include <string_view>

namespace leitmotif::text {

/// Whether a text is nothing but words that begin with a capital (or with what is no ASCII letter) and what joins
/// names.
[[nodiscard]] bool is_names(std::string_view text) noexcept;

/// Whether a whole line is a credit or a left-over of a web page. Credits that look like a lyric ("Written by the sea")
/// count only as names and only `near_edge`, which is the first and the last lines of a lyric.
[[nodiscard]] bool is_left_over(std::string_view line, bool near_edge);

/// The line without what scrapers glue to its beginning ("You might also likeOh ...", ticket advertisements).
[[nodiscard]] std::string_view without_glued_start(std::string_view line) noexcept;
/// The first line without a page title ("12 ContributorsSong Lyrics", "Song lyrics by Anna Noon").
[[nodiscard]] std::string_view without_page_title(std::string_view first_line) noexcept;
/// Whether the first line is a page title and nothing else.
[[nodiscard]] bool is_page_title(std::string_view first_line) noexcept;
/// Whether a line is a title in quotation marks, as pages have below their own title.
[[nodiscard]] bool is_quoted_title(std::string_view line) noexcept;
/// A line without a button's text at its end ("... goodbye45Embed", "... goodbye7 Embed").
[[nodiscard]] std::string_view without_button(std::string_view line) noexcept;

}  // namespace leitmotif::text

// Lines of lyric files that nobody sings: section headers, credits, and what web pages leave behind.
// Flow: what only_sung (sung_text.hpp) asks about each line.
// Source: texts as lyric sites have them; the table of rules is in docs/text-pipeline.md.
#pragma once

#include <string_view>

namespace leitmotif::text {

/// Whether a whole line, or what stands in parentheses, is a section header or a repeat mark: "Verse 2:",
/// "repeat chorus x2". A name that may as well be sung ("Break") needs a number or a colon.
[[nodiscard]] bool is_direction(std::string_view text) noexcept;

/// Whether a whole line is a credit or a left-over of a web page. Credits that look like a lyric ("Written by the sea")
/// count only as names and only `near_edge`, which is the first and the last lines of a lyric.
[[nodiscard]] bool is_left_over(std::string_view line, bool near_edge) noexcept;

/// The line without what scrapers glue to its beginning ("You might also likeOh ...", ticket advertisements).
[[nodiscard]] std::string_view without_glued_start(std::string_view line) noexcept;
/// The first line without a page title ("12 ContributorsSong Lyrics").
[[nodiscard]] std::string_view without_page_title(std::string_view first_line) noexcept;
/// The last line without a button's text ("... goodbye45Embed").
[[nodiscard]] std::string_view without_button(std::string_view last_line) noexcept;

}  // namespace leitmotif::text

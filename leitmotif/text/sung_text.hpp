// What of a lyric file is sung, and what lyric sites, .lrc files and their scrapers put around it.
// Flow: first step of the `corpus` pipeline.
// Source: texts as lyric sites and .lrc files have them; the table of rules is in docs/text-pipeline.md.
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::text {

/// The lyric without what is not sung: what stands in square brackets (headers, time stamps, repeat marks) or angle
/// brackets, HTML entities, web and e-mail addresses, and whole lines that are section headers, credits or left-overs
/// of a web page. A line that holds anything else stays as it is. Lines end in '\n'. Well-formed UTF-8 only.
[[nodiscard]] std::string only_sung(std::string_view lyric);

/// The same with every sung byte where it stands in the lyric and blanks everywhere else: as long as the lyric.
[[nodiscard]] std::string sung_in_place(std::string_view lyric);

}  // namespace leitmotif::text

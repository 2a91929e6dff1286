// Lines at the edges of a lyric that say who made it, what the record is called, or where the text is from.
// Flow: what is_left_over (left_overs.hpp) asks about the first and the last lines of a lyric.
// Source: texts as lyric sites and programs write them; the table of rules is in docs/text-pipeline.md.
#pragma once

#include <string_view>

namespace leitmotif::text {

/// Whether a line near the top or the bottom of a lyric is a credit ("Lyrics & music: Ann Noon", "Lead guitar: B.
/// Dusk", "Arranged by C. Dawn", "Slova i muzyka" in its letters), a fact of the record ("Year: 1999", "Capo 2nd fret",
/// "Album: Harbour"), or a site's word about the text ("Lyrics submitted by ann99", "Edit lyrics", "12 Contributors").
[[nodiscard]] bool is_credit(std::string_view line);

}  // namespace leitmotif::text

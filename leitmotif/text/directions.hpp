// Lines that say how a song goes and are not sung: section headers, repeat marks, solos.
// Flow: what only_sung (sung_text.hpp) asks about each line and each remark in parentheses.
// Source: texts as lyric sites have them; the table of rules is in docs/text-pipeline.md.
#pragma once

#include <cstdint>
#include <string_view>

namespace leitmotif::text {

/// Where a direction stands. In parentheses a word alone is one ("(Repeat)", "(Spoken)"), which on a line may be sung;
/// where the parentheses are the whole line, so are sounds and instruments ("(laughter)", "(fade out)", "(Violin)").
enum class Place : std::uint8_t { line, parentheses, own_parentheses };

/// Whether a whole line, or what stands in parentheses, is a section header, a repeat mark or says who plays: "Verse
/// 2:", "Verse One", "Verse 2 - Ann Noon:", "repeat chorus x2", "(Guitar Solo)". A name that may as well be sung
/// ("Break") needs a number, an instrument, a colon or a line of its own in parentheses, which makes `line`
/// own_parentheses.
[[nodiscard]] bool is_direction(std::string_view text, Place place = Place::line) noexcept;

}  // namespace leitmotif::text

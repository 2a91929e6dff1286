// Timed text in XML, and subtitles of Advanced SubStation.
// Flow: text of a lyric file -> its lines.
// Source: W3C TTML2 (2018), of which lyric programs use p, span and br, with Apple's and its kin's ttm:role; YouTube's
// transcripts; QQ Music's QrcInfos; SubStation Alpha v4+ ([Script Info], Format and Dialogue lines, override blocks).
#pragma once

#include <string>
#include <string_view>

#include "leitmotif/corpus/written_stamp.hpp"

namespace leitmotif::corpus {

/// Whether a text is TTML (DFXP) or a transcript in XML.
[[nodiscard]] bool is_timed_text(std::string_view text) noexcept;
/// The lines of its paragraphs, without translations and transcriptions into other letters; a line of a second voice
/// (`x-bg`) stands behind the first one's. An empty line between two divisions. Well-formed UTF-8.
/// With times each line has its paragraph's, and words those of spans.
[[nodiscard]] std::string read_timed_text(std::string_view text, Times times = Times::left_out);

/// Whether a text is a lyric of QQ Music in XML.
[[nodiscard]] bool is_qrc_xml(std::string_view text) noexcept;
/// The stamped lines in it, as line_stamps.hpp reads them.
[[nodiscard]] std::string read_qrc_xml(std::string_view text);

/// Whether a text is a SubStation script.
[[nodiscard]] bool is_substation(std::string_view text) noexcept;
/// The lines of its dialogues in the order of their times, without override blocks (karaoke, places, drawings), each
/// layer once; where the script keeps the lines of a karaoke in comments and what is made of them as effects, those of
/// the comments. With times each line has its dialogue's, and words those of the karaoke (`{\k25}`).
[[nodiscard]] std::string read_substation(std::string_view text, Times times = Times::left_out);

}  // namespace leitmotif::corpus

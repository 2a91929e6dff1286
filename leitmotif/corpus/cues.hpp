// Captions as lyrics: WebVTT, SubRip and SubViewer.
// Flow: text of a lyric file -> its lines.
// Source: W3C WebVTT (2019): header, NOTE, STYLE and REGION blocks, cue identifiers, timings, spans; SubRip (.srt) and
// SubViewer (.sbv) as players and video sites write them.
#pragma once

#include <string>
#include <string_view>

#include "leitmotif/corpus/written_stamp.hpp"

namespace leitmotif::corpus {

/// Whether a text is captions: it begins with `WEBVTT`, or with a cue's timing (`00:01.000 --> 00:04,000`,
/// `0:00:01.000,0:00:04.000`), a number above which is its name.
[[nodiscard]] bool has_cues(std::string_view text);

/// The lines of the cues in the order of the text, without timings, names, notes and spans (`<v Ann>`, `{\an8}`). LF
/// line ends in, LF line ends out. With times each line has its cue's, and the words those that WebVTT gives them.
[[nodiscard]] std::string read_cues(std::string_view text, Times times = Times::left_out);

}  // namespace leitmotif::corpus

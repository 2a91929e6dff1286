// Lyrics in JSON, as services answer and their clients keep them.
// Flow: JSON -> the text of the lyric in it, names into the song.
// Source: answers of LRCLIB (plainLyrics, syncedLyrics, instrumental), NetEase (lrc.lyric), Musixmatch
// (lyrics.lyrics_body), Spotify's pages (lyrics.lines[].words), OpenSubsonic (structuredLyrics[].line[].value), Genius
// clients (lyrics, primary_artist.name), lyrics.ovh (lyrics).
#pragma once

#include <string>
#include <string_view>

#include "leitmotif/core/records.hpp"
#include "leitmotif/corpus/written_stamp.hpp"

namespace leitmotif::corpus {

/// Whether a text may be a document of JSON: an object, or a list of objects.
[[nodiscard]] bool is_json_document(std::string_view text) noexcept;

/// The first lyric in a document, plain rather than synchronised; `[instrumental]` when there is none and it says so;
/// empty when there is nothing of the kind. Artist and title that stand beside it go into `song`. A text that is no
/// JSON after all is given as it is. With times a synchronised lyric goes before a plain one, and the lines of a list
/// have the times that stand beside their words (startTimeMs, start, time, ...).
[[nodiscard]] std::string read_lyric_json(std::string_view text, LabelledSong& song, Times times = Times::left_out);

}  // namespace leitmotif::corpus

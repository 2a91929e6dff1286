// Texts that stand where a lyric should, and say that there is none.
// Flow: a lyric file, a tag or a cell -> the song has no lyric, or nobody sings in it.
// Source: what lyric sites, their clients and spreadsheets write for a lyric that they have not.
#pragma once

#include <string_view>

namespace leitmotif::text {

/// Whether a text is no lyric but a word that there is none or that it may not be shown: "Lyrics not found", "N/A",
/// "404 Not Found", what a program says of its own failure.
[[nodiscard]] bool is_placeholder(std::string_view lyric) noexcept;

/// Whether a line says of its song that nobody sings in it, and nothing else: "instrumental", "this track is purely
/// instrumental".
[[nodiscard]] bool is_instrumental_remark(std::string_view line);

/// Whether a text says that there is nothing to sing: "[Instrumental]", "(instrumental)", the same in other languages,
/// and what Chinese lyric sites write for it. Credits and marks around do not count.
[[nodiscard]] bool says_instrumental(std::string_view lyric);

}  // namespace leitmotif::text

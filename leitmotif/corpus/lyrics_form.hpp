// Which form a lyric of a table has, and its text without what programs put around it.
// Flow: a cell -> form and text -> Song.
// Source: the music data set's cleaned lyrics hold letters of a to z, blanks and rests of other letters, and none of
// the words that English cannot do without; lyrics as sung do (docs/decisions/0036-tables-as-people-have-them.md).
#pragma once

#include <string>
#include <string_view>

#include "leitmotif/core/records.hpp"

namespace leitmotif::corpus {

/// Cleaned: nothing but a to z, blanks and bytes above ASCII (fewer than two thirds), and none of some fifty English
/// function words. Everything else is as sung; so is an empty text. Cost: one look at the bytes, up to the first that
/// decides.
[[nodiscard]] LyricsForm form_of(std::string_view lyric) noexcept;

/// A lyric as sung without its wrapping: a JSON text, a list of lines as JSON or Python print it, `<br>` and line ends
/// written as `\n`, the format of another program and time stamps (formatted_lyric); line ends are LF. Blanks around it
/// are left out.
[[nodiscard]] std::string unwrapped_lyric(std::string_view cell);

}  // namespace leitmotif::corpus

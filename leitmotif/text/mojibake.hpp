// UTF-8 that somebody read as Windows-1252 and wrote again as UTF-8, put right.
// Flow: text of a lyric -> the text as it was meant.
// Source: the WHATWG table of windows-1252; what counts as a mistake is in docs/text-pipeline.md.
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::text {

/// What to do with the bytes that a repair saves.
enum class Padding : bool {
  none,
  /// Fill up with invisible characters (soft hyphen, word joiner), so that every other byte stays where it was.
  invisible,
};

/// `text` with each run of characters that is UTF-8 read as Windows-1252 replaced by what it was, up to three times
/// over. Characters that people write on purpose ("\u00C3" before a letter) stay: a run must give a
/// character that texts have, and scripts that this rule might invent need several of them. The text must be
/// well-formed UTF-8.
[[nodiscard]] std::string without_mojibake(std::string_view text, Padding padding = Padding::none);

/// Whether without_mojibake would change anything. Cost: one look at each byte of text without such runs.
[[nodiscard]] bool has_mojibake(std::string_view text);

}  // namespace leitmotif::text

// Time stamps of other programs than .lrc's own, written as .lrc has them.
// Flow: text of a lyric file or cell -> this -> lrc.hpp.
// Source: files of KuGou (krc), QQ Music (qrc), NetEase (yrc), Lyricify (lys), transcripts of video sites, and
// hand-made ones.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "leitmotif/corpus/written_stamp.hpp"

namespace leitmotif::corpus {

/// The text with `[mm:ss.fff]` at the beginning of each stamped line, when most of its lines, or every second one, have
/// stamps of another form: `[ 00:12.3 ]`, `[00;12.34]`, `[00:00:12.34]` (hours first), `(00:12)`, `0:12 words`, a time
/// on a line of its own, or `[12000,900]` in milliseconds, whose words' stamps (`<0,90,0>`, `(12000,90)`,
/// `(12000,90,0)`) are left out, as are those of a line that begins with the number of its voice (`[4]`). Nothing when
/// there are none such, or fewer than three. With times the stamps of words are written as .lrc's `<mm:ss.fff>`.
[[nodiscard]] std::optional<std::string> with_lrc_stamps(std::string_view text, Times words = Times::left_out);

}  // namespace leitmotif::corpus

// Lyrics in the formats of other programs: which one a text is in, and its reader. One table decides for lyric files,
// tags and cells of a data set.
// Flow: text in any format -> text of a lyric, plain or with the stamps of an .lrc file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "leitmotif/core/records.hpp"

namespace leitmotif::corpus {

/// What a format's reader makes of a text.
struct FormattedLyric {
  std::string_view format;  ///< its name for people: "HTML"; static
  std::string text;         ///< LF line ends, no NUL
  bool is_sung = false;     ///< lines as they are sung; else a text that may have a head or stamps of its own
};

/// A format of the table.
struct KnownFormat {
  std::string_view name;  ///< for people; empty: none of the table
  bool is_sung = false;   ///< as FormattedLyric::is_sung
};

/// Which format of the table a text is in (captions, SubStation, TTML, QRC in XML, UltraStar, RTF, HTML, JSON), told by
/// what it holds. Cost: a look at the first bytes when it is none.
[[nodiscard]] KnownFormat format_of_lyric(std::string_view text);

/// The lyric of a text in a format of the table, also of one inside of another, or with the stamps of line_stamps.hpp
/// or lrc.hpp; nothing when it is plain text. Names in it go into `song`. The text is well-formed UTF-8; `source` names
/// it in messages. Throws as read_lrc.
[[nodiscard]] std::optional<FormattedLyric> formatted_lyric(std::string_view text, std::string_view source,
                                                            LabelledSong& song);

}  // namespace leitmotif::corpus

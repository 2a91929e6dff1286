// TagLib's strings as UTF-8. A door to TagLib.
#pragma once

#include <taglib/tstring.h>

#include <string>

namespace leitmotif::collection {

/// The string as well-formed UTF-8; what is not well-formed is left out. With `guess`, a string of one-byte characters
/// is taken for bytes in an encoding that has to be found out (UTF-8, GBK, Windows-1252): ID3 tags often say Latin-1
/// and hold another.
[[nodiscard]] std::string utf8_of(const TagLib::String& text, bool guess);

/// The same on one line, without control characters and without blanks at both ends.
[[nodiscard]] std::string line_of(const TagLib::String& text, bool guess);

}  // namespace leitmotif::collection

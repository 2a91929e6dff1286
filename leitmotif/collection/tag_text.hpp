// TagLib's strings as UTF-8. A door to TagLib.
#pragma once

#include <taglib/tstring.h>

#include <string>

namespace leitmotif::collection {

/// Reads the strings of one file. Where tags say Latin-1 and hold another encoding (ID3, WAV), all such strings of the
/// file are looked at together, because one title is too short to tell an encoding by.
class TagText {
 public:
  /// Adds a string whose characters may be bytes of another encoding; then `settle`.
  void learn(const TagLib::String& text);
  /// Finds the encoding of what was learnt; without it, nothing is guessed.
  void settle();

  /// The string as well-formed UTF-8 without a byte-order mark; what is not well-formed is left out. With `guess`, a
  /// string of one-byte characters is taken for bytes in the encoding that was found, or in UTF-8.
  [[nodiscard]] std::string utf8(const TagLib::String& text, bool guess) const;
  /// The same on one line, without control characters and without blanks at both ends.
  [[nodiscard]] std::string line(const TagLib::String& text, bool guess) const;

  /// ICU's name of the encoding; empty when nothing had to be guessed.
  [[nodiscard]] const std::string& encoding() const noexcept { return encoding_; }

 private:
  std::string bytes_;
  std::string encoding_;
};

}  // namespace leitmotif::collection

// A lyric in the language that the models and wishes read.
// Flow: lyric in any language -> languages::Bridges -> PreparedLyric -> Reader, wishes, strong words.
#pragma once

#include <string>
#include <string_view>

#include "leitmotif/core/records.hpp"
#include "leitmotif/languages/carry.hpp"

namespace leitmotif::reading {

/// A lyric, and what it says in English. Every door reads lyrics through this, so that all decide alike which language
/// one is in. Lifetime: what it was made of must outlive it.
class PreparedLyric {
 public:
  /// A cleaned lyric is taken as it is.
  PreparedLyric(std::string_view lyrics, LyricsForm form);
  /// A text that is gone before it is read.
  PreparedLyric(std::string&& lyrics, LyricsForm form) = delete;
  /// What it was said to be.
  [[nodiscard]] LyricsForm form() const noexcept { return form_; }
  /// What it was made of.
  [[nodiscard]] std::string_view lyrics() const noexcept { return lyrics_; }
  /// What is read: the lyric itself, its words in English, or nothing.
  [[nodiscard]] std::string_view english() const noexcept;
  /// In which language it is sung, and how it was read; nothing is known of a cleaned one.
  [[nodiscard]] const languages::CarriedLyric& carried() const noexcept { return carried_; }
  /// A title of the song in the words that are read.
  [[nodiscard]] std::string title(std::string_view title) const;

 private:
  std::string_view lyrics_;
  LyricsForm form_;
  languages::CarriedLyric carried_;
  std::string english_;
};

}  // namespace leitmotif::reading

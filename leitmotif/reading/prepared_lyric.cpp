#include "leitmotif/reading/prepared_lyric.hpp"

namespace leitmotif::reading {

using languages::Bridges;
using languages::HowRead;

PreparedLyric::PreparedLyric(std::string_view lyrics, LyricsForm form) : lyrics_(lyrics), form_(form) {
  if (form != LyricsForm::sung || lyrics.empty()) return;
  carried_ = Bridges::carry_by_shipped(lyrics);
  if (carried_.how == HowRead::carried_over) english_ = carried_.english(lyrics);
}

std::string_view PreparedLyric::english() const noexcept {
  return carried_.how == HowRead::as_it_is ? lyrics_ : std::string_view(english_);
}

std::string PreparedLyric::title(std::string_view title) const {
  if (carried_.how != HowRead::carried_over) return std::string(title);
  return Bridges::shipped().in_english(title, carried_.language.code);
}

}  // namespace leitmotif::reading

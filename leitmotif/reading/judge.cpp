#include "leitmotif/reading/judge.hpp"

namespace leitmotif::reading {

Judgement judge(const Reader& reader, std::string_view lyrics, LyricsForm form) {
  Judgement judgement;
  if (form == LyricsForm::sung && !lyrics.empty()) judgement.language = text::language_of(lyrics);
  judgement.classified = !text::is_not_english(judgement.language);
  judgement.prediction = reader.predict(judgement.classified ? lyrics : std::string_view(), form);
  return judgement;
}

}  // namespace leitmotif::reading

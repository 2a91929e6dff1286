#include "leitmotif/reading/read_lyric.hpp"

namespace leitmotif::reading {

LyricReading read_lyric(const Reader& reader, std::string_view lyrics, LyricsForm form) {
  LyricReading reading;
  if (form == LyricsForm::sung && !lyrics.empty()) reading.language = text::language_of(lyrics);
  reading.classified = !text::is_not_english(reading.language);
  reading.prediction = reader.predict(reading.classified ? lyrics : std::string_view(), form);
  return reading;
}

}  // namespace leitmotif::reading

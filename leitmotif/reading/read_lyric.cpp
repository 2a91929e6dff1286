#include "leitmotif/reading/read_lyric.hpp"

#include "leitmotif/models/taught_language.hpp"

namespace leitmotif::reading {

LyricLanguage language_of(const PreparedLyric& lyric) {
  const languages::CarriedLyric& carried = lyric.carried();
  return {carried.language, carried.how != languages::HowRead::not_read,
          carried.how == languages::HowRead::carried_over, carried.words, carried.carried};
}

LyricLanguage language_of(const Reader& reader, const PreparedLyric& lyric) {
  if (models::reads_as_written(reader.model().card())) return {.language = lyric.carried().language};
  return language_of(lyric);
}

LyricReading read_lyric(const Reader& reader, std::string_view lyrics, LyricsForm form) {
  const PreparedLyric prepared(lyrics, form);
  return {language_of(reader, prepared), reader.model().predict(reader.words(prepared))};
}

}  // namespace leitmotif::reading

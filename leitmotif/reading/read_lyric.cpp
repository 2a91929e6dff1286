#include "leitmotif/reading/read_lyric.hpp"

namespace leitmotif::reading {

LyricLanguage language_of(const PreparedLyric& lyric) {
  const languages::CarriedLyric& carried = lyric.carried();
  return {carried.language, carried.how != languages::HowRead::not_read,
          carried.how == languages::HowRead::carried_over, carried.words, carried.carried};
}

LyricReading read_lyric(const Reader& reader, std::string_view lyrics, LyricsForm form) {
  const PreparedLyric prepared(lyrics, form);
  return {language_of(prepared), reader.model().predict(reader.words(prepared))};
}

}  // namespace leitmotif::reading

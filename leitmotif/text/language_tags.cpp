#include "leitmotif/text/language_tags.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

/// A language's code and everything else it is called, between blanks.
struct LanguageNames {
  std::string_view code;
  std::string_view names;
};

constexpr auto kLanguages = std::to_array<LanguageNames>({
    {"en", " eng english englisch anglais ingles "},
    {"de", " deu ger german deutsch "},
    {"fr", " fra fre french francais "},
    {"es", " spa spanish espanol castellano "},
    {"it", " ita italian italiano "},
    {"pt", " por portuguese portugues ptbr "},
    {"nl", " nld dut dutch nederlands "},
    {"sv", " swe swedish svenska "},
    {"no", " nor nob nno norwegian norsk nb nn "},
    {"da", " dan danish dansk "},
    {"fi", " fin finnish suomi "},
    {"is", " isl ice icelandic "},
    {"pl", " pol polish polski "},
    {"cs", " ces cze czech cesky "},
    {"sk", " slk slo slovak "},
    {"hu", " hun hungarian magyar "},
    {"ro", " ron rum romanian romana "},
    {"hr", " hrv croatian hrvatski "},
    {"sr", " srp serbian "},
    {"sl", " slv slovenian "},
    {"bg", " bul bulgarian "},
    {"ru", " rus russian русский "},
    {"uk", " ukr ukrainian "},
    {"el", " ell gre greek "},
    {"tr", " tur turkish turkce "},
    {"ar", " ara arabic "},
    {"he", " heb hebrew iw "},
    {"fa", " fas per persian farsi "},
    {"hi", " hin hindi "},
    {"ja", " jpn japanese jp 日本語 "},
    {"ko", " kor korean kr 한국어 "},
    {"zh", " zho chi chinese cn cht chs 中文 "},
    {"th", " tha thai "},
    {"vi", " vie vietnamese "},
    {"id", " ind indonesian "},
    {"la", " lat latin "},
    {"ca", " cat catalan "},
    {"ga", " gle irish "},
    {"cy", " cym wel welsh "},
    {"et", " est estonian "},
    {"lv", " lav latvian "},
    {"lt", " lit lithuanian "},
});

/// A name in lower case and without accents; the keys of songs' names would take "pt" for "part".
std::string folded_tag(std::string_view name) {
  name = ascii::trimmed(name);
  return first_invalid_byte(name) ? ascii::lower_case(name) : folded_name(name);
}

bool is_among(std::string_view word, std::string_view words) {
  return words.find(" " + std::string(word) + " ") != std::string_view::npos;
}

}  // namespace

std::string language_code(std::string_view name) {
  name = ascii::trimmed(name);
  const std::size_t country = name.find_first_of("-_");
  const std::string word = folded_tag(name.substr(0, country));
  if (word.size() < 2 || (country != std::string_view::npos && word.size() > 3)) return {};
  for (const LanguageNames& language : kLanguages)
    if (language.code == word || is_among(word, language.names)) return std::string(language.code);
  return {};
}

int language_rank(std::string_view name) {
  const std::string key = folded_tag(name);
  if (key.empty() || key == "xxx" || key == "und") return 1;
  if (is_among(key, " romaji romanized romanised romanji roman translation translated transliteration pinyin "))
    return 3;
  return language_code(name) == "en" ? 0 : 2;
}

}  // namespace leitmotif::text

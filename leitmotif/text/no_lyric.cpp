#include "leitmotif/text/no_lyric.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/directions.hpp"
#include "leitmotif/text/left_overs.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

using ascii::trimmed;

constexpr std::size_t kLongestPlaceholder = 600;  // bytes; a page that has more than this to say has a lyric
constexpr std::ptrdiff_t kMostLines = 8;          // of such a page
constexpr std::size_t kLongestNoVoice = 120;      // bytes of a line that says that nobody sings

/// What a text without a lyric says.
constexpr auto kPlaceholderPhrases = std::to_array<std::string_view>({
    "not licensed to display",
    "not in a position to display",
    "lyrics not found",
    "no lyrics found",
    "lyrics not available",
    "lyrics unavailable",
    "lyrics are not available",
    "lyrics are unavailable",
    "unable to find lyrics",
    "unable to fetch lyrics",
    "unable to load lyrics",
    "couldn't find lyrics",
    "could not find lyrics",
    "could not retrieve lyrics",
    "couldn't retrieve lyrics",
    "failed to fetch lyrics",
    "failed to load lyrics",
    "failed to get lyrics",
    "error fetching lyrics",
    "error loading lyrics",
    "error retrieving lyrics",
    "lyrics could not be",
    "lyrics couldn't be",
    "lyrics fetch failed",
    "do not have the lyrics",
    "don't have the lyrics",
    "don't have lyrics",
    "do not have lyrics",
    "restricted from displaying",
    "licensing restrictions",
    "lyrics for this song have yet",
    "have yet to be released",
    "have yet to be transcribed",
    "currently untranscribed",
    "looks like we don't have",
    "be the first to add",
    "lyrics coming soon",
    "lyrics will appear here",
    "lyrics will be added",
    "lyrics will be available",
    "lyrics removed",
    "lyrics were removed",
    "lyrics have been removed",
    "removed by request",
    "removed at the request",
    "removed for copyright",
    "not authorized to display",
    "not authorised to display",
    "not authorized to show",
    "not authorised to show",
    "not licensed to show",
    "no lyrics available",
    "no lyrics yet",
    "we have no lyrics",
    "there are no lyrics for",
    "lyrics for this song are not",
    "loading lyrics",
    "searching for lyrics",
    "searching lyrics",
    "fetching lyrics",
    "rate limit exceeded",
    "too many requests",
    "enable javascript",
    "enable cookies",
    "checking your browser",
    "are you a robot",
    "you have been blocked",
    "verify you are human",
    "service unavailable",
    "internal server error",
    "bad gateway",
    "gateway timeout",
    "request timed out",
    "connection timed out",
    "content not available in your",
    "not available in your country",
    "not available in your region",
    "httperror",
    "traceback (most recent call last)",
    "[object object]",
    "failed to find specified track",
    "tracknotfound",
    "paroles non disponibles",
    "paroles indisponibles",
    "paroles non trouv\u00E9es",
    "paroles introuvables",
    "aucune parole",
    "letra no disponible",
    "letra no encontrada",
    "letra n\u00E3o dispon\u00EDvel",
    "letra n\u00E3o encontrada",
    "songtext nicht verf\u00FCgbar",
    "songtext nicht gefunden",
    "text nicht verf\u00FCgbar",
    "lyrics nicht gefunden",
    "lyrics nicht verf\u00FCgbar",
    "keine lyrics gefunden",
    "keine songtexte",
    "kein songtext",
    "testo non disponibile",
    "testo non trovato",
    "songtekst niet beschikbaar",
    "songtekst niet gevonden",
    "geen songtekst",
    "brak tekstu",
    "tekst niedost",
    "nie znaleziono tekstu",
    "inga l\u00E5ttexter",
    "l\u00E5ttext saknas",
    "\u015Fark\u0131 s\u00F6z\u00FC bulunamad\u0131",
    "s\u00F6zler bulunamad\u0131",
    "\u0422\u0435\u043A\u0441\u0442 \u043F\u0435\u0441\u043D\u0438 "
    "\u043E\u0442\u0441\u0443\u0442\u0441\u0442\u0432\u0443\u0435\u0442",
    "\u0422\u0435\u043A\u0441\u0442 \u043F\u0435\u0441\u043D\u0438 \u043D\u0435 \u043D\u0430\u0439\u0434\u0435\u043D",
    "\u0422\u0435\u043A\u0441\u0442 \u043D\u0435 \u043D\u0430\u0439\u0434\u0435\u043D",
    "\u0442\u0435\u043A\u0441\u0442 \u043D\u0435 \u043D\u0430\u0439\u0434\u0435\u043D",
    "\u6B4C\u8A5E\u304C\u3042\u308A\u307E\u305B\u3093",
    "\u6B4C\u8A5E\u304C\u898B\u3064\u304B\u308A\u307E\u305B\u3093",
    "\u6682\u65E0\u6B4C\u8BCD",
    "\u66AB\u7121\u6B4C\u8A5E",
    "\u672A\u627E\u5230\u6B4C\u8BCD",
    "\u672A\u627E\u5230\u6B4C\u8A5E",
    "\u6CA1\u6709\u627E\u5230\u6B4C\u8BCD",
    "\u627E\u4E0D\u5230\u6B4C\u8BCD",
    "\u627E\u4E0D\u5230\u6B4C\u8A5E",
    "\uAC00\uC0AC \uC815\uBCF4\uAC00 \uC5C6",
    "\uAC00\uC0AC\uB97C \uCC3E\uC744 \uC218 \uC5C6",
    "\uAC00\uC0AC\uAC00 \uC5C6",
});

/// All of such a text, but for signs around it: as one line of a song they may be sung.
constexpr auto kWholePlaceholders = std::to_array<std::string_view>({
    "null",
    "none",
    "nil",
    "nan",
    "n/a",
    "#n/a",
    "na",
    "n.a",
    "n\\a",
    "<na>",
    "#name",
    "#value",
    "#ref",
    "tbd",
    "tba",
    "todo",
    "empty",
    "missing",
    "undefined",
    "no lyrics",
    "no lyric",
    "lyrics",
    "lyrics: none",
    "lyrics: n/a",
    "add lyrics",
    "submit lyrics",
    "request lyrics",
    "edit lyrics",
    "restricted lyrics",
    "lyrics restricted",
    "404",
    "404 not found",
    "not found",
    "page not found",
    "not available",
    "unavailable",
    "error",
    "error 404",
    "error: 404",
    "404 error",
    "http 404",
    "timeout",
    "timed out",
    "loading",
    "searching",
    "access denied",
    "forbidden",
    "403 forbidden",
    "sin letra",
    "sans paroles",
    "ohne text",
    "kein text",
    "senza testo",
    "sem letra",
    "geen tekst",
    "bez tekstu",
    "lyrics from snippet",
    "coming soon",
    "unknown",
    "just a moment",
    "lyrics.ovh error",
});

/// What music without words is called where that is no word of English beside others.
constexpr auto kInstrumentals = std::to_array<std::string_view>(
    {"instrumental", "instrumentale", "instrumentals", "strumentale", "instrumentaal", "instrument\u00E1ln\u00ED",
     "instrument\u00E1l", "instrument\u00E1lis", "instrumentalny", "instrumentalna", "instrumentalas",
     "enstr\u00FCmantal", "instrumentaali", "instrumentall\u00E5t",
     "\u0438\u043D\u0441\u0442\u0440\u0443\u043C\u0435\u043D\u0442\u0430\u043B",
     "\u0438\u043D\u0441\u0442\u0440\u0443\u043C\u0435\u043D\u0442\u0430\u043B\u044C\u043D\u0430\u044F",
     "\u03BF\u03C1\u03C7\u03B7\u03C3\u03C4\u03C1\u03B9\u03BA\u03CC"});

/// All of a line, in languages that write it otherwise.
constexpr auto kWithoutVoice = std::to_array<std::string_view>(
    {"pure music", "pure music, no lyrics", "no vocals", "no words", "no singing", "this song has no lyrics",
     "this song has no words", "this track has no lyrics", "\u6B4C\u8A5E\u306A\u3057",
     "\u30A4\u30F3\u30B9\u30C8\u30A5\u30EB\u30E1\u30F3\u30BF\u30EB",
     "\u30A4\u30F3\u30B9\u30C8\u30A5\u30EB\u30E1\u30F3\u30C8", "\u30A4\u30F3\u30B9\u30C8", "\uC5F0\uC8FC\uACE1",
     "\uACBD\uC74C\uC545", "\u4F34\u594F", "\u8F7B\u97F3\u4E50", "\u8F15\u97F3\u6A02",
     "\u043C\u0443\u0437\u044B\u043A\u0430 \u0431\u0435\u0437 \u0441\u043B\u043E\u0432",
     "\u0431\u0435\u0437 \u0441\u043B\u043E\u0432"});

/// "Pure music", as Chinese and Japanese lyric sites write it.
constexpr std::array<std::string_view, 3> kPureMusic = {"\u7EAF\u97F3\u4E50", "\u7D14\u97F3\u6A02",
                                                        "\u7D14\u97F3\u697D"};

/// A line without what is drawn around it, in lower case: brackets, stars, notes.
std::string bare_of(std::string_view line) {
  constexpr std::array<std::string_view, 11> kDrawn = {"\u2669", "\u266A", "\u266B", "\u266C", "\u266D", "\u3010",
                                                       "\u3011", "\uFF08", "\uFF09", "\u3002", "\uFF0C"};
  std::string bare(line);
  for (const std::string_view drawn : kDrawn)
    for (std::size_t at = bare.find(drawn); at != std::string::npos; at = bare.find(drawn))
      bare.replace(at, drawn.size(), " ");
  return to_lower(trimmed(bare, " \t\r[](){}<>*-_=~.!:\"/|#"));
}

/// Whether a line in lower case without signs around it says that nobody sings.
bool says_no_voice(std::string_view bare) {
  if (std::ranges::find(kWithoutVoice, bare) != kWithoutVoice.end()) return true;
  return bare.size() <= kLongestNoVoice && std::ranges::any_of(kPureMusic, [&](std::string_view music) {
           return bare.find(music) != std::string_view::npos;
         });
}

/// Whether a line in lower case has no words but those that say what music is, and one that says that nobody sings.
bool is_remark(std::string_view line) {
  constexpr std::array<std::string_view, 34> kBeside = {
      "this",       "the",       "song",    "track",  "is",          "a",       "an",   "purely",  "fully",
      "completely", "music",     "piece",   "mix",    "only",        "tune",    "it's", "no",      "lyrics",
      "lyric",      "entirely",  "version", "break",  "intro",       "outro",   "solo", "section", "bridge",
      "part",       "interlude", "just",    "musica", "m\u00FAsica", "musique", "musik"};
  bool says = false;
  for (std::string_view rest = line; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = trimmed(rest.substr(0, end), " ,.;:!()/|-");
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (word.empty()) continue;
    const bool named = std::ranges::find(kInstrumentals, word) != kInstrumentals.end();
    says = says || named;
    if (!named && std::ranges::find(kBeside, word) == kBeside.end()) return false;
  }
  return says;
}

}  // namespace

bool is_placeholder(std::string_view lyric) noexcept {
  if (lyric.size() > kLongestPlaceholder || std::ranges::count(lyric, '\n') > kMostLines) return false;
  std::array<char, kLongestPlaceholder> lower{};
  std::ranges::transform(lyric, lower.begin(), ascii::lower);
  const std::string_view text(lower.data(), lyric.size());
  const std::string_view bare = trimmed(text, " \t\r\n.!?-*_~<>[](){}\"'");
  const bool says_nothing = std::ranges::none_of(
      bare, [](char c) { return ascii::is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80; });
  if (says_nothing || std::ranges::find(kWholePlaceholders, bare) != kWholePlaceholders.end()) return true;
  if (bare == "\u266A" || bare == "\u266B" || bare == "\u2026" || bare == "\u2014") return true;
  return std::ranges::any_of(kPlaceholderPhrases,
                             [&](std::string_view phrase) { return text.find(phrase) != std::string_view::npos; });
}

bool is_instrumental_remark(std::string_view line) {
  const std::string bare = bare_of(line);
  return !bare.empty() && (says_no_voice(bare) || is_remark(bare));
}

bool says_instrumental(std::string_view lyric) {
  constexpr std::size_t kLongestText = 4096;  // bytes; credits may stand around
  if (lyric.size() > kLongestText) return false;
  bool says = false;
  for (bool first = true; !lyric.empty(); first = false) {
    const std::string_view whole = lyric.substr(0, lyric.find('\n'));
    lyric.remove_prefix(std::min(whole.size() + 1, lyric.size()));
    const std::string_view line = without_button(first ? without_page_title(whole) : whole);
    const std::string bare = bare_of(line);
    if (bare.empty()) continue;
    if (says_no_voice(bare) || is_remark(bare))
      says = true;
    else if (!is_left_over(line, true) && !is_direction(line) && !is_direction(bare))
      return false;
  }
  return says;
}

}  // namespace leitmotif::text

#include "leitmotif/text/editions.hpp"

#include <array>
#include <string_view>

#include "leitmotif/text/name_words.hpp"

namespace leitmotif::text {
namespace {

// Words that name an edition, as they stand in keys.
constexpr auto kEditionWords = std::to_array<std::string_view>({"live",
                                                                "demo",
                                                                "demos",
                                                                "mono",
                                                                "stereo",
                                                                "acoustic",
                                                                "unplugged",
                                                                "remaster",
                                                                "remastered",
                                                                "remasters",
                                                                "deluxe",
                                                                "bonus",
                                                                "explicit",
                                                                "clean",
                                                                "edited",
                                                                "radio",
                                                                "instrumental",
                                                                "karaoke",
                                                                "single",
                                                                "album",
                                                                "original",
                                                                "extended",
                                                                "club",
                                                                "remix",
                                                                "remixed",
                                                                "mix",
                                                                "mixed",
                                                                "edit",
                                                                "version",
                                                                "edition",
                                                                "anniversary",
                                                                "rerecorded",
                                                                "sped",
                                                                "slowed",
                                                                "reverb",
                                                                "nightcore",
                                                                "session",
                                                                "sessions",
                                                                "alternate",
                                                                "take",
                                                                "outtake",
                                                                "dub",
                                                                "cover",
                                                                "soundtrack",
                                                                "official",
                                                                "video",
                                                                "audio",
                                                                "lyric",
                                                                "lyrics",
                                                                "hd",
                                                                "hq",
                                                                "uncut",
                                                                "uncensored",
                                                                "censored",
                                                                "vivo",
                                                                "directo",
                                                                "acustico",
                                                                "acustica",
                                                                "acoustique",
                                                                "akustik",
                                                                "remasterizado",
                                                                "remasterizada",
                                                                "remasterise",
                                                                "remasterisee",
                                                                "remasterisiert",
                                                                "versione",
                                                                "versao",
                                                                "fassung",
                                                                "edicion",
                                                                "edicao",
                                                                "vault",
                                                                "recording",
                                                                "expanded",
                                                                "special",
                                                                "reissue",
                                                                "rework",
                                                                "vip",
                                                                "bootleg",
                                                                "visualizer",
                                                                "visualiser"});
/// What may stand beside them.
constexpr auto kBesideEditions = std::to_array<std::string_view>(
    {"the",  "of",      "and",      "in",      "at",        "from", "en",      "ao",   "dal",  "track",
     "up",   "re",      "recorded", "digital", "digitally", "inch", "lp",      "ep",   "full", "short",
     "long", "new",     "studio",   "music",   "for",       "a",    "no",      "de",   "del",  "du",
     "au",   "concert", "piano",    "vocal",   "only",      "ost",  "taylors", "year", "th"});
/// What an edition ends in, whatever stands before: "Thin White Duke Mix".
constexpr auto kEditionEnds = std::to_array<std::string_view>(
    {"remix", "mix", "version", "edit", "remaster", "remastered", "edition", "sessions", "session", "dub", "rework",
     "bootleg", "cover", "versione", "versao", "fassung", "demo", "vip"});
constexpr auto kAfterLive =
    std::to_array<std::string_view>({"at", "in", "from", "on", "version", "session", "sessions", "acoustic",
                                     "recording", "bei", "aus", "im", "au", "a", "en", "from", "for", "performance"});

}  // namespace

bool names_edition(const std::vector<std::string>& words) {
  if (words.empty()) return false;
  if (words.front() == "live" && (words.size() == 1 || is_one_of(words[1], kAfterLive) || is_number_word(words[1])))
    return true;
  if (is_one_of(words.back(), kEditionEnds)) return true;
  bool named = false;
  for (const std::string& word : words) {
    const bool says = is_one_of(word, kEditionWords);
    named = named || says;
    if (!says && !is_number_word(word) && !is_one_of(word, kBesideEditions)) return false;
  }
  return named;
}

}  // namespace leitmotif::text

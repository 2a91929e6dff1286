#include "leitmotif/text/credits.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/left_overs.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

using ascii::begins_with;
using ascii::is_digit;
using ascii::trimmed;

constexpr std::size_t kLongestCredit = 240;  // bytes

/// What a word before a colon or "by" says.
enum class RoleKind : std::uint8_t {
  none,
  maker,  ///< a part in the making, which no lyric has before a colon: "lyricist:"
  part,   ///< what may be sung too and needs names behind it: "guitar:"
  deed,   ///< what somebody did: "arranged by"
  noted,  ///< what one does to a text or a record: any name may stand behind "by"
  kind,   ///< which one: "lead guitar"
  glue,
};

struct RoleWord {
  std::string_view word;
  RoleKind kind;
};

constexpr auto kRoleWords = std::to_array<RoleWord>({
    {"lyrics", RoleKind::maker},
    {"lyric", RoleKind::maker},
    {"lyricist", RoleKind::maker},
    {"lyricists", RoleKind::maker},
    {"composer", RoleKind::maker},
    {"composers", RoleKind::maker},
    {"composed", RoleKind::deed},
    {"composition", RoleKind::maker},
    {"songwriter", RoleKind::maker},
    {"songwriters", RoleKind::maker},
    {"arranger", RoleKind::maker},
    {"arrangement", RoleKind::maker},
    {"producer", RoleKind::maker},
    {"producers", RoleKind::maker},
    {"production", RoleKind::part},
    {"engineer", RoleKind::maker},
    {"publisher", RoleKind::maker},
    {"publishers", RoleKind::maker},
    {"vocalist", RoleKind::maker},
    {"guitarist", RoleKind::maker},
    {"singer", RoleKind::part},
    {"singers", RoleKind::part},
    {"performer", RoleKind::maker},
    {"performers", RoleKind::maker},
    {"writer", RoleKind::part},
    {"writers", RoleKind::maker},
    {"author", RoleKind::part},
    {"authors", RoleKind::maker},
    {"music", RoleKind::part},
    {"words", RoleKind::part},
    {"text", RoleKind::part},
    {"featuring", RoleKind::part},
    {"feat", RoleKind::part},
    {"vocal", RoleKind::part},
    {"vocals", RoleKind::part},
    {"voice", RoleKind::part},
    {"guitar", RoleKind::part},
    {"guitars", RoleKind::part},
    {"bass", RoleKind::part},
    {"drums", RoleKind::part},
    {"percussion", RoleKind::part},
    {"piano", RoleKind::part},
    {"keyboard", RoleKind::part},
    {"keyboards", RoleKind::part},
    {"keys", RoleKind::part},
    {"synth", RoleKind::part},
    {"saxophone", RoleKind::part},
    {"violin", RoleKind::part},
    {"trumpet", RoleKind::part},
    {"strings", RoleKind::part},
    {"mix", RoleKind::part},
    {"mixing", RoleKind::part},
    {"master", RoleKind::part},
    {"mastering", RoleKind::part},
    {"written", RoleKind::deed},
    {"produced", RoleKind::deed},
    {"performed", RoleKind::deed},
    {"sung", RoleKind::deed},
    {"played", RoleKind::deed},
    {"published", RoleKind::deed},
    {"recorded", RoleKind::deed},
    {"arranged", RoleKind::deed},
    {"mixed", RoleKind::deed},
    {"mastered", RoleKind::deed},
    {"engineered", RoleKind::deed},
    {"prod", RoleKind::deed},
    {"arr", RoleKind::deed},
    {"directed", RoleKind::deed},
    {"translated", RoleKind::noted},
    {"translation", RoleKind::noted},
    {"transcribed", RoleKind::noted},
    {"transcription", RoleKind::noted},
    {"submitted", RoleKind::noted},
    {"contributed", RoleKind::noted},
    {"uploaded", RoleKind::noted},
    {"corrected", RoleKind::noted},
    {"edited", RoleKind::noted},
    {"added", RoleKind::noted},
    {"synced", RoleKind::noted},
    {"synchronized", RoleKind::noted},
    {"timed", RoleKind::noted},
    {"subtitles", RoleKind::noted},
    {"subtitled", RoleKind::noted},
    {"lrc", RoleKind::noted},
    {"powered", RoleKind::noted},
    {"provided", RoleKind::noted},
    {"licensed", RoleKind::noted},
    {"created", RoleKind::deed},
    {"generated", RoleKind::noted},
    {"tabbed", RoleKind::noted},
    {"chorded", RoleKind::noted},
    {"subbed", RoleKind::noted},
    {"sub", RoleKind::noted},
    {"subs", RoleKind::noted},
    {"converted", RoleKind::noted},
    {"revised", RoleKind::noted},
    {"legendado", RoleKind::noted},
    {"enviada", RoleKind::noted},
    {"enviado", RoleKind::noted},
    {"a\u00F1adida", RoleKind::noted},
    {"traduction", RoleKind::noted},
    {"\u00FCbersetzung", RoleKind::noted},
    {"traducci\u00F3n", RoleKind::noted},
    {"tradu\u00E7\u00E3o", RoleKind::noted},
    {"traduzione", RoleKind::noted},
    {"translator", RoleKind::maker},
    {"writer/s", RoleKind::maker},
    {"remixed", RoleKind::deed},
    {"filmed", RoleKind::deed},
    {"songs", RoleKind::kind},
    {"tracks", RoleKind::kind},
    {"last", RoleKind::kind},
    {"lead", RoleKind::kind},
    {"backing", RoleKind::kind},
    {"background", RoleKind::kind},
    {"additional", RoleKind::kind},
    {"executive", RoleKind::kind},
    {"electric", RoleKind::kind},
    {"acoustic", RoleKind::kind},
    {"original", RoleKind::kind},
    {"recording", RoleKind::kind},
    {"co", RoleKind::kind},
    {"all", RoleKind::kind},
    {"song", RoleKind::kind},
    {"these", RoleKind::kind},
    {"and", RoleKind::glue},
    {"by", RoleKind::glue},
    {"und", RoleKind::glue},
    {"et", RoleKind::glue},
    {"y", RoleKind::glue},
    {"e", RoleKind::glue},
    {"i", RoleKind::glue},
    {"og", RoleKind::glue},
    {"och", RoleKind::glue},
    {"en", RoleKind::glue},
    {"de", RoleKind::glue},
    {"la", RoleKind::glue},
    {"musik", RoleKind::maker},
    {"songtext", RoleKind::maker},
    {"komponist", RoleKind::maker},
    {"texter", RoleKind::maker},
    {"paroles", RoleKind::maker},
    {"musique", RoleKind::maker},
    {"auteur", RoleKind::maker},
    {"auteurs", RoleKind::maker},
    {"compositeur", RoleKind::maker},
    {"compositeurs", RoleKind::maker},
    {"letra", RoleKind::maker},
    {"m\u00FAsica", RoleKind::maker},
    {"musica", RoleKind::maker},
    {"autor", RoleKind::maker},
    {"autora", RoleKind::maker},
    {"autores", RoleKind::maker},
    {"compositor", RoleKind::maker},
    {"compositora", RoleKind::maker},
    {"compositores", RoleKind::maker},
    {"composi\u00E7\u00E3o", RoleKind::maker},
    {"int\u00E9rprete", RoleKind::maker},
    {"testo", RoleKind::maker},
    {"autore", RoleKind::maker},
    {"autori", RoleKind::maker},
    {"compositori", RoleKind::maker},
    {"tekst", RoleKind::maker},
    {"muzyka", RoleKind::maker},
    {"s\u0142owa", RoleKind::maker},
    {"muziek", RoleKind::maker},
    {"sanat", RoleKind::maker},
    {"s\u00E4vel", RoleKind::maker},
    {"s\u00F6z", RoleKind::maker},
    {"m\u00FCzik", RoleKind::maker},
    {"\u0441\u043B\u043E\u0432\u0430", RoleKind::maker},
    {"\u0442\u0435\u043A\u0441\u0442", RoleKind::maker},
    {"\u0442\u0435\u043A\u0441\u0442\u0430", RoleKind::maker},
    {"\u043C\u0443\u0437\u044B\u043A\u0430", RoleKind::maker},
    {"\u043C\u0443\u0437\u044B\u043A\u0438", RoleKind::maker},
    {"\u0430\u0432\u0442\u043E\u0440", RoleKind::maker},
    {"\u0430\u0432\u0442\u043E\u0440\u044B", RoleKind::maker},
    {"\u043A\u043E\u043C\u043F\u043E\u0437\u0438\u0442\u043E\u0440", RoleKind::maker},
    {"\u043F\u0435\u0441\u043D\u0438", RoleKind::kind},
    {"\u0438", RoleKind::glue},
});

/// What a record's facts are called before a colon, and what must stand behind it.
enum class FactValue : std::uint8_t { any, names, digits };
struct Fact {
  std::string_view key;
  FactValue value;
};

constexpr auto kFacts = std::to_array<Fact>({
    {"interpret", FactValue::names},
    {"interpreter", FactValue::names},
    {"titel", FactValue::names},
    {"titre", FactValue::names},
    {"artiste", FactValue::names},
    {"artista", FactValue::names},
    {"artiest", FactValue::names},
    {"t\u00EDtulo", FactValue::names},
    {"titolo", FactValue::names},
    {"canci\u00F3n", FactValue::names},
    {"can\u00E7\u00E3o", FactValue::names},
    {"brano", FactValue::names},
    {"tytu\u0142", FactValue::names},
    {"wykonawca", FactValue::names},
    {"\u0438\u0441\u043F\u043E\u043B\u043D\u0438\u0442\u0435\u043B\u044C", FactValue::names},
    {"\u043D\u0430\u0437\u0432\u0430\u043D\u0438\u0435", FactValue::names},
    {"\u043F\u0435\u0441\u043D\u044F", FactValue::names},
    {"\u0430\u043B\u044C\u0431\u043E\u043C", FactValue::names},
    {"\u00E1lbum", FactValue::names},
    {"sanat\u00E7\u0131", FactValue::names},
    {"\u015Fark\u0131", FactValue::names},
    {"skladba", FactValue::names},
    {"laulu", FactValue::names},
    {"band", FactValue::names},
    {"singer", FactValue::names},
    {"performer", FactValue::names},
    {"op", FactValue::names},
    {"sp", FactValue::names},
    {"song", FactValue::names},
    {"song title", FactValue::any},
    {"song name", FactValue::any},
    {"track name", FactValue::any},
    {"track title", FactValue::any},
    {"genre", FactValue::any},
    {"language", FactValue::names},
    {"film", FactValue::names},
    {"movie", FactValue::names},
    {"soundtrack", FactValue::any},
    {"isrc", FactValue::any},
    {"tuning", FactValue::any},
    {"key", FactValue::names},
    {"copyright", FactValue::any},
    {"website", FactValue::any},
    {"official site", FactValue::any},
    {"official website", FactValue::any},
    {"by", FactValue::any},
    {"lrc by", FactValue::any},
    {"year", FactValue::digits},
    {"date", FactValue::digits},
    {"released", FactValue::digits},
    {"release date", FactValue::digits},
    {"release", FactValue::digits},
    {"length", FactValue::digits},
    {"duration", FactValue::digits},
    {"bpm", FactValue::digits},
    {"tempo", FactValue::digits},
    {"time", FactValue::digits},
    {"time signature", FactValue::digits},
    {"track", FactValue::digits},
    {"track number", FactValue::digits},
    {"capo", FactValue::digits},
    {"views", FactValue::digits},
    {"last updated", FactValue::digits},
    {"last update", FactValue::digits},
});

/// What a site says about the text, anywhere in a line that speaks of lyrics.
constexpr auto kOfLyrics = std::to_array<std::string_view>({"lyrics submitted",
                                                            "lyrics transcribed",
                                                            "lyrics taken from",
                                                            "lyrics found at",
                                                            "lyrics found on",
                                                            "lyrics were found",
                                                            "lyrics were taken",
                                                            "lyrics provided",
                                                            "lyrics are property",
                                                            "lyrics are the property",
                                                            "lyrics are for personal",
                                                            "lyrics for this song",
                                                            "correct these lyrics",
                                                            "correcting these lyrics",
                                                            "edit lyrics",
                                                            "add lyrics",
                                                            "print lyrics",
                                                            "share lyrics",
                                                            "report lyrics",
                                                            "end of lyrics",
                                                            "how to format lyrics",
                                                            "lyrics copyright",
                                                            "copyright of their owners",
                                                            "educational purposes",
                                                            "for submitting",
                                                            "for correcting",
                                                            "for adding these",
                                                            "lyrics \u00A9",
                                                            "lyrics licensed",
                                                            "lyrics powered"});

/// The same in other languages, whatever else the line says.
constexpr auto kOfPages = std::to_array<std::string_view>(
    {"viu algum erro", "envie uma revis\u00E3o", "esse n\u00E3o \u00E9 o compositor", "legendado por",
     "poznaj histori\u0119", "dodaj do ulubionych",
     "\u0442\u0435\u043A\u0441\u0442 \u0434\u043E\u0431\u0430\u0432\u043B\u0435\u043D", "\u6B4C\u8BCD\u6765\u81EA",
     "\u66F4\u591A\u66F4\u8A73\u76E1\u6B4C\u8A5E", "\u66F4\u591A\u66F4\u8BE6\u5C3D\u6B4C\u8BCD", "mojim.com"});

/// Where music is listened to: "Listen to Blue Door on Spotify".
constexpr auto kServices = std::to_array<std::string_view>(
    {" on spotify", " on apple music", " on amazon music", " on youtube", " on youtube music", " on deezer",
     " on tidal", " on soundcloud", " on itunes", " on napster"});

/// What stands before any colon or "by" in a line of these.
struct RoleCounts {
  bool maker = false;
  bool part = false;
  bool deed = false;
  bool noted = false;
  [[nodiscard]] bool any() const noexcept { return maker || part || deed || noted; }
};

RoleKind role_of(std::string_view word) noexcept {
  const auto found = std::ranges::find(kRoleWords, word, &RoleWord::word);
  return found == kRoleWords.end() ? RoleKind::none : found->kind;
}

/// Reads the roles of a text in lower case; false when there is any other word in it.
bool read_roles(std::string_view text, RoleCounts& roles) noexcept {
  constexpr std::string_view kBetween = " \t,/&+()-.|";
  while (true) {
    text = trimmed(text, kBetween);
    if (text.empty()) return roles.any();
    const std::string_view word = text.substr(0, text.find_first_of(kBetween));
    switch (role_of(word)) {
      case RoleKind::none:
        return false;
      case RoleKind::maker:
        roles.maker = true;
        break;
      case RoleKind::part:
        roles.part = true;
        break;
      case RoleKind::deed:
        roles.deed = true;
        break;
      case RoleKind::noted:
        roles.noted = true;
        break;
      case RoleKind::kind:
      case RoleKind::glue:
        break;
    }
    text.remove_prefix(word.size());
  }
}

bool holds_digit(std::string_view text) noexcept { return std::ranges::any_of(text, is_digit); }

bool is_one_word(std::string_view text) noexcept {
  return !text.empty() && text.find_first_of(ascii::kBlanks) == std::string_view::npos;
}

/// "Lyrics & music: Ann Noon" and "Year: 1999", parted by a colon. `lower` is the line in lower case, as long as it.
bool is_field(std::string_view line, std::string_view lower) noexcept {
  const std::size_t colon = lower.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view key = trimmed(lower.substr(0, colon));
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (value.empty()) return false;
  const auto fact = std::ranges::find(kFacts, key, &Fact::key);
  if (fact != kFacts.end()) {
    if (fact->value == FactValue::digits) return holds_digit(value);
    return fact->value == FactValue::any || is_names(value);
  }
  RoleCounts roles;
  if (!read_roles(key, roles)) return false;
  return roles.noted || is_names(value) || (roles.maker && is_one_word(value));
}

/// "Lyrics - Ann Noon", "Arranged by B. Dusk", "Lyrics submitted by ann99".
bool is_by(std::string_view line, std::string_view lower) {
  for (const std::string_view between : {" - ", " by ", " von ", " de ", " at "}) {
    const std::size_t at = lower.find(between);
    if (at == std::string_view::npos) continue;
    const std::string_view behind = trimmed(line.substr(at + between.size()));
    RoleCounts roles;
    if (!read_roles(lower.substr(0, at), roles)) continue;
    if (between == " at " ? !roles.deed : between != " by " && !roles.maker) continue;
    if (is_names(behind) || (roles.noted && (is_one_word(behind) || holds_digit(behind)))) return true;
    // "Music by Ann Noon; lyrics by Ben Dusk".
    const std::size_t parted = behind.find_first_of(";,/");
    if (parted != std::string_view::npos && is_names(behind.substr(0, parted)))
      return is_credit(behind.substr(parted + 1));
  }
  for (const std::string_view before :
       {"feat. ", "ft. ", "featuring ", "prod. ", "arr. ", "from the film ", "from the movie ", "from the album ",
        "from the album: ", "from the musical ", "taken from the album "})
    if (lower.starts_with(before) && is_names(trimmed(line.substr(before.size()), " \""))) return true;
  for (const std::string_view key : {"artist - ", "title - ", "song - ", "album - "})
    if (lower.starts_with(key)) return is_names(line.substr(key.size()));
  return false;
}

/// "Track 05", "Capo: 2nd fret", "12 Contributors".
bool is_number_line(std::string_view lower) noexcept {
  constexpr std::size_t kLongestNumberLine = 20;
  for (const std::string_view before : {"track ", "capo "}) {
    if (!lower.starts_with(before) || lower.size() > kLongestNumberLine) continue;
    const std::string_view number = trimmed(lower.substr(before.size()), " #");
    return !number.empty() && is_digit(number.front());
  }
  const std::size_t digits = std::min(lower.find_first_not_of("0123456789"), lower.size());
  const std::string_view counted = lower.substr(digits);
  constexpr auto kCounted = std::to_array<std::string_view>(
      {" contributor", " contributors", " comment", " comments", " views", " likes", "embed"});
  return digits > 0 && std::ranges::find(kCounted, counted) != kCounted.end();
}

/// What a page or a program says, which nobody would sing in these words.
bool is_of_site(std::string_view line, std::string_view lower) noexcept {
  constexpr auto kWhole = std::to_array<std::string_view>(
      {"read more", "translations", "about song bio ask a question", "end of lyrics", "report a problem"});
  if (std::ranges::find(kWhole, lower) != kWhole.end()) return true;
  const auto said = [&](std::string_view phrase) { return lower.find(phrase) != std::string_view::npos; };
  if (std::ranges::any_of(kOfPages, said)) return true;
  if (std::ranges::any_of(kServices, [&](std::string_view service) { return lower.ends_with(service); }))
    return lower.starts_with("listen ") || lower.starts_with("play ") || lower.starts_with("watch ");
  if (lower.starts_with("watch ") && lower.ends_with(" video")) return is_names(line.substr(6, line.size() - 12));
  const std::size_t at = lower.find("lyric");
  if (at == std::string_view::npos) return false;
  if (std::ranges::any_of(kOfLyrics, said)) return true;
  // A page's title where it is not the first line.
  if (lower.ends_with(" lyrics") && is_names(line.substr(0, line.size() - 7))) return true;
  for (const std::string_view before : {"lyrics to ", "lyrics for ", "lyrics of "})
    if (lower.starts_with(before)) return is_names(line.substr(before.size()));
  return false;
}

/// Two to ten characters of Chinese, Japanese or Korean before a colon: players of these countries name every part of a
/// record so, and more of them each year.
bool is_eastern_field(std::string_view line) noexcept {
  constexpr std::size_t kLongestEasternKey = 40;
  constexpr std::string_view kWideColon = "\uFF1A";
  if (line.empty() || static_cast<unsigned char>(line.front()) < 0xE3) return false;
  for (std::size_t at = 0; at < std::min(line.size(), kLongestEasternKey);) {
    const std::string_view rest = line.substr(at);
    if (rest.front() == ':' || rest.starts_with(kWideColon))
      return at > 3 && !trimmed(rest.substr(rest.front() == ':' ? 1 : kWideColon.size())).empty();
    const Character character = character_at(line, at);
    // A role may be named in English too: the character, a blank and letters.
    if (character.code < 0x80 && !ascii::is_letter(rest.front()) &&
        std::string_view(" /&.-").find(rest.front()) == std::string_view::npos)
      return false;
    at += std::max<std::size_t>(character.bytes, 1);
  }
  return false;
}

/// What the signs and words begin with by which credits are told: "by" in three languages, a field's colon, "lyric".
constexpr std::array<bool, 256> kCreditSigns = [] {
  std::array<bool, 256> signs{};
  for (const char c : std::string_view(":-bBvVdDlL")) signs[static_cast<unsigned char>(c)] = true;
  return signs;
}();

bool is_credit_sign(std::string_view line, std::size_t at) noexcept {
  const char sign = ascii::lower(line[at]);
  if (sign == ':') return true;
  if (sign == 'l') return begins_with(line.substr(at), "lyric");
  if (at == 0 || line[at - 1] != ' ') return false;
  return begins_with(line.substr(at), sign == 'b' ? "by " : sign == 'v' ? "von " : sign == 'd' ? "de " : "- ");
}

/// The first four bytes as one number, letters as in lower case.
constexpr std::uint32_t first_four(std::string_view text) noexcept {
  std::uint32_t value = 0;
  for (std::size_t at = 0; at < 4; ++at) value = value << 8U | (static_cast<std::uint8_t>(text[at]) | 0x20U);
  return value;
}

constexpr auto kCreditBeginnings = [] {
  constexpr auto kTexts =
      std::to_array<std::string_view>({"feat", "ft. ", "prod", "arr.", "from", "trac", "capo", "read", "tran", "abou",
                                       "end ", "repo", "take", "reco", "mixe", "list", "play", "watc"});
  std::array<std::uint32_t, kTexts.size()> beginnings{};
  std::ranges::transform(kTexts, beginnings.begin(), first_four);
  return beginnings;
}();

/// Whether a line of ASCII of four bytes or more may be a credit. Nearly all lines end here, without a copy of them in
/// lower case.
bool may_be_credit(std::string_view line) noexcept {
  if (is_digit(line.front())) return true;
  const std::uint32_t beginning = first_four(line);
  bool may_be = false;
  for (const std::uint32_t known : kCreditBeginnings) may_be |= known == beginning;
  for (std::size_t at = 0; at < line.size() && !may_be; ++at)
    may_be = kCreditSigns[static_cast<unsigned char>(line[at])] && is_credit_sign(line, at);
  return may_be;
}

}  // namespace

bool is_credit(std::string_view line) {
  if (line.empty() || line.front() <= ' ' || line.back() <= ' ') line = trimmed(line);
  if (line.size() < 4 || line.size() > kLongestCredit) return false;
  if (is_ascii(line) && !may_be_credit(line)) return false;
  if (is_eastern_field(line)) return true;
  std::string lower = to_lower(line);
  if (lower.size() != line.size()) lower = ascii::lower_case(line);  // places must agree
  return is_field(line, lower) || is_by(line, lower) || is_number_line(lower) || is_of_site(line, lower);
}

}  // namespace leitmotif::text

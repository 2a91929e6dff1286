#include "leitmotif/text/credits.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/credit_words.hpp"
#include "leitmotif/text/left_overs.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

using ascii::begins_with;
using ascii::is_digit;
using ascii::trimmed;

constexpr std::size_t kLongestCredit = 240;  // bytes

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

/// Whether a colon, " by", " de", " vo(n)", " -" or "(ly)ric" is in the text, by which credits are told. Every byte is
/// looked at in the same way, so that the compiler looks at many at a time.
bool holds_credit_sign(std::string_view text) noexcept {
  const auto is = [](char c, char letter) { return static_cast<unsigned>((c | 0x20) == letter); };
  unsigned found = 0;
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    const char first = text[at];
    const char second = text[at + 1];
    const char third = text[at + 2];
    const unsigned word = (is(second, 'b') & is(third, 'y')) | (is(second, 'd') & is(third, 'e')) |
                          (is(second, 'v') & is(third, 'o')) | static_cast<unsigned>(second == '-');
    found |= static_cast<unsigned>(first == ':') | (static_cast<unsigned>(first == ' ') & word) |
             (is(first, 'r') & is(second, 'i') & is(third, 'c'));
  }
  return found != 0;
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
  return may_be || holds_credit_sign(line);
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

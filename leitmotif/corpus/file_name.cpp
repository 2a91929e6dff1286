#include "leitmotif/corpus/file_name.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/lyric_names.hpp"
#include "leitmotif/corpus/music_names.hpp"
#include "leitmotif/text/encoding.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::string_view kParting = " - ";
constexpr std::size_t kMostTrackDigits = 2;

/// How many bytes at the beginning are digits.
std::size_t digits_at(std::string_view text) noexcept {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

/// A name without the endings that other programs left in it: `song.mp3` of `song.mp3.txt`. Those of two letters are
/// words as well.
std::string_view without_endings(std::string_view name) noexcept {
  for (int endings = 0; endings < 2; ++endings) {
    constexpr std::size_t kShortest = 3;
    if (name.size() - std::min(name.rfind('.'), name.size()) <= kShortest) break;
    const bool known = music_ending_of(name) != MusicEnding::none || lyric_ending_of(name) != nullptr;
    if (!known) break;
    name = name.substr(0, name.rfind('.'));
  }
  return name;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

/// A name as people read it, and how its words were joined.
struct ReadableName {
  std::string text;
  bool by_underscores = false;  ///< blanks were written as underscores
};

ReadableName readable_name(std::string stem) {
  constexpr auto kDashes = std::to_array<std::string_view>({" \u2010 ", " \u2011 ", " \u2012 ", " \u2013 ", " \u2014 ",
                                                            " \u2015 ", " \u2212 ", " \uFF0D ", " -- ", " --- "});
  ReadableName name;
  const auto blanks = std::ranges::count(stem, ' ');
  if (blanks == 0) replace_all(stem, "%20", " ");
  // "Ann.Noon.-.Blue.Door", "Ann+Noon+-+Blue+Door"
  for (const auto& [parting, sign] : {std::pair<std::string_view, char>{".-.", '.'}, {"+-+", '+'}})
    if (blanks == 0 && stem.find(parting) != std::string::npos) std::ranges::replace(stem, sign, ' ');
  replace_all(stem, "_-_", kParting);
  if (std::ranges::count(stem, '_') > blanks) {
    std::ranges::replace(stem, '_', ' ');
    name.by_underscores = blanks == 0;
  }
  for (const std::string_view dash : kDashes) replace_all(stem, dash, kParting);
  for (const std::string_view sign : {" \uFF5C ", " _ ", " ~ ", " | "})
    if (stem.find(kParting) == std::string::npos) replace_all(stem, sign, kParting);
  name.text = trimmed(stem);
  return name;
}

/// The ends of addresses that sites put into names of files.
constexpr auto kSiteEnds =
    std::to_array<std::string_view>({"com", "net", "org", "vip", "pm", "cc",   "me",   "ru",  "io",  "to",   "biz",
                                     "in",  "tv",  "xyz", "co",  "ws", "info", "club", "pro", "fun", "site", "online"});

bool is_site(std::string_view text) noexcept {
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || dot < 2) return false;
  const auto is_sign = [](char c) { return ascii::is_letter_or_digit(c) || c == '.' || c == '-'; };
  const auto is_end = [&](std::string_view end) { return ascii::same_letters(end, text.substr(dot + 1)); };
  return std::ranges::all_of(text, is_sign) && std::ranges::any_of(kSiteEnds, is_end);
}

/// What stands between brackets at the beginning, and what is behind them; nothing when there are none.
std::pair<std::string_view, std::string_view> first_brackets(std::string_view name) noexcept {
  const char close = name.starts_with('(') ? ')' : name.starts_with('[') ? ']' : '\0';
  const std::size_t end = close == '\0' ? std::string_view::npos : name.find(close);
  if (end == std::string_view::npos) return {};
  return {trimmed(name.substr(1, end - 1)), ascii::trimmed(name.substr(end + 1), " -_.")};
}

/// Leaves out the site that a file is from: "[site.com] Title", "site.com - Title", "Title - site.com".
std::string_view without_site(std::string_view name) noexcept {
  if (const auto [inside, rest] = first_brackets(name); is_site(inside) && !rest.empty()) name = rest;
  if (const std::size_t at = name.find(kParting); at != std::string_view::npos && is_site(name.substr(0, at)))
    name = name.substr(at + kParting.size());
  const std::size_t last = name.rfind(kParting);
  if (last != std::string_view::npos && is_site(name.substr(last + kParting.size()))) name = name.substr(0, last);
  return name;
}

/// Takes a year in brackets off the beginning.
std::string_view take_year(std::string_view name, std::optional<int>& year) noexcept {
  const auto [inside, rest] = first_brackets(name);
  int number = 0;
  const auto read = std::from_chars(inside.data(), inside.data() + inside.size(), number);
  const bool whole = inside.size() == 4 && read.ec == std::errc() && read.ptr == inside.data() + inside.size();
  if (!whole || number < 1900 || number > 2100 || rest.empty()) return name;
  year = number;
  return rest;
}

/// The length of a disc's name in front, "CD1", "(Disc 2", "Side A"; 0 when there is none.
std::size_t disc_length(std::string_view name) noexcept {
  constexpr auto kDiscs = std::to_array<std::string_view>({"disc", "disk", "cd", "lp", "side", "vinyl"});
  const std::size_t open = name.starts_with('(') || name.starts_with('[') ? 1 : 0;
  for (const std::string_view disc : kDiscs) {
    if (!ascii::begins_with(name.substr(open), disc)) continue;
    std::size_t at = open + disc.size();
    while (at < name.size() && (name[at] == ' ' || name[at] == '_')) ++at;
    const std::size_t digits = digits_at(name.substr(std::min(at, name.size())));
    if (digits >= 1 && digits <= kMostTrackDigits) return at + digits;
    const bool letter = at < name.size() && ascii::is_letter(name[at]);
    const bool alone = at + 1 >= name.size() || !ascii::is_letter_or_digit(name[at + 1]);
    if (disc == "side" && digits == 0 && letter && alone) return at + 1;
  }
  return 0;
}

/// Leaves out a disc in front when the number of a track comes behind it: "CD1 - 03 ", "(Disc 2) 03 ".
std::string_view without_disc(std::string_view name) noexcept {
  const std::string_view behind = ascii::trimmed(name.substr(disc_length(name)), " -_.)]");
  return behind.size() < name.size() && digits_at(behind) > 0 ? behind : name;
}

/// A name without what stands for its place on a record.
struct Unnumbered {
  std::string_view rest;
  bool by_hyphen = false;  ///< the number ended in a hyphen without blanks
};

/// Leaves out a word for the number, "Track 03 - ", "No. 3 ", "#3 ", when a number comes behind it and a name then.
std::string_view without_number_word(std::string_view name) noexcept {
  constexpr auto kWords = std::to_array<std::string_view>({"track", "no.", "nr.", "#"});
  for (const std::string_view word : kWords) {
    if (!ascii::begins_with(name, word)) continue;
    const std::string_view rest = ascii::trimmed(name.substr(word.size()), " _");
    const std::size_t digits = digits_at(rest);
    if (digits == 0 || digits > kMostTrackDigits) continue;
    const std::string_view behind = rest.substr(digits);
    if (ascii::trimmed(behind, " -_.").size() > 1 && (behind.starts_with(' ') || behind.starts_with('-'))) return rest;
  }
  return name;
}

/// The side and number of a place on a record, "A1", "B12", at the beginning of a name; 0 when there is none.
std::size_t side_place_length(std::string_view name) noexcept {
  if (name.size() < 2 || ascii::upper(name[0]) < 'A' || ascii::upper(name[0]) > 'H') return 0;
  const std::size_t digits = digits_at(name.substr(1));
  return digits >= 1 && digits <= kMostTrackDigits ? digits + 1 : 0;
}

/// Leaves out a place on a record: "A1. ", "A1) ", "A1 - ", "[B2] ", and "A1 " before a capital letter when no artist
/// is named.
std::string_view without_side_place(std::string_view name) noexcept {
  const auto [inside, behind_brackets] = first_brackets(name);
  const std::size_t length = side_place_length(name);
  if (!inside.empty() && !behind_brackets.empty() && side_place_length(inside) == inside.size()) return behind_brackets;
  if (length == 0) return name;
  const std::string_view behind = name.substr(length);
  const std::string_view rest = ascii::trimmed(behind, " .)-_");
  if (rest.empty()) return name;
  if (behind.starts_with(". ") || behind.starts_with(") ") || behind.starts_with(kParting)) return rest;
  const bool few = name[0] >= 'A' && name[0] <= 'D' && length == 2;
  const bool mere = few && behind.starts_with(' ') && ascii::is_upper(rest.front());
  return mere && name.find(kParting) == std::string_view::npos ? rest : name;
}

/// Leaves out a track's number in brackets: "(01) ", "[01] ", "01) ".
std::string_view without_bracketed_number(std::string_view stem) noexcept {
  std::string_view rest = stem;
  if (rest.starts_with('(') || rest.starts_with('[')) rest.remove_prefix(1);
  const std::size_t digits = digits_at(rest);
  if (digits == 0 || digits > kMostTrackDigits || rest.size() < digits + 3) return stem;
  if ((rest[digits] != ')' && rest[digits] != ']') || rest[digits + 1] != ' ') return stem;
  return ascii::trimmed(rest.substr(digits + 1), " -_.");
}

/// Leaves out a disc's and a track's number: `03 - `, `3. `, `1-03 `, and before a mere blank one that begins with 0 or
/// stands in a disc's folder.
Unnumbered without_track_number(std::string_view stem, bool in_disc_folder) noexcept {
  std::size_t digits = digits_at(stem);
  const bool is_long = digits == 3 && stem.front() == '0';
  if (digits == 0 || (digits > kMostTrackDigits && !is_long)) return {stem};
  bool sure = in_disc_folder || is_long || (stem.front() == '0' && digits == 2);
  std::string_view rest = stem.substr(digits);
  if (rest.size() > 3 && (rest[0] == '-' || rest[0] == '.') && digits_at(rest.substr(1)) == 2) {
    rest = rest.substr(3);
    sure = true;
  }
  const std::string_view title = ascii::trimmed(rest, " .-_");
  if (title.empty()) return {stem};
  if (rest.starts_with(kParting) || rest.starts_with(". ")) return {title};
  const bool parted =
      sure && (rest.front() == ' ' || rest.front() == '.' || rest.front() == '-' || rest.front() == '_');
  if (!parted) return {stem};
  return {title, rest.front() == '-' && rest.size() > 1 && rest[1] != ' '};
}

/// A name without its place on a record.
Unnumbered without_place(std::string_view name, bool in_disc_folder) noexcept {
  name = without_disc(name);
  const std::string_view unbracketed = without_bracketed_number(name);
  if (unbracketed.size() != name.size()) return {unbracketed};
  for (const std::string_view numbered : {without_number_word(name), name})
    if (const Unnumbered found = without_track_number(numbered, in_disc_folder); found.rest.size() != numbered.size())
      return found;
  return {without_side_place(name)};
}

/// What stands behind a track number in the middle (`Album - 03 - Title`), or all of it.
std::string_view behind_track_number(std::string_view name) noexcept {
  for (std::size_t dash = 0; (dash = name.find(kParting, dash)) != std::string_view::npos; dash += 3) {
    const std::string_view rest = name.substr(dash + 3);
    const std::size_t digits = digits_at(rest);
    if (digits >= 1 && digits <= 2 && rest.substr(digits, 3) == kParting) return rest.substr(digits + 3);
    if (digits == 2 && rest.substr(digits, 2) == ". ") return rest.substr(digits + 2);
  }
  // `[Album #03] - Title`
  if (const std::size_t close = name.starts_with('[') ? name.find("] - ") : std::string_view::npos;
      close != std::string_view::npos && name.substr(0, close).find(" #") != std::string_view::npos)
    return name.substr(close + 4);
  // `Album - 03 Title`: the number begins with 0.
  const std::size_t last = name.rfind(kParting);
  const std::string_view end = last == std::string_view::npos ? std::string_view() : name.substr(last + 3);
  if (end.size() > 3 && digits_at(end) == 2 && end.front() == '0' && end[2] == ' ') return end.substr(3);
  const std::size_t digits = digits_at(name);
  if (digits == 2 && name.substr(digits, 2) == ". ") return name.substr(digits + 2);
  return digits == 2 && name.substr(digits, 3) == kParting ? name.substr(digits + 3) : name;
}

/// What programs that save videos put behind a title, in lower case.
constexpr auto kUploadMarks = std::to_array<std::string_view>({"official video",
                                                               "official music video",
                                                               "official audio",
                                                               "official lyric video",
                                                               "official lyrics video",
                                                               "official visualizer",
                                                               "official hd video",
                                                               "official",
                                                               "lyric video",
                                                               "lyrics video",
                                                               "music video",
                                                               "lyrics",
                                                               "lyric",
                                                               "with lyrics",
                                                               "audio",
                                                               "video",
                                                               "visualizer",
                                                               "visualiser",
                                                               "hq",
                                                               "hd",
                                                               "4k",
                                                               "mv",
                                                               "m/v",
                                                               "hq audio",
                                                               "high quality",
                                                               "full hd",
                                                               "320 kbps",
                                                               "320kbps",
                                                               "256kbps",
                                                               "128 kbps",
                                                               "128kbps",
                                                               "192kbps",
                                                               "320k",
                                                               "256k",
                                                               "192k",
                                                               "160k",
                                                               "128k",
                                                               "2160p",
                                                               "1440p",
                                                               "1080p",
                                                               "720p",
                                                               "480p",
                                                               "360p",
                                                               "copy",
                                                               "flac",
                                                               "mp3"});

/// "(2)", which browsers and systems put behind the name of a second copy; "Interlude (2)" is a title.
bool is_copy_number(std::string_view inside, std::string_view before) {
  return inside.size() == 1 && ascii::is_digit(inside.front()) && inside.front() != '0' &&
         !text::is_generic_title(before);
}

/// The key of a video, as yt-dlp puts it into brackets.
bool is_video_key(std::string_view text) noexcept {
  constexpr std::size_t kKeyLength = 11;
  const auto of_key = [](char c) { return ascii::is_letter_or_digit(c) || c == '-' || c == '_'; };
  const bool digit = std::ranges::any_of(text, ascii::is_digit);
  const bool letter = std::ranges::any_of(text, ascii::is_upper);
  return text.size() == kKeyLength && std::ranges::all_of(text, of_key) && digit && letter;
}

/// A title without what an upload added to its end without brackets: "Door _ Official Video", "Door 320kbps", "Door -
/// Copy", "Door-dQw4w9WgXcQ".
std::string_view without_bare_marks(std::string_view title) noexcept {
  constexpr std::size_t kKeyLength = 11;
  if (title.size() > kKeyLength + 1 && title[title.size() - kKeyLength - 1] == '-' &&
      is_video_key(title.substr(title.size() - kKeyLength)))
    title.remove_suffix(kKeyLength + 1);
  for (const std::string_view between : {" _ ", " | ", " \uFF5C ", " - ", "  "}) {
    const std::size_t at = title.rfind(between);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string_view mark = trimmed(title.substr(at + between.size()));
    const auto is_it = [&](std::string_view known) { return ascii::same_letters(mark, known); };
    if (std::ranges::any_of(kUploadMarks, is_it)) title = title.substr(0, at);
  }
  if (const std::size_t blank = title.rfind(' '); blank != std::string_view::npos && blank > 0) {
    const std::string_view last = title.substr(blank + 1);
    const bool rate = !last.empty() && ascii::is_digit(last.front()) && ascii::lower_case(last).ends_with("kbps");
    if (rate) title = title.substr(0, blank);
  }
  return trimmed(title);
}

/// Takes a year in brackets off the end: "Door (1999)".
std::string_view take_year_behind(std::string_view title, std::optional<int>& year) noexcept {
  constexpr std::size_t kYearInBrackets = 6;
  if (title.size() <= kYearInBrackets + 1 || (title.back() != ')' && title.back() != ']')) return title;
  const std::string_view end = title.substr(title.size() - kYearInBrackets);
  std::optional<int> found;
  const std::string behind = std::string(end) + "x";
  if ((end.front() != '(' && end.front() != '[') || take_year(behind, found).size() != 1 || !found) return title;
  if (!year) year = found;
  return trimmed(title.substr(0, title.size() - kYearInBrackets));
}

/// A title of a file's name without what an upload added: "(Official Video)", "[dQw4w9WgXcQ]", " lyrics", quotes.
std::string_view without_upload_marks(std::string_view title) {
  while (true) {
    title = trimmed(title);
    const char close = title.empty() ? '\0' : title.back();
    const std::size_t open = close == ')' ? title.rfind('(') : close == ']' ? title.rfind('[') : std::string_view::npos;
    if (open == std::string_view::npos || open == 0) break;
    const std::string_view inside = trimmed(title.substr(open + 1, title.size() - open - 2));
    const auto is_it = [&](std::string_view mark) { return ascii::same_letters(inside, mark); };
    const bool is_mark = std::ranges::any_of(kUploadMarks, is_it) || is_site(inside) ||
                         is_copy_number(inside, trimmed(title.substr(0, open))) || ascii::begins_with(inside, "mp3 ");
    if (!is_mark && !(close == ']' && is_video_key(inside))) break;
    title = title.substr(0, open);
  }
  title = without_bare_marks(title);
  for (const std::string_view end : {" lyrics", " Lyrics", " LYRICS"})
    if (title.size() > end.size() && title.ends_with(end)) title.remove_suffix(end.size());
  if (title.size() > 2 && title.front() == '"' && title.back() == '"') title = title.substr(1, title.size() - 2);
  return trimmed(title);
}

/// First halves of words that are written with a hyphen and a capital letter behind it.
constexpr auto kHyphenated = std::to_array<std::string_view>(
    {"semi",   "half",  "re",    "self",    "non",     "anti",   "ex",    "pre",    "post",  "co",   "multi",  "mid",
     "well",   "so",    "uh",    "ooh",     "oh",      "ah",     "la",    "na",     "hip",   "all",  "x",      "t",
     "e",      "u",     "jean",  "anne",    "marie",   "mary",   "two",   "one",    "three", "four", "twenty", "thirty",
     "forty",  "fifty", "sixty", "seventy", "eighty",  "ninety", "cross", "double", "high",  "low",  "long",   "short",
     "new",    "old",   "super", "ultra",   "mega",    "mini",   "over",  "under",  "out",   "in",   "off",    "on",
     "up",     "down",  "black", "blue",    "red",     "west",   "east",  "north",  "south", "afro", "anglo",  "neo",
     "pseudo", "quasi", "trans", "inter",   "counter", "vice",   "sub",   "merry",  "doo",   "be",   "bye",    "ding",
     "yo",     "hey",   "cha",   "rock",    "heart",   "love",   "sun",   "star",   "night", "day",  "far"});

/// Where artist and title of `Ann Noon-Blue Door` part: one hyphen, names of several words in front, capitals on both
/// sides and no word that is written with a hyphen.
bool parts_names(std::string_view name, std::size_t hyphen) noexcept {
  const std::string_view artist = name.substr(0, hyphen);
  const std::string_view title = name.substr(hyphen + 1);
  if (name.find('-', hyphen + 1) != std::string_view::npos || title.size() < 2) return false;
  const std::size_t word = artist.rfind(' ');
  if (word == std::string_view::npos || !ascii::is_upper(title.front()) || !ascii::is_upper(artist.front()))
    return false;
  const std::string_view before = artist.substr(word + 1);
  const auto is_it = [&](std::string_view half) { return ascii::same_letters(before, half); };
  return before.size() > 2 && ascii::is_upper(before.front()) && std::ranges::none_of(kHyphenated, is_it);
}

/// What else is known of where a file lies and how it is called.
struct NameEvidence {
  std::string folder_key;  ///< of the file's own folder, as names are compared
  std::string above_key;   ///< of the one above
  bool hyphens_part = false;
  bool of_scene = false;  ///< "01-ann_noon-blue_door-grp"
};

/// Where artist and title part at a hyphen without blanks on both sides, or nothing.
std::optional<std::size_t> parting_hyphen(std::string_view name, const NameEvidence& evidence) {
  for (std::size_t at = name.find('-'); at != std::string_view::npos; at = name.find('-', at + 1)) {
    if (at == 0 || at + 1 == name.size()) continue;
    if (name[at - 1] == ' ' || name[at + 1] == ' ') return at;
    const std::string key = text::name_key(name.substr(0, at));
    if (!key.empty() && (key == evidence.folder_key || key == evidence.above_key)) return at;
  }
  const std::size_t first = name.find('-');
  if (first == std::string_view::npos || first == 0 || first + 1 == name.size()) return std::nullopt;
  const bool is_only = name.find('-', first + 1) == std::string_view::npos;
  const std::size_t word = name.substr(0, first).rfind(' ') + 1;
  const auto is_half = [&](std::string_view half) {
    return ascii::same_letters(name.substr(word, first - word), half);
  };
  if (evidence.hyphens_part && is_only && std::ranges::none_of(kHyphenated, is_half)) return first;
  return parts_names(name, first) ? std::optional(first) : std::nullopt;
}

/// `Ann Noon "Blue Door"`: where the title in quotation marks begins, or nothing.
std::size_t quoted_title(std::string_view name) noexcept {
  if (name.size() < 5 || name.back() != '"') return std::string_view::npos;
  const std::size_t open = name.rfind(" \"", name.size() - 2);
  return open == 0 ? std::string_view::npos : open;
}

/// A name without the group that released it, which stands behind a second hyphen.
std::string_view without_group(std::string_view name) noexcept {
  constexpr std::size_t kLongestGroup = 6;
  const std::size_t last = name.rfind('-');
  const bool is_second = last != std::string_view::npos && name.find('-') < last;
  const std::string_view group = is_second ? name.substr(last + 1) : std::string_view();
  return !group.empty() && group.size() <= kLongestGroup && group.find(' ') == std::string_view::npos
             ? name.substr(0, last)
             : name;
}

/// Artist and title of a name that has nothing else any more.
void part(std::string_view name, const NameEvidence& evidence, SongReference& song) {
  if (evidence.of_scene) name = without_group(name);
  if (const std::size_t dash = name.find(kParting); dash != std::string_view::npos) {
    song.artist = trimmed(name.substr(0, dash));
    std::string_view behind = name.substr(dash + kParting.size());
    // What a channel of YouTube is called that holds an artist's records.
    if (behind.starts_with("Topic - ")) behind.remove_prefix(8);
    song.title = without_upload_marks(take_year_behind(without_upload_marks(behind_track_number(behind)), song.year));
    return;
  }
  if (const std::optional<std::size_t> hyphen = parting_hyphen(name, evidence)) {
    song.artist = trimmed(name.substr(0, *hyphen));
    song.title = without_upload_marks(name.substr(*hyphen + 1));
    return;
  }
  song.title = without_upload_marks(name);
  if (const std::size_t quote = quoted_title(song.title); quote != std::string_view::npos) {
    song.artist = trimmed(std::string_view(song.title).substr(0, quote));
    song.title = song.title.substr(quote + 2, song.title.size() - quote - 3);
  }
}

/// A folder's name as names are compared; empty when it is no text.
std::string folder_key(const std::filesystem::path& folder) {
  const std::string name = folder.filename().string();
  return text::first_invalid_utf8(name) ? std::string() : text::name_key(name);
}

}  // namespace

SongReference named_song(const std::filesystem::path& name, std::string_view source) {
  const std::string decoded = text::decode_text(name.stem().string(), source);
  const ReadableName readable = readable_name(std::string(without_endings(decoded)));
  const std::filesystem::path folder = name.parent_path();
  SongReference song;
  const bool in_disc_folder = disc_length(folder.filename().string()) > 0;
  std::string_view whole = readable.text;
  if (ascii::begins_with(whole, "Copy of ")) whole.remove_prefix(8);
  const std::string_view bare = take_year(without_site(whole), song.year);
  const Unnumbered unnumbered = without_place(bare, in_disc_folder);
  NameEvidence evidence;
  evidence.hyphens_part = readable.by_underscores || unnumbered.by_hyphen;
  evidence.of_scene = readable.by_underscores && unnumbered.by_hyphen;
  if (unnumbered.rest.find('-') != std::string_view::npos) {
    evidence.folder_key = folder_key(folder);
    evidence.above_key = folder_key(folder.parent_path());
  }
  part(unnumbered.rest, evidence, song);
  return song;
}

void fill_from_file_name(const std::filesystem::path& name, std::string_view source, Song& song) {
  if (name == "-") return;
  // Only a year in front could be added to both names.
  const std::string& file = name.native();
  const char first = file[file.rfind('/') + 1];
  if (!song.artist.empty() && !song.title.empty() && (song.year || (first != '[' && first != '('))) return;
  SongReference named = named_song(name, source);
  if (song.artist.empty()) song.artist = std::move(named.artist);
  if (song.title.empty()) song.title = std::move(named.title);
  if (!song.year) song.year = named.year;
}

}  // namespace leitmotif::corpus

#include "leitmotif/collection/stray_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/lines.hpp"
#include "leitmotif/corpus/music_names.hpp"
#include "leitmotif/text/left_overs.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::collection {
namespace {

using ascii::is_digit;
using ascii::trimmed;

/// Enough of a text to tell what it is.
constexpr std::size_t kMostStrayBytes = 64U << 10U;

/// What gives a kind of text away: any `strong` phrase, or two of the `weak` ones.
struct StrayKind {
  std::string_view what;
  std::vector<std::string_view> strong;
  std::vector<std::string_view> weak;
};

const std::array<StrayKind, 5>& stray_kinds() {
  static const std::array<StrayKind, 5> kinds = {{
      {"a log",
       {"expanded size", "audiochecker", "flac fingerprint", "lossless analyzer", "fakin' the funk", "exact audio copy",
        "x lossless decoder", "end of status report", "accuraterip", "dynamic range meter", "log date:", "cdparanoia",
        "whipper ", "cuetools", "dbpoweramp", "aucdtect", "spectro "},
       {"foobar2000", "lame ", "encoder", "replaygain", "peak level", "track quality", "test crc", "copy crc",
        "sample rate"}},
      {"a licence",
       {"permission is hereby granted", "gnu general public", "gnu lesser general", "creativecommons.org/licenses",
        "creative commons attribution", "creative commons legal code", "licensed under", "without warranty of any kind",
        "cc0 1.0", "cc-by", "this work is licensed"},
       {"all rights reserved", "creative commons", "copyright", "public domain", "redistribut", "licence", "license",
        "attribution", "royalty"}},
      {"a read-me",
       {"readme", "read me", "installation instructions", "system requirements"},
       {"download", "version ", "e-mail", "email", "website", "homepage", "http://", "https://", "www.", "soundtrack",
        "mp3", "ogg", "flac", "folder", "directory", "contact", "thanks to", "bandcamp", "soundcloud"}},
      {"an advertisement",
       {"torrent downloaded from", "downloaded from www.", "downloaded from http", "uploaded by", "visit us at",
        "join us on telegram"},
       {"torrent", "http://", "https://", "www.", "seed", "download", "telegram", "free music", "subscribe"}},
      {"a cue sheet", {"index 01 "}, {"file \"", " audio\n", "performer \"", "rem discid", "rem genre"}},
  }};
  return kinds;
}

/// Names that say so by themselves, as keys.
struct StrayName {
  std::string_view key;
  std::string_view what;
  bool whole = false;  ///< the key alone: "License to Love" is a song
};
constexpr auto kStrayNames = std::to_array<StrayName>({{"readme", "a read-me", true},
                                                       {"readmefirst", "a read-me", true},
                                                       {"readmeplease", "a read-me", true},
                                                       {"readmeenglish", "a read-me", true},
                                                       {"setlist", "a list of tracks", true},
                                                       {"playlist", "a list of tracks", true},
                                                       {"trackinfo", "a list of tracks", true},
                                                       {"lineage", "a log", true},
                                                       {"license", "a licence", true},
                                                       {"licence", "a licence", true},
                                                       {"copying", "a licence", true},
                                                       {"tracklist", "a list of tracks"},
                                                       {"foodr", "a log", true},
                                                       {"robots", "a list for programs", true},
                                                       {"mediainfo", "a log", true},
                                                       {"changelog", "a read-me", true},
                                                       {"accuraterip", "a log"},
                                                       {"checksums", "a list of checksums", true}});
/// Names that may also be a song's: they count when the text looks like prose.
constexpr auto kDoubtfulNames = std::to_array<std::string_view>(
    {"credits",     "info",       "notes",   "note",        "about",   "index",   "contents",
     "attribution", "authors",    "log",     "nfo",         "thanks",  "changes", "news",
     "disclaimer",  "linernotes", "booklet", "description", "source",  "sources", "download",
     "folder",      "cover",      "front",   "back",        "album",   "artist",  "biography",
     "bio",         "review",     "reviews", "discography", "history", "press",   "faq",
     "band",        "concert",    "show",    "tour",        "artwork", "torrent"});

std::vector<std::string_view> filled_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (const std::string_view whole : each_line(text))
    if (const std::string_view line = trimmed(whole, " \t\r"); !line.empty()) lines.push_back(line);
  return lines;
}

bool has_head(const std::vector<std::string_view>& lines) {
  return !lines.empty() &&
         (ascii::begins_with(lines.front(), "artist:") || ascii::begins_with(lines.front(), "title:"));
}

/// "3:12" at the end of a line, in brackets or not.
bool ends_in_length(std::string_view line) {
  line = trimmed(line, " \t()[]");
  const std::size_t begin = line.find_last_not_of("0123456789:.");
  if (begin == std::string_view::npos || begin + 1 == line.size()) return false;
  const std::string_view length = line.substr(begin + 1);
  const std::size_t colon = length.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 2 < length.size() && is_digit(length[colon + 1]);
}

/// Lines that count up from 1 or end in lengths: most of the text.
bool is_track_list(const std::vector<std::string_view>& lines) {
  std::size_t counted = 0;
  std::size_t lengths = 0;
  int next = 1;
  for (const std::string_view line : lines) {
    int number = 0;
    const char* const end = line.data() + line.size();
    const auto read = std::from_chars(line.data(), end, number);
    const bool separated = read.ptr != end && std::string_view(".) \t-:").find(*read.ptr) != std::string_view::npos;
    if (read.ec == std::errc() && separated && (number == next || number == 1)) {
      ++counted;
      next = number + 1;
    }
    lengths += ends_in_length(line) ? 1U : 0U;
  }
  const std::size_t least = std::max<std::size_t>(3, (lines.size() * 3 + 4) / 5);
  return counted >= least || lengths >= least;
}

/// Whether most of what is written are lines and boxes, as release groups draw them.
bool is_drawing(const std::vector<std::string_view>& lines) {
  constexpr std::string_view kStrokes = "-_=*|+/\\#~^<>.:";
  constexpr std::size_t kFewestLines = 5;
  constexpr std::size_t kEnough = 1000;  // characters tell
  std::size_t strokes = 0;
  std::size_t all = 0;
  for (const std::string_view line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto byte = static_cast<unsigned char>(line[i]);
      if (line[i] == ' ' || (byte >= 0x80 && byte < 0xC0)) continue;
      ++all;
      if (ascii::is_letter(line[i])) continue;
      // Box drawing and blocks are U+2500 to U+259F.
      const auto next = static_cast<unsigned char>(i + 1 < line.size() ? line[i + 1] : '\0');
      const bool is_box = byte == 0xE2 && next >= 0x94 && next <= 0x96;
      strokes += is_box || kStrokes.find(line[i]) != std::string_view::npos ? 1U : 0U;
    }
    if (all > kEnough) break;
  }
  return lines.size() >= kFewestLines && strokes * 5 >= all * 3;
}

/// "e|--0--2--|": the strings of a guitar.
bool is_string_of_tab(std::string_view line) {
  const std::size_t bar = line.find('|');
  constexpr std::size_t kLongestName = 3;
  if (bar == std::string_view::npos || bar > kLongestName || line.size() < bar + 8) return false;
  const std::string_view frets = line.substr(bar + 1);
  const auto dashes = static_cast<std::size_t>(std::ranges::count(frets, '-'));
  return dashes * 2 >= frets.size();
}

/// Tablature and little else.
bool is_tab(const std::vector<std::string_view>& lines) {
  constexpr std::size_t kStrings = 4;  // of the smallest instrument
  const auto strings = static_cast<std::size_t>(std::ranges::count_if(lines, is_string_of_tab));
  return strings >= kStrings && strings * 2 >= lines.size();
}

/// "Ann Noon - Blue Door" on nearly every line, none of them twice.
bool is_list_of_songs(const std::vector<std::string_view>& lines) {
  constexpr std::size_t kFewestSongs = 5;
  const auto names_two = [](std::string_view line) {
    const std::size_t dash = line.find(" - ");
    return dash != std::string_view::npos && dash > 0 && dash + 3 < line.size() && !line.ends_with(',');
  };
  const auto named = static_cast<std::size_t>(std::ranges::count_if(lines, names_two));
  if (named < kFewestSongs || named * 10 < lines.size() * 9) return false;
  std::vector<std::string_view> sorted = lines;
  std::ranges::sort(sorted);
  return std::ranges::adjacent_find(sorted) == sorted.end();
}

/// "Set I:", "Encore", "Soundcheck": what stands above the songs of a concert, and how they were recorded.
bool is_concert_list(const std::vector<std::string_view>& lines) {
  constexpr auto kHeads = std::to_array<std::string_view>(
      {"set1",   "set2",    "set3",    "seti",    "setii", "setiii", "setone", "settwo", "firstset", "secondset",
       "encore", "encores", "encore1", "encore2", "disc1", "disc2",  "cd1",    "cd2",    "setlist",  "soundcheck"});
  constexpr std::size_t kLongestHead = 16;
  constexpr std::string_view kFirstLetters = "sfedc-=*~[(";
  std::size_t heads = 0;
  std::size_t sets = 0;
  for (const std::string_view line : lines) {
    if (line.size() > kLongestHead || kFirstLetters.find(ascii::lower(line.front())) == std::string_view::npos)
      continue;
    const std::string key = text::name_key(line);
    const bool is_head = std::ranges::find(kHeads, key) != kHeads.end();
    heads += is_head ? 1U : 0U;
    sets += is_head && !key.starts_with("encore") ? 1U : 0U;
  }
  return heads >= 2 && sets >= 1;
}

/// Whether lines look like a song: section headers, or short lines of which some come again, and no address.
bool is_like_a_lyric(const std::vector<std::string_view>& lines) {
  constexpr std::size_t kFewestLines = 8;
  constexpr std::size_t kLongLine = 70;
  if (lines.size() < kFewestLines) return false;
  const auto is_header = [](std::string_view line) {
    return line.size() > 2 && line.front() == '[' && line.back() == ']' && line.find("://") == std::string_view::npos &&
           ascii::is_letter(line[1]);
  };
  const auto is_long = [](std::string_view line) { return line.size() > kLongLine; };
  if (static_cast<std::size_t>(std::ranges::count_if(lines, is_long)) * 10 > lines.size()) return false;
  if (std::ranges::count_if(lines, is_header) >= 2) return true;
  std::vector<std::string_view> sung;
  for (const std::string_view line : lines)
    if (std::ranges::count(line, ' ') >= 2 && line.find(':') == std::string_view::npos) sung.push_back(line);
  std::ranges::sort(sung);
  return sung.size() * 2 >= lines.size() && std::ranges::adjacent_find(sung) != sung.end();
}

/// What is said of a release or of a file, as name keys.
constexpr auto kReleaseFacts = std::to_array<std::string_view>({"label",
                                                                "source",
                                                                "quality",
                                                                "bitrate",
                                                                "encoder",
                                                                "tracks",
                                                                "totaltime",
                                                                "playtime",
                                                                "ripper",
                                                                "rippedby",
                                                                "rip",
                                                                "size",
                                                                "catalog",
                                                                "catalognumber",
                                                                "catalogue",
                                                                "codec",
                                                                "channels",
                                                                "album",
                                                                "release",
                                                                "releasedate",
                                                                "format",
                                                                "store",
                                                                "media",
                                                                "samplerate",
                                                                "ripdate",
                                                                "stdate",
                                                                "url",
                                                                "website",
                                                                "barcode",
                                                                "genre",
                                                                "year",
                                                                "artist",
                                                                "discs",
                                                                "producer",
                                                                "publisher",
                                                                "country",
                                                                "grabber",
                                                                "group",
                                                                "completename",
                                                                "filesize",
                                                                "duration",
                                                                "overallbitrate",
                                                                "codecid",
                                                                "bitratemode",
                                                                "bitdepth",
                                                                "compressionmode",
                                                                "writinglibrary",
                                                                "lineage",
                                                                "taper",
                                                                "transfer",
                                                                "venue",
                                                                "recordedby",
                                                                "mastering",
                                                                "performer",
                                                                "writingapplication",
                                                                "mics",
                                                                "location"});

/// "Ripper: ...", "Label ....... : ...": what is said of a release, not of a song.
bool is_release_note(const std::vector<std::string_view>& lines) {
  std::size_t facts = 0;
  for (const std::string_view line : lines) {
    const std::size_t colon = line.find(':');
    constexpr std::size_t kLongestKey = 28;
    if (colon == std::string_view::npos || colon > kLongestKey) continue;
    if (ascii::begins_with(line, "title:")) return false;  // a song's own
    facts += std::ranges::find(kReleaseFacts, text::name_key(line.substr(0, colon))) != kReleaseFacts.end() ? 1U : 0U;
  }
  return facts >= 3 && facts * 2 >= lines.size();
}

/// Lines with a checksum.
bool is_checksum_list(const std::vector<std::string_view>& lines) {
  std::size_t sums = 0;
  for (const std::string_view line : lines) {
    std::size_t run = 0;
    std::size_t longest = 0;
    for (const char c : line) {
      run = is_digit(c) || (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'f') ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    sums += longest >= 32 ? 1U : 0U;
  }
  return sums >= 1 && sums * 5 >= lines.size() * 3;
}

/// Lines that are addresses or names of files, or `key=value` of a program's settings.
bool is_list_for_programs(const std::vector<std::string_view>& lines) {
  const auto is_for_programs = [](std::string_view line) {
    const bool one_word = line.find(' ') == std::string_view::npos;
    const std::size_t equals = line.find('=');
    return (one_word && line.find("://") != std::string_view::npos) ||
           corpus::music_ending_of(line) != corpus::MusicEnding::none ||
           (one_word && equals != std::string_view::npos && equals > 0) || line.starts_with("[.") ||
           line.starts_with("#EXT");
  };
  return static_cast<std::size_t>(std::ranges::count_if(lines, is_for_programs)) * 5 >= lines.size() * 4;
}

/// Whether lines are those of prose: long ones, or addresses among them.
bool is_prose(const std::vector<std::string_view>& lines) {
  constexpr std::size_t kLongLine = 90;
  const auto is_long = [](std::string_view line) { return line.size() > kLongLine; };
  // What lyric sites put below a lyric has addresses, and is no prose.
  const auto has_address = [](std::string_view line) {
    const bool has = line.find("://") != std::string_view::npos || line.find("www.") != std::string_view::npos ||
                     line.find('@') != std::string_view::npos;
    return has && !text::is_left_over(line, true) && ascii::lower_case(line).find("lyrics") == std::string::npos;
  };
  return std::ranges::any_of(lines, has_address) ||
         static_cast<std::size_t>(std::ranges::count_if(lines, is_long)) * 3 > lines.size();
}

/// Whether a text has a sign that logs, licences and read-me files cannot do without: most lyrics have none.
bool has_sign_of_prose(std::string_view text) noexcept {
  return std::ranges::any_of(text, [](char c) { return is_digit(c) || c == ':' || c == '/' || c == '@'; });
}

std::string by_phrases(const std::string& lowered, bool prose) {
  for (const StrayKind& kind : stray_kinds()) {
    const auto holds = [&](std::string_view phrase) { return lowered.find(phrase) != std::string::npos; };
    const auto weak = std::ranges::count_if(kind.weak, holds);
    // One phrase may be sung; nobody sings three, or two in prose.
    const bool strong = std::ranges::any_of(kind.strong, holds) && (weak > 0 || prose || kind.what == "a log");
    if (strong || weak >= 4 || (weak >= 2 && prose)) return std::string(kind.what);
  }
  return {};
}

}  // namespace

std::string stray_text(std::string_view text, const std::filesystem::path& file) {
  text = text.substr(0, kMostStrayBytes);
  const std::vector<std::string_view> lines = filled_lines(text);
  if (lines.empty()) return {};
  if (is_release_note(lines)) return "a note about a release";
  if (has_head(lines)) return {};
  const bool is_lyric = is_like_a_lyric(lines);
  const std::string key = text::name_key(file.stem().string());
  for (const StrayName& name : kStrayNames)
    if (!is_lyric && (name.whole ? key == name.key : key.starts_with(name.key))) return std::string(name.what);
  if (is_track_list(lines) || is_list_of_songs(lines) || is_concert_list(lines)) return "a list of tracks";
  if (is_checksum_list(lines)) return "a list of checksums";
  if (is_list_for_programs(lines)) return "a list for programs";
  if (is_tab(lines)) return "tablature";
  if (is_drawing(lines)) return "a note about a release";
  if (text.starts_with("%PDF-") || text.starts_with("%!PS")) return "a document";
  const bool prose = is_prose(lines);
  if (!prose && !has_sign_of_prose(text)) return {};
  if (std::string kind = by_phrases(ascii::lower_case(text), prose); !kind.empty() && (!is_lyric || kind == "a log"))
    return kind;
  if (prose && std::ranges::find(kDoubtfulNames, key) != kDoubtfulNames.end()) return "a read-me";
  return {};
}

}  // namespace leitmotif::collection

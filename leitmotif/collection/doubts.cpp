#include "leitmotif/collection/doubts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/lines.hpp"
#include "leitmotif/core/quoted.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/text/language.hpp"
#include "leitmotif/text/left_overs.hpp"
#include "leitmotif/text/sung_text.hpp"

namespace leitmotif::collection {
namespace {

using ascii::is_digit;
using ascii::is_letter;
using ascii::trimmed;

// A song of the data set has 10 to 199 words after cleaning; sung words are about three times as many.
constexpr std::size_t kFewWords = 15;
constexpr std::size_t kManyWords = 2000;
constexpr std::size_t kRepeats = 6;           // a line sung so often may be all there is
constexpr std::size_t kRepeatedPercent = 75;  // and is, from this share of the lines on
constexpr std::size_t kEdgeLines = 4;         // credits are looked for so many lines from both ends

struct Words {
  DoubtKind kind;
  std::string_view name;
  std::string_view advice;
};

constexpr std::array<Words, 7> kWords = {{
    {DoubtKind::repeated_line, "repeated-line", "put the whole lyric there, or leave it when the song is like that"},
    {DoubtKind::advertisement, "advertisement", "take the line out of the lyric"},
    {DoubtKind::credits, "credits", "take the line out of the lyric; it is left out when the song is classified"},
    {DoubtKind::markup, "markup", "take the marks out, or save the lyric as .lrc when they are time stamps"},
    {DoubtKind::too_short, "too-short", "put the whole lyric there"},
    {DoubtKind::too_long, "too-long", "check that the text is the lyric of one song and nothing else"},
    {DoubtKind::transliterated, "transliterated", "put the lyric there in its own letters, or in English"},
}};

/// What sellers of lyrics and subtitles leave in them, in lower case.
constexpr std::array<std::string_view, 14> kAdvertisements = {
    "you might also like", "get tickets as low as", "lyrics provided by", "lyrics powered by",     "lyrics licensed",
    "lyrics courtesy of",  "downloaded from",       "brought to you by",  "advertise your",        "visit us at",
    "more lyrics at",      "find more lyrics",      "subtitles by",       "not for commercial use"};
/// Credits as Chinese lyric sites write them at the top: words, music, arrangement, producer.
constexpr std::array<std::string_view, 6> kForeignCredits = {"\u4F5C\u8BCD", "\u4F5C\u66F2", "\u7F16\u66F2",
                                                             "\u5236\u4F5C", "\u4F5C\u8A5E", "\u7DE8\u66F2"};

std::vector<std::string_view> lines_of(std::string_view lyric) {
  std::vector<std::string_view> lines;
  for (const std::string_view whole : each_line(lyric))
    if (const std::string_view line = trimmed(whole); !line.empty()) lines.push_back(line);
  return lines;
}

bool is_advertisement(std::string_view line) {
  const std::string lowered = ascii::lower_case(line);
  const auto holds = [&](std::string_view what) { return lowered.find(what) != std::string::npos; };
  return holds("http://") || holds("https://") || holds("www.") || std::ranges::any_of(kAdvertisements, holds) ||
         lowered.ends_with("embed");
}

bool is_credit(std::string_view line, bool near_edge) {
  if (text::is_left_over(line, near_edge)) return true;
  return near_edge && std::ranges::any_of(kForeignCredits, [&](std::string_view start) {
           return line.starts_with(start) && line.size() > start.size();
         });
}

/// `<b>`, `</i>`, `&amp;`, `[00:12.00]`, `{\an8}`: what a writer of markup or a program put there.
bool holds_markup(std::string_view line) {
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const char next = line[i + 1];
    const std::string_view rest = line.substr(i);
    const std::size_t close = rest.find('>');
    if (line[i] == '<' && close != std::string_view::npos && close <= 40 && (is_letter(next) || next == '/'))
      return true;
    if (line[i] == '{' && (next == '\\' || next == '{')) return true;
    if ((line[i] == '[' || line[i] == '<') && is_digit(next)) {
      const std::size_t colon = rest.find(':');
      if (colon != std::string_view::npos && colon <= 4 && colon + 1 < rest.size() && is_digit(rest[colon + 1]))
        return true;
    }
    if (line[i] == '&') {
      const std::size_t end = rest.find(';');
      const bool entity = end != std::string_view::npos && end >= 3 && end <= 9;
      if (entity && std::all_of(rest.begin() + 1, rest.begin() + static_cast<std::ptrdiff_t>(end),
                                [](char c) { return is_letter(c) || is_digit(c) || c == '#'; }))
        return true;
    }
  }
  return false;
}

std::size_t words_in(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    words += !blank && !inside ? 1U : 0U;
    inside = !blank;
    // Scripts without blanks between the words: three bytes a character, and about two characters a word.
    words += (static_cast<unsigned char>(c) & 0xF0U) == 0xE0U ? 1U : 0U;
  }
  return words;
}

std::optional<std::string> repeated(const std::vector<std::string_view>& lines) {
  std::map<std::string, std::size_t> counts;
  for (const std::string_view line : lines) ++counts[ascii::lower_case(line)];
  const auto most = std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
  if (most == counts.end() || most->second < kRepeats || most->second * 100 < lines.size() * kRepeatedPercent)
    return {};
  return in_quotes(most->first) + " is " + std::to_string(most->second) + " of " + std::to_string(lines.size()) +
         " lines";
}

/// Whether a word is made of syllables as Japanese ones are spelt: consonant and vowel, or a lone n.
bool is_japanese_spelling(std::string_view word) {
  constexpr std::string_view kVowels = "aeiou";
  constexpr std::array<std::string_view, 24> kConsonants = {"ky", "sh", "ch", "ts", "ny", "hy", "my", "ry",
                                                            "gy", "by", "py", "k",  "s",  "t",  "n",  "h",
                                                            "m",  "y",  "r",  "w",  "g",  "z",  "d",  "b"};
  constexpr std::array<std::string_view, 3> kMore = {"p", "j", "f"};
  while (!word.empty()) {
    const std::string_view before = word;
    if (word.size() > 1 && word[0] == word[1] && kVowels.find(word[0]) == std::string_view::npos) word.remove_prefix(1);
    for (const std::string_view consonant : kConsonants)
      if (word.starts_with(consonant)) {
        word.remove_prefix(consonant.size());
        break;
      }
    for (const std::string_view consonant : kMore)
      if (word.size() == before.size() && word.starts_with(consonant)) word.remove_prefix(1);
    if (!word.empty() && kVowels.find(word.front()) != std::string_view::npos)
      word.remove_prefix(1);
    else if (before.front() != 'n' || before.size() - word.size() != 1)
      return false;
  }
  return true;
}

/// Latin letters, and hardly a word that English (or a language that a detector knows) is made of.
std::optional<std::string> transliterated(std::string_view sung) {
  // Words that romaji or other languages have as well ("no", "to", "me", "i") say nothing.
  constexpr auto kCommon = std::to_array<std::string_view>(
      {"the",  "and",  "you",  "of",    "in",   "it",    "is",   "my",  "your", "we",   "for",  "that", "all",
       "but",  "with", "this", "just",  "like", "are",   "at",   "up",  "oh",   "yeah", "love", "don",  "when",
       "what", "know", "can",  "not",   "was",  "she",   "her",  "his", "they", "from", "out",  "one",  "down",
       "now",  "if",   "as",   "there", "will", "never", "baby", "by",  "how",  "got",  "get",  "our",  "us"});
  std::size_t words = 0;
  std::size_t common = 0;
  std::size_t japanese = 0;
  std::set<std::string> seen;
  std::string word;
  for (std::size_t i = 0; i <= sung.size(); ++i) {
    const char c = i < sung.size() ? sung[i] : ' ';
    if (static_cast<unsigned char>(c) >= 0x80) return std::nullopt;  // letters of its own, which a detector knows
    if (is_letter(c)) {
      word += ascii::lower(c);
      continue;
    }
    if (word.empty()) continue;
    ++words;
    seen.insert(word);
    common += std::ranges::find(kCommon, word) != kCommon.end() ? 1U : 0U;
    japanese += word.size() > 1 && is_japanese_spelling(word) ? 1U : 0U;
    word.clear();
  }
  constexpr std::size_t kTellingWords = 15;
  if (words < kTellingWords || seen.size() * 2 < kTellingWords || common * 20 > words) return std::nullopt;
  const text::Language language = text::language_of(sung);
  const bool romaji = japanese * 10 > words * 6;
  if (!romaji && language.certain && !language.code.empty()) return std::nullopt;
  return std::to_string(common) + " of " + std::to_string(words) + " words are common English ones; it looks like " +
         (romaji ? "Japanese" : "another language") + " in Latin letters";
}

/// The first line that is doubtful in the way `is` says, with its place.
template <class Is>
std::optional<std::string> first_line(const std::vector<std::string_view>& lines, const Is& is) {
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (is(lines[i], i < kEdgeLines || i + kEdgeLines >= lines.size()))
      return "line " + std::to_string(i + 1) + " is " + in_quotes(lines[i]);
  return std::nullopt;
}

}  // namespace

std::string_view name_of(DoubtKind kind) noexcept { return kWords[static_cast<std::size_t>(kind)].name; }
std::string_view advice_for(DoubtKind kind) noexcept { return kWords[static_cast<std::size_t>(kind)].advice; }

std::vector<Doubt> doubts_about(std::string_view lyric) {
  std::vector<Doubt> doubts;
  const auto add = [&](DoubtKind kind, std::optional<std::string> reason) {
    if (reason) doubts.push_back({kind, std::move(*reason)});
  };
  const std::vector<std::string_view> lines = lines_of(lyric);
  const std::string sung = text::only_sung(lyric);
  const std::size_t words = words_in(sung);
  add(DoubtKind::repeated_line, repeated(lines));
  add(DoubtKind::advertisement, first_line(lines, [](auto line, bool) { return is_advertisement(line); }));
  add(DoubtKind::credits, first_line(lines, [](auto line, bool near_edge) {
        return is_credit(line, near_edge) && !is_advertisement(line);
      }));
  add(DoubtKind::markup, first_line(lines, [](auto line, bool) { return holds_markup(line); }));
  const std::string count = std::to_string(words) + " sung words; ";
  if (words < kFewWords) add(DoubtKind::too_short, count + "a song has at least " + std::to_string(kFewWords));
  add(DoubtKind::transliterated, transliterated(sung));
  if (words > kManyWords) add(DoubtKind::too_long, count + "a song has at most " + std::to_string(kManyWords));
  return doubts;
}

}  // namespace leitmotif::collection

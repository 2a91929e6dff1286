#include "leitmotif/languages/line_languages.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <set>
#include <utility>

#include "leitmotif/core/error.hpp"

namespace leitmotif::languages {
namespace {

/// Nobody sings more; a book's languages need not be told line by line.
constexpr std::size_t kMostLines = 20000;
/// What CLD2 says counts as so many common words in a hundred when it is certain, and when it is not.
constexpr double kCertain = 0.15;
constexpr double kUncertain = 0.07;
/// A lyric holds at least this share of common words of its language: with CLD2 for it, without it, and against it.
constexpr double kAgreed = 0.08;
constexpr double kUnsaid = 0.16;
constexpr double kAgainst = 0.35;
/// Syllables are no language: there are so many different common words, unless CLD2 is certain.
constexpr int kDifferentWords = 2;
/// CLD2 has more to say of a language than its neighbours do when so much of the text is in it.
constexpr int kMostlyPercent = 70;
/// A line is in another language than the lyric when it has so many common words of that one, so many times as many.
constexpr double kForeignWords = 2;
constexpr double kForeignTimes = 1.6;

std::vector<SungLine> lines_of(std::string_view lyric) {
  std::vector<SungLine> lines;
  for (std::size_t begin = 0; begin < lyric.size() && lines.size() < kMostLines;) {
    const std::size_t end = std::min(lyric.find('\n', begin), lyric.size());
    SungLine line{begin, end, sung_words_of(lyric.substr(begin, end - begin)), 0};
    for (SungWord& word : line.words) {
      word.begin += begin;
      word.end += begin;
    }
    if (!line.words.empty()) lines.push_back(std::move(line));
    begin = end + 1;
  }
  return lines;
}

/// A word of up to eight letters as one number.
constexpr std::uint64_t packed_word(std::string_view word) {
  std::uint64_t value = 0;
  for (const char c : word) value = (value << 8U) | static_cast<std::uint8_t>(c);
  return value;
}

/// Words that stand in any English text and in none of its neighbours'.
constexpr auto kEnglishWords = std::to_array<std::string_view>(
    {"the",   "and",   "you",   "my",    "it",    "of",    "that",   "with", "are",   "they",  "she",
     "not",   "but",   "this",  "what",  "when",  "just",  "can",    "im",   "if",    "from",  "your",
     "have",  "up",    "out",   "how",   "her",   "his",   "our",    "now",  "like",  "who",   "been",
     "them",  "then",  "dont",  "there", "where", "never", "would",  "know", "could", "about", "their",
     "into",  "every", "only",  "feel",  "why",   "make",  "take",   "want", "way",   "cause", "gonna",
     "wanna", "those", "youre", "cant",  "ive",   "thats", "because"});

constexpr std::size_t kSlots = 256;
constexpr std::size_t slot_of(std::uint64_t word) { return (word * 0x9E3779B97F4A7C15U) >> 56U; }

constexpr std::array<std::array<std::uint64_t, 4>, kSlots> english_slots() {
  std::array<std::array<std::uint64_t, 4>, kSlots> slots{};
  for (const std::string_view word : kEnglishWords) {
    auto& slot = slots[slot_of(packed_word(word))];
    std::size_t free = 0;
    while (slot[free] != 0) ++free;
    slot[free] = packed_word(word);
  }
  return slots;
}

constexpr auto kEnglish = english_slots();

bool is_english_word(std::uint64_t word) noexcept {
  const auto& slot = kEnglish[slot_of(word)];
  const auto same = [&](std::size_t i) { return static_cast<unsigned>(slot[i] == word); };
  return (same(0) | same(1) | same(2) | same(3)) != 0;  // which of them it is cannot be foretold
}

/// A lyric is looked at in so many places of so many bytes first, and wholly when most of them do not tell.
constexpr std::size_t kWindows = 5;
constexpr std::size_t kWindowBytes = 100;
constexpr std::size_t kTellingWindows = 3;
/// One word in so many of an English lyric is among those above: of a window, and of the whole.
constexpr int kOneInOfWindow = 9;
constexpr int kOneInOfAll = 6;
/// English has a letter with an accent, or of another script, in less than so many words.
constexpr int kAccentOneIn = 40;

/// What a piece of a text holds.
struct EnglishSigns {
  int words = 0;
  int english = 0;
  int accents = 0;  ///< letters with accents, and of other scripts
};

/// Letters with accents, and of other scripts, begin so; 0xE2 begins signs.
constexpr bool is_accent(char c) noexcept {
  return static_cast<std::uint8_t>(c) >= 0xC3 && static_cast<std::uint8_t>(c) != 0xE2;
}

/// What a byte is to signs_of: a letter in lower case, or one of these. The rest of ASCII separates, but an apostrophe.
constexpr std::uint8_t kPassedOver = 0;
constexpr std::uint8_t kSeparates = 1;
constexpr std::uint8_t kAccent = 2;
constexpr auto kByteKinds = [] {
  std::array<std::uint8_t, 256> kinds{};
  for (std::size_t byte = 0; byte < kinds.size(); ++byte) {
    const std::size_t lower = byte | 0x20U;
    if (lower >= 'a' && lower <= 'z')
      kinds[byte] = static_cast<std::uint8_t>(lower);
    else if (byte < 0x80)
      kinds[byte] = byte == '\'' ? kPassedOver : kSeparates;
    else if (is_accent(static_cast<char>(byte)))
      kinds[byte] = kAccent;
  }
  return kinds;
}();

/// Reads words as numbers: an apostrophe joins, anything else but a letter separates. Ends early where `is_enough`.
template <typename IsEnough>
EnglishSigns signs_of(std::string_view text, const IsEnough& is_enough) noexcept {
  EnglishSigns signs;
  std::uint64_t word = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::uint8_t kind = kByteKinds[static_cast<std::uint8_t>(text[at])];
    if (kind > kAccent) {
      word = (word << 8U) | kind;
    } else if (kind == kSeparates && word != 0) {
      ++signs.words;
      if (is_english_word(word)) {
        ++signs.english;
        if (is_enough(signs, text.size() - at)) break;
      }
      word = 0;
    } else if (kind == kAccent) {
      ++signs.accents;
    }
  }
  return signs;
}

/// Looks at every byte, many at a time: nearly all texts have none.
bool holds_accent(std::string_view text) noexcept {
  std::uint8_t found = 0;
  for (const char c : text) found |= static_cast<std::uint8_t>(is_accent(c));
  return found != 0;
}

/// Whether most of the windows are English and none of them has an accent.
bool tells_by_windows(std::string_view lyric) noexcept {
  if (lyric.size() < kWindows * kWindowBytes) return false;
  std::size_t telling = 0;
  for (std::size_t window = 0; window < kWindows; ++window) {
    const std::size_t at = window * ((lyric.size() - kWindowBytes) / (kWindows - 1));
    const std::string_view text = lyric.substr(at, kWindowBytes);
    if (holds_accent(text)) return false;
    if (telling >= kTellingWindows) continue;
    const EnglishSigns signs = signs_of(text, [](const EnglishSigns& so_far, std::size_t left) {
      return so_far.english >= 2 && so_far.english * kOneInOfWindow >= so_far.words + static_cast<int>(left / 2);
    });
    telling += signs.english >= 2 && signs.english * kOneInOfWindow >= signs.words ? 1 : 0;
  }
  return telling >= kTellingWindows;
}

}  // namespace

bool is_plainly_english(std::string_view lyric) noexcept {
  if (tells_by_windows(lyric)) return true;
  const EnglishSigns all = signs_of(lyric, [](const EnglishSigns&, std::size_t) { return false; });
  return all.english >= kOneInOfAll && all.english * kOneInOfAll >= all.words &&
         all.accents * kAccentOneIn <= all.words;
}

LineLanguages::LineLanguages(std::span<const Grammar> grammars) {
  for (std::size_t place = 0; place < grammars.size(); ++place) {
    codes_.push_back(grammars[place].code);
    names_.push_back(grammars[place].name);
    for (const std::string& word : grammars[place].common) {
      const auto known = common_.find(word);
      common_.set(word, (known ? known->value : 0U) | (1U << place));
    }
  }
  english_ = place_of("en");
  if (english_ == codes_.size()) throw Error(ErrorKind::corrupt_data, "the grammars: English is missing");
}

std::size_t LineLanguages::place_of(std::string_view code) const noexcept {
  return static_cast<std::size_t>(std::ranges::find(codes_, code) - codes_.begin());
}

std::vector<double> LineLanguages::evidence(std::span<const SungWord> words) const {
  std::vector<double> found(codes_.size());
  for (const SungWord& word : words) {
    const auto known = common_.find(word.text);
    if (!known) continue;
    const double share = 1.0 / std::popcount(known->value);
    for (std::size_t place = 0; place < found.size(); ++place)
      if ((known->value >> place & 1U) != 0) found[place] += share;
  }
  return found;
}

LineLanguages::Found LineLanguages::found_in(std::span<const SungLine> lines) const {
  Found found;
  found.evidence.resize(codes_.size());
  found.different.resize(codes_.size());
  std::set<std::string_view> seen;
  for (const SungLine& line : lines) {
    found.words += line.words.size();
    const std::vector<double> of_line = evidence(line.words);
    for (std::size_t place = 0; place < of_line.size(); ++place) found.evidence[place] += of_line[place];
    for (const SungWord& word : line.words) {
      const auto known = common_.find(word.text);
      if (!known || !seen.insert(word.text).second) continue;
      for (std::size_t place = 0; place < codes_.size(); ++place)
        found.different[place] += static_cast<int>(known->value >> place & 1U);
    }
  }
  return found;
}

/// Nothing: it is in none of these languages, or cannot be told.
std::optional<std::size_t> LineLanguages::main_language(const Found& found, const text::Language& told) const {
  if (found.words == 0) return std::nullopt;
  const std::size_t told_place = place_of(told.code);
  const auto words = static_cast<double>(found.words);
  std::size_t best = 0;
  double most = -1;
  for (std::size_t place = 0; place < codes_.size(); ++place) {
    const double bonus = place != told_place ? 0 : told.certain ? kCertain : kUncertain;
    const double score = found.evidence[place] / words + bonus;
    if (score > most) best = place;
    most = std::max(most, score);
  }
  const bool is_ours = told_place < codes_.size();
  const bool is_against = !is_ours && told.certain && told.percent >= kMostlyPercent;
  const double needed = best == told_place ? kAgreed : is_against ? kAgainst : kUnsaid;
  if (found.different[best] >= kDifferentWords && found.evidence[best] / words >= needed) return best;
  return is_ours && told.certain ? std::optional(told_place) : std::nullopt;
}

LyricLanguages LineLanguages::read(std::string_view lyric) const {
  LyricLanguages result;
  result.language = text::language_of(lyric);
  std::vector<SungLine> lines = lines_of(lyric);
  const Found all = found_in(lines);
  const auto main = main_language(all, result.language);
  if (!main) return result;
  std::vector<std::size_t> sung(codes_.size());
  for (SungLine& line : lines) {
    const std::vector<double> found = evidence(line.words);
    const auto best = static_cast<std::size_t>(std::ranges::max_element(found) - found.begin());
    const bool is_other = found[best] >= kForeignWords && found[best] > kForeignTimes * found[*main];
    line.language = is_other ? best : *main;
    sung[line.language] += line.words.size();
  }
  const auto most = static_cast<std::size_t>(std::ranges::max_element(sung) - sung.begin());
  result.language.code = codes_[most];
  result.language.name = names_[most];
  result.language.certain = true;
  result.language.percent = static_cast<int>(100 * sung[most] / all.words);
  result.lines = std::move(lines);
  return result;
}

}  // namespace leitmotif::languages

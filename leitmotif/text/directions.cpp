#include "leitmotif/text/directions.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/left_overs.hpp"

namespace leitmotif::text {
namespace {

using ascii::begins_with;
using ascii::is_digit;
using ascii::trimmed;

/// What stands between the words of a direction.
constexpr std::array<bool, 256> kBetweenWords = [] {
  std::array<bool, 256> between{};
  for (const char c : std::string_view(" \t-*:.,()#/&[]{}=~_<>|+")) between[static_cast<unsigned char>(c)] = true;
  return between;
}();

/// How many bytes at the beginning of `text` stand between words, or do not.
std::size_t run_of(std::string_view text, bool between) noexcept {
  std::size_t length = 0;
  while (length < text.size() && kBetweenWords[static_cast<unsigned char>(text[length])] == between) ++length;
  return length;
}

/// What a word says in a header or a repeat mark.
enum class Direction : std::uint8_t {
  none,       ///< it is no word of directions
  section,    ///< a section's name
  ambiguous,  ///< a section's name that may as well be sung
  before,     ///< makes a direction of an ambiguous name: pre-hook
  prefix,     ///< stands before others: x 2, sing twice
  player,     ///< an instrument: makes a direction of an ambiguous name
  manner,     ///< how it is said: a direction in parentheses or with a colon
  stage,      ///< what is heard beside the singing: a direction on a line of its own in parentheses
  singer,     ///< who sings: a direction with a colon
  modifier,   ///< which of several, and other words that say nothing alone
  repeat,
  count,  ///< 2, x2, 2x, two
  fade,   ///< from here on: not as the first word
  glue,
};

struct DirectionWord {
  std::string_view word;
  Direction direction;
};

constexpr auto kDirectionWords = std::to_array<DirectionWord>({
    {"chorus", Direction::section},
    {"verse", Direction::section},
    {"intro", Direction::section},
    {"outro", Direction::section},
    {"prechorus", Direction::section},
    {"postchorus", Direction::section},
    {"refrain", Direction::section},
    {"interlude", Direction::section},
    {"bridge", Direction::section},
    {"instrumental", Direction::section},
    {"couplet", Direction::section},
    {"strophe", Direction::section},
    {"estribillo", Direction::section},
    {"coro", Direction::section},
    {"ritornello", Direction::section},
    {"strofa", Direction::section},
    {"zwrotka", Direction::section},
    {"refren", Direction::section},
    {"refr\u00E3o", Direction::section},
    {"refr\u00C3o", Direction::section},
    {"refr\u00E4n", Direction::section},
    {"refr\u00C4n", Direction::section},
    {"refr\u00E4ng", Direction::section},
    {"refr\u00E6n", Direction::section},
    {"omkv\u00E6d", Direction::section},
    {"omkvaed", Direction::section},
    {"kertos\u00E4e", Direction::section},
    {"kertos\u00E4keist\u00F6", Direction::section},
    {"prehook", Direction::section},
    {"prerefrain", Direction::section},
    {"\u043F\u0440\u0438\u043F\u0435\u0432", Direction::section},
    {"\u041F\u0440\u0438\u043F\u0435\u0432", Direction::section},
    {"\u041F\u0420\u0418\u041F\u0415\u0412", Direction::section},
    {"\u043A\u0443\u043F\u043B\u0435\u0442", Direction::section},
    {"\u041A\u0443\u043F\u043B\u0435\u0442", Direction::section},
    {"\u041A\u0423\u041F\u041B\u0415\u0422", Direction::section},
    {"\u043F\u0440\u043E\u0438\u0433\u0440\u044B\u0448", Direction::section},
    {"\u041F\u0440\u043E\u0438\u0433\u0440\u044B\u0448", Direction::section},
    {"estrofa", Direction::section},
    {"puente", Direction::section},
    {"ponte", Direction::section},
    {"pont", Direction::section},
    {"interludio", Direction::section},
    {"introducci\u00F3n", Direction::section},
    {"introdu\u00E7\u00E3o", Direction::section},
    {"introduzione", Direction::section},
    {"intermezzo", Direction::section},
    {"inciso", Direction::section},
    {"couplets", Direction::section},
    {"pr\u00E9couplet", Direction::section},
    {"pr\u00E9refrain", Direction::section},
    {"postrefrain", Direction::section},
    {"refrein", Direction::section},
    {"brug", Direction::section},
    {"tussenspel", Direction::section},
    {"strofi", Direction::section},
    {"s\u00E4keist\u00F6", Direction::section},
    {"S\u00C4KEIST\u00D6", Direction::section},
    {"nakarat", Direction::section},
    {"k\u00F6pr\u00FC", Direction::section},
    {"sloka", Direction::section},
    {"refr\u00E9n", Direction::section},
    {"versszak", Direction::section},
    {"refreng", Direction::section},
    {"mellomspill", Direction::section},
    {"mellanspel", Direction::section},
    {"mellemspil", Direction::section},
    {"reff", Direction::section},
    {"tornada", Direction::section},
    {"mostek", Direction::section},
    {"przej\u015Bcie", Direction::section},
    {"chor", Direction::section},
    {"zwischenspiel", Direction::section},
    {"vorspiel", Direction::section},
    {"nachspiel", Direction::section},
    {"estribilho", Direction::section},
    {"precoro", Direction::section},
    {"postcoro", Direction::section},
    {"strof\u0103", Direction::section},
    {"\u0431\u0440\u0438\u0434\u0436", Direction::section},
    {"\u0411\u0440\u0438\u0434\u0436", Direction::section},
    {"\u043F\u0440\u0435\u0434\u043F\u0440\u0438\u043F\u0435\u0432", Direction::section},
    {"\u041F\u0440\u0435\u0434\u043F\u0440\u0438\u043F\u0435\u0432", Direction::section},
    {"\u0432\u0441\u0442\u0443\u043F\u043B\u0435\u043D\u0438\u0435", Direction::section},
    {"\u0412\u0441\u0442\u0443\u043F\u043B\u0435\u043D\u0438\u0435", Direction::section},
    {"\u043F\u0440\u0438\u0441\u043F\u0456\u0432", Direction::section},
    {"\u041F\u0440\u0438\u0441\u043F\u0456\u0432", Direction::section},
    {"\u0432\u0441\u0442\u0443\u043F", Direction::section},
    {"\u0412\u0441\u0442\u0443\u043F", Direction::section},
    {"\u0438\u043D\u0442\u0440\u043E", Direction::section},
    {"\u0418\u043D\u0442\u0440\u043E", Direction::section},
    {"\u0430\u0443\u0442\u0440\u043E", Direction::section},
    {"\u0410\u0443\u0442\u0440\u043E", Direction::section},
    {"\u03BA\u03BF\u03C5\u03C0\u03BB\u03AD", Direction::section},
    {"\u039A\u03BF\u03C5\u03C0\u03BB\u03AD", Direction::section},
    {"\u03C1\u03B5\u03C6\u03C1\u03AD\u03BD", Direction::section},
    {"\u03A1\u03B5\u03C6\u03C1\u03AD\u03BD", Direction::section},
    {"\u03B3\u03AD\u03C6\u03C5\u03C1\u03B1", Direction::section},
    {"\u0393\u03AD\u03C6\u03C5\u03C1\u03B1", Direction::section},
    {"\u05E4\u05D6\u05DE\u05D5\u05DF", Direction::section},
    {"\u05D1\u05D9\u05EA", Direction::ambiguous},
    {"\u30B5\u30D3", Direction::section},
    {"\u30D6\u30EA\u30C3\u30B8", Direction::section},
    {"\uD6C4\uB834", Direction::section},
    {"\uCF54\uB7EC\uC2A4", Direction::section},
    {"hook", Direction::ambiguous},
    {"breakdown", Direction::ambiguous},
    {"break", Direction::ambiguous},
    {"solo", Direction::ambiguous},
    {"drop", Direction::ambiguous},
    {"part", Direction::ambiguous},
    {"coda", Direction::ambiguous},
    {"tag", Direction::ambiguous},
    {"riff", Direction::ambiguous},
    {"turnaround", Direction::ambiguous},
    {"middle", Direction::ambiguous},
    {"mid", Direction::ambiguous},
    {"verso", Direction::ambiguous},
    {"vers", Direction::ambiguous},
    {"br\u00FCcke", Direction::ambiguous},
    {"skit", Direction::ambiguous},
    {"strofe", Direction::ambiguous},
    {"parte", Direction::ambiguous},
    {"partie", Direction::ambiguous},
    {"b\u00F6l\u00FCm", Direction::ambiguous},
    {"k\u0131ta", Direction::ambiguous},
    {"bait", Direction::ambiguous},
    {"stick", Direction::ambiguous},
    {"teil", Direction::ambiguous},
    {"deel", Direction::ambiguous},
    {"cz\u0119\u015B\u0107", Direction::ambiguous},
    {"est\u00E2ncia", Direction::ambiguous},
    {"pre", Direction::before},
    {"post", Direction::before},
    {"pr\u00E9", Direction::before},
    {"primeira", Direction::before},
    {"primera", Direction::before},
    {"prima", Direction::before},
    {"segunda", Direction::before},
    {"seconda", Direction::before},
    {"terceira", Direction::before},
    {"tercera", Direction::before},
    {"terza", Direction::before},
    {"premi\u00E8re", Direction::before},
    {"deuxi\u00E8me", Direction::before},
    {"troisi\u00E8me", Direction::before},
    {"erster", Direction::before},
    {"zweiter", Direction::before},
    {"dritter", Direction::before},
    {"x", Direction::prefix},
    {"back", Direction::modifier},
    {"sing", Direction::prefix},
    {"sung", Direction::prefix},
    {"crowd", Direction::modifier},
    {"audience", Direction::modifier},
    {"album", Direction::modifier},
    {"live", Direction::modifier},
    {"radio", Direction::modifier},
    {"studio", Direction::modifier},
    {"original", Direction::modifier},
    {"extended", Direction::modifier},
    {"music", Direction::stage},
    {"background", Direction::modifier},
    {"backing", Direction::modifier},
    {"guitar", Direction::player},
    {"guitars", Direction::player},
    {"gtr", Direction::player},
    {"piano", Direction::player},
    {"sax", Direction::player},
    {"saxophone", Direction::player},
    {"drum", Direction::player},
    {"drums", Direction::player},
    {"bass", Direction::player},
    {"harmonica", Direction::player},
    {"organ", Direction::player},
    {"violin", Direction::player},
    {"fiddle", Direction::player},
    {"trumpet", Direction::player},
    {"trombone", Direction::player},
    {"horn", Direction::player},
    {"horns", Direction::player},
    {"synth", Direction::player},
    {"keyboard", Direction::player},
    {"keyboards", Direction::player},
    {"banjo", Direction::player},
    {"mandolin", Direction::player},
    {"accordion", Direction::player},
    {"flute", Direction::player},
    {"cello", Direction::player},
    {"string", Direction::player},
    {"strings", Direction::player},
    {"steel", Direction::player},
    {"lead", Direction::player},
    {"vocal", Direction::player},
    {"musical", Direction::player},
    {"electric", Direction::player},
    {"acoustic", Direction::player},
    {"percussion", Direction::player},
    {"orchestra", Direction::player},
    {"orchestral", Direction::player},
    {"spoken", Direction::manner},
    {"whispered", Direction::manner},
    {"talking", Direction::manner},
    {"rap", Direction::manner},
    {"rapped", Direction::manner},
    {"shouted", Direction::manner},
    {"narration", Direction::manner},
    {"vocals", Direction::stage},
    {"harmonies", Direction::stage},
    {"harmony", Direction::stage},
    {"whispering", Direction::stage},
    {"laughs", Direction::stage},
    {"laughing", Direction::stage},
    {"laughter", Direction::stage},
    {"applause", Direction::stage},
    {"applauds", Direction::stage},
    {"cheering", Direction::stage},
    {"cheers", Direction::stage},
    {"humming", Direction::stage},
    {"hums", Direction::stage},
    {"whistling", Direction::stage},
    {"whistles", Direction::stage},
    {"clapping", Direction::stage},
    {"claps", Direction::stage},
    {"handclaps", Direction::stage},
    {"scat", Direction::stage},
    {"scatting", Direction::stage},
    {"screaming", Direction::stage},
    {"screams", Direction::stage},
    {"yodel", Direction::stage},
    {"yodeling", Direction::stage},
    {"yodelling", Direction::stage},
    {"giggles", Direction::stage},
    {"chuckles", Direction::stage},
    {"coughs", Direction::stage},
    {"sighs", Direction::stage},
    {"sobbing", Direction::stage},
    {"mumbles", Direction::stage},
    {"mumbling", Direction::stage},
    {"inaudible", Direction::stage},
    {"unintelligible", Direction::stage},
    {"indistinct", Direction::stage},
    {"adlib", Direction::stage},
    {"adlibs", Direction::stage},
    {"ad", Direction::stage},
    {"libs", Direction::stage},
    {"vocalizing", Direction::stage},
    {"vocalising", Direction::stage},
    {"beatbox", Direction::stage},
    {"scratches", Direction::stage},
    {"scratching", Direction::stage},
    {"narrator", Direction::stage},
    {"version", Direction::stage},
    {"twice", Direction::stage},
    {"noise", Direction::stage},
    {"chatter", Direction::stage},
    {"both", Direction::singer},
    {"all", Direction::singer},
    {"male", Direction::singer},
    {"female", Direction::singer},
    {"man", Direction::singer},
    {"woman", Direction::singer},
    {"men", Direction::singer},
    {"women", Direction::singer},
    {"boy", Direction::singer},
    {"girl", Direction::singer},
    {"boys", Direction::singer},
    {"girls", Direction::singer},
    {"everyone", Direction::singer},
    {"choir", Direction::singer},
    {"group", Direction::singer},
    {"first", Direction::modifier},
    {"second", Direction::modifier},
    {"third", Direction::modifier},
    {"fourth", Direction::modifier},
    {"last", Direction::modifier},
    {"final", Direction::modifier},
    {"double", Direction::modifier},
    {"half", Direction::modifier},
    {"repeat", Direction::repeat},
    {"repite", Direction::repeat},
    {"repetir", Direction::repeat},
    {"repita", Direction::repeat},
    {"repete", Direction::repeat},
    {"ripete", Direction::repeat},
    {"ripetere", Direction::repeat},
    {"r\u00E9p\u00E9ter", Direction::repeat},
    {"r\u00E9p\u00E8te", Direction::repeat},
    {"wiederholen", Direction::repeat},
    {"wiederholung", Direction::repeat},
    {"herhaal", Direction::repeat},
    {"powt\u00F3rz", Direction::repeat},
    {"upprepa", Direction::repeat},
    {"gjenta", Direction::repeat},
    {"\u043F\u043E\u0432\u0442\u043E\u0440", Direction::repeat},
    {"\u041F\u043E\u0432\u0442\u043E\u0440", Direction::repeat},
    {"\u043F\u043E\u0432\u0442\u043E\u0440\u0438\u0442\u044C", Direction::repeat},
    {"\u041F\u043E\u0432\u0442\u043E\u0440\u0438\u0442\u044C", Direction::repeat},
    {"repeats", Direction::repeat},
    {"ii", Direction::count},
    {"iii", Direction::count},
    {"i", Direction::count},
    {"iv", Direction::count},
    {"v", Direction::count},
    {"one", Direction::count},
    {"two", Direction::count},
    {"three", Direction::count},
    {"four", Direction::count},
    {"five", Direction::count},
    {"six", Direction::count},
    {"seven", Direction::count},
    {"eight", Direction::count},
    {"nine", Direction::count},
    {"ten", Direction::count},
    {"fade", Direction::fade},
    {"fades", Direction::fade},
    {"fading", Direction::fade},
    {"fadeout", Direction::fade},
    {"end", Direction::fade},
    {"veces", Direction::glue},
    {"vezes", Direction::glue},
    {"mal", Direction::glue},
    {"fois", Direction::glue},
    {"volte", Direction::glue},
    {"razy", Direction::glue},
    {"keer", Direction::glue},
    {"ggr", Direction::glue},
    {"g\u00E5nger", Direction::glue},
    {"ganger", Direction::glue},
    {"gange", Direction::glue},
    {"kertaa", Direction::glue},
    {"kez", Direction::glue},
    {"\u0440\u0430\u0437\u0430", Direction::glue},
    {"\u0420\u0430\u0437\u0430", Direction::glue},
    {"\u0440\u0430\u0437", Direction::glue},
    {"\u0420\u0430\u0437", Direction::glue},
    {"times", Direction::glue},
    {"and", Direction::glue},
    {"to", Direction::glue},
    {"until", Direction::glue},
    {"till", Direction::glue},
    {"out", Direction::glue},
    {"word", Direction::glue},
    {"again", Direction::glue},
    {"once", Direction::glue},
    {"lines", Direction::glue},
    {"line", Direction::glue},
    {"lib", Direction::glue},
    {"playing", Direction::glue},
    {"plays", Direction::glue},
});

/// Where the words of one beginning stand: a place for each letter, and one for all that is not ASCII. Digits and signs
/// have none.
constexpr std::size_t kBeginnings = 27;
constexpr std::size_t beginning_of(char first) noexcept {
  if (static_cast<unsigned char>(first) >= 0x80) return kBeginnings - 1;
  return ascii::is_letter(first) ? static_cast<std::size_t>(ascii::lower(first) - 'a') : kBeginnings;
}

/// The lower five bits of a word's second byte, which are the same in both cases; 0 for a word of one byte.
constexpr std::size_t second_of(std::string_view text) noexcept {
  if (text.size() < 2 || kBetweenWords[static_cast<unsigned char>(text[1])]) return 0;
  return static_cast<unsigned char>(text[1]) & 31U;
}

/// For each beginning and second byte: of which lengths there are words, a bit each. Most words of a lyric end here.
constexpr auto kLengths = [] {
  std::array<std::array<std::uint32_t, 32>, kBeginnings> lengths{};
  for (const DirectionWord& known : kDirectionWords)
    lengths[beginning_of(known.word.front())][second_of(known.word)] |= 1U << known.word.size();
  return lengths;
}();

/// The words by their beginning: the place of one, and from each the next; kNone ends.
struct DirectionIndex {
  static constexpr std::uint16_t kNone = 0xFFFF;
  std::array<std::uint16_t, kBeginnings> first{};
  std::array<std::uint16_t, kDirectionWords.size()> next{};
};
static_assert(kDirectionWords.size() < DirectionIndex::kNone);

constexpr DirectionIndex kByBeginning = [] {
  DirectionIndex index;
  index.first.fill(DirectionIndex::kNone);
  for (std::size_t i = 0; i < kDirectionWords.size(); ++i) {
    std::uint16_t& first = index.first[beginning_of(kDirectionWords[i].word.front())];
    index.next[i] = first;
    first = static_cast<std::uint16_t>(i);
  }
  return index;
}();

/// Whether the word at the beginning of `text` may be one of directions, by its first two bytes.
bool may_begin_direction(std::string_view text) noexcept {
  const std::size_t beginning = beginning_of(text.front());
  return beginning == kBeginnings || kLengths[beginning][second_of(text)] != 0 || ascii::lower(text.front()) == 'x';
}

/// 2, x2 or 2x.
bool is_count(std::string_view word) noexcept {
  if (ascii::lower(word.front()) == 'x') word.remove_prefix(1);
  if (!word.empty() && ascii::lower(word.back()) == 'x') word.remove_suffix(1);
  return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

/// 1st, 2nd.
bool is_ordinal(std::string_view word) noexcept {
  constexpr std::array<std::string_view, 4> kEndings = {"st", "nd", "rd", "th"};
  return word.size() == 3 && is_digit(word.front()) &&
         std::ranges::any_of(kEndings, [&](std::string_view end) { return ascii::same_letters(word.substr(1), end); });
}

Direction direction_of(std::string_view word) noexcept {
  const std::size_t beginning = beginning_of(word.front());
  if (beginning == kBeginnings || ascii::lower(word.front()) == 'x') {
    if (is_count(word)) return Direction::count;
    if (is_ordinal(word)) return Direction::modifier;
    if (beginning == kBeginnings) return Direction::none;
  }
  if (word.size() > 31 || (kLengths[beginning][second_of(word)] >> word.size() & 1U) == 0) return Direction::none;
  for (std::size_t i = kByBeginning.first[beginning]; i != DirectionIndex::kNone; i = kByBeginning.next[i]) {
    const DirectionWord& known = kDirectionWords[i];
    if (word.size() == known.word.size() && begins_with(word, known.word)) return known.direction;
  }
  return Direction::none;
}

/// Whether one of the words is a number in digits, which nobody sings: "2x", "3 times".
bool is_counted(std::string_view text) noexcept { return std::ranges::any_of(text, is_digit); }

/// The words of a header and what behind it names who sings, which may be anything.
struct Header {
  std::string_view words;
  std::string_view names;  ///< empty: it names nobody
};

/// "Verse 2 - Ann Noon:" -> "Verse 2", "Ann Noon".
Header divided(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 5> kBetween = {" - ", " \u2013 ", " \u2014 ", ": ", " ("};
  const std::string_view body = text.ends_with(':') ? text.substr(0, text.size() - 1) : text;
  for (const std::string_view between : kBetween) {
    const std::size_t at = body.find(between);
    if (at == std::string_view::npos) continue;
    const std::string_view names = trimmed(body.substr(at + between.size()), " ()");
    if (is_names(names)) return {text.substr(0, at), names};
  }
  return {text, {}};
}

/// The text without what of other alphabets' brackets, dashes and notes stands around it.
std::string_view undecorated(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 16> kDecorations = {"\u3010", "\u3011", "\u300A", "\u300B", "\u300C", "\u300D",
                                                             "\u300E", "\u300F", "\uFF08", "\uFF09", "\u2013", "\u2014",
                                                             "\u2022", "\u2026", "\u266A", "\u266B"};
  const auto is_high = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  for (bool again = true; again && !text.empty();) {
    again = false;
    if (!is_high(text.front()) && !is_high(text.back())) break;
    for (const std::string_view decoration : kDecorations) {
      const bool begins = text.starts_with(decoration);
      if (begins) text.remove_prefix(decoration.size());
      const bool ends = text.ends_with(decoration);
      if (ends) text.remove_suffix(decoration.size());
      again = again || begins || ends;
    }
    text = trimmed(text);
  }
  return text;
}

/// How many words of each kind a text has.
class WordCounts {
 public:
  void add(Direction direction) noexcept {
    ++seen_[static_cast<std::size_t>(direction)];
    ++words_;
  }
  [[nodiscard]] std::size_t of(Direction direction) const noexcept {
    return seen_[static_cast<std::size_t>(direction)];
  }
  [[nodiscard]] bool has(Direction direction) const noexcept { return of(direction) > 0; }
  [[nodiscard]] bool has_any() const noexcept { return words_ > 0; }
  /// Whether there are only words of these kinds, beside what joins them.
  template <typename... Directions>
  [[nodiscard]] bool only(Directions... directions) const noexcept {
    return words_ == of(Direction::glue) + (of(directions) + ...);
  }

 private:
  std::array<std::size_t, static_cast<std::size_t>(Direction::glue) + 1> seen_{};
  std::size_t words_ = 0;
};

/// Whether the words of a text, all of them of directions, make one. `colon` says as clearly as a number that they do.
bool make_direction(const WordCounts& words, Place place, bool colon, bool counted) noexcept {
  if (!words.has_any()) return false;
  // Instruments may be all there is of a sung line; on a line of their own in parentheses they are not sung.
  const bool own = place == Place::own_parentheses;
  const bool in_brackets = own || place == Place::parentheses;
  if (words.only(Direction::player)) return own && words.has(Direction::player);
  if (words.only(Direction::modifier, Direction::prefix)) return false;
  if (colon || words.has(Direction::section)) return true;
  if (words.has(Direction::ambiguous) &&
      (own || words.has(Direction::player) || words.has(Direction::count) || words.has(Direction::before)))
    return true;
  if (words.has(Direction::repeat) &&
      (in_brackets || words.has(Direction::fade) || words.has(Direction::count) || words.has(Direction::stage)))
    return true;
  if (words.has(Direction::manner) && in_brackets) return words.only(Direction::manner);
  if (own && (words.has(Direction::stage) || words.has(Direction::fade))) return true;
  return counted && !words.has(Direction::singer) && !words.has(Direction::modifier);
}

/// Adds the words of a text up to the first that is no word of directions; whether there was none such.
bool add_words(std::string_view text, bool any_first, WordCounts& words) noexcept {
  while (true) {
    text.remove_prefix(run_of(text, true));
    if (text.empty()) return true;
    if (!may_begin_direction(text)) return false;
    const std::string_view word = text.substr(0, run_of(text, false));
    const Direction direction = direction_of(word);
    if (direction == Direction::none) return false;
    if (direction >= Direction::fade && !any_first && !words.has_any()) return false;
    words.add(direction);
    text.remove_prefix(word.size());
  }
}

/// Whether `text` begins with a word of two ASCII letters or more with which no direction begins, as most lines do.
bool begins_with_sung_word(std::string_view text) noexcept {
  return text.size() > 1 && ascii::is_letter(text[0]) && ascii::is_letter(text[1]) && !may_begin_direction(text);
}

}  // namespace

bool is_direction(std::string_view text, Place place) noexcept {
  if (begins_with_sung_word(text)) return false;
  text = undecorated(text);
  if (place == Place::line && text.size() > 2 && text.front() == '(' && text.find(')') + 1 == text.size())
    place = Place::own_parentheses;
  const bool own = place == Place::own_parentheses;
  bool colon = text.ends_with(':') || (own && text.ends_with(":)"));
  WordCounts words;
  if (add_words(text, own, words)) return make_direction(words, place, colon, is_counted(text));
  if (!words.has(Direction::section) && !words.has(Direction::ambiguous)) return false;
  // A name without a colon behind it needs a number before it or another name beside it.
  const Header header = divided(text);
  if (header.names.empty()) return false;
  const bool counted = is_counted(header.words);
  if (!colon && !counted && header.names.find('&') == std::string_view::npos) return false;
  words = {};
  return add_words(header.words, own, words) && make_direction(words, place, true, counted);
}

}  // namespace leitmotif::text

#include "leitmotif/text/corpus_pipeline.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "leitmotif/text/names_data.hpp"
#include "leitmotif/text/stop_words.hpp"
#include "leitmotif/text/sung_text.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

// Letters a word must have, before its lemma is taken.
constexpr std::size_t kShortest = 4;
constexpr std::size_t kLongest = 15;

/// Removed from the data set beside the stop words and the first names: of 2,605 songs, "brown" is among the words as
/// sung of 26, "chorus" of 45 and "intro" of 17, and none has it in its cleaned form ("choruses" left one "chorus").
constexpr std::array<std::string_view, 3> kAlsoRemoved = {"brown", "chorus", "intro"};

bool is_ascii_letter(char byte) noexcept { return byte >= 'a' && byte <= 'z'; }

/// Hyphens join the letters around them: "uh-huh" is "uhhuh" in the data set.
bool is_hyphen(char32_t code) noexcept { return code == U'-' || code == 0x2010 || code == 0x2011; }

/// Takes no room on the page, and stands inside words of texts from the web: soft hyphen, zero-width blanks and
/// joiners; and the strokes that people lay over letters.
bool is_invisible(char32_t code) noexcept {
  return code == 0xAD || (code >= 0x334 && code <= 0x338) || (code >= 0x200B && code <= 0x200D) || code == 0x2060 ||
         (code >= 0x20D0 && code <= 0x20F0) || (code >= 0xFE00 && code <= 0xFE0F) || code == 0xFEFF;
}

constexpr char32_t kFirstInCircles = 0x24D0;  // small letters

/// U+02BC is a letter to Unicode and an apostrophe to those who write it.
bool is_word_letter(char32_t code) noexcept {
  return (is_letter(code) && code != 0x2BC) || (code >= kFirstInCircles && code < kFirstInCircles + 26);
}

/// Letters of other alphabets that look like Latin ones, which lyric sites plant in their texts to recognise copies.
struct LookAlike {
  char32_t code;
  char latin;
};

constexpr std::array<LookAlike, 19> kLookAlikes = {{
    {0x3B1, 'a'}, {0x3B3, 'y'}, {0x3B5, 'e'}, {0x3B9, 'i'}, {0x3BA, 'k'}, {0x3BD, 'v'}, {0x3BF, 'o'},
    {0x3C1, 'p'}, {0x3C4, 't'}, {0x3C5, 'u'}, {0x3C7, 'x'}, {0x430, 'a'}, {0x435, 'e'}, {0x43E, 'o'},
    {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'}, {0x445, 'x'}, {0x456, 'i'},
}};

/// The Latin letter a Greek or Cyrillic one looks like, or 0.
char latin_look_alike(char32_t code) noexcept {
  if (code < kLookAlikes.front().code || code > kLookAlikes.back().code) return '\0';
  const auto* const found = std::ranges::find(kLookAlikes, code, &LookAlike::code);
  return found == kLookAlikes.end() ? '\0' : found->latin;
}

/// Small capitals in the order of the alphabet, which has none of q and x.
constexpr std::array<char32_t, 26> kSmallCapitals = {
    0x1D00, 0x299,  0x1D04, 0x1D05, 0x1D07, 0xA730, 0x262,  0x29C,  0x26A,  0x1D0A, 0x1D0B, 0x29F, 0x1D0D,
    0x274,  0x1D0F, 0x1D18, 0,      0x280,  0xA731, 0x1D1B, 0x1D1C, 0x1D20, 0x1D21, 0,      0x28F, 0x1D22};

/// The Latin letters that one character stands for: those of double width, in circles, of mathematics (bold, script,
/// ...), small capitals, and ligatures. Empty: it stands for itself.
std::string_view latin_letters_of(char32_t code) noexcept {
  constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz";
  constexpr std::array<std::string_view, 7> kLigatures = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  if (code >= 0xFF41 && code <= 0xFF5A) return kAlphabet.substr(code - 0xFF41, 1);
  if (code >= kFirstInCircles && code < kFirstInCircles + 26) return kAlphabet.substr(code - kFirstInCircles, 1);
  if (code >= 0xFB00 && code <= 0xFB06) return kLigatures[code - 0xFB00];
  constexpr char32_t kFirstOfMathematics = 0x1D400;  // thirteen alphabets of capitals and small letters
  if (code >= kFirstOfMathematics && code < kFirstOfMathematics + 13 * 52)
    return kAlphabet.substr((code - kFirstOfMathematics) % 26, 1);
  if (code >= 0x262 && code <= 0xA731)
    if (const auto* const small = std::ranges::find(kSmallCapitals, code); small != kSmallCapitals.end())
      return kAlphabet.substr(static_cast<std::size_t>(small - kSmallCapitals.begin()), 1);
  return {};
}

/// A word under way that is not simply a run of ASCII letters.
struct LongWord {
  std::string text;
  std::size_t letters = 0;
  std::size_t ascii_letters = 0;
  std::size_t look_alikes = 0;
  std::size_t end = 0;  ///< behind the last letter

  void add(std::string_view bytes, char32_t code) {
    if (const std::string_view latin = latin_letters_of(code); !latin.empty()) {
      text += latin;
      letters += latin.size();
      ascii_letters += latin.size();
      return;
    }
    text += bytes;
    ++letters;
    ascii_letters += bytes.size() == 1 ? 1U : 0U;
    look_alikes += latin_look_alike(code) != '\0' ? 1U : 0U;
  }
};

/// The word with Latin letters for look-alikes, when it holds nothing else beside Latin letters.
void latinise(LongWord& word) {
  if (word.look_alikes == 0 || word.ascii_letters == 0 || word.ascii_letters + word.look_alikes != word.letters) return;
  std::string latin;
  for (std::size_t at = 0; at < word.text.size();) {
    const Character character = character_at(word.text, at);
    latin += character.bytes == 1 ? word.text[at] : latin_look_alike(character.code);
    at += character.bytes;
  }
  word.text = std::move(latin);
}

/// Reads a word from `at` on, where a letter stands, and moves `at` behind it.
LongWord read_word(std::string_view text, std::size_t& at) {
  LongWord word;
  bool hyphen = false;
  while (at < text.size()) {
    const Character character = character_at(text, at);
    if (is_word_letter(character.code)) {
      word.add(text.substr(at, character.bytes), character.code);
      word.end = at + character.bytes;
      hyphen = false;
    } else if (is_hyphen(character.code) && !hyphen) {
      hyphen = true;
    } else if (!is_invisible(character.code)) {
      break;
    }
    at += character.bytes;
  }
  latinise(word);
  return word;
}

constexpr std::size_t kRememberedPairs = 4096;  // of remembered words; a power of two
constexpr std::size_t kLongestKey = 16;         // bytes

/// What a thread has found out about a word. Lyrics repeat their words, and to look one up in WordNet takes up to ten
/// searches.
struct Remembered {
  std::uint64_t front = 0;      ///< the first bytes of the word,
  std::uint64_t back = 0;       ///< the last ones
  const char* lemma = nullptr;  ///< lies in WordNet, which lives as long as its pipeline
  std::uint32_t pipeline = 0;
  std::uint8_t size = 0;        ///< and how many there are: 4 to 16, so that the three say which word it is
  std::uint8_t lemma_size = 0;  ///< 0: the word is left out
  bool is_lemma = false;        ///< the word itself is its lemma
};

/// Two words may share a place before one is forgotten. They fill a line of the processor's cache.
struct alignas(64) RememberedPair {
  Remembered newer;
  Remembered older;
};
static_assert(sizeof(RememberedPair) == 64);

/// The place where a thread remembers this word. Its key is set when it was another word's or another pipeline's, and
/// then the answer is `false`.
std::pair<Remembered&, bool> recall(std::string_view word, std::uint32_t pipeline) {
  static thread_local std::vector<RememberedPair> memory(kRememberedPairs);
  const std::size_t part = word.size() < 8 ? 4 : 8;
  std::uint64_t front = 0;
  std::uint64_t back = 0;
  std::memcpy(&front, word.data(), part);
  std::memcpy(&back, word.data() + word.size() - part, part);
  const std::uint64_t hash = (front ^ (back << 7U) ^ (back >> 57U) ^ word.size()) * 0x9E3779B97F4A7C15U;
  RememberedPair& pair = memory[(hash >> 40U) & (kRememberedPairs - 1)];
  const auto size = static_cast<std::uint8_t>(word.size());
  const auto is_here = [&](const Remembered& place) {
    return place.front == front && place.back == back && place.size == size && place.pipeline == pipeline;
  };
  if (is_here(pair.newer)) return {pair.newer, true};
  if (is_here(pair.older)) return {pair.older, true};
  pair.older = pair.newer;
  pair.newer = {front, back, nullptr, pipeline, size, 0, false};
  return {pair.newer, false};
}

std::uint32_t next_pipeline_id() noexcept {
  static std::atomic<std::uint32_t> last = 0;
  return ++last;
}

/// Calls `visit(word, letters, begin, end)` for each word of a text in lower case that stands from byte `begin` to
/// `end`.
template <typename Visit>
void for_each_word(std::string_view text, const Visit& visit) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_ascii_letter(text[end])) ++end;
    const bool goes_on = end < text.size() && (text[end] == '-' || static_cast<std::uint8_t>(text[end]) >= 0x80);
    if (!goes_on) {
      if (end > at) visit(text.substr(at, end - at), end - at, at, end);
      at = end + 1;
      continue;
    }
    if (const Character first = character_at(text, at); !is_word_letter(first.code)) {
      at += first.bytes;
      continue;
    }
    const std::size_t begin = at;
    const LongWord word = read_word(text, at);
    visit(std::string_view(word.text), word.letters, begin, word.end);
  }
}

/// Words, a blank between them. Most have 4 to 16 bytes, for which two moves are quicker than a call.
class JoinedWords {
 public:
  explicit JoinedWords(std::size_t bytes) : text_(bytes, ' ') {}

  void add(std::string_view word) {
    if (size_ + word.size() >= text_.size()) text_.resize(2 * (size_ + word.size()) + 1, ' ');
    char* const to = text_.data() + size_;
    if (word.size() >= 8 && word.size() <= 16)
      copy_ends<8>(word, to);
    else if (word.size() >= 4 && word.size() < 8)
      copy_ends<4>(word, to);
    else
      std::ranges::copy(word, to);
    size_ += word.size();
    text_[size_++] = ' ';
  }

  [[nodiscard]] std::string text() && {
    text_.resize(size_ == 0 ? 0 : size_ - 1);
    return std::move(text_);
  }

 private:
  /// The first and the last bytes, which meet or overlap.
  template <std::size_t kBytes>
  static void copy_ends(std::string_view word, char* to) noexcept {
    std::memcpy(to, word.data(), kBytes);
    std::memcpy(to + word.size() - kBytes, word.data() + word.size() - kBytes, kBytes);
  }

  std::string text_;
  std::size_t size_ = 0;
};

/// Walks through a text and what `to_lower(composed(text))` made of it, and tells which byte of the text a byte of the
/// other came from. Bytes must be asked for in ascending order.
class Origin {
 public:
  explicit Origin(std::string_view text) : text_(text) {}

  /// The last place in the text at or before `lower_at`, between characters that do not compose.
  std::size_t of(std::size_t lower_at) {
    while (next_lower_ <= lower_at && next_ < text_.size()) step();
    return next_lower_ <= lower_at ? next_ : at_;
  }
  /// The first such place at or behind it.
  std::size_t behind(std::size_t lower_at) {
    while (next_lower_ < lower_at && next_ < text_.size()) step();
    return next_;
  }

 private:
  void step() {
    at_ = next_;
    do next_ += character_at(text_, next_).bytes;
    while (next_ < text_.size() && !begins_composition(character_at(text_, next_).code));
    const std::string_view cluster = text_.substr(at_, next_ - at_);
    next_lower_ += is_ascii(cluster) ? cluster.size() : to_lower(composed(std::string(cluster))).size();
  }

  std::string_view text_;
  std::size_t at_ = 0;          ///< begin of the cluster read last
  std::size_t next_ = 0;        ///< its end
  std::size_t next_lower_ = 0;  ///< the same place in lower case
};

}  // namespace

CorpusPipeline::CorpusPipeline(std::shared_ptr<const WordNet> wordnet)
    : dropped_(embedded::kFirstNames.size() / 7, embedded::kFirstNames.size()),
      wordnet_(std::move(wordnet)),
      id_(next_pipeline_id()) {
  for (const std::string_view word : corpus_stop_words()) dropped_.set(word, 0);
  for (const std::string_view word : kAlsoRemoved) dropped_.set(word, 0);
  for (std::string_view rest = embedded::kFirstNames; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (!line.starts_with('#') && !line.empty()) dropped_.set(line, 0);
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
}

std::string CorpusPipeline::words_of(std::string_view lyric) const {
  const std::string lower = to_lower(composed(only_sung(lyric)));
  JoinedWords joined(lower.size() + 1);
  for_each_word(lower, [&](std::string_view word, std::size_t letters, std::size_t, std::size_t) {
    const std::string_view lemma = kept(word, letters);
    if (!lemma.empty()) joined.add(lemma);
  });
  return std::move(joined).text();
}

LocatedWords CorpusPipeline::locate(std::string_view lyric) const {
  const std::string sung = sung_in_place(lyric);
  const std::string lower = to_lower(composed(sung));
  LocatedWords words;
  Origin origin(sung);
  for_each_word(lower, [&](std::string_view word, std::size_t letters, std::size_t begin, std::size_t end) {
    const std::string_view lemma = kept(word, letters);
    if (lemma.empty()) return;
    const std::size_t from = origin.of(begin);
    words.push_back({from, origin.behind(end), std::string(lemma)});
  });
  return words;
}

std::string_view CorpusPipeline::kept(std::string_view word, std::size_t letters) const {
  if (letters < kShortest || letters > kLongest) return {};
  if (word.size() > kLongestKey) return looked_up(word);
  auto [place, known] = recall(word, id_);
  if (!known) {
    const std::string_view lemma = looked_up(word);
    place.is_lemma = lemma.data() == word.data();
    if (place.is_lemma) return word;
    place.lemma = lemma.data();
    place.lemma_size = static_cast<std::uint8_t>(lemma.size());
  }
  return place.is_lemma ? word : std::string_view(place.lemma, place.lemma_size);
}

std::string_view CorpusPipeline::looked_up(std::string_view word) const {
  if (dropped_.find(word)) return {};
  return wordnet_->lemma(word, PartOfSpeech::verb);
}

}  // namespace leitmotif::text

#include "leitmotif/text/paper_pipeline.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "leitmotif/text/number_words.hpp"
#include "leitmotif/text/stop_words.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

/// What a byte of lower-case text means here.
enum class Kind : std::uint8_t {
  letter,
  space,
  punctuation,  ///< deleted, so that what stands around it grows together
  other,        ///< digits, control characters, and all that is not ASCII
};

constexpr std::array<Kind, 256> make_kinds() {
  std::array<Kind, 256> kinds{};
  for (std::size_t byte = 0; byte < kinds.size(); ++byte) {
    const bool visible = byte > ' ' && byte < 0x7F;
    const bool digit = byte >= '0' && byte <= '9';
    const bool letter = byte >= 'a' && byte <= 'z';
    const bool space = byte == ' ' || (byte >= '\t' && byte <= '\r') || (byte >= 0x1C && byte <= 0x1F);
    kinds[byte] = letter ? Kind::letter : space ? Kind::space : visible && !digit ? Kind::punctuation : Kind::other;
  }
  return kinds;
}

constexpr std::array<Kind, 256> kKinds = make_kinds();

Kind kind_of(char byte) noexcept { return kKinds[static_cast<std::uint8_t>(byte)]; }

/// The words that the Treebank tokenizer cuts in two, and after how many bytes. Python's matching without regard to
/// case takes a dotless i for an i.
constexpr std::array<std::pair<std::string_view, std::uint32_t>, 7> kCuts = {
    {{"cannot", 3}, {"gimme", 3}, {"g\u0131mme", 4}, {"gonna", 3}, {"gotta", 3}, {"lemme", 3}, {"wanna", 3}}};
constexpr std::uint32_t kStopWord = 0;

/// The quotes that the tokenizer makes tokens of their own: « » ‘ ’ “ ” „
bool is_quote(char32_t code) noexcept {
  return code == 0xAB || code == 0xBB || code == 0x2018 || code == 0x2019 || code == 0x201C || code == 0x201D ||
         code == 0x201E;
}

/// What stands between white space and quotes.
struct Chunk {
  std::string text;  ///< without ASCII punctuation
  bool letters_only = true;
};

/// Reads a chunk from `at` on and moves `at` behind what ended it.
void read_chunk(std::string_view text, std::size_t& at, Chunk& chunk) {
  chunk.text.clear();
  chunk.letters_only = true;
  while (at < text.size()) {
    const Character character = character_at(text, at);
    const std::string_view bytes = text.substr(at, character.bytes);
    at += character.bytes;
    const Kind kind = kind_of(bytes.front());
    if (kind == Kind::punctuation) continue;
    if (kind == Kind::space) return;
    if (bytes.size() > 1 && (is_quote(character.code) || is_space(character.code))) return;
    chunk.letters_only = chunk.letters_only && kind == Kind::letter;
    chunk.text += bytes;
  }
}

/// A run of Python's word characters (\w) in a text, or a single character that is none.
struct Run {
  std::string_view text;
  bool word = false;
  bool number = false;  ///< digits (\d) only
};

Run next_run(std::string_view text) noexcept {
  std::size_t end = 0;
  bool number = true;
  while (end < text.size()) {
    const Character character = character_at(text, end);
    if (!is_word_character(character.code)) break;
    number = number && digit_value(character.code).has_value();
    end += character.bytes;
  }
  if (end == 0) return {text.substr(0, character_at(text, 0).bytes), false, false};
  return {text.substr(0, end), true, number};
}

/// Numbers that stand alone become words. One too long to have a name stays, and is dropped later as not alphabetic.
std::string spell_numbers(std::string_view chunk) {
  std::string spelled;
  for (std::string_view rest = chunk; !rest.empty();) {
    const Run run = next_run(rest);
    rest.remove_prefix(run.text.size());
    const std::optional<std::string> words = run.number ? number_in_words(run.text) : std::nullopt;
    spelled += words ? std::string_view(*words) : run.text;
  }
  return spelled;
}

}  // namespace

PaperPipeline::PaperPipeline(std::shared_ptr<const WordNet> wordnet) : wordnet_(std::move(wordnet)) {
  for (const std::string_view word : paper_stop_words()) special_.set(word, kStopWord);
  for (const auto& [word, cut] : kCuts) special_.set(word, cut);
}

std::string PaperPipeline::words_of(std::string_view lyric) const {
  const std::string lower = to_lower(lyric);
  const std::string_view text = lower;
  std::string joined;
  joined.reserve(text.size());
  Chunk chunk;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && kind_of(text[end]) == Kind::letter) ++end;
    if (end == text.size() || kind_of(text[end]) == Kind::space) {
      add_word(text.substr(at, end - at), joined);
      at = end + 1;
      continue;
    }
    read_chunk(text, at, chunk);
    if (chunk.letters_only)
      add_word(chunk.text, joined);
    else
      add_mixed(chunk.text, joined);
  }
  return joined;
}

void PaperPipeline::add_word(std::string_view word, std::string& joined) const {
  if (word.empty()) return;
  const auto special = special_.find(word);
  if (!special) return add_lemma(word, joined);
  if (special->value == kStopWord) return;
  add_token(word.substr(0, special->value), joined);
  add_token(word.substr(special->value), joined);
}

void PaperPipeline::add_mixed(std::string_view chunk, std::string& joined) const {
  const std::string spelled = spell_numbers(chunk);
  // Only spelled numbers hold blanks and commas now.
  for (std::string_view rest = spelled; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of(" ,"), rest.size());
    add_piece(rest.substr(0, end), joined);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

void PaperPipeline::add_piece(std::string_view piece, std::string& joined) const {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < piece.size();) {
    const Run run = next_run(piece.substr(at));
    const auto special = run.word ? special_.find(run.text) : std::nullopt;
    const std::size_t end = at + run.text.size();
    // "wanna" is cut only before white space.
    if (special && special->value != kStopWord && (run.text != "wanna" || end == piece.size())) {
      add_token(piece.substr(begin, at - begin), joined);
      add_token(run.text.substr(0, special->value), joined);
      add_token(run.text.substr(special->value), joined);
      begin = end;
    }
    at = end;
  }
  add_token(piece.substr(begin), joined);
}

void PaperPipeline::add_token(std::string_view token, std::string& joined) const {
  if (!is_alphabetic(token)) return;
  const auto special = special_.find(token);
  if (special && special->value == kStopWord) return;
  add_lemma(token, joined);
}

void PaperPipeline::add_lemma(std::string_view word, std::string& joined) const {
  if (!joined.empty()) joined += ' ';
  joined += wordnet_->lemma(word, PartOfSpeech::noun);
}

}  // namespace leitmotif::text

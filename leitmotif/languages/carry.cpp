#include "leitmotif/languages/carry.hpp"

#include <algorithm>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/languages/grammar_data.hpp"
#include "leitmotif/languages/words_data.hpp"
#include "leitmotif/text/sung_text.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::languages {
namespace {

/// A word that counts half is carried over every second time, the first time among them.
constexpr float kBeforeFirst = 0.5F;
constexpr float kNearlyOne = 0.999F;

/// The longest phrase of the line that begins at `at`: what it says, and how many words it has.
std::optional<std::pair<EnglishWord, std::size_t>> phrase_at(const Bridge& bridge, const std::vector<SungWord>& words,
                                                             std::size_t at) {
  for (std::size_t length = std::min(bridge.longest_phrase(words[at].text), words.size() - at); length > 1; --length) {
    std::string joined = words[at].text;
    for (std::size_t i = 1; i < length; ++i) joined += " " + words[at + i].text;
    if (const auto found = bridge.find_phrase(joined)) return std::pair(*found, length);
  }
  return std::nullopt;
}

/// Whether lines of two languages take turns, or all of one stand behind all of the other: a lyric and its translation.
bool is_translated(const std::vector<SungLine>& lines) {
  constexpr std::size_t kFewestLines = 8;
  if (lines.size() < kFewestLines) return false;
  std::size_t changes = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    changes += i > 0 && lines[i].language != lines[i - 1].language ? 1U : 0U;
    first += lines[i].language == lines.front().language ? 1U : 0U;
  }
  const auto alike = [&](std::size_t part) { return part * 5 >= lines.size() * 2 && part * 5 <= lines.size() * 3; };
  if (!alike(first)) return false;
  return changes == 1 || (changes + 1) * 10 >= lines.size() * 9;
}

/// Keeps the lines in English where a lyric stands there with its translation; else the first of its languages.
void leave_out_translation(std::vector<SungLine>& lines, std::size_t english) {
  if (!is_translated(lines)) return;
  const bool has_english = std::ranges::find(lines, english, &SungLine::language) != lines.end();
  const std::size_t kept = has_english ? english : lines.front().language;
  std::erase_if(lines, [kept](const SungLine& line) { return line.language != kept; });
}

CarriedLyric english_lyric() {
  CarriedLyric lyric;
  lyric.language = {"en", "English", true, 100};
  return lyric;
}

}  // namespace

std::string CarriedLyric::english(std::string_view lyric) const {
  std::string text;
  std::size_t before = 0;
  for (const EnglishPiece& piece : pieces) {
    if (!text.empty())
      text += lyric.substr(before, piece.begin - before).find('\n') == std::string_view::npos ? ' ' : '\n';
    text += piece.text;
    before = piece.end;
  }
  return text;
}

Bridges::Bridges(std::string_view words, std::string_view grammar)
    : words_text_(words),
      grammars_(parse_grammars(grammar, "grammar.txt")),
      lines_(grammars_),
      made_(std::make_unique<Made[]>(grammars_.size())) {
  for (const Grammar& each : grammars_)
    if (each.code != "en" && std::ranges::find(listed_languages(), each.code) == listed_languages().end())
      throw Error(ErrorKind::corrupt_data, "grammar.txt: words.txt has no column for the language " + each.code);
}

const Bridges& Bridges::shipped() {
  static const Bridges bridges(embedded::kForeignWords, embedded::kGrammar);
  return bridges;
}

std::string Bridges::shipped_digest() {
  return sha256_hex(std::string(embedded::kForeignWords) + std::string(embedded::kGrammar));
}

const WordList& Bridges::words() const {
  std::call_once(words_once_, [&] { words_ = parse_words(words_text_, "words.txt"); });
  return words_;
}

const Bridge& Bridges::bridge_of(std::size_t grammar) const {
  Made& made = made_[grammar];
  std::call_once(made.once, [&] {
    const std::vector<std::string>& codes = words().languages;
    const auto column = std::ranges::find(codes, grammars_[grammar].code) - codes.begin();
    made.bridge.emplace(words(), static_cast<std::size_t>(column), grammars_[grammar]);
  });
  return *made.bridge;
}

const Bridge& Bridges::bridge(std::string_view code) const {
  const auto found = std::ranges::find(grammars_, code, &Grammar::code);
  if (code == "en" || found == grammars_.end())
    throw Error(ErrorKind::not_found, "there is no bridge for the language '" + std::string(code) + "'");
  return bridge_of(static_cast<std::size_t>(found - grammars_.begin()));
}

void Bridges::carry_line(const SungLine& line, std::vector<float>& owed, CarriedLyric& carried) const {
  const Bridge& bridge = bridge_of(line.language);
  owed.resize(bridge.entries(), kBeforeFirst);
  for (std::size_t at = 0; at < line.words.size();) {
    std::size_t length = 1;
    std::optional<EnglishWord> said;
    if (const auto phrase = phrase_at(bridge, line.words, at)) {
      said = phrase->first;
      length = phrase->second;
    } else {
      said = bridge.find(line.words[at].text);
    }
    carried.words += length;
    if (said) {
      carried.carried += length;
      float& due = owed[said->entry] += said->weight;
      if (due >= kNearlyOne) {
        due -= 1;
        carried.pieces.push_back({line.words[at].begin, line.words[at + length - 1].end, std::string(said->text)});
      }
    }
    at += length;
  }
}

std::string Bridges::in_english(std::string_view text, std::string_view code) const {
  if (std::ranges::find(listed_languages(), code) == listed_languages().end() || text::first_invalid_byte(text))
    return std::string(text);
  const auto grammar = std::ranges::find(grammars_, code, &Grammar::code) - grammars_.begin();
  CarriedLyric carried;
  std::vector<float> owed;
  carry_line({0, text.size(), sung_words_of(text), static_cast<std::size_t>(grammar)}, owed, carried);
  return carried.english(text);
}

CarriedLyric Bridges::carry(std::string_view lyric) const {
  return is_plainly_english(lyric) ? english_lyric() : read(lyric);
}

CarriedLyric Bridges::carry_by_shipped(std::string_view lyric) {
  return is_plainly_english(lyric) ? english_lyric() : shipped().read(lyric);
}

/// A lyric that is not plainly English.
CarriedLyric Bridges::read(std::string_view lyric) const {
  CarriedLyric carried;
  if (text::first_invalid_byte(lyric)) return carried;
  std::string sung = text::sung_in_place(lyric);
  for (std::size_t at = lyric.find('\n'); at < lyric.size(); at = lyric.find('\n', at + 1)) sung[at] = '\n';
  LyricLanguages languages = lines_.read(sung);
  carried.language = std::move(languages.language);
  if (languages.lines.empty()) {
    if (text::is_not_english(carried.language)) carried.how = HowRead::not_read;
    return carried;
  }
  const auto is_english = [&](const SungLine& line) { return line.language == lines_.english(); };
  if (std::ranges::all_of(languages.lines, is_english)) return carried;
  carried.how = HowRead::carried_over;
  leave_out_translation(languages.lines, lines_.english());
  if (std::ranges::all_of(languages.lines, is_english)) carried.language = english_lyric().language;
  std::vector<std::vector<float>> owed(grammars_.size());
  for (const SungLine& line : languages.lines) {
    if (is_english(line))
      carried.pieces.push_back({line.begin, line.end, sung.substr(line.begin, line.end - line.begin)});
    else
      carry_line(line, owed[line.language], carried);
  }
  return carried;
}

}  // namespace leitmotif::languages

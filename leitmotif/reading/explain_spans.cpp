// Reader::explain_spans: which stretches of a lyric spoke for which topics.
#include <algorithm>
#include <string>
#include <unordered_map>

#include "leitmotif/models/taught_language.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::reading {
namespace {

/// Turns byte positions of UTF-8, asked for in any order that mostly ascends, into UTF-16 code units.
class CodeUnits {
 public:
  explicit CodeUnits(std::string_view text) : text_(text) {}

  std::size_t before(std::size_t byte) {
    if (byte < byte_) byte_ = units_ = 0;
    for (; byte_ < byte; ++byte_) {
      const auto value = static_cast<unsigned char>(text_[byte_]);
      if ((value & 0xC0U) != 0x80U) units_ += value >= 0xF0 ? 2U : 1U;
    }
    return units_;
  }

 private:
  std::string_view text_;
  std::size_t byte_ = 0;
  std::size_t units_ = 0;
};

/// The strongest topic of each word. Of a word's shares the greatest is listed first.
std::unordered_map<std::string_view, const WordShare*> strongest_topics(const std::vector<WordShare>& shares) {
  std::unordered_map<std::string_view, const WordShare*> strongest;
  for (const WordShare& share : shares) strongest.emplace(share.word, &share);
  return strongest;
}

/// The words of a lyric as sung where they stand in it; those that were carried over where the words stand that they
/// come of.
text::LocatedWords located_english(const PreparedLyric& lyric, const text::Preprocessor& pipeline) {
  if (lyric.carried().how == languages::HowRead::as_it_is) return pipeline.locate(lyric.lyrics());
  text::LocatedWords words;
  for (const languages::EnglishPiece& piece : lyric.carried().pieces) {
    const bool is_line = piece.text.size() == piece.end - piece.begin;
    for (text::LocatedWord& word : pipeline.locate(piece.text))
      words.push_back({is_line ? piece.begin + word.begin : piece.begin, is_line ? piece.begin + word.end : piece.end,
                       std::move(word.word)});
  }
  return words;
}

}  // namespace

text::LocatedWords Reader::located_words(const PreparedLyric& lyric) const {
  if (lyric.form() == LyricsForm::cleaned) return from_cleaned_.locate(lyric.lyrics());
  text::LocatedWords words = models::reads_as_written(model_->card()) ? from_sung().locate(lyric.lyrics())
                                                                      : located_english(lyric, from_sung());
  if (from_cleaned_.pipeline() == text::Pipeline::none) return words;
  text::LocatedWords read;
  for (const text::LocatedWord& word : words)
    for (const std::string_view token : from_cleaned_.preprocess(word.word))
      read.push_back({word.begin, word.end, std::string(token)});
  return read;
}

std::vector<WordSpan> Reader::explain_spans(std::string_view lyrics, LyricsForm form) const {
  const text::LocatedWords words = located_words(PreparedLyric(lyrics, form));
  Tokens tokens;
  for (const text::LocatedWord& word : words) tokens.push_back(word.word);
  const std::vector<WordShare> shares = model_->explain(tokens);
  const auto strongest = strongest_topics(shares);
  CodeUnits units(lyrics);
  std::vector<WordSpan> spans;
  for (const text::LocatedWord& word : words) {
    const auto known = strongest.find(word.word);
    if (known == strongest.end()) continue;
    const std::size_t begin = units.before(word.begin);
    spans.push_back(
        {begin, units.before(word.end), word.begin, word.end, word.word, known->second->topic, known->second->share});
  }
  return spans;
}

}  // namespace leitmotif::reading

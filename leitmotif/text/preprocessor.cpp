#include "leitmotif/text/preprocessor.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/text/corpus_pipeline.hpp"
#include "leitmotif/text/paper_pipeline.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

/// In the order of the enumeration.
constexpr std::array<std::string_view, 3> kNames = {"paper", "corpus", "none"};

/// Calls `visit(begin, end)` for each run of characters between white space.
template <typename Visit>
void for_each_run(std::string_view text, const Visit& visit) {
  std::size_t begin = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const Character character = character_at(text, at);
    if (is_space(character.code)) {
      if (at > begin) visit(begin, at);
      begin = at + character.bytes;
    }
    at += character.bytes;
  }
  if (at > begin) visit(begin, at);
}

/// The words between white space, joined by single blanks.
std::string split_words(std::string_view text) {
  std::string joined;
  joined.reserve(text.size());
  for_each_run(text, [&](std::size_t begin, std::size_t end) {
    if (!joined.empty()) joined += ' ';
    joined += text.substr(begin, end - begin);
  });
  return joined;
}

void check_utf8(std::string_view lyric) {
  if (const std::optional<std::size_t> byte = first_invalid_byte(lyric))
    throw Error(ErrorKind::corrupt_data, "the lyric is not UTF-8 at byte " + std::to_string(*byte));
}

}  // namespace

Pipeline parse_pipeline(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<Pipeline>(i);
  throw Error(ErrorKind::invalid_argument,
              "there is no pipeline '" + std::string(name) + "'; known are paper, corpus and none");
}

std::string_view name(Pipeline pipeline) noexcept { return kNames[static_cast<std::size_t>(pipeline)]; }

Preprocessor::Preprocessor(Pipeline pipeline, std::shared_ptr<const WordNet> wordnet) : pipeline_(pipeline) {
  if (pipeline == Pipeline::none) return;
  if (!wordnet)
    throw Error(ErrorKind::invalid_argument, "the pipeline " + std::string(name(pipeline)) + " needs WordNet");
  if (pipeline == Pipeline::paper)
    paper_ = std::make_shared<const PaperPipeline>(std::move(wordnet));
  else
    corpus_ = std::make_shared<const CorpusPipeline>(std::move(wordnet));
}

Tokens Preprocessor::preprocess(std::string_view lyric) const {
  check_utf8(lyric);
  if (paper_) return Tokens::from_joined(paper_->words_of(lyric));
  if (corpus_) return Tokens::from_joined(corpus_->words_of(lyric));
  return Tokens::from_joined(split_words(lyric));
}

LocatedWords Preprocessor::locate(std::string_view lyric) const {
  check_utf8(lyric);
  if (corpus_) return corpus_->locate(lyric);
  LocatedWords words;
  for_each_run(lyric, [&](std::size_t begin, std::size_t end) {
    const std::string_view run = lyric.substr(begin, end - begin);
    // No rule of these pipelines looks beyond white space.
    const Tokens tokens = Tokens::from_joined(paper_ ? paper_->words_of(run) : std::string(run));
    for (const std::string_view token : tokens) words.push_back({begin, end, std::string(token)});
  });
  return words;
}

}  // namespace leitmotif::text

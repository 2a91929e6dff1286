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

/// The words between white space, joined by single blanks.
std::string split_words(std::string_view text) {
  std::string joined;
  joined.reserve(text.size());
  bool between = false;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    if (is_space(character.code)) {
      between = true;
    } else {
      if (between && !joined.empty()) joined += ' ';
      between = false;
      joined += text.substr(at, character.bytes);
    }
    at += character.bytes;
  }
  return joined;
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
  if (const std::optional<std::size_t> byte = first_invalid_byte(lyric))
    throw Error(ErrorKind::corrupt_data, "the lyric is not UTF-8 at byte " + std::to_string(*byte));
  if (paper_) return Tokens::from_joined(paper_->words_of(lyric));
  if (corpus_) return Tokens::from_joined(corpus_->words_of(lyric));
  return Tokens::from_joined(split_words(lyric));
}

}  // namespace leitmotif::text

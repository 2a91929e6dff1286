// From a lyric to its words.
// Flow: corpus (Song) -> this -> features (Tokens).
// Source: `paper` is what the paper does before its TF-IDF (NLTK 3.8, inflect 2.1); `corpus` is how the music data
// set's authors cleaned lyrics as sung, found by comparing both forms. docs/text-pipeline.md has the rules.
#pragma once

#include <memory>
#include <string_view>

#include "leitmotif/core/records.hpp"
#include "leitmotif/text/located_word.hpp"
#include "leitmotif/text/wordnet.hpp"

namespace leitmotif::text {

class PaperPipeline;
class CorpusPipeline;

/// The ways from a lyric to words.
enum class Pipeline {
  paper,   ///< cleaned lyrics to what the paper's networks read
  corpus,  ///< lyrics as sung to the data set's cleaned form
  none,    ///< words already separated by white space, taken as they are
};

/// The pipeline of that name. Throws invalid_argument, listing the known names.
[[nodiscard]] Pipeline parse_pipeline(std::string_view name);
/// "paper", "corpus" or "none".
[[nodiscard]] std::string_view name(Pipeline pipeline) noexcept;

/// One pipeline, ready to use. Immutable, const methods are thread-safe; copies share their tables.
class Preprocessor {
 public:
  /// `wordnet` may be empty for Pipeline::none only: throws invalid_argument otherwise.
  Preprocessor(Pipeline pipeline, std::shared_ptr<const WordNet> wordnet);

  /// The pipeline it was made with.
  [[nodiscard]] Pipeline pipeline() const noexcept { return pipeline_; }

  /// The words of one lyric, in order.
  /// Throws corrupt_data, naming the byte, when the lyric is not UTF-8.
  [[nodiscard]] Tokens preprocess(std::string_view lyric) const;

  /// The same words with the bytes of the lyric that each came from. `corpus` names the word itself, the others what
  /// stands between white space ("cannot" of the pipeline `paper` is two words at one place).
  /// Throws as preprocess.
  [[nodiscard]] LocatedWords locate(std::string_view lyric) const;

 private:
  Pipeline pipeline_;
  std::shared_ptr<const PaperPipeline> paper_;    ///< set for Pipeline::paper
  std::shared_ptr<const CorpusPipeline> corpus_;  ///< set for Pipeline::corpus
};

}  // namespace leitmotif::text

#include "leitmotif/text/corpus_pipeline.hpp"

#include <utility>

#include "leitmotif/text/names_data.hpp"
#include "leitmotif/text/stop_words.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {

CorpusPipeline::CorpusPipeline(std::shared_ptr<const WordNet> wordnet) : wordnet_(std::move(wordnet)) {
  for (const std::string_view word : corpus_stop_words()) dropped_.set(word, 0);
  (void)embedded::kFirstNames;
}

std::string CorpusPipeline::words_of(std::string_view lyric) const { return to_lower(lyric); }

}  // namespace leitmotif::text

#include "leitmotif/corpus/cleaned_lyrics.hpp"

#include <memory>

#include "leitmotif/core/parallel.hpp"
#include "leitmotif/text/preprocessor.hpp"
#include "leitmotif/text/wordnet.hpp"

namespace leitmotif::corpus {

void clean_lyrics(Dataset& dataset, unsigned threads) {
  constexpr std::size_t kSongsAtOnce = 256;
  if (dataset.facts.sung == 0) return;
  const text::Preprocessor pipeline(text::Pipeline::corpus, std::make_shared<const text::WordNet>(
                                                                text::WordNet::load(text::WordNet::default_folder())));
  parallel_for(dataset.rows.size(), kSongsAtOnce, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      Song& song = dataset.rows[i].song;
      if (song.form == LyricsForm::cleaned) continue;
      song.lyrics = pipeline.preprocess(song.lyrics).joined();
      song.form = LyricsForm::cleaned;
    }
  });
}

}  // namespace leitmotif::corpus

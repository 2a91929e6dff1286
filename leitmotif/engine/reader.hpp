// A model together with the text pipelines in front of it: lyrics in, prediction out.
// Flow: Song -> text (corpus pipeline for lyrics as sung, then the model's own) -> model -> Prediction.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/engine/word_span.hpp"
#include "leitmotif/models/classifier.hpp"
#include "leitmotif/text/preprocessor.hpp"

namespace leitmotif::engine {

/// Immutable; const methods may be called from several threads.
class Reader {
 public:
  /// Loads model and WordNet, and checks that the pipelines still turn the model's sample lines into the same words.
  /// Throws what load_classifier and WordNet::load throw; corrupt_data when a sample's words differ.
  [[nodiscard]] static Reader load(const std::filesystem::path& model);

  [[nodiscard]] const models::Classifier& model() const noexcept { return *model_; }

  /// The words of a lyric as the model reads them. Throws corrupt_data when it is not UTF-8.
  [[nodiscard]] Tokens words(std::string_view lyrics, LyricsForm form) const;
  [[nodiscard]] Prediction predict(std::string_view lyrics, LyricsForm form) const;
  [[nodiscard]] std::vector<WordShare> explain(std::string_view lyrics, LyricsForm form) const;

  /// Where in the lyric the words stand that explain() speaks of, in the order of the text. Pairs of words, which the
  /// paper's networks read too, are not listed, and neither is a word that speaks for no topic.
  /// Throws corrupt_data when it is not UTF-8.
  [[nodiscard]] std::vector<WordSpan> explain_spans(std::string_view lyrics, LyricsForm form) const;

  /// The predictions of several songs, in their order, on `threads` threads (0: all).
  [[nodiscard]] std::vector<Prediction> predict(std::span<const LabelledSong> songs, unsigned threads) const;

 private:
  Reader(std::unique_ptr<const models::Classifier> model, const std::shared_ptr<const text::WordNet>& wordnet);
  void check_samples(const std::filesystem::path& path) const;
  [[nodiscard]] text::LocatedWords located_words(std::string_view lyrics, LyricsForm form) const;

  std::unique_ptr<const models::Classifier> model_;
  text::Preprocessor from_sung_;
  text::Preprocessor from_cleaned_;
};

/// Which label a prediction gives: the most probable one, the first among equals; none when no word was known.
[[nodiscard]] std::optional<std::size_t> decided_label(const Prediction& prediction);

}  // namespace leitmotif::engine

// A model together with the text pipelines in front of it: lyrics in, prediction out.
// Flow: Song -> English words (PreparedLyric) -> text (corpus pipeline for lyrics as sung, then the model's own) ->
// model -> Prediction.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/models/classifier.hpp"
#include "leitmotif/reading/prepared_lyric.hpp"
#include "leitmotif/reading/word_span.hpp"
#include "leitmotif/text/preprocessor.hpp"

namespace leitmotif::reading {

/// Immutable; const methods may be called from several threads.
class Reader {
 public:
  /// Loads the model, and checks that its pipeline still turns its sample lines into the same words. WordNet is loaded
  /// with it when that pipeline needs it, else with the first lyric as sung.
  /// Throws what load_classifier and WordNet::load throw; corrupt_data when a sample's words differ.
  [[nodiscard]] static Reader load(const std::filesystem::path& model);

  /// The model it asks. Lifetime: that of the reader.
  [[nodiscard]] const models::Classifier& model() const noexcept { return *model_; }

  /// The words of a lyric as the model reads them, in English: none of one in a language that cannot be carried over.
  /// Throws corrupt_data when it is not UTF-8; for a lyric as sung what
  /// WordNet::load throws.
  [[nodiscard]] Tokens words(std::string_view lyrics, LyricsForm form) const;
  [[nodiscard]] Tokens words(const PreparedLyric& lyric) const;
  /// The words of a lyric in the data set's cleaned form, whatever the model makes of them. Throws as `words`.
  [[nodiscard]] Tokens cleaned_words(const PreparedLyric& lyric) const;
  [[nodiscard]] Prediction predict(std::string_view lyrics, LyricsForm form) const;
  [[nodiscard]] std::vector<WordShare> explain(std::string_view lyrics, LyricsForm form) const;

  /// Where in the lyric the words stand that explain() speaks of, in the order of the text. Pairs of words, which the
  /// paper's networks read too, are not listed, and neither is a word that speaks for no topic.
  /// Throws corrupt_data when it is not UTF-8.
  [[nodiscard]] std::vector<WordSpan> explain_spans(std::string_view lyrics, LyricsForm form) const;

  /// The predictions of several songs, in their order, on `threads` threads (0: all).
  [[nodiscard]] std::vector<Prediction> predict(std::span<const LabelledSong> songs, unsigned threads) const;

 private:
  explicit Reader(std::unique_ptr<const models::Classifier> model);
  [[nodiscard]] const text::Preprocessor& from_sung() const;
  void check_samples(const std::filesystem::path& path) const;
  [[nodiscard]] text::LocatedWords located_words(const PreparedLyric& lyric) const;

  std::unique_ptr<const models::Classifier> model_;
  /// The `corpus` pipeline, made by the first who needs it: a filter over cleaned lyrics never does.
  struct Sung {
    std::once_flag once;
    std::optional<text::Preprocessor> pipeline;
  };

  std::shared_ptr<const text::WordNet> wordnet_;  ///< empty when the model's own pipeline does without
  text::Preprocessor from_cleaned_;
  std::unique_ptr<Sung> sung_ = std::make_unique<Sung>();
};

/// Which label a prediction gives: the most probable one, the first among equals; none when no word was known.
[[nodiscard]] std::optional<std::size_t> decided_label(const Prediction& prediction);

}  // namespace leitmotif::reading

#include "leitmotif/reading/reader.hpp"

#include "leitmotif/core/argmax.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/models/taught_language.hpp"

namespace leitmotif::reading {
namespace {

constexpr std::size_t kSongsPerRead = 64;

std::shared_ptr<const text::WordNet> load_wordnet() {
  return std::make_shared<const text::WordNet>(text::WordNet::load(text::WordNet::default_folder()));
}

std::shared_ptr<const text::WordNet> wordnet_for(const models::Classifier& model) {
  return text::parse_pipeline(model.card().pipeline) == text::Pipeline::none ? nullptr : load_wordnet();
}

}  // namespace

Reader::Reader(std::unique_ptr<const models::Classifier> model)
    : model_(std::move(model)),
      wordnet_(wordnet_for(*model_)),
      from_cleaned_(text::parse_pipeline(model_->card().pipeline), wordnet_) {}

Reader Reader::load(const std::filesystem::path& model) {
  Reader reader(models::load_classifier(model));
  reader.check_samples(model);
  return reader;
}

const text::Preprocessor& Reader::from_sung() const {
  std::call_once(sung_->once,
                 [&] { sung_->pipeline.emplace(text::Pipeline::corpus, wordnet_ ? wordnet_ : load_wordnet()); });
  return *sung_->pipeline;
}

void Reader::check_samples(const std::filesystem::path& path) const {
  for (const models::ModelSample& sample : model_->card().samples)
    if (words(sample.text, LyricsForm::cleaned).joined() != sample.tokens)
      throw Error(ErrorKind::corrupt_data, path.string() + ": its sample line '" + sample.text +
                                               "' gives other words than when it was saved; is WordNet 3.0 installed?");
}

Tokens Reader::words(std::string_view lyrics, LyricsForm form) const { return words(PreparedLyric(lyrics, form)); }

Tokens Reader::words(const PreparedLyric& lyric) const {
  if (lyric.form() == LyricsForm::cleaned) return from_cleaned_.preprocess(lyric.lyrics());
  Tokens cleaned = from_sung().preprocess(models::reads_as_written(model_->card()) ? lyric.lyrics() : lyric.english());
  if (from_cleaned_.pipeline() == text::Pipeline::none) return cleaned;
  return from_cleaned_.preprocess(cleaned.joined());
}

Tokens Reader::cleaned_words(const PreparedLyric& lyric) const {
  if (lyric.form() == LyricsForm::sung) return from_sung().preprocess(lyric.english());
  return text::Preprocessor(text::Pipeline::none, nullptr).preprocess(lyric.lyrics());
}

Prediction Reader::predict(std::string_view lyrics, LyricsForm form) const {
  return model_->predict(words(lyrics, form));
}

std::vector<WordShare> Reader::explain(std::string_view lyrics, LyricsForm form) const {
  return model_->explain(words(lyrics, form));
}

std::vector<Prediction> Reader::predict(std::span<const LabelledSong> songs, unsigned threads) const {
  std::vector<Prediction> predictions(songs.size());
  parallel_for(songs.size(), kSongsPerRead, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) predictions[i] = predict(songs[i].song.lyrics, songs[i].song.form);
  });
  return predictions;
}

std::optional<std::size_t> decided_label(const Prediction& prediction) {
  if (prediction.counted_words == 0) return std::nullopt;
  return argmax(prediction.probabilities);
}

}  // namespace leitmotif::reading

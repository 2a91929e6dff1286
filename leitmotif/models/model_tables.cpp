#include "leitmotif/models/model_tables.hpp"

namespace leitmotif::models {
namespace {

using namespace wire;

wire::Schema list(const wire::Schema& item, std::string_view words = "") {
  return list_of(item, 0, wire::kManyItems, words);
}

std::vector<Field<EpochReport>> curve_rows() {
  using F = Field<EpochReport>;
  return {F::value("epoch", &EpochReport::epoch, count("from 1")),
          F::value("train_loss", &EpochReport::train_loss, or_null(any_number())),
          F::value("validation_loss", &EpochReport::validation_loss, or_null(any_number())),
          F::value("validation_accuracy", &EpochReport::validation_accuracy, or_null(any_number("0..1")))};
}

const Table<EpochReport>& curve_table() {
  static const Table<EpochReport> table("LearningCurve", curve_rows());
  return table;
}

const Table<ModelSample>& sample_table() {
  using F = Field<ModelSample>;
  static const Table<ModelSample> table(
      "ModelSample", {F::value("text", &ModelSample::text, any_text("as somebody would type it")),
                      F::value("tokens", &ModelSample::tokens, any_text("the same as the model reads it")),
                      F::value("probabilities", &ModelSample::probabilities, list(any_number()))});
  return table;
}

const Table<ModelCard>& data_table() {
  using F = Field<ModelCard>;
  static const Table<ModelCard> table("TrainingData",
                                      {F::value("name", &ModelCard::data_name, any_text()),
                                       F::value("sha256", &ModelCard::data_sha256, any_text("of the training file")),
                                       F::value("licence", &ModelCard::data_licence, any_text()),
                                       F::some("citation", &ModelCard::data_citation, any_text("of its author")),
                                       F::some("doi", &ModelCard::data_doi, any_text()),
                                       F::value("training_songs", &ModelCard::training_songs, count()),
                                       F::value("validation_songs", &ModelCard::validation_songs, count())});
  return table;
}

std::vector<Field<ModelCard>> card_rows() {
  using F = Field<ModelCard>;
  return {F::value("kind", &ModelCard::kind, any_text("such as equilibrium, ffnn, transformer")),
          F::value("pipeline", &ModelCard::pipeline, any_text("that its words must come through")),
          F::value("protocol", &ModelCard::protocol, any_text("honest or paper")),
          F::value("description", &ModelCard::description, any_text("what it is and what its labels are and are not")),
          F::value("explanation", &ModelCard::explanation, any_text("what the shares of its words mean")),
          F::some("lyrics", &ModelCard::lyrics, any_text("corpus or none: how it is asked when nothing is said")),
          F::value("labels", &ModelCard::labels, list(any_text())),
          F::object(
              "data", [](const ModelCard& card) -> const ModelCard& { return card; }, data_table()),
          F::value("seed", &ModelCard::seed, count()),
          F::some("version", &ModelCard::version, any_text("of the program that trained it")),
          F::some("command", &ModelCard::command, any_text("that makes it again")),
          F::some("settings", &ModelCard::settings, map_of(any_text(), "what was asked for, by option")),
          F::value("scores", &ModelCard::scores, map_of(any_number(), "such as validation_accuracy")),
          F::list("epochs", &ModelCard::epochs, curve_table()),
          F::list("samples", &ModelCard::samples, sample_table(), "lines that are answered again at every loading")};
}

const Table<TensorInfo>& tensor_table() {
  using F = Field<TensorInfo>;
  static const Table<TensorInfo> table("TensorInfo", {F::value("name", &TensorInfo::name, any_text()),
                                                      F::value("shape", &TensorInfo::shape, list(count()))});
  return table;
}

using TextInfo = std::pair<std::string, std::size_t>;

const Table<TextInfo>& text_table() {
  using F = Field<TextInfo>;
  static const Table<TextInfo> table(
      "TextInfo", {F::value("name", &TextInfo::first, any_text()), F::value("bytes", &TextInfo::second, count())});
  return table;
}

const Table<StrongWord>& strong_word_table() {
  using F = Field<StrongWord>;
  static const Table<StrongWord> table(
      "StrongWord", {F::value("word", &StrongWord::word, any_text()),
                     F::value("probability", &StrongWord::probability, any_number("of the topic, for this word alone")),
                     F::value("frequency", &StrongWord::frequency, any_number("how common it is")),
                     F::value("strength", &StrongWord::strength, any_number("what they are ranked by"))});
  return table;
}

}  // namespace

const Table<EpochReport>& epoch_table() {
  static const Table<EpochReport> table(
      "Epoch", wire::joined(curve_rows(), {{Field<EpochReport>::value("seconds", &EpochReport::seconds,
                                                                      any_number("since training began"))}}));
  return table;
}

const Table<ModelCard>& model_card_table() {
  static const Table<ModelCard> table("ModelCard", card_rows());
  return table;
}

const Table<ModelInfo>& model_info_table() {
  using F = Field<ModelInfo>;
  static const Table<ModelInfo> table(
      "ModelInfo", wire::joined({F::value("file", &ModelInfo::file, any_text()),
                                 F::value("id", &ModelInfo::id, any_text("SHA-256 of the file")),
                                 F::value("bytes", &ModelInfo::bytes, count()),
                                 F::value("format_version", &ModelInfo::format_version, any_text())},
                                {wire::inside<ModelInfo>(card_rows(), &ModelInfo::card),
                                 {F::list("tensors", &ModelInfo::tensors, tensor_table()),
                                  F::list("texts", &ModelInfo::texts, text_table(), "every text but the card")}}));
  return table;
}

const Table<TopicWords>& topic_words_table() {
  using F = Field<TopicWords>;
  static const Table<TopicWords> table("TopicWords",
                                       {F::value("topic", &TopicWords::topic, any_text()),
                                        F::list("words", &TopicWords::words, strong_word_table(), "strongest first")});
  return table;
}

}  // namespace leitmotif::models

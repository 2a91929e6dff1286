// `leitmotif model ...`: what is in a model file.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <memory>

#include "apps/command.hpp"
#include "apps/model_file.hpp"
#include "leitmotif/models/model_tables.hpp"

namespace leitmotif::apps {

Command model_info_command();
Command top_words_command();

namespace {

struct ModelWish {
  std::filesystem::path file;
  std::int64_t n = 20;
};

std::string shape_text(const std::vector<std::size_t>& shape) { return fmt::format("[{}]", fmt::join(shape, " x ")); }

std::string to_text(const models::ModelInfo& info) {
  const models::ModelCard& card = info.card;
  std::string text = fmt::format(
      "{}\n{}\n\nkind        {}\nprotocol    {}\npipeline    {}\nlabels      {}\nexplanation {}\n\ndata        {}\n"
      "sha256      {}\nlicence     {}\nsongs       {} for training, {} for validation\nseed        {}\n\n",
      without_controls(info.file), without_controls(card.description), without_controls(card.kind),
      without_controls(card.protocol), without_controls(card.pipeline),
      without_controls(fmt::format("{}", fmt::join(card.labels, ", "))), without_controls(card.explanation),
      without_controls(card.data_name), without_controls(card.data_sha256), without_controls(card.data_licence),
      card.training_songs, card.validation_songs, card.seed);
  if (!card.data_citation.empty()) text += fmt::format("cite        {}\n", without_controls(card.data_citation));
  if (!card.lyrics.empty()) text += fmt::format("lyrics      taken as {}\n", without_controls(card.lyrics));
  if (!card.command.empty())
    text +=
        fmt::format("made by     leitmotif {}: {}\n\n", without_controls(card.version), without_controls(card.command));
  for (const auto& [name, value] : card.scores)
    text += value == std::round(value) && value > 1 ? fmt::format("{:<22} {:.0f}\n", without_controls(name), value)
                                                    : fmt::format("{:<22} {:.4f}\n", without_controls(name), value);
  text += fmt::format("\nbytes       {}\nid          {}\nformat      {}\n", info.bytes, info.id, info.format_version);
  for (const models::TensorInfo& tensor : info.tensors)
    text += fmt::format("tensor      {} {}\n", without_controls(tensor.name), shape_text(tensor.shape));
  if (!card.epochs.empty()) text += "\nEPOCH  TRAIN LOSS  VALIDATION LOSS  VALIDATION ACCURACY\n";
  for (const models::EpochReport& epoch : card.epochs)
    text += fmt::format("{:>5}  {:>10.4f}  {:>15.4f}  {:>19.4f}\n", epoch.epoch, epoch.train_loss,
                        epoch.validation_loss, epoch.validation_accuracy);
  return text;
}

std::string to_text(std::span<const models::TopicWords> topics) {
  std::string text;
  for (const models::TopicWords& topic : topics) {
    std::vector<std::string> words;
    for (const models::StrongWord& word : topic.words) words.push_back(without_controls(word.word));
    text += fmt::format("{}: {}\n", without_controls(topic.topic), fmt::join(words, ", "));
  }
  return text;
}

/// The strongest words of a model.
struct TopWords {
  std::string file;
  std::string kind;
  std::string id;
  std::vector<models::TopicWords> topics;
};

const wire::Table<TopWords>& top_words_table() {
  using F = wire::Field<TopWords>;
  static const wire::Table<TopWords> table("TopWords",
                                           {F::value("model", &TopWords::file, wire::any_text("the file")),
                                            F::value("kind", &TopWords::kind, wire::any_text()),
                                            F::value("id", &TopWords::id, wire::any_text("SHA-256 of the file")),
                                            F::list("topics", &TopWords::topics, models::topic_words_table())});
  return table;
}

int run_info(const ModelWish& wish, const General& general) {
  const models::ModelInfo info = models::model_info(models::ModelFile::load(model_or_shipped(wish.file, general)));
  show(general, models::model_info_table(), info, [](const models::ModelInfo& it) { return to_text(it); });
  return 0;
}

int run_top_words(const ModelWish& wish, const General& general) {
  const std::filesystem::path file = model_or_shipped(wish.file, general);
  const std::vector<models::KnownWord> words = models::known_words(models::ModelFile::load(file));
  const auto model = models::load_classifier(file);
  const TopWords answer{
      file.string(), model->card().kind, model->id(),
      models::strong_words(*model, words, static_cast<std::size_t>(wish.n), general.settings.threads)};
  show(general, top_words_table(), answer, [](const TopWords& it) { return to_text(it.topics); });
  return 0;
}

wire::Option file_option(ModelWish& wish) {
  return {"FILE", "", "model file (default: the shipped model)", &wish.file};
}

}  // namespace

Command model_info_command() {
  const auto wish = std::make_shared<ModelWish>();
  return {"model info",
          "what a model is, what it was made from, how good it is",
          {file_option(*wish)},
          [wish](const General& general) { return run_info(*wish, general); }};
}

Command top_words_command() {
  const auto wish = std::make_shared<ModelWish>();
  return {"model top-words",
          "the strongest words of each topic",
          {file_option(*wish),
           {"-n", "N", "how many words of each topic (default: 20)", &wish->n, {.least = 1, .limit = 10000}}},
          [wish](const General& general) { return run_top_words(*wish, general); }};
}

}  // namespace leitmotif::apps

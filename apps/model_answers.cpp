#include "apps/model_answers.hpp"

#include <fmt/format.h>

#include "apps/answers.hpp"
#include "apps/terminal.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif::apps {
namespace {

std::string line(std::string_view name, const evaluation::GroupScore& score) {
  return fmt::format("{:<24} {:>7}  {:.4f}  ({:.4f} to {:.4f})  {:.4f}\n", without_controls(name), score.songs,
                     score.accuracy, score.intervals.accuracy.low, score.intervals.accuracy.high, score.macro_f1);
}

std::string group_text(std::string_view title, const std::vector<evaluation::GroupScore>& groups) {
  if (groups.empty()) return "";
  std::string text = fmt::format("\n{:<24} {:>7}  ACCURACY (95 % INTERVAL)   MACRO F1\n", title, "SONGS");
  for (const evaluation::GroupScore& group : groups) text += line(group.name, group);
  return text;
}

std::string artists_text(const evaluation::ArtistOpinion& artists) {
  std::string text = fmt::format("\n{:<24} {:>7}  ACCURACY (95 % INTERVAL)   MACRO F1\n", "ARTISTS", "SONGS");
  if (artists.others) text += line("not in training file", *artists.others);
  if (artists.shared) text += line("in training file", *artists.shared);
  if (artists.unknown > 0) text += fmt::format("{:<24} {:>7}\n", "no artist", artists.unknown);
  if (!artists.is_the_models)
    text += "note: the model was trained on another file than the one given, so artists may be shared after all\n";
  return text;
}

std::string one_model(const evaluation::ScoredModel& model) {
  std::string text = to_text(model.evaluation);
  text += group_text("GENRE", model.evaluation.genres) + group_text("DECADE", model.evaluation.decades);
  if (model.evaluation.artists) text += artists_text(*model.evaluation.artists);
  return text;
}

std::string shape_text(const std::vector<std::size_t>& shape) { return fmt::format("[{}]", fmt::join(shape, " x ")); }

}  // namespace

std::string printed(const Json& json) { return json.dump(2) + "\n"; }

std::string to_text(const evaluation::Comparison& comparison) {
  if (comparison.models.size() == 1) return one_model(comparison.models.front());
  std::string text = fmt::format("{} songs of {}\n\n{:<14} {:<9} {:>8}  {:<18}  {:>8}  {:>6}  {}\n", comparison.songs,
                                 without_controls(comparison.data_file), "KIND", "PROTOCOL", "ACCURACY",
                                 "95 % INTERVAL", "MACRO F1", "ECE", "FILE");
  for (const evaluation::ScoredModel& model : comparison.models) {
    const evaluation::Evaluation& scores = model.evaluation;
    text += fmt::format("{:<14} {:<9} {:>8.4f}  {:.4f} to {:.4f}    {:>8.4f}  {:.4f}  {}\n",
                        without_controls(model.card.kind), without_controls(model.card.protocol),
                        scores.report.accuracy, scores.intervals.accuracy.low, scores.intervals.accuracy.high,
                        scores.report.macro.f1, scores.calibration.ece, without_controls(model.file));
  }
  for (const evaluation::ScoredModel& model : comparison.models)
    text += fmt::format("\n{}\n", without_controls(model.file)) + one_model(model);
  return text;
}

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
  for (const auto& [name, value] : card.scores) text += fmt::format("{:<22} {:.4f}\n", without_controls(name), value);
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

Json top_words_json(const models::Classifier& model, const std::string& file,
                    std::span<const models::TopicWords> topics) {
  Json json = {{"model", file}, {"kind", model.card().kind}, {"id", model.id()}, {"topics", Json::array()}};
  for (const models::TopicWords& topic : topics) json["topics"].push_back(models::to_json(topic));
  return json;
}

}  // namespace leitmotif::apps

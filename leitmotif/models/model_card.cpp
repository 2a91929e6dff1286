#include "leitmotif/models/model_card.hpp"

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/models/model_tables.hpp"

namespace leitmotif::models {

ModelCard model_card_from_json(const Json& json, const std::string& where) {
  try {
    ModelCard card;
    json.at("kind").get_to(card.kind);
    json.at("pipeline").get_to(card.pipeline);
    json.at("protocol").get_to(card.protocol);
    json.at("description").get_to(card.description);
    json.at("explanation").get_to(card.explanation);
    json.at("labels").get_to(card.labels);
    const Json& data = json.at("data");
    data.at("name").get_to(card.data_name);
    data.at("sha256").get_to(card.data_sha256);
    data.at("licence").get_to(card.data_licence);
    card.data_citation = data.value("citation", "");
    card.data_doi = data.value("doi", "");
    data.at("training_songs").get_to(card.training_songs);
    data.at("validation_songs").get_to(card.validation_songs);
    json.at("seed").get_to(card.seed);
    card.lyrics = json.value("lyrics", "");
    card.version = json.value("version", "");
    card.command = json.value("command", "");
    card.settings = json.value("settings", card.settings);
    json.at("scores").get_to(card.scores);
    for (const Json& entry : json.at("epochs"))
      card.epochs.push_back({entry.at("epoch").get<int>(), entry.at("train_loss").get<double>(),
                             entry.at("validation_loss").get<double>(), entry.at("validation_accuracy").get<double>(),
                             0.0});
    for (const Json& entry : json.at("samples"))
      card.samples.push_back({entry.at("text").get<std::string>(), entry.at("tokens").get<std::string>(),
                              entry.at("probabilities").get<std::vector<float>>()});
    return card;
  } catch (const JsonMismatch&) {
    throw Error(ErrorKind::corrupt_data, where + ": is not a usable Leitmotif model: its card is damaged");
  }
}

std::map<std::string, std::string> card_texts(const ModelCard& card, std::map<std::string, std::string> own_texts) {
  own_texts["card"] = model_card_table().text(card);
  own_texts["kind"] = card.kind;
  own_texts["pipeline"] = card.pipeline;
  return own_texts;
}

}  // namespace leitmotif::models

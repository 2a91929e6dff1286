#include "leitmotif/models/model_info.hpp"

#include "leitmotif/core/json.hpp"

namespace leitmotif::models {

ModelInfo model_info(const ModelFile& file) {
  const std::string where = file.path().string();
  ModelInfo info;
  info.file = where;
  info.id = file.id();
  info.bytes = file.bytes();
  info.format_version = file.text("format_version");
  info.card = model_card_from_json(parse_json(file.text("card"), where), where);
  for (const auto& [name, tensor] : file.tensors()) info.tensors.push_back({name, tensor.shape});
  for (const auto& [name, text] : file.texts())
    if (name != "card") info.texts.emplace_back(name, text.size());
  return info;
}

Json to_json(const ModelInfo& info) {
  Json json = {{"file", info.file}, {"id", info.id}, {"bytes", info.bytes}, {"format_version", info.format_version}};
  json.update(to_json(info.card));
  json["tensors"] = Json::array();
  for (const TensorInfo& tensor : info.tensors)
    json["tensors"].push_back({{"name", tensor.name}, {"shape", tensor.shape}});
  json["texts"] = Json::array();
  for (const auto& [name, bytes] : info.texts) json["texts"].push_back({{"name", name}, {"bytes", bytes}});
  return json;
}

}  // namespace leitmotif::models

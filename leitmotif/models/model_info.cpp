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

}  // namespace leitmotif::models

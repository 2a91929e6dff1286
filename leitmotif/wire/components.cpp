#include "leitmotif/wire/components.hpp"

#include <string_view>

#include "leitmotif/core/json.hpp"

namespace leitmotif::wire {
namespace {

constexpr std::string_view kPlace = "#/components/schemas/";

}  // namespace

Json with_references(const Json& schema, Json& components) {
  if (schema.is_array()) {
    Json list = Json::array();
    for (const Json& item : schema) list.push_back(with_references(item, components));
    return list;
  }
  if (!schema.is_object()) return schema;
  Json copy = Json::object();
  for (const Json::Member& member : schema.items()) copy[member.key] = with_references(member.value, components);
  const Json* title = schema.find("title");
  if (title == nullptr || !title->is_string()) return copy;
  const std::string name = title->text();
  Json reference = {{"$ref", std::string(kPlace) + name}};
  if (const Json* words = schema.find("description")) reference["description"] = *words;
  copy.erase("title");
  copy.erase("description");  // says what the form is for in one place of many
  components[name] = std::move(copy);
  return reference;
}

Json without_references(const Json& schema, const Json& components) {
  if (schema.is_array()) {
    Json list = Json::array();
    for (const Json& item : schema) list.push_back(without_references(item, components));
    return list;
  }
  if (const Json* reference = schema.find("$ref"); reference != nullptr && reference->is_string())
    return without_references(components.at(std::string_view(reference->text()).substr(kPlace.size())), components);
  if (!schema.is_object()) return schema;
  Json copy = Json::object();
  for (const Json::Member& member : schema.items()) copy[member.key] = without_references(member.value, components);
  return copy;
}

}  // namespace leitmotif::wire

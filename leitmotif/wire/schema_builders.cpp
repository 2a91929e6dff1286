// The words the route table is written in.
#include "leitmotif/core/json.hpp"
#include "leitmotif/wire/schema.hpp"

namespace leitmotif::wire {
namespace {

Schema made(Json json, std::string_view description) {
  if (!description.empty()) json["description"] = description;
  return std::make_shared<const Json>(std::move(json));
}

}  // namespace

Schema integer(std::int64_t least, std::int64_t most, std::string_view description) {
  return made({{"type", "integer"}, {"minimum", least}, {"maximum", most}}, description);
}

Schema number(double least, double most, std::string_view description) {
  return made({{"type", "number"}, {"minimum", least}, {"maximum", most}}, description);
}

Schema any_number(std::string_view description) { return made({{"type", "number"}}, description); }

Schema text(std::size_t least, std::size_t most, std::string_view description) {
  return made({{"type", "string"}, {"minLength", least}, {"maxLength", most}}, description);
}

Schema any_text(std::string_view description) { return made({{"type", "string"}}, description); }

Schema truth(std::string_view description) { return made({{"type", "boolean"}}, description); }

Schema one_of(std::initializer_list<std::string_view> names, std::string_view description) {
  Json list = Json::array();
  for (const std::string_view name : names) list.push_back(name);
  return made({{"type", "string"}, {"enum", std::move(list)}}, description);
}

Schema list_of(const Schema& item, std::size_t least, std::size_t most, std::string_view description) {
  return made({{"type", "array"}, {"items", *item}, {"minItems", least}, {"maxItems", most}}, description);
}

Schema any_of(std::initializer_list<Schema> choices, std::string_view description) {
  Json list = Json::array();
  for (const Schema& choice : choices) list.push_back(*choice);
  return made({{"anyOf", std::move(list)}}, description);
}

Schema or_null(const Schema& schema) {
  Json form = *schema;
  const std::string description = form.value("description", "");
  form.erase("description");
  return made({{"anyOf", Json::array({std::move(form), Json{{"type", "null"}}})}}, description);
}

Schema map_of(const Schema& value, std::string_view description) {
  return made({{"type", "object"}, {"additionalProperties", *value}}, description);
}

Schema some_object(std::string_view description) { return made({{"type", "object"}}, description); }

Schema anything(std::string_view description) { return made(Json::object(), description); }

Schema count(std::string_view description) { return integer(0, kLargestWhole, description); }

Schema named_object(std::string_view name, std::span<const SchemaField> fields, std::string_view description) {
  Json json = {{"type", "object"}};
  if (!name.empty()) json["title"] = name;
  json["properties"] = Json::object();
  for (const SchemaField& field : fields) {
    json["properties"][field.name] = *field.schema;
    if (field.required) json["required"].push_back(field.name);
  }
  json["additionalProperties"] = false;
  return made(std::move(json), description);
}

Schema object(std::initializer_list<SchemaField> fields, std::string_view description) {
  return named_object("", {fields.begin(), fields.size()}, description);
}

Schema described(const Schema& schema, std::string_view description) { return made(*schema, description); }

Schema with_default(const Schema& schema, const Json& value) {
  Json json = *schema;
  json["default"] = value;
  return made(std::move(json), "");
}

}  // namespace leitmotif::wire

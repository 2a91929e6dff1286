// Schemas as TypeScript types.
#include <algorithm>
#include <vector>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/wire/components.hpp"

namespace leitmotif::wire {
namespace {

std::string type_of(const Json& schema);

std::string union_of(const Json& choices) {
  std::vector<std::string> types;
  for (const Json& choice : choices)
    if (std::string type = type_of(choice); std::ranges::find(types, type) == types.end())
      types.push_back(std::move(type));
  std::string all;
  for (const std::string& type : types) all += (all.empty() ? "" : " | ") + type;
  return all;
}

std::string quoted(const std::string& text) { return "'" + text + "'"; }

/// A key as it stands in a type: in quotes where it is no name.
std::string key_of(const std::string& name) {
  const bool is_name = std::ranges::all_of(name, [](char c) { return ascii::is_letter_or_digit(c) || c == '_'; });
  return is_name ? name : quoted(name);
}

bool is_required(const Json& schema, const std::string& key) {
  return std::ranges::find(schema["required"], Json(key)) != schema["required"].end();
}

std::string members_of(const Json& schema, const std::string& indent) {
  std::string text;
  for (const Json::Member& property : schema["properties"].items()) {
    if (const Json* words = property.value.find("description")) text += indent + "/** " + words->text() + " */\n";
    text += indent + key_of(property.key) + (is_required(schema, property.key) ? ": " : "?: ") +
            type_of(property.value) + ";\n";
  }
  return text;
}

std::string object_type(const Json& schema) {
  if (!schema["properties"].empty()) {
    std::string text = "{";
    for (const Json::Member& property : schema["properties"].items())
      text += " " + key_of(property.key) + (is_required(schema, property.key) ? ": " : "?: ") +
              type_of(property.value) + ";";
    return text + " }";
  }
  return "Record<string, " +
         (schema["additionalProperties"].is_object() ? type_of(schema["additionalProperties"]) : "unknown") + ">";
}

std::string type_of(const Json& schema) {
  if (const Json* reference = schema.find("$ref")) return reference->text().substr(reference->text().rfind('/') + 1);
  if (const Json* choices = schema.find("anyOf")) return union_of(*choices);
  if (const Json* names = schema.find("enum")) {
    std::string all;
    for (const Json& name : *names) all += (all.empty() ? "" : " | ") + quoted(name.text());
    return all;
  }
  std::string type = schema.value("type", "");
  if (type == "integer" || type == "number") return "number";
  if (type == "string" || type == "boolean" || type == "null") return type;
  if (type == "array") {
    const std::string item = type_of(schema["items"]);
    return item.find(' ') == std::string::npos ? item + "[]" : "(" + item + ")[]";
  }
  return type == "object" ? object_type(schema) : "unknown";
}

/// Limits and defaults of a form's numbers, for whoever fills it in.
std::string limits_of(const std::string& name, const Json& schema) {
  std::string rows;
  for (const Json::Member& property : schema["properties"].items()) {
    const Json& form = property.value;
    if (!form.contains("default") || !form.contains("maximum")) continue;
    rows += "  " + key_of(property.key) + ": { least: " + form["minimum"].dump() + ", most: " + form["maximum"].dump() +
            ", standard: " + form["default"].dump() + " },\n";
  }
  return rows.empty() ? "" : "\nexport const k" + name + "Limits = {\n" + rows + "} as const;\n";
}

}  // namespace

std::string typescript(const Json& components) {
  std::vector<const Json::Member*> forms;
  for (const Json::Member& form : components.items()) forms.push_back(&form);
  std::ranges::sort(forms, {}, [](const Json::Member* form) { return form->key; });
  std::string text =
      "// What the service takes and gives. Made from the tables of its answers by tests/service/types_test.cpp: do "
      "not\n"
      "// change it by hand.\n";
  for (const Json::Member* form : forms) {
    text += "\nexport interface " + form->key + " {\n" + members_of(form->value, "  ") + "}\n";
    text += limits_of(form->key, form->value);
  }
  return text;
}

}  // namespace leitmotif::wire

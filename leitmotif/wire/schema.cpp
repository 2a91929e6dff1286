// The part of JSON Schema that the route table uses: type, enum, minimum, maximum, minLength, maxLength, items,
// minItems, maxItems, properties, required, additionalProperties, anyOf.
#include "leitmotif/wire/schema.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif::wire {
namespace {

constexpr std::size_t kMostShown = 60;

/// A value as it may stand in a message: short, on one line.
std::string shown(const Json& value) {
  if (value.is_object()) return "an object";
  if (value.is_array()) return "a list of " + std::to_string(value.size());
  std::string text = value.dump_ascii();
  if (text.size() > kMostShown) text = text.substr(0, kMostShown) + "...";
  return text;
}

[[noreturn]] void refuse(const std::string& where, const Json& schema, const Json& value) {
  throw Error(ErrorKind::invalid_argument, where, "expected " + expectation(schema) + ", found " + shown(value));
}

bool has_type(const std::string& type, const Json& value) {
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "array") return value.is_array();
  if (type == "object") return value.is_object();
  return value.is_null();
}

/// Whole numbers are compared as such: a double cannot tell the largest ones apart.
bool in_range(const Json& schema, const Json& value) {
  return (!schema.contains("minimum") || value >= schema["minimum"]) &&
         (!schema.contains("maximum") || value <= schema["maximum"]);
}

std::size_t characters(const std::string& text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  return count;
}

bool fits_length(const Json& schema, const std::string& text) {
  if (!schema.contains("maxLength")) return true;
  const std::size_t length = characters(text);
  return length >= schema["minLength"].get<std::size_t>() && length <= schema["maxLength"].get<std::size_t>();
}

void check_list(const Json& schema, const Json& value, const std::string& where) {
  if (value.size() < schema["minItems"].get<std::size_t>() || value.size() > schema["maxItems"].get<std::size_t>())
    refuse(where, schema, value);
  for (std::size_t i = 0; i < value.size(); ++i)
    check(schema["items"], value[i], where + "[" + std::to_string(i) + "]");
}

std::string names_of(const Json& properties) {
  std::string names;
  for (const auto& entry : properties.items()) names += (names.empty() ? "" : ", ") + entry.key;
  return names;
}

/// A key as it may stand in a message.
std::string named(const std::string& where, const std::string& key) {
  const std::string text = shown(Json(key));
  return where + "." + text.substr(1, text.size() - 2);
}

void check_object(const Json& schema, const Json& value, const std::string& where) {
  if (schema.contains("required"))
    for (const Json& name : schema["required"])
      if (!value.contains(name.get<std::string>()))
        throw Error(ErrorKind::invalid_argument, where + "." + name.get<std::string>(), "is missing");
  const Json none = Json::object();
  const Json& properties = schema.contains("properties") ? schema["properties"] : none;
  const bool says_more = schema.contains("additionalProperties");
  for (const auto& entry : value.items()) {
    const auto known = properties.find(entry.key);
    if (known != properties.end()) {
      check(*known, entry.value, named(where, entry.key));
    } else if (says_more && schema["additionalProperties"].is_boolean()) {
      throw Error(ErrorKind::invalid_argument, named(where, entry.key), "is not known; known: " + names_of(properties));
    } else if (says_more) {
      check(schema["additionalProperties"], entry.value, named(where, entry.key));
    }
  }
}

/// Whether a form takes values of this type at all. Known without an exception, which costs more than all the rest.
bool may_be(const Json& schema, const Json& value) {
  if (schema.contains("anyOf"))
    return std::ranges::any_of(schema["anyOf"], [&](const Json& choice) { return may_be(choice, value); });
  return !schema.contains("type") || has_type(schema["type"].text(), value);
}

/// The first choice of the value's type that it fits. When just one choice has its type, that one's message is the
/// helpful one.
void check_choices(const Json& schema, const Json& value, const std::string& where) {
  const Json* likely = nullptr;
  std::size_t likely_ones = 0;
  for (const Json& choice : schema["anyOf"]) {
    if (!may_be(choice, value)) {
      if (!choice.contains("anyOf")) continue;
      likely = &choice;
      ++likely_ones;
      continue;
    }
    try {
      return check(choice, value, where);
    } catch (const Error&) {
      likely = &choice;
      ++likely_ones;
    }
  }
  if (likely_ones == 1) check(*likely, value, where);
  refuse(where, schema, value);
}

/// 0.0 as 0, so that a range reads as people write it.
std::string bound(const Json& number) {
  const auto whole = static_cast<std::int64_t>(number.get<double>());
  return number.is_number_float() && static_cast<double>(whole) == number.get<double>() ? std::to_string(whole)
                                                                                        : number.dump();
}

}  // namespace

std::string expectation(const Json& schema) {
  if (schema.contains("anyOf")) {
    std::string all;
    for (const Json& choice : schema["anyOf"]) all += (all.empty() ? "" : " or ") + expectation(choice);
    return all;
  }
  if (schema.contains("enum")) {
    std::string all;
    for (const Json& name : schema["enum"]) all += (all.empty() ? "" : ", ") + name.get<std::string>();
    return "one of " + all;
  }
  const std::string type = schema.value("type", "");
  const auto range = [&](const char* least, const char* most, const std::string& unit) {
    return schema.contains(most) ? " " + bound(schema[least]) + ".." + bound(schema[most]) + unit : std::string();
  };
  if (type == "integer" && schema.contains("maximum") && schema["maximum"] == Json(kLargestWhole))
    return "an integer of at least " + bound(schema["minimum"]);
  if (type == "integer") return "an integer" + range("minimum", "maximum", "");
  if (type == "number") return "a number" + range("minimum", "maximum", "");
  if (type == "string")
    return std::string("text") + (schema.contains("maxLength") ? " of" : "") +
           range("minLength", "maxLength", " characters");
  if (type == "boolean") return "true or false";
  if (type == "array")
    return std::string("a list") + (schema.contains("maxItems") ? " of" : "") + range("minItems", "maxItems", "");
  if (type == "object") return "an object";
  return type.empty() ? "a value" : type;
}

bool exceeds(const Json& schema, const Json& value) {
  if (schema.contains("anyOf"))
    return std::ranges::any_of(schema["anyOf"], [&](const Json& choice) { return exceeds(choice, value); });
  const std::string type = schema.value("type", "");
  if (type.empty() || !has_type(type, value)) return false;
  if (type == "integer") return schema.contains("maximum") && value > schema["maximum"];
  if (type == "string")
    return schema.contains("maxLength") && characters(value.text()) > schema["maxLength"].get<std::size_t>();
  if (type == "array") return schema.contains("maxItems") && value.size() > schema["maxItems"].get<std::size_t>();
  return false;
}

void check(const Json& schema, const Json& value, const std::string& where) {
  if (schema.contains("anyOf")) return check_choices(schema, value, where);
  if (!schema.contains("type")) return;
  const std::string& type = schema["type"].text();
  if (!has_type(type, value)) refuse(where, schema, value);
  if (value.is_number() && !in_range(schema, value)) refuse(where, schema, value);
  if (value.is_string() && !fits_length(schema, value.text())) refuse(where, schema, value);
  if (schema.contains("enum") && std::ranges::find(schema["enum"], value) == schema["enum"].end())
    refuse(where, schema, value);
  if (value.is_array()) check_list(schema, value, where);
  if (value.is_object()) check_object(schema, value, where);
}

Json value_of(const Json& schema, const std::string& text) {
  const std::string type = schema.value("type", "");
  const char* const end = text.data() + text.size();
  if (type == "integer") {
    std::int64_t value = 0;
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error == std::errc() && rest == end) return value;
  } else if (type == "number") {
    double value = 0;
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error == std::errc() && rest == end && std::isfinite(value)) return value;
  } else if (type == "boolean") {
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
  }
  return text;
}

}  // namespace leitmotif::wire

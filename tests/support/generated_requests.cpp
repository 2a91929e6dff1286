#include "support/generated_requests.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/wire/components.hpp"

namespace leitmotif::testing {
namespace {

std::string encoded(const std::string& text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.') {
      result += c;
    } else {
      result += '%';
      result += kDigits[byte >> 4U];
      result += kDigits[byte & 15U];
    }
  }
  return result;
}

std::string plain(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

/// Words that lead somewhere, so that not every name is unknown.
constexpr std::array<const char*, 14> kWords = {
    "sadness", "romantic", "violence=0.5,music=1", "calm", "jazz", "1970-1979",
    "obscene", "rock",     "night/time",           "love", "rain", "1",
    "42",      "0.2,0.7"};
constexpr std::array<const char*, 9> kCharacters = {"a", "Z", " ", "'", "\"", "ä", "漢", "\n", "%"};

}  // namespace

RequestGenerator::RequestGenerator(const Json& document, std::uint64_t seed)
    : document_(wire::without_references(document, document["components"]["schemas"])), random_(seed) {
  for (const auto& path : document_["paths"].items())
    for (const auto& method : path.value.items()) {
      std::string name = method.key;
      for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      operations_.push_back({path.key, name, method.value});
    }
}

std::string RequestGenerator::text(std::size_t least, std::size_t most) {
  if (happens(0.5)) return kWords[below(kWords.size())];
  std::string result;
  const std::size_t length = least + below(std::min<std::size_t>(most - least, 30) + 1);
  for (std::size_t i = 0; i < length; ++i) result += kCharacters[below(kCharacters.size())];
  return result;
}

Json RequestGenerator::number(const Json& schema) {
  const bool is_whole = schema["type"] == "integer";
  const double least = schema.contains("minimum") ? schema["minimum"].get<double>() : -1000;
  const double most = schema.contains("maximum") ? schema["maximum"].get<double>() : 1000;
  const double bound = happens(0.8) ? std::min(most, least + 150) : most;
  const double drawn = std::uniform_real_distribution<double>(least, bound)(random_);
  return is_whole ? Json(static_cast<std::int64_t>(drawn)) : Json(drawn);
}

/// Something nobody expects.
Json RequestGenerator::oddity() {
  switch (below(9)) {
    case 0:
      return nullptr;
    case 1:
      return -1;
    case 2:
      return std::numeric_limits<std::uint64_t>::max();
    case 3:
      return 1e300;
    case 4:
      return true;
    case 5:
      return std::string(5000, 'x');
    case 6:
      return Json::array({1, "a", nullptr});
    case 7:
      return {{"key", {{"inner", 1}}}};
    default:
      return text(0, 30);
  }
}

Json RequestGenerator::object(const Json& schema, int depth) {
  Json result = Json::object();
  const Json none = Json::array();
  const Json& needed = schema.contains("required") ? schema["required"] : none;
  if (schema.contains("properties"))
    for (const auto& field : schema["properties"].items()) {
      const bool is_needed = std::ranges::find(needed, Json(field.key)) != needed.end();
      if (is_needed ? happens(0.97) : happens(0.25)) result[field.key] = value(field.value, depth + 1);
    }
  if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
    for (std::size_t i = below(3); i > 0; --i) result[text(1, 20)] = value(schema["additionalProperties"], depth + 1);
  if (happens(0.03)) result[text(0, 10)] = 1;
  return result;
}

Json RequestGenerator::fitting(const Json& schema, int depth) {
  if (schema.contains("anyOf")) return fitting(schema["anyOf"][below(schema["anyOf"].size())], depth);
  if (schema.contains("enum")) return schema["enum"][below(schema["enum"].size())];
  const std::string type = schema.value("type", "");
  if (type == "string") return text(schema.value("minLength", 0U), schema.value("maxLength", 50U));
  if (type == "integer" || type == "number") return number(schema);
  if (type == "boolean") return happens(0.5);
  if (type == "object") return object(schema, depth);
  if (type != "array") return nullptr;
  Json list = Json::array();
  for (std::size_t i = schema.value("minItems", 0U) + below(4); i > 0; --i)
    list.push_back(value(schema["items"], depth + 1));
  return list;
}

Json RequestGenerator::value(const Json& schema, int depth) {
  return happens(0.05) ? oddity() : fitting(schema, depth);
}

std::string RequestGenerator::target(const Operation& operation) {
  std::string path = operation.path;
  std::string query;
  if (!operation.description.contains("parameters")) return path;
  for (const Json& parameter : operation.description["parameters"]) {
    const std::string name = parameter["name"];
    if (parameter["in"] == "path") {
      const std::string place = "{" + name + "}";
      path.replace(path.find(place), place.size(), encoded(plain(value(parameter["schema"], 0))));
    } else if (happens(parameter["required"] == true ? 0.95 : 0.5)) {
      query += (query.empty() ? "?" : "&") + name + "=" + encoded(plain(value(parameter["schema"], 0)));
    }
  }
  return path + query;
}

GeneratedRequest RequestGenerator::next() {
  const Operation& operation = operations_[below(operations_.size())];
  GeneratedRequest request{operation.method, target(operation), "", operation.description["responses"]};
  if (!operation.description.contains("requestBody")) return request;
  const Json& schema = operation.description["requestBody"]["content"]["application/json"]["schema"];
  request.body = value(schema, 0).dump();
  if (happens(0.03)) request.body.resize(request.body.size() / 2);
  return request;
}

}  // namespace leitmotif::testing

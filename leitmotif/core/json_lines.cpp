#include "leitmotif/core/json_lines.hpp"

#include <simdjson.h>

#include "leitmotif/core/error.hpp"

namespace leitmotif {

struct JsonLineReader::State {
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document document;
  std::string padded;
  std::string where;

  [[noreturn]] void refuse(const std::string& reason) const {
    throw Error(ErrorKind::corrupt_data, where + ": " + reason);
  }

  /// The value under `key`, or nothing. Throws when the line is not a JSON object.
  std::optional<simdjson::ondemand::value> find(std::string_view key) {
    document.rewind();
    simdjson::ondemand::object object;
    if (document.get_object().get(object) != simdjson::SUCCESS) refuse("is not a JSON object");
    simdjson::ondemand::value value;
    const simdjson::error_code error = object.find_field_unordered(key).get(value);
    if (error == simdjson::NO_SUCH_FIELD) return std::nullopt;
    if (error != simdjson::SUCCESS) refuse("is not valid JSON");
    return value;
  }
};

JsonLineReader::JsonLineReader() : state_(std::make_unique<State>()) {}
JsonLineReader::~JsonLineReader() = default;

void JsonLineReader::read(std::string_view line, std::string_view where) {
  state_->where = where;
  state_->padded.assign(line);
  state_->padded.resize(line.size() + simdjson::SIMDJSON_PADDING);
  const simdjson::padded_string_view view(state_->padded.data(), line.size(), state_->padded.size());
  if (state_->parser.iterate(view).get(state_->document) != simdjson::SUCCESS)
    state_->refuse("is not valid JSON in UTF-8");
}

std::string JsonLineReader::text(std::string_view key) {
  std::optional<simdjson::ondemand::value> value = state_->find(key);
  if (!value) state_->refuse("has no \"" + std::string(key) + "\"");
  std::string_view text;
  if (value->get_string().get(text) != simdjson::SUCCESS) state_->refuse("\"" + std::string(key) + "\" is not a text");
  return std::string(text);
}

std::string JsonLineReader::raw(std::string_view key) {
  std::optional<simdjson::ondemand::value> value = state_->find(key);
  if (!value) return {};
  std::string_view raw;
  if (simdjson::to_json_string(*value).get(raw) != simdjson::SUCCESS) state_->refuse("is not valid JSON");
  return std::string(raw);
}

}  // namespace leitmotif

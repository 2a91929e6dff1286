#include "leitmotif/core/json_lines.hpp"

#include <simdjson.h>

#include <algorithm>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif {
namespace {

/// Whether a value that simdjson found the bounds of is JSON inside, too. Plain texts and small numbers, nearly all
/// there is, need no second parser.
bool is_json(std::string_view value) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (value.starts_with('"') && value.find('\\') == std::string_view::npos) return true;
  if (value.find_first_not_of('0') == 0 && std::ranges::all_of(value, is_digit)) return true;
  return Json::accept(value);
}

}  // namespace

struct JsonLineReader::State {
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document document;
  std::string padded;
  std::string where;

  [[noreturn]] void refuse(const std::string& reason) const {
    throw Error(ErrorKind::corrupt_data, where + ": " + reason);
  }

  /// Walks over the whole line, because simdjson itself looks no further than it is asked. Throws when the line is
  /// anything but one JSON object.
  void check() {
    simdjson::ondemand::object object;
    if (document.get_object().get(object) != simdjson::SUCCESS) refuse("is not a JSON object");
    for (auto field : object)
      if (field.error() != simdjson::SUCCESS) refuse("is not valid JSON");
    const char* rest = nullptr;
    if (document.current_location().get(rest) == simdjson::SUCCESS) refuse("holds more than one JSON object");
  }

  /// The value under `key`, or nothing.
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
  state_->check();
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
  raw = raw.substr(0, raw.find_last_not_of(" \t\r\n") + 1);
  if (!is_json(raw)) state_->refuse("is not valid JSON");
  return std::string(raw);
}

}  // namespace leitmotif

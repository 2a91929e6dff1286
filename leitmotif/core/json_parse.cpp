// From text to Json: the door to nlohmann-json.
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif {
namespace {

constexpr int kMaxDepth = 64;

/// Refuses deep nesting before the parser recurses into it.
void check_depth(std::string_view text, std::string_view where) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxDepth)
        throw Error(ErrorKind::resource_limit,
                    std::string(where) + ": JSON is nested deeper than " + std::to_string(kMaxDepth) + " levels");
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
}

/// What is wrong with a text.
struct Fault {
  std::size_t byte = 0;
  bool is_range = false;  ///< a number is too large
};

/// Builds the value while the parser walks over the text.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Json root;
  std::optional<Fault> fault;

  bool null() override { return add(Json()); }
  bool boolean(bool truth) override { return add(Json(truth)); }
  bool number_integer(number_integer_t number) override { return add(Json(number)); }
  bool number_unsigned(number_unsigned_t number) override { return add(Json(number)); }
  bool number_float(number_float_t number, const string_t&) override { return add(Json(number)); }
  bool string(string_t& text) override { return add(Json(std::move(text))); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    open_.back().key = std::move(name);
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override {
    constexpr int kOutOfRange = 406;
    fault = {position, error.id == kOutOfRange};
    return false;
  }

 private:
  bool add(Json value) {
    if (open_.empty()) {
      root = std::move(value);
    } else if (Json::Member& inner = open_.back(); inner.value.is_array()) {
      inner.value.push_back(std::move(value));
    } else {
      inner.value[inner.key] = std::move(value);
    }
    return true;
  }
  bool open(Json value) {
    open_.push_back({std::string(), std::move(value)});
    return true;
  }
  bool close() {
    Json value = std::move(open_.back().value);
    open_.pop_back();
    return add(std::move(value));
  }

  std::vector<Json::Member> open_;  ///< lists and objects that have not ended, each with its key of the moment
};

std::optional<Fault> build(std::string_view text, Json& out) {
  Builder builder;
  (void)nlohmann::json::sax_parse(text, &builder);
  out = std::move(builder.root);
  return builder.fault;
}

}  // namespace

Json Json::parse(std::string_view text) {
  Json json;
  if (const auto fault = build(text, json))
    throw JsonMismatch("is not JSON (byte " + std::to_string(fault->byte) + ")");
  return json;
}

bool Json::accept(std::string_view text) noexcept { return nlohmann::json::accept(text); }

Json parse_json(std::string_view text, std::string_view where) {
  check_depth(text, where);
  Json json;
  const auto fault = build(text, json);
  if (!fault) return json;
  if (fault->is_range) throw Error(ErrorKind::corrupt_data, std::string(where) + ": has a number that is too large");
  throw Error(ErrorKind::corrupt_data,
              std::string(where) + ": is not valid JSON (byte " + std::to_string(fault->byte) + ")");
}

}  // namespace leitmotif

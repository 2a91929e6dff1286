#include "leitmotif/core/json.hpp"

#include <string>

#include "leitmotif/core/error.hpp"

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

}  // namespace

Json parse_json(std::string_view text, std::string_view where) {
  check_depth(text, where);
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    throw Error(ErrorKind::corrupt_data,
                std::string(where) + ": is not valid JSON (byte " + std::to_string(error.byte) + ")");
  } catch (const Json::out_of_range&) {
    throw Error(ErrorKind::corrupt_data, std::string(where) + ": has a number that is too large");
  }
}

}  // namespace leitmotif

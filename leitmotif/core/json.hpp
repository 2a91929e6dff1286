// The JSON door: the only place where nlohmann-json is included. Include it from .cpp files only; it is slow to
// compile.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace leitmotif {

/// Keeps keys in the order they were written, so that the same answer is the same bytes.
using Json = nlohmann::ordered_json;

/// Parses one JSON document.
/// Throws corrupt_data naming `where` and the byte; resource_limit when nested deeper than 64.
[[nodiscard]] Json parse_json(std::string_view text, std::string_view where);

}  // namespace leitmotif

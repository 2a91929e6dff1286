// The JSON door: the only place where nlohmann-json is included. Include it from .cpp files only; it is slow to
// compile.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "leitmotif/core/json_fwd.hpp"

namespace leitmotif {

/// Parses one JSON document.
/// Throws corrupt_data naming `where` and the byte; resource_limit when nested deeper than 64.
[[nodiscard]] Json parse_json(std::string_view text, std::string_view where);

}  // namespace leitmotif

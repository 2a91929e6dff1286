// The name of the JSON type for headers that only pass it on; core/json.hpp has the type itself.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace leitmotif {

/// Keeps keys in the order they were written, so that the same answer is the same bytes.
using Json = nlohmann::ordered_json;

}  // namespace leitmotif

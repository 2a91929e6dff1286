// The name of the JSON type for headers that only pass it on; core/json.hpp has the type itself.
#pragma once

namespace leitmotif {

class Json;

}  // namespace leitmotif

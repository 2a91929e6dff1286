// Forms that have names: OpenAPI's components and the types of the page.
// Flow: schemas of the route table -> components -> openapi.json, web/src/api/generated.ts.
#pragma once

#include <string>

#include "leitmotif/core/json_fwd.hpp"

namespace leitmotif::wire {

/// The schema with a reference (`#/components/schemas/NAME`) in the place of every object that has a name; what the
/// references mean is added to `components`. Two forms of one name are the same form: the table's.
[[nodiscard]] Json with_references(const Json& schema, Json& components);

/// The schema with what references mean in their places again. Throws JsonMismatch for a reference to nothing.
[[nodiscard]] Json without_references(const Json& schema, const Json& components);

/// The components as TypeScript: an interface each, in the order of their names, and for every form with limits or
/// defaults of numbers a constant that holds them.
[[nodiscard]] std::string typescript(const Json& components);

}  // namespace leitmotif::wire

// The route table as an OpenAPI document. Source: OpenAPI Specification 3.1.0.
#pragma once

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/service/route.hpp"

namespace leitmotif::service {

[[nodiscard]] Json openapi(const RouteTable& routes);

}  // namespace leitmotif::service

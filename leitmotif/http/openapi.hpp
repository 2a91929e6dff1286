// The route table as an OpenAPI document. Source: OpenAPI Specification 3.1.0.
#pragma once

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/http/about.hpp"
#include "leitmotif/http/route.hpp"

namespace leitmotif::http {

/// Every row of the table, with the errors that every route may have.
[[nodiscard]] Json openapi(const RouteTable& routes, const About& about);

}  // namespace leitmotif::http

// What the parts of a service ask each other: docs/many-machines.md.
#include "leitmotif/parts/part_question.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {

void add_part_routes(RouteTable& table, Parts& given) {
  table.push_back({.method = "POST",
                   .pattern = "/api/v1/parts/scan",
                   .summary = "The best songs of this part's share for a question of another part",
                   .body = leitmotif::parts::part_question_keys().schema(),
                   .success = {200, "application/json", leitmotif::parts::part_found_table().schema()},
                   .errors = {404, 413},
                   .needs = http::Scope::listen,
                   .handler = [&engine = given.engine](const Call& call) {
                     return table_response(leitmotif::parts::part_found_table(),
                                           engine.scan_part(leitmotif::parts::part_question_keys().read(call.body)));
                   }});
}

}  // namespace leitmotif::service

// Routes for programs that know songs by names and ids of their own: plugins of music servers and players.
#include <memory>

#include "leitmotif/players/alike.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {

void add_alike_routes(RouteTable& table, Parts& parts) {
  const auto alike = std::make_shared<const players::Alike>(parts.engine);
  table.push_back(
      {.method = "POST",
       .pattern = "/api/v1/alike",
       .summary = "Songs like one that another program has, named as it knows it; with what each is known by elsewhere",
       .body = players::alike_keys().schema(),
       .success = {200, "application/json", players::alike_table().schema()},
       .errors = {404},
       .needs = http::Scope::listen,
       .example = R"({"song":{"isrc":"USLMF2600001"},"n":5})",
       .handler = [alike](const Call& call) {
         return table_response(players::alike_table(), alike->like(players::alike_keys().read(call.body)));
       }});
  table.push_back({.method = "POST",
                   .pattern = "/api/v1/alike/path",
                   .summary = "Songs that lead from one such song to another",
                   .body = players::alike_path_keys().schema(),
                   .success = {200, "application/json", players::alike_table().schema()},
                   .errors = {404},
                   .needs = http::Scope::listen,
                   .example = R"({"from":{"isrc":"USLMF2600001"},"to":{"isrc":"USLMF2600002"},"n":5})",
                   .handler = [alike](const Call& call) {
                     return table_response(players::alike_table(),
                                           alike->path(players::alike_path_keys().read(call.body)));
                   }});
}

}  // namespace leitmotif::service

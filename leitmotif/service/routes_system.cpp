// Routes about the service itself, and the whole table.
#include "leitmotif/core/json.hpp"
#include "leitmotif/http/docs_page.hpp"
#include "leitmotif/http/openapi.hpp"
#include "leitmotif/http/router.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {
namespace {

Response text_response(std::string body, std::string type = "text/plain; charset=utf-8") {
  Response response;
  response.type = std::move(type);
  response.body = std::move(body);
  return response;
}

/// What describes the table needs the table; it is told apart from its own row by the shared pointer.
Route document_route(const char* pattern, const char* summary, const char* type,
                     std::shared_ptr<const std::string> text) {
  return {.method = "GET",
          .pattern = pattern,
          .summary = summary,
          .success = {200, type, {}},
          .is_quick = http::always_quick,
          .conditional = true,
          .handler = [text = std::move(text), type](const Call&) { return text_response(*text, type); }};
}

}  // namespace

void add_system_routes(RouteTable& table, Parts& parts) {
  table.push_back({.method = "GET",
                   .pattern = "/healthz",
                   .summary = "Whether the service runs",
                   .success = {200, "text/plain", {}},
                   .is_quick = http::always_quick,
                   .handler = [](const Call&) { return text_response("ok\n"); }});
  table.push_back({.method = "GET",
                   .pattern = "/readyz",
                   .summary = "Whether the library is in memory, so that answers come at once",
                   .success = {200, "text/plain", {}},
                   .is_quick = http::always_quick,
                   .handler = [&parts](const Call& call) {
                     if (parts.is_ready()) return text_response("ready\n");
                     return http::error_response({503, "io", "the library is being read"}, call.request);
                   }});
  table.push_back({.method = "GET",
                   .pattern = "/metrics",
                   .summary = "Counters for Prometheus",
                   .success = {200, "text/plain", {}},
                   .handler = [&parts](const Call&) {
                     return text_response(parts.metrics(), "text/plain; version=0.0.4; charset=utf-8");
                   }});
}

RouteTable all_routes(Parts& parts) {
  RouteTable table;
  add_recommend_routes(table, parts);
  add_song_routes(table, parts);
  add_alike_routes(table, parts);
  add_audio_routes(table, parts);
  add_choice_routes(table, parts);
  add_listener_routes(table, parts);
  add_job_routes(table, parts);
  add_playlist_routes(table, parts);
  add_wish_routes(table, parts);
  add_own_song_routes(table, parts);
  add_token_routes(table, parts);
  add_part_routes(table, parts);
  add_analysis_routes(table, parts);
  add_score_routes(table, parts);
  add_system_routes(table, parts);
  const auto document = std::make_shared<std::string>();
  const auto page = std::make_shared<std::string>();
  table.push_back(document_route("/openapi.json", "This interface as OpenAPI 3.1", "application/json", document));
  table.push_back(document_route("/docs", "This interface as a page", "text/html; charset=utf-8", page));
  table.push_back(document_route("/docs.css", "How that page looks", "text/css",
                                 std::make_shared<std::string>(http::docs_style())));
  table.push_back(document_route("/login.css", "How the sign-in page looks", "text/css",
                                 std::make_shared<std::string>(http::sign_in_style())));
  table.push_back(document_route("/login.js", "What the sign-in page does with a scanned token", "text/javascript",
                                 std::make_shared<std::string>(http::sign_in_script())));
  *document = http::openapi(table, about_leitmotif()).dump();
  *page = http::docs_page(table, about_leitmotif());
  return table;
}

http::About about_leitmotif() { return {"Leitmotif", LEITMOTIF_VERSION, "Finds songs by what they say", "leitmotif"}; }

std::string answers_version(const engine::Engine& engine) {
  return std::string(LEITMOTIF_VERSION) + "-" + engine.reader().model().id().substr(0, 12) + "-" +
         std::to_string(engine.generation());
}

}  // namespace leitmotif::service

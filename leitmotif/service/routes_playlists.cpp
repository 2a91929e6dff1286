// Routes for lists of songs that a person keeps, and for playlist files.
#include <span>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/http/router.hpp"
#include "leitmotif/service/routes.hpp"
#include "leitmotif/service/song_schemas.hpp"

namespace leitmotif::service {
namespace {

Schema songs_schema() { return list_of(song_id(), 0, catalog::kMostListSongs, "in the list's order"); }

Schema list_answer() {
  return object({{"id", integer(1, kLargestId), true}, {"name", any_text(), true}, {"songs", songs_schema(), true}},
                false);
}

Schema list_body() {
  return object({{"name", text(1, catalog::kMostListNameBytes), true}, {"songs", songs_schema(), true}}, true);
}

Schema new_list_body() {
  return object({{"name", text(1, catalog::kMostListNameBytes), true},
                 {"songs", songs_schema(), true},
                 {"replace", truth("a list that has the name gets these songs instead"), false}},
                true);
}

std::vector<Parameter> list_number() { return {{"list", integer(1, kLargestId), "number of a list", true}}; }

std::int64_t number_in(const Call& call) { return call.parameters["list"].get<std::int64_t>(); }

Json list_json(const catalog::SavedList& list) {
  return {{"id", list.head.id}, {"name", list.head.name}, {"songs", list.songs}};
}

Response all_lists(const engine::Engine& engine) {
  Json lists = Json::array();
  for (const catalog::SavedList& list : engine.lists()) lists.push_back(list_json(list));
  return json_response({{"lists", std::move(lists)}});
}

Response name_is_taken(const Call& call) {
  return error_response(409, "conflict",
                        "body.name: there is a list '" + call.body["name"].get<std::string>() + "' already",
                        call.request);
}

Response save(engine::Engine& engine, const Call& call) {
  const Json& body = call.body;
  const auto if_taken = body.value("replace", false) ? catalog::IfTaken::replace : catalog::IfTaken::refuse;
  const auto id =
      engine.save_list(body["name"].get<std::string>(), body["songs"].get<std::vector<std::int64_t>>(), if_taken);
  return id ? json_response(list_json(engine.list(*id)), 201) : name_is_taken(call);
}

Response replace(engine::Engine& engine, const Call& call) {
  const std::int64_t id = number_in(call);
  const bool done = engine.replace_list(id, call.body["name"].get<std::string>(),
                                        call.body["songs"].get<std::vector<std::int64_t>>());
  return done ? json_response(list_json(engine.list(id))) : name_is_taken(call);
}

Response export_songs(const engine::Engine& engine, const Json& body) {
  engine::PlaylistExport wish;
  wish.songs = body["songs"].get<std::vector<std::int64_t>>();
  wish.format = playlist::parse_format(body["format"].get<std::string>());
  wish.title = body.value("title", "");
  const playlist::FormatInfo& format = playlist::info_of(wish.format);
  Response response;
  response.body = engine.export_playlist(wish);
  response.type = format.media_type;
  // A name of our own: what a person typed has no place in a header.
  response.headers.emplace_back("content-disposition",
                                "attachment; filename=\"playlist." + std::string(format.name) + "\"");
  return response;
}

Route export_route(const engine::Engine& engine) {
  std::vector<std::string> types;
  for (const playlist::FormatInfo& format : playlist::formats()) types.emplace_back(format.media_type);
  return {.method = "POST",
          .pattern = "/api/v1/playlists/export",
          .summary = "Songs as a playlist file (M3U8, XSPF, JSPF, CSV)",
          .body = object({{"songs", songs_schema(), true},
                          {"format", one_of({"m3u8", "xspf", "jspf", "csv"}), true},
                          {"title", text(0, 1000), false}},
                         true),
          .success = {200, types.front(), {}, {types.begin() + 1, types.end()}},
          .errors = {404},
          .handler = [&engine](const Call& call) { return export_songs(engine, call.body); }};
}

}  // namespace

void add_playlist_routes(RouteTable& table, Parts& parts) {
  engine::Engine& engine = parts.engine;
  const std::string one = "/api/v1/lists/{list}";
  table.push_back(
      {.method = "GET",
       .pattern = "/api/v1/lists",
       .summary = "Saved lists",
       .success = {200, "application/json", object({{"lists", list_of(list_answer(), 0, kMany), true}}, false)},
       .handler = [&engine](const Call&) { return all_lists(engine); }});
  table.push_back({.method = "POST",
                   .pattern = "/api/v1/lists",
                   .summary = "Save a list; when another has the name, it gets these songs only with `replace`",
                   .body = new_list_body(),
                   .success = {201, "application/json", list_answer()},
                   .errors = {404, 409},
                   .handler = [&engine](const Call& call) { return save(engine, call); }});
  table.push_back(
      {.method = "GET",
       .pattern = one,
       .summary = "One list",
       .path = list_number(),
       .success = {200, "application/json", list_answer()},
       .errors = {404},
       .handler = [&engine](const Call& call) { return json_response(list_json(engine.list(number_in(call)))); }});
  table.push_back({.method = "PUT",
                   .pattern = one,
                   .summary = "Give a list another name and other songs",
                   .path = list_number(),
                   .body = list_body(),
                   .success = {200, "application/json", list_answer()},
                   .errors = {404, 409},
                   .handler = [&engine](const Call& call) { return replace(engine, call); }});
  table.push_back({.method = "DELETE",
                   .pattern = one,
                   .summary = "Remove a list; its songs stay in the library",
                   .path = list_number(),
                   .success = {204, "", {}},
                   .errors = {404},
                   .handler = [&engine](const Call& call) {
                     engine.remove_list(number_in(call));
                     Response response;
                     response.status = 204;
                     response.type.clear();
                     return response;
                   }});
  table.push_back(export_route(engine));
}

}  // namespace leitmotif::service

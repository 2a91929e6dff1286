// Routes for what a person decided about songs: blocks and flags.
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/answers_json.hpp"
#include "leitmotif/service/routes.hpp"
#include "leitmotif/service/song_schemas.hpp"

namespace leitmotif::service {
namespace {

Schema block_body() {
  return object({{"song", song_id(), false}, {"artist", text(1, 1000, "every song of an artist"), false}}, true);
}

Schema blocks_answer() {
  return object({{"songs", list_of(song_head(), 0, kMany), true}, {"artists", list_of(any_text(), 0, kMany), true}},
                false);
}

void check_one(const Json& body) {
  if (body.contains("song") == body.contains("artist"))
    throw Error(ErrorKind::invalid_argument, "body: expected either song or artist");
}

Response block(engine::Engine& engine, const Json& body) {
  check_one(body);
  if (body.contains("song"))
    engine.block_song(body["song"]);
  else
    engine.block_artist(body["artist"].text());
  return json_response(engine::to_json(engine.blocks()), 201);
}

Response unblock(engine::Engine& engine, const Json& body) {
  check_one(body);
  const bool was_there =
      body.contains("song") ? engine.unblock_song(body["song"]) : engine.unblock_artist(body["artist"].text());
  if (!was_there) throw Error(ErrorKind::not_found, "body: is not blocked");
  return json_response(engine::to_json(engine.blocks()));
}

Response add_flag(engine::Engine& engine, const Json& body) {
  catalog::Flag flag;
  if (body.contains("song")) flag.song = body["song"].get<std::int64_t>();
  flag.lyrics = body.value("lyrics", "");
  flag.note = body.value("note", "");
  if (body.contains("query")) flag.query = body["query"].dump();
  return json_response({{"id", engine.add_flag(std::move(flag))}}, 201);
}

Route flag_route(engine::Engine& engine) {
  return {.method = "POST",
          .pattern = "/api/v1/flags",
          .summary = "Keep a note that an answer was wrong, for later evaluation",
          .body = object({{"song", song_id(), false},
                          {"lyrics", text(0, 100000), false},
                          {"query", object({}, false), false},
                          {"note", text(0, 10000), false}},
                         true),
          .success = {201, "application/json", object({{"id", integer(1, kLargestId), true}}, false)},
          .errors = {404},
          .handler = [&engine](const Call& call) { return add_flag(engine, call.body); }};
}

}  // namespace

void add_choice_routes(RouteTable& table, Parts& parts) {
  engine::Engine& engine = parts.engine;
  table.push_back({.method = "GET",
                   .pattern = "/api/v1/blocks",
                   .summary = "Songs and artists that are never recommended",
                   .success = {200, "application/json", blocks_answer()},
                   .handler = [&engine](const Call&) { return json_response(engine::to_json(engine.blocks())); }});
  table.push_back({.method = "POST",
                   .pattern = "/api/v1/blocks",
                   .summary = "Never recommend a song or an artist",
                   .body = block_body(),
                   .success = {201, "application/json", blocks_answer()},
                   .errors = {404},
                   .handler = [&engine](const Call& call) { return block(engine, call.body); }});
  table.push_back({.method = "DELETE",
                   .pattern = "/api/v1/blocks",
                   .summary = "Lift a block",
                   .body = block_body(),
                   .success = {200, "application/json", blocks_answer()},
                   .errors = {404},
                   .handler = [&engine](const Call& call) { return unblock(engine, call.body); }});
  table.push_back(
      {.method = "GET",
       .pattern = "/api/v1/flags",
       .summary = "Notes on wrong answers, the newest first",
       .success = {200, "application/json", object({{"flags", list_of(anything(), 0, kMany), true}}, false)},
       .handler = [&engine](const Call&) { return json_response(engine::to_json(engine.flags())); }});
  table.push_back(flag_route(engine));
}

}  // namespace leitmotif::service

// Routes that tell what is in the library: topics, songs, one song, the map, all in numbers.
#include <algorithm>
#include <memory>

#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/answer_tables.hpp"
#include "leitmotif/engine/recommend_keys.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {
namespace {

constexpr std::size_t kSongsPerPiece = 500;

/// A row a song, made while it is sent: a map of 200,000 songs never stands in memory as text.
Pieces rows_of(const std::shared_ptr<const engine::SongMap>& map) {
  const auto out = std::make_shared<wire::Writer>();
  out->begin_object();
  out->key("songs");
  out->begin_list();
  return [map, out, next = std::size_t{0}, ended = false]() mutable {
    const std::size_t end = std::min(next + kSongsPerPiece, map->id.size());
    for (; next < end; ++next) engine::map_song_table().write(*out, {*map, next});
    if (next == map->id.size() && !std::exchange(ended, true)) {
      out->end_list();
      out->end_object();
    }
    return out->take();
  };
}

Response map_of_songs(const engine::Engine& engine, const Json& parameters) {
  const std::int64_t limit = parameters["limit"];
  auto map = std::make_shared<const engine::SongMap>(engine.map(static_cast<std::size_t>(limit)));
  if (parameters["form"] == "columns") return table_response(engine::map_columns_table(), *map);
  Response response;
  response.pieces = rows_of(map);
  return response;
}

Response songs(const engine::Engine& engine, const Json& parameters) {
  return table_response(engine::song_list_table(),
                        engine.songs(parameters["q"].text(), parameters["limit"].get<std::size_t>(),
                                     parameters["offset"].get<std::size_t>()));
}

Route topics_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/topics",
          .summary = "Topics, mixture parts and moods that can be asked for",
          .success = {200, "application/json", engine::topics_table().schema()},
          .is_quick = http::always_quick,
          .conditional = true,
          .handler = [&engine](const Call&) { return table_response(engine::topics_table(), engine.topics()); }};
}

Route songs_route(const engine::Engine& engine) {
  return {
      .method = "GET",
      .pattern = "/api/v1/songs",
      .summary = "Songs whose artist, title, album or lyrics hold the words, best first; without words all songs",
      .query = {{"q", with_default(text(0, engine::kLongestName), ""), "words; the last may be the beginning of one"},
                {"limit", with_default(integer(1, 1000), 20), "how many"},
                {"offset", with_default(count(), 0), "how many to leave out first"}},
      .success = {200, "application/json", engine::song_list_table().schema()},
      .errors = {413},
      .conditional = true,
      .handler = [&engine](const Call& call) { return songs(engine, call.parameters); }};
}

Route song_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/songs/{id}",
          .summary = "Everything that is known of a song",
          .path = {{"id", song_id(), "the song", true}},
          .success = {200, "application/json", engine::song_details_table().schema()},
          .errors = {404},
          .handler = [&engine](const Call& call) {
            return table_response(engine::song_details_table(), engine.song(call.parameters["id"]));
          }};
}

Route map_route(const engine::Engine& engine) {
  const Schema rows = wire::object({{"songs", list_of(engine::map_song_table().schema(), 0, wire::kManyItems), true}});
  return {.method = "GET",
          .pattern = "/api/v1/map",
          .summary = "Songs as points in the plane: near each other when they are alike",
          .query = {{"limit", with_default(integer(0, 10000000), 0), "how many at most, drawn evenly; 0: all"},
                    {"form", with_default(one_of({"rows", "columns"}), "rows"), "columns: smaller and faster"}},
          .success = {200, "application/json", any_of({rows, engine::map_columns_table().schema()})},
          .conditional = true,
          .handler = [&engine](const Call& call) { return map_of_songs(engine, call.parameters); }};
}

Route library_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/library",
          .summary = "The library in numbers",
          .success = {200, "application/json", engine::library_table().schema()},
          .conditional = true,
          .handler = [&engine](const Call&) { return table_response(engine::library_table(), engine.library()); }};
}

}  // namespace

void add_song_routes(RouteTable& table, Parts& parts) {
  table.push_back(topics_route(parts.engine));
  table.push_back(songs_route(parts.engine));
  table.push_back(song_route(parts.engine));
  table.push_back(map_route(parts.engine));
  table.push_back(library_route(parts.engine));
}

}  // namespace leitmotif::service

// Routes that tell what is in the library: topics, songs, one song, the map, all in numbers.
#include <algorithm>
#include <memory>

#include "leitmotif/core/json.hpp"
#include "leitmotif/core/json_text.hpp"
#include "leitmotif/engine/answers_json.hpp"
#include "leitmotif/service/routes.hpp"
#include "leitmotif/service/song_schemas.hpp"

namespace leitmotif::service {
namespace {

constexpr std::size_t kManySongs = 10000000;
constexpr std::size_t kSongsPerPiece = 500;

void append_song(std::string& out, const engine::SongMap& map, std::size_t i) {
  const auto name = [&](const std::vector<std::string>& names, std::int32_t place) {
    append_json_text(out, place < 0 ? std::string_view() : std::string_view(names[static_cast<std::size_t>(place)]));
  };
  out += i == 0 ? "{\"id\":" : ",{\"id\":";
  append_json_number(out, map.id[i]);
  out += ",\"x\":";
  append_json_number(out, map.x[i]);
  out += ",\"y\":";
  append_json_number(out, map.y[i]);
  out += ",\"topic\":";
  name(map.topics, map.topic[i]);
  out += ",\"genre\":";
  name(map.genres, map.genre[i]);
  out += ",\"cluster\":";
  append_json_number(out, static_cast<std::int64_t>(map.cluster[i]));
  out += ",\"artist\":";
  append_json_text(out, map.artist[i]);
  out += ",\"title\":";
  append_json_text(out, map.title[i]);
  out += '}';
}

/// A row a song, made while it is sent: a map of 200,000 songs never stands in memory as text.
Pieces rows_of(const std::shared_ptr<const engine::SongMap>& map) {
  return [map, next = std::size_t{0}, ended = false]() mutable {
    std::string piece = next == 0 && !ended ? "{\"songs\":[" : "";
    const std::size_t end = std::min(next + kSongsPerPiece, map->id.size());
    for (; next < end; ++next) append_song(piece, *map, next);
    if (next == map->id.size() && !ended) {
      piece += "]}";
      ended = true;
    }
    return piece;
  };
}

Response map_of_songs(const engine::Engine& engine, const Json& parameters) {
  const std::int64_t limit = parameters["limit"];
  auto map = std::make_shared<const engine::SongMap>(engine.map(static_cast<std::size_t>(limit)));
  if (parameters["form"] == "columns") return json_response(engine::columns_json(*map));
  Response response;
  response.pieces = rows_of(map);
  return response;
}

Response songs(const engine::Engine& engine, const Json& parameters) {
  return json_response(
      engine::to_json(engine.songs(parameters["q"].get<std::string>(), parameters["limit"].get<std::size_t>(),
                                   parameters["offset"].get<std::size_t>())));
}

Route topics_route(const engine::Engine& engine) {
  const Schema names = list_of(any_text(), 0, kManySongs);
  const Schema mood =
      object({{"name", any_text(), true}, {"valence", number(0, 1), true}, {"energy", number(0, 1), true}}, false);
  return {.method = "GET",
          .pattern = "/api/v1/topics",
          .summary = "Topics, mixture parts and moods that can be asked for",
          .success = {200, "application/json",
                      object({{"topics", names, true},
                              {"mixture_parts", names, true},
                              {"moods", list_of(mood, 0, kManySongs), true}},
                             false)},
          .is_quick = http::always_quick,
          .conditional = true,
          .handler = [&engine](const Call&) { return json_response(engine::to_json(engine.topics())); }};
}

Route songs_route(const engine::Engine& engine) {
  const Schema line = with_fields(song_head(), {{"topic", any_text(), true},
                                                {"line", any_text("holds the words"), false},
                                                {"album", any_text("when the song's file names one"), false}});
  return {.method = "GET",
          .pattern = "/api/v1/songs",
          .summary = "Songs whose artist, title, album or lyrics hold the words, best first; without words all songs",
          .query = {{"q", with_default(text(0, 1000), ""), "words; the last may be the beginning of one"},
                    {"limit", with_default(integer(1, 1000), 20), "how many"},
                    {"offset", with_default(integer(0, kLargestId), 0), "how many to leave out first"}},
          .success = {200, "application/json",
                      object({{"total", integer(0, kLargestId), true},
                              {"from_songbook", truth(), true},
                              {"songs", list_of(line, 0, kManySongs), true}},
                             false)},
          .errors = {413},
          .conditional = true,
          .handler = [&engine](const Call& call) { return songs(engine, call.parameters); }};
}

Schema sounds_schema() {
  return list_of(
      object({{"name", any_text(), true},
              {"value", any_number(), true},
              {"source", one_of({"data set", "tag", "measured", "guessed"}), true},
              {"method", any_text("what made it, with its version; empty for values taken as they were"), true}},
             false),
      0, kManySongs, "every sound feature, by name");
}

Route song_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/songs/{id}",
          .summary = "Everything that is known of a song",
          .path = {{"id", song_id(), "the song", true}},
          .success = {200, "application/json",
                      with_fields(song_head(), {{"topic", any_text(), true},
                                                {"confidence", number(0, 1), true},
                                                {"topics", map_of(any_number()), true},
                                                {"mixture", map_of(any_number()), true},
                                                {"audio", map_of(or_null(any_number())), true},
                                                {"sounds", sounds_schema(), true},
                                                {"album", any_text(), false},
                                                {"length_ms", integer(0, kLargestId), false},
                                                {"language", any_text("code of the lyric's language"), false},
                                                {"recording_id", any_text("MusicBrainz's, as the next two"), false},
                                                {"release_id", any_text(), false},
                                                {"artist_id", any_text(), false},
                                                {"words", word_shares(), true},
                                                {"blocked", truth(), true}})},
          .errors = {404},
          .handler = [&engine](const Call& call) {
            return json_response(engine::to_json(engine.song(call.parameters["id"])));
          }};
}

Route map_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/map",
          .summary = "Songs as points in the plane: near each other when they are alike",
          .query = {{"limit", with_default(integer(0, 10000000), 0), "how many at most, drawn evenly; 0: all"},
                    {"form", with_default(one_of({"rows", "columns"}), "rows"), "columns: smaller and faster"}},
          .success = {200, "application/json",
                      object({{"songs",
                               any_of({list_of(anything(), 0, kManySongs), map_of(list_of(anything(), 0, kManySongs))}),
                               true},
                              {"topics", list_of(any_text(), 0, kManySongs), false},
                              {"genres", list_of(any_text(), 0, kManySongs), false}},
                             false)},
          .conditional = true,
          .handler = [&engine](const Call& call) { return map_of_songs(engine, call.parameters); }};
}

Route library_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/library",
          .summary = "The library in numbers",
          .success = {200, "application/json",
                      object({{"songs", integer(0, kLargestId), true},
                              {"from_songbook", truth(), true},
                              {"genres", list_of(anything(), 0, kManySongs), true},
                              {"model", anything(), true},
                              {"version", any_text(), true},
                              {"generation", integer(0, kLargestId), true}},
                             false)},
          .conditional = true,
          .handler = [&engine](const Call&) { return json_response(engine::to_json(engine.library())); }};
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

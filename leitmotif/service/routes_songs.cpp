// Routes that tell what is in the library: topics, songs, one song, the map, all in numbers.
#include <algorithm>
#include <memory>

#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {
namespace {

constexpr std::size_t kSongsPerPiece = 500;
constexpr std::size_t kMostNumbers = 1000;

/// A row a song, made while it is sent: a map of 200,000 songs never stands in memory as text.
Pieces rows_of(const std::shared_ptr<const answers::SongMap>& map) {
  const auto out = std::make_shared<wire::Writer>();
  out->begin_object();
  out->key("songs");
  out->begin_list();
  return [map, out, next = std::size_t{0}, ended = false]() mutable {
    const std::size_t end = std::min(next + kSongsPerPiece, map->id.size());
    for (; next < end; ++next) answers::map_song_table().write(*out, {*map, next});
    if (next == map->id.size() && !std::exchange(ended, true)) {
      out->end_list();
      out->end_object();
    }
    return out->take();
  };
}

Response map_of_songs(const engine::Engine& engine, const Json& parameters) {
  const std::int64_t limit = parameters["limit"];
  auto map = std::make_shared<const answers::SongMap>(engine.map(static_cast<std::size_t>(limit)));
  if (parameters["form"] == "columns") return table_response(answers::map_columns_table(), *map);
  Response response;
  response.pieces = rows_of(map);
  return response;
}

/// "1990-1999" or "1990" -> both years. Throws invalid_argument.
recommend::YearRange years_in(const std::string& years) {
  const std::size_t dash = years.find('-', 1);
  const Json first = wire::value_of(*count(), years.substr(0, dash));
  const Json last = dash == std::string::npos ? first : wire::value_of(*count(), years.substr(dash + 1));
  if (!first.is_number() || !last.is_number() || first.get<std::int64_t>() > 9999 || last.get<std::int64_t>() > 9999)
    throw Error(ErrorKind::invalid_argument, "query.years", "expected a year, or two years such as 1990-1999");
  return {first.get<int>(), last.get<int>()};
}

/// Throws invalid_argument.
void read_cursor(const std::string& cursor, answers::BrowseRequest& request) {
  const std::size_t dot = cursor.find('.');
  const Json offset = wire::value_of(*count(), cursor.substr(0, dot));
  const Json song = wire::value_of(*song_id(), dot == std::string::npos ? "" : cursor.substr(dot + 1));
  if (!offset.is_number() || !song.is_number())
    throw Error(ErrorKind::invalid_argument, "query.cursor", "expected what `next` of the answer before says");
  request.offset = offset.get<std::size_t>();
  request.after = song.get<std::int64_t>();
}

answers::BrowseRequest browse_request(const Json& parameters) {
  answers::BrowseRequest request;
  const auto text_of = [&](const char* name) { return parameters.contains(name) ? parameters[name].text() : ""; };
  const auto truth_of = [&](const char* name) {
    return parameters.contains(name) ? std::optional(parameters[name].get<bool>()) : std::nullopt;
  };
  request.words = text_of("q");
  request.ids = numbers_in(text_of("ids"));
  request.artist = text_of("artist");
  request.album = text_of("album");
  if (parameters.contains("album_of")) request.album_of = parameters["album_of"].get<std::int64_t>();
  request.genre = text_of("genre");
  request.topic = text_of("topic");
  if (parameters.contains("years")) request.years = years_in(text_of("years"));
  request.read = truth_of("read");
  request.guessed = truth_of("guessed");
  request.corrected = truth_of("corrected");
  request.gone = truth_of("gone");
  request.own = truth_of("own");
  request.named = truth_of("named");
  if (const std::string order = text_of("sort"); !order.empty())
    request.order =
        static_cast<answers::SongOrder>(std::ranges::find(answers::kSongOrders, order) - answers::kSongOrders.begin());
  request.descending = truth_of("descending").value_or(false);
  request.limit = parameters["limit"].get<std::size_t>();
  request.offset = parameters["offset"].get<std::size_t>();
  if (parameters.contains("cursor")) read_cursor(parameters["cursor"].text(), request);
  return request;
}

/// Songs of which only some members are sent.
Schema chosen_songs() {
  Json form = *answers::song_list_table().schema();
  form["title"] = "ChosenSongs";
  Json& song = form["properties"]["songs"]["items"];
  song["title"] = "ChosenSong";
  song.erase("required");
  return std::make_shared<const Json>(std::move(form));
}

/// Which members of each song are sent.
void choose_fields(const std::string& fields, Response& response) {
  const Json& known = (*answers::song_list_table().schema())["properties"]["songs"]["items"]["properties"];
  std::vector<std::string> wanted;
  for (std::size_t begin = 0; begin <= fields.size();) {
    const std::size_t end = std::min(fields.find(',', begin), fields.size());
    wanted.push_back(fields.substr(begin, end - begin));
    if (!known.contains(wanted.back()))
      throw Error(ErrorKind::invalid_argument, "query.fields", "'" + wanted.back() + "' is no field of a song");
    begin = end + 1;
  }
  Json answer = parse_json(response.body, "answer");
  Json songs = Json::array();
  for (const Json& song : answer["songs"]) {
    Json chosen = Json::object();
    for (const std::string& name : wanted)
      if (song.contains(name)) chosen[name] = song[name];
    songs.push_back(std::move(chosen));
  }
  answer["songs"] = std::move(songs);
  response.body = answer.dump();
}

Response songs(const engine::Engine& engine, const Json& parameters) {
  Response response = table_response(answers::song_list_table(), engine.browse(browse_request(parameters)));
  if (parameters.contains("fields")) choose_fields(parameters["fields"].text(), response);
  return response;
}

Route topics_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/topics",
          .summary = "Topics, mixture parts and moods that can be asked for",
          .success = {200, "application/json", answers::topics_table().schema()},
          .is_quick = http::always_quick,
          .conditional = true,
          .handler = [&engine](const Call&) { return table_response(answers::topics_table(), engine.topics()); }};
}

Route songs_route(const engine::Engine& engine) {
  const Schema name = text(1, answers::kLongestName);
  return {
      .method = "GET",
      .pattern = "/api/v1/songs",
      .summary = "Songs whose artist, title, album or lyrics hold the words, best first; without words all songs",
      .query = {{"q", with_default(text(0, answers::kLongestName), ""), "words; the last may be the beginning of one"},
                {"limit", with_default(integer(1, 1000), 20), "how many"},
                {"offset", with_default(count(), 0), "how many to leave out first"},
                {"cursor", text(3, 40), "instead of offset: `next` of the answer before, with the same question"},
                {"fields", text(1, 400), "only these members of each song, with commas between them"},
                {"ids", text(1, 12000), "only these, in this order: numbers with commas between them"},
                {"artist", name, "only of this artist"},
                {"album", name, "only of albums of this name"},
                {"album_of", song_id(), "with album: of the albums of that name only the one this song is on"},
                {"genre", name, "only of this genre"},
                {"topic", name, "only those that are most probably about it"},
                {"years", text(1, 9), "only of this year, or of years such as 1990-1999"},
                {"read", truth(), "whether enough of a song's words are known to tell its topics"},
                {"guessed", truth(), "whether its topics are a guess"},
                {"corrected", truth(), "whether a person said its topic"},
                {"gone", truth(), "whether its files were there once and are not now"},
                {"own", truth(), "whether it has a file that is there"},
                {"named", truth(), "whether it is known who made it"},
                {"sort", one_of({"added", "title", "artist", "album", "year", "genre", "topic"}),
                 "the order; without one the best first, and without words as they came in"},
                {"descending", truth(), "the order backwards"}},
      .success = {200, "application/json", any_of({answers::song_list_table().schema(), chosen_songs()})},
      .errors = {413},
      .conditional = true,
      .handler = [&engine](const Call& call) { return songs(engine, call.parameters); }};
}

Route song_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/songs/{id}",
          .summary = "Everything that is known of a song",
          .path = {{"id", song_id(), "the song", true}},
          .success = {200, "application/json", answers::song_details_table().schema()},
          .errors = {404},
          .handler = [&engine](const Call& call) {
            return table_response(answers::song_details_table(), engine.song(call.parameters["id"]));
          }};
}

std::vector<Parameter> page_query() {
  return {{"q", with_default(text(0, answers::kLongestName), ""), "a part of the name"},
          {"limit", with_default(integer(1, 1000), 100), "how many"},
          {"offset", with_default(count(), 0), "how many to leave out first"}};
}

std::vector<Parameter> artists_query() {
  std::vector<Parameter> query = page_query();
  query.push_back(
      {"sort", with_default(one_of({"name", "songs"}), "name"), "songs: whose songs there are most of first"});
  return query;
}

Route albums_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/albums",
          .summary = "Albums by name: songs of one album's name in one folder",
          .query = page_query(),
          .success = {200, "application/json", answers::albums_table().schema()},
          .conditional = true,
          .handler = [&engine](const Call& call) {
            const Json& asked = call.parameters;
            return table_response(answers::albums_table(),
                                  engine.albums(asked["q"].text(), asked["limit"].get<std::size_t>(),
                                                asked["offset"].get<std::size_t>()));
          }};
}

Route artists_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/artists",
          .summary = "Artists, by name or by how many songs there are",
          .query = artists_query(),
          .success = {200, "application/json", answers::artists_table().schema()},
          .conditional = true,
          .handler = [&engine](const Call& call) {
            const Json& asked = call.parameters;
            return table_response(answers::artists_table(),
                                  engine.artists(asked["q"].text(), asked["limit"].get<std::size_t>(),
                                                 asked["offset"].get<std::size_t>(), asked["sort"] == "songs"));
          }};
}

Route map_route(const engine::Engine& engine) {
  const Schema rows = wire::object({{"songs", list_of(answers::map_song_table().schema(), 0, wire::kManyItems), true}});
  return {.method = "GET",
          .pattern = "/api/v1/map",
          .summary = "Songs as points in the plane: near each other when they are alike",
          .query = {{"limit", with_default(integer(0, 10000000), 0), "how many at most, drawn evenly; 0: all"},
                    {"form", with_default(one_of({"rows", "columns"}), "rows"), "columns: smaller and faster"}},
          .success = {200, "application/json", any_of({rows, answers::map_columns_table().schema()})},
          .conditional = true,
          .handler = [&engine](const Call& call) { return map_of_songs(engine, call.parameters); }};
}

Route library_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/library",
          .summary = "The library in numbers",
          .success = {200, "application/json", answers::library_table().schema()},
          .conditional = true,
          .handler = [&engine](const Call&) { return table_response(answers::library_table(), engine.library()); }};
}

}  // namespace

std::vector<std::int64_t> numbers_in(const std::string& list) {
  std::vector<std::int64_t> numbers;
  std::size_t begin = 0;
  while (begin <= list.size() && !list.empty()) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const Json number = wire::value_of(*song_id(), list.substr(begin, end - begin));
    if (!number.is_number() || number.get<std::int64_t>() < 1 || numbers.size() >= kMostNumbers)
      throw Error(ErrorKind::invalid_argument, "query.ids",
                  "expected numbers of songs with commas between them, " + std::to_string(kMostNumbers) + " at most");
    numbers.push_back(number.get<std::int64_t>());
    begin = end + 1;
  }
  return numbers;
}

void add_song_routes(RouteTable& table, Parts& parts) {
  table.insert(table.end(), {topics_route(parts.engine), songs_route(parts.engine), song_route(parts.engine),
                             albums_route(parts.engine), artists_route(parts.engine), map_route(parts.engine),
                             library_route(parts.engine)});
}

}  // namespace leitmotif::service

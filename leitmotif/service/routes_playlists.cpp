// Routes for lists of songs that a person keeps, and for playlist files.
#include <memory>
#include <mutex>

#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/http/file_answer.hpp"
#include "leitmotif/http/router.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {
namespace {

Schema songs_schema() { return list_of(song_id(), 0, catalog::kMostListSongs, "in the list's order"); }

const wire::Table<catalog::SavedList>& list_table() {
  using catalog::SavedList;
  using F = wire::Field<SavedList>;
  static const wire::Table<SavedList> table(
      "SongList", {F::value(
                       "id", [](const SavedList& list) { return list.head.id; }, integer(1, wire::kLargestWhole)),
                   F::value(
                       "name", [](const SavedList& list) { return list.head.name; }, any_text()),
                   F::value("songs", &SavedList::songs, songs_schema())});
  return table;
}

struct SongLists {
  std::vector<catalog::SavedList> lists;
};

const wire::Table<SongLists>& lists_table() {
  static const wire::Table<SongLists> table("SongLists",
                                            {wire::Field<SongLists>::list("lists", &SongLists::lists, list_table())});
  return table;
}

/// A list as a client wants it.
struct ListWish {
  std::string name;
  std::vector<std::int64_t> songs;
  bool replace = false;
};

std::vector<wire::Key<ListWish>> list_rows() {
  using K = wire::Key<ListWish>;
  return {K::member("name", &ListWish::name, text(1, catalog::kMostListNameBytes)),
          K::member("songs", &ListWish::songs, songs_schema())};
}

/// For POST lists.
const wire::Request<ListWish>& new_list_keys() {
  static const wire::Request<ListWish> table(
      "NewList",
      [] {
        std::vector<wire::Key<ListWish>> rows = list_rows();
        rows.push_back(wire::Key<ListWish>::member("replace", &ListWish::replace,
                                                   truth("a list that has the name gets these songs instead")));
        return rows;
      }(),
      {"name", "songs"});
  return table;
}

/// For PUT lists/{list}.
const wire::Request<ListWish>& list_keys() {
  static const wire::Request<ListWish> table("ChangedList", list_rows(), {"name", "songs"});
  return table;
}

struct ExportWish {
  std::vector<std::int64_t> songs;
  std::string format;
  std::string title;
  std::string paths = "common";
  std::string folder;
};

const wire::Request<ExportWish>& export_keys() {
  using K = wire::Key<ExportWish>;
  static const wire::Request<ExportWish> table(
      "PlaylistExport",
      {K::member("songs", &ExportWish::songs, songs_schema()),
       K::member("format", &ExportWish::format, one_of({"m3u8", "xspf", "jspf", "csv"})),
       K::member("title", &ExportWish::title, text(0, answers::kLongestName)),
       K::member(
           "paths", &ExportWish::paths,
           with_default(one_of({"common", "absolute", "folder"},
                               "how files are named: from the deepest folder that holds them all, wholly, or from "
                               "`folder`, such as the music folder of a player"),
                        "common")),
       K::member("folder", &ExportWish::folder, text(0, 4000, "where file names begin, with paths: folder"))},
      {"songs", "format"});
  return table;
}

std::vector<Parameter> list_number() { return {{"list", integer(1, wire::kLargestWhole), "number of a list", true}}; }

std::int64_t number_in(const Call& call) { return call.parameters["list"].get<std::int64_t>(); }

Response name_is_taken(const ListWish& wish, const Call& call) {
  return http::error_response({409, "conflict", "body.name: there is a list '" + wish.name + "' already", "body.name"},
                              call.request);
}

/// What a list is, so that who changes it can say which state was meant. Strong: the same bytes, the same tag.
std::string tag_of(const catalog::SavedList& list) {
  return '"' + sha256_hex(list_table().text(list)).substr(0, 32) + '"';
}

Response list_response(const catalog::SavedList& list, int status = 200) {
  Response response = table_response(list_table(), list, status);
  response.headers.emplace_back("etag", tag_of(list));
  response.headers.emplace_back("cache-control", "no-cache");
  if (status == 201) response.headers.emplace_back("location", "/api/v1/lists/" + std::to_string(list.head.id));
  return response;
}

/// 412 when the request means another state of the list than it is in now. Source: RFC 9110 section 13.1.1.
std::optional<Response> changed_meanwhile(const catalog::SavedList& list, const Call& call) {
  const auto meant = call.request.header("if-match");
  if (!meant || http::has_tag(*meant, tag_of(list), false)) return std::nullopt;
  return http::error_response({412, "conflict", "the list was changed meanwhile; ask for it again"}, call.request);
}

Response save(engine::Engine& engine, const Call& call) {
  const ListWish wish = new_list_keys().read(call.body);
  const auto if_taken = wish.replace ? catalog::IfTaken::replace : catalog::IfTaken::refuse;
  const auto id = engine.save_list(wish.name, wish.songs, if_taken);
  return id ? list_response(engine.list(*id), 201) : name_is_taken(wish, call);
}

Response replace(engine::Engine& engine, const Call& call) {
  const std::int64_t id = number_in(call);
  if (auto refusal = changed_meanwhile(engine.list(id), call)) return *std::move(refusal);
  const ListWish wish = list_keys().read(call.body);
  const bool done = engine.replace_list(id, wish.name, wish.songs);
  return done ? list_response(engine.list(id)) : name_is_taken(wish, call);
}

Response remove(engine::Engine& engine, const Call& call) {
  if (auto refusal = changed_meanwhile(engine.list(number_in(call)), call)) return *std::move(refusal);
  engine.remove_list(number_in(call));
  return http::no_content();
}

Response songs_of_list(const engine::Engine& engine, const Call& call) {
  answers::BrowseRequest request;
  request.ids = engine.list(number_in(call)).songs;
  request.limit = catalog::kMostListSongs;
  return table_response(answers::song_list_table(), request.ids.empty() ? answers::SongList() : engine.browse(request));
}

/// Changes of lists are made one after the other, so that nobody changes one between its check and its change.
http::Handler in_turn(const std::shared_ptr<std::mutex>& mutex, http::Handler handler) {
  return [mutex, handler = std::move(handler)](const Call& call) {
    const std::lock_guard lock(*mutex);
    return handler(call);
  };
}

Response export_songs(const engine::Engine& engine, const Json& body) {
  ExportWish wish = export_keys().read(body);
  const playlist::FormatInfo& format = playlist::info_of(playlist::parse_format(wish.format));
  Response response;
  if ((wish.paths == "folder") != std::filesystem::path(wish.folder).is_absolute())
    throw Error(ErrorKind::invalid_argument, "body.folder",
                wish.paths == "folder" ? "expected an absolute path" : "is for paths: folder only");
  const std::filesystem::path from = wish.paths == "absolute" ? "/" : wish.folder;
  response.body = engine.export_playlist({std::move(wish.songs), format.format, std::move(wish.title), from});
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
          .body = export_keys().schema(),
          .success = {200, types.front(), {}, {types.begin() + 1, types.end()}},
          .errors = {404},
          .needs = http::Scope::listen,
          .handler = [&engine](const Call& call) { return export_songs(engine, call.body); }};
}

}  // namespace

void add_playlist_routes(RouteTable& table, Parts& parts) {
  engine::Engine& engine = parts.engine;
  const std::string one = "/api/v1/lists/{list}";
  const auto turns = std::make_shared<std::mutex>();
  table.push_back({.method = "GET",
                   .pattern = "/api/v1/lists",
                   .summary = "Saved lists",
                   .success = {200, "application/json", lists_table().schema()},
                   .handler = [&engine](const Call&) { return table_response(lists_table(), {engine.lists()}); }});
  table.push_back({.method = "POST",
                   .pattern = "/api/v1/lists",
                   .summary = "Save a list; when another has the name, it gets these songs only with `replace`",
                   .body = new_list_keys().schema(),
                   .success = {201, "application/json", list_table().schema()},
                   .errors = {404, 409},
                   .example = R"({"name":"Rainy evening","songs":[1,2,3]})",
                   .handler = in_turn(turns, [&engine](const Call& call) { return save(engine, call); })});
  table.push_back({.method = "GET",
                   .pattern = one,
                   .summary = "One list",
                   .path = list_number(),
                   .success = {200, "application/json", list_table().schema()},
                   .errors = {404},
                   .handler = [&engine](const Call& call) { return list_response(engine.list(number_in(call))); }});
  table.push_back({.method = "GET",
                   .pattern = one + "/songs",
                   .summary = "The songs of a list in its order",
                   .path = list_number(),
                   .success = {200, "application/json", answers::song_list_table().schema()},
                   .errors = {404},
                   .handler = [&engine](const Call& call) { return songs_of_list(engine, call); }});
  table.push_back({.method = "PUT",
                   .pattern = one,
                   .summary = "Give a list another name and other songs; with If-Match only when it is as it was",
                   .path = list_number(),
                   .body = list_keys().schema(),
                   .success = {200, "application/json", list_table().schema()},
                   .errors = {404, 409, 412},
                   .handler = in_turn(turns, [&engine](const Call& call) { return replace(engine, call); })});
  table.push_back({.method = "DELETE",
                   .pattern = one,
                   .summary = "Remove a list; its songs stay in the library",
                   .path = list_number(),
                   .success = {204, "", {}},
                   .errors = {404, 412},
                   .handler = in_turn(turns, [&engine](const Call& call) { return remove(engine, call); })});
  table.push_back(export_route(engine));
}

}  // namespace leitmotif::service

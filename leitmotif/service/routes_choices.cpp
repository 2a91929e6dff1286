// Routes for what a person decided about songs: blocks and flags.
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/answer_tables.hpp"
#include "leitmotif/engine/recommend_keys.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {
namespace {

constexpr std::size_t kLongestNote = 10000;

/// A song, or every song of an artist.
struct Blocked {
  std::int64_t song = 0;  ///< 0: none
  std::string artist;
};

struct Flags {
  std::vector<catalog::Flag> flags;
};

struct NewFlag {
  std::int64_t id = 0;
};

const wire::Request<Blocked>& block_keys() {
  using K = wire::Key<Blocked>;
  static const wire::Request<Blocked> table(
      "Blocked", {K::member("song", &Blocked::song, song_id()),
                  K::member("artist", &Blocked::artist, text(1, engine::kLongestName, "every song of an artist"))});
  return table;
}

const wire::Request<catalog::Flag>& flag_keys() {
  using catalog::Flag;
  using K = wire::Key<Flag>;
  static const wire::Request<Flag> table(
      "NewFlag",
      {K{"song", song_id(), [](const Json& value, Flag& flag) { flag.song = value.get<std::int64_t>(); }, {}},
       K::member("lyrics", &Flag::lyrics, text(0, engine::kLongestText, "the text it is about")),
       K{"query",
         wire::some_object("the question it is about"),
         [](const Json& value, Flag& flag) { flag.query = value.dump(); },
         {}},
       K::member("note", &Flag::note, text(0, kLongestNote))});
  return table;
}

const wire::Table<Flags>& flags_table() {
  static const wire::Table<Flags> table("Flags",
                                        {wire::Field<Flags>::list("flags", &Flags::flags, engine::flag_table())});
  return table;
}

const wire::Table<NewFlag>& new_flag_table() {
  static const wire::Table<NewFlag> table(
      "FlagNumber", {wire::Field<NewFlag>::value("id", &NewFlag::id, integer(1, wire::kLargestWhole))});
  return table;
}

Blocked blocked_from(const Json& body) {
  if (body.contains("song") == body.contains("artist"))
    throw Error(ErrorKind::invalid_argument, "body", "expected either song or artist");
  return block_keys().read(body);
}

Response block(engine::Engine& engine, const Json& body) {
  const Blocked wish = blocked_from(body);
  if (wish.song > 0)
    engine.block_song(wish.song);
  else
    engine.block_artist(wish.artist);
  return table_response(engine::blocks_table(), engine.blocks(), 201);
}

Response unblock(engine::Engine& engine, const Json& body) {
  const Blocked wish = blocked_from(body);
  const bool was_there = wish.song > 0 ? engine.unblock_song(wish.song) : engine.unblock_artist(wish.artist);
  if (!was_there) throw Error(ErrorKind::not_found, "body", "is not blocked");
  return table_response(engine::blocks_table(), engine.blocks());
}

Route flag_route(engine::Engine& engine) {
  return {.method = "POST",
          .pattern = "/api/v1/flags",
          .summary = "Keep a note that an answer was wrong, for later evaluation",
          .body = flag_keys().schema(),
          .success = {201, "application/json", new_flag_table().schema()},
          .errors = {404},
          .handler = [&engine](const Call& call) {
            return table_response(new_flag_table(), {engine.add_flag(flag_keys().read(call.body))}, 201);
          }};
}

}  // namespace

void add_choice_routes(RouteTable& table, Parts& parts) {
  engine::Engine& engine = parts.engine;
  table.push_back(
      {.method = "GET",
       .pattern = "/api/v1/blocks",
       .summary = "Songs and artists that are never recommended",
       .success = {200, "application/json", engine::blocks_table().schema()},
       .handler = [&engine](const Call&) { return table_response(engine::blocks_table(), engine.blocks()); }});
  table.push_back({.method = "POST",
                   .pattern = "/api/v1/blocks",
                   .summary = "Never recommend a song or an artist",
                   .body = block_keys().schema(),
                   .success = {201, "application/json", engine::blocks_table().schema()},
                   .errors = {404},
                   .handler = [&engine](const Call& call) { return block(engine, call.body); }});
  table.push_back({.method = "DELETE",
                   .pattern = "/api/v1/blocks",
                   .summary = "Lift a block",
                   .body = block_keys().schema(),
                   .success = {200, "application/json", engine::blocks_table().schema()},
                   .errors = {404},
                   .handler = [&engine](const Call& call) { return unblock(engine, call.body); }});
  table.push_back({.method = "GET",
                   .pattern = "/api/v1/flags",
                   .summary = "Notes on wrong answers, the newest first",
                   .success = {200, "application/json", flags_table().schema()},
                   .handler = [&engine](const Call&) { return table_response(flags_table(), {engine.flags()}); }});
  table.push_back(flag_route(engine));
}

}  // namespace leitmotif::service

// Routes for what a person decided about songs: blocks and flags.
#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
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
                  K::member("artist", &Blocked::artist, text(1, answers::kLongestName, "every song of an artist"))});
  return table;
}

const wire::Request<catalog::Flag>& flag_keys() {
  using catalog::Flag;
  using K = wire::Key<Flag>;
  static const wire::Request<Flag> table(
      "NewFlag",
      {K{"song", song_id(), [](const Json& value, Flag& flag) { flag.song = value.get<std::int64_t>(); }, {}},
       K::member("lyrics", &Flag::lyrics, text(0, answers::kLongestText, "the text it is about")),
       K{"query",
         wire::some_object("the question it is about"),
         [](const Json& value, Flag& flag) { flag.query = value.dump(); },
         {}},
       K::member("note", &Flag::note, text(0, kLongestNote))});
  return table;
}

const wire::Table<Flags>& flags_table() {
  static const wire::Table<Flags> table("Flags",
                                        {wire::Field<Flags>::list("flags", &Flags::flags, answers::flag_table())});
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
  return table_response(answers::blocks_table(), engine.blocks(), 201);
}

Response unblock(engine::Engine& engine, const Json& body) {
  const Blocked wish = blocked_from(body);
  const bool was_there = wish.song > 0 ? engine.unblock_song(wish.song) : engine.unblock_artist(wish.artist);
  if (!was_there) throw Error(ErrorKind::not_found, "body", "is not blocked");
  return table_response(answers::blocks_table(), engine.blocks());
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

/// Which songs are taken out: these, or all of a kind.
struct RemovalWish {
  std::vector<std::int64_t> songs;
  std::string which;
};

constexpr std::size_t kMostRemoved = 1'000'000;

const wire::Request<RemovalWish>& removal_keys() {
  using K = wire::Key<RemovalWish>;
  static const wire::Request<RemovalWish> table(
      "Removal", {K::member("songs", &RemovalWish::songs, list_of(song_id(), 0, kMostRemoved)),
                  K::member("which", &RemovalWish::which,
                            one_of({"gone", "songbook"},
                                   "gone: every song whose files are gone; songbook: those that came along"))});
  return table;
}

struct RestoreWish {
  std::vector<std::int64_t> songs;
};

const wire::Request<RestoreWish>& restore_keys() {
  using K = wire::Key<RestoreWish>;
  static const wire::Request<RestoreWish> table(
      "Restoring", {K::member("songs", &RestoreWish::songs, list_of(song_id(), 0, kMostRemoved))}, {"songs"});
  return table;
}

/// What was taken out just now, so that it can be brought back.
struct Removed {
  std::vector<std::int64_t> songs;
};

const wire::Table<Removed>& removed_now_table() {
  static const wire::Table<Removed> table(
      "Removed", {wire::Field<Removed>::value("songs", &Removed::songs, list_of(song_id(), 0, kMostRemoved))});
  return table;
}

struct Restored {
  std::size_t restored = 0;
};

const wire::Table<Restored>& restored_table() {
  static const wire::Table<Restored> table(
      "Restored", {wire::Field<Restored>::value("restored", &Restored::restored, count("songs"))});
  return table;
}

Response remove_songs(engine::Engine& engine, const Json& body) {
  const RemovalWish wish = removal_keys().read(body);
  if (wish.songs.empty() == wish.which.empty())
    throw Error(ErrorKind::invalid_argument, "body", "expected either songs or which");
  Removed removed{!wish.songs.empty()        ? wish.songs
                  : wish.which == "songbook" ? engine.songbook_songs()
                                             : engine.gone_songs()};
  engine.remove_songs(removed.songs);
  return table_response(removed_now_table(), removed);
}

std::vector<Parameter> song_parameter() { return {{"id", song_id(), "the song", true}}; }

void add_removal_routes(RouteTable& table, engine::Engine& engine) {
  table.push_back({.method = "GET",
                   .pattern = "/api/v1/removed",
                   .summary = "Songs that were taken out of the library, the last first",
                   .success = {200, "application/json", answers::removed_table().schema()},
                   .handler = [&engine](const Call&) {
                     return table_response(answers::removed_table(), {engine.removed_songs()});
                   }});
  table.push_back({.method = "POST",
                   .pattern = "/api/v1/removed",
                   .summary = "Take songs out of the library; files are not touched, and all of it can be taken back",
                   .body = removal_keys().schema(),
                   .success = {200, "application/json", removed_now_table().schema()},
                   .needs = http::Scope::manage,
                   .example = R"({"which":"gone"})",
                   .handler = [&engine](const Call& call) { return remove_songs(engine, call.body); }});
  table.push_back({.method = "POST",
                   .pattern = "/api/v1/removed/restore",
                   .summary = "Bring songs back that were taken out, with their places in lists",
                   .body = restore_keys().schema(),
                   .success = {200, "application/json", restored_table().schema()},
                   .needs = http::Scope::manage,
                   .handler = [&engine](const Call& call) {
                     return table_response(restored_table(),
                                           {engine.restore_songs(restore_keys().read(call.body).songs)});
                   }});
  table.push_back({.method = "DELETE",
                   .pattern = "/api/v1/songs",
                   .summary = "Take many songs out of the library; POST removed/restore brings them back",
                   .query = {{"ids", text(1, 12000), "numbers with commas between them", true}},
                   .success = {200, "application/json", removed_now_table().schema()},
                   .needs = http::Scope::manage,
                   .handler = [&engine](const Call& call) {
                     const Removed removed{numbers_in(call.parameters["ids"].text())};
                     engine.remove_songs(removed.songs);
                     return table_response(removed_now_table(), removed);
                   }});
  table.push_back({.method = "DELETE",
                   .pattern = "/api/v1/songs/{id}",
                   .summary = "Take a song out of the library; POST removed/restore brings it back",
                   .path = song_parameter(),
                   .success = {204, "", {}},
                   .errors = {404},
                   .needs = http::Scope::manage,
                   .handler = [&engine](const Call& call) {
                     const std::int64_t id = call.parameters["id"];
                     if (engine.remove_songs({id}) == 0)
                       throw Error(ErrorKind::not_found, "there is no song " + std::to_string(id));
                     return http::no_content();
                   }});
}

/// What a person says a song is about.
struct TopicWish {
  std::string topic;
};

const wire::Request<TopicWish>& topic_keys() {
  using K = wire::Key<TopicWish>;
  static const wire::Request<TopicWish> table(
      "TopicCorrection", {K::member("topic", &TopicWish::topic, text(1, answers::kLongestName, "one of GET topics"))},
      {"topic"});
  return table;
}

void add_correction_routes(RouteTable& table, engine::Engine& engine) {
  table.push_back({.method = "PUT",
                   .pattern = "/api/v1/songs/{id}/topic",
                   .summary = "Say what a song is about; it counts at once, over what the model says",
                   .path = song_parameter(),
                   .body = topic_keys().schema(),
                   .success = {204, "", {}},
                   .errors = {404},
                   .example = R"({"topic":"sadness"})",
                   .handler = [&engine](const Call& call) {
                     engine.correct_topic(call.parameters["id"], topic_keys().read(call.body).topic);
                     return http::no_content();
                   }});
  table.push_back({.method = "DELETE",
                   .pattern = "/api/v1/songs/{id}/topic",
                   .summary = "Take back what was said about a song's topic",
                   .path = song_parameter(),
                   .success = {204, "", {}},
                   .errors = {404},
                   .handler = [&engine](const Call& call) {
                     engine.correct_topic(call.parameters["id"], "");
                     return http::no_content();
                   }});
  table.push_back({.method = "DELETE",
                   .pattern = "/api/v1/flags/{id}",
                   .summary = "Forget a note",
                   .path = {{"id", integer(1, wire::kLargestWhole), "number of a note", true}},
                   .success = {204, "", {}},
                   .errors = {404},
                   .handler = [&engine](const Call& call) {
                     engine.remove_flag(call.parameters["id"]);
                     return http::no_content();
                   }});
}

/// A client that cannot send a body with DELETE names what it means in the address.
void add_unblock_routes(RouteTable& table, engine::Engine& engine) {
  table.push_back({.method = "DELETE",
                   .pattern = "/api/v1/blocks/songs/{id}",
                   .summary = "Lift the block of a song",
                   .path = song_parameter(),
                   .success = {204, "", {}},
                   .errors = {404},
                   .handler = [&engine](const Call& call) {
                     if (!engine.unblock_song(call.parameters["id"]))
                       throw Error(ErrorKind::not_found, "the song is not blocked");
                     return http::no_content();
                   }});
  table.push_back({.method = "DELETE",
                   .pattern = "/api/v1/blocks/artists/{artist}",
                   .summary = "Lift the block of an artist",
                   .path = {{"artist", text(1, answers::kLongestName), "the artist", true}},
                   .success = {204, "", {}},
                   .errors = {404},
                   .handler = [&engine](const Call& call) {
                     if (!engine.unblock_artist(call.parameters["artist"].text()))
                       throw Error(ErrorKind::not_found, "the artist is not blocked");
                     return http::no_content();
                   }});
}

}  // namespace

void add_choice_routes(RouteTable& table, Parts& parts) {
  engine::Engine& engine = parts.engine;
  table.push_back(
      {.method = "GET",
       .pattern = "/api/v1/blocks",
       .summary = "Songs and artists that are never recommended",
       .success = {200, "application/json", answers::blocks_table().schema()},
       .handler = [&engine](const Call&) { return table_response(answers::blocks_table(), engine.blocks()); }});
  table.push_back({.method = "POST",
                   .pattern = "/api/v1/blocks",
                   .summary = "Never recommend a song or an artist",
                   .body = block_keys().schema(),
                   .success = {201, "application/json", answers::blocks_table().schema()},
                   .errors = {404},
                   .handler = [&engine](const Call& call) { return block(engine, call.body); }});
  table.push_back({.method = "DELETE",
                   .pattern = "/api/v1/blocks",
                   .summary = "Lift a block",
                   .body = block_keys().schema(),
                   .success = {200, "application/json", answers::blocks_table().schema()},
                   .errors = {404},
                   .handler = [&engine](const Call& call) { return unblock(engine, call.body); }});
  table.push_back({.method = "GET",
                   .pattern = "/api/v1/flags",
                   .summary = "Notes on wrong answers, the newest first",
                   .success = {200, "application/json", flags_table().schema()},
                   .handler = [&engine](const Call&) { return table_response(flags_table(), {engine.flags()}); }});
  table.push_back(flag_route(engine));
  add_removal_routes(table, engine);
  add_correction_routes(table, engine);
  add_unblock_routes(table, engine);
}

}  // namespace leitmotif::service

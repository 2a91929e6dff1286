// Routes for who listens to what: plays, hearts, listeners.
#include <array>
#include <chrono>

#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/listeners/taste.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {
namespace {

using listeners::ListenerLine;
using listeners::ListenerSong;

constexpr const char* kPageSource = "page";
/// In the order of catalog::PlayKind.
constexpr std::array<const char*, 4> kPlayKinds = {"played", "skipped", "loved", "disliked"};

/// An event as a client sends it.
struct NewPlay {
  catalog::Play play;
};

struct Listeners {
  std::vector<ListenerLine> listeners;
};

/// What is known of one listener.
struct ListenerPage {
  std::string name;
  std::vector<ListenerSong> songs;
};

struct Changed {
  std::size_t events = 0;
};

std::int64_t present_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

const wire::Request<NewPlay>& play_keys() {
  using K = wire::Key<NewPlay>;
  static const wire::Request<NewPlay> table(
      "NewPlay",
      {K{"song", song_id(), [](const Json& value, NewPlay& it) { it.play.song = value.get<std::int64_t>(); }, {}},
       K{"kind",
         with_default(one_of({kPlayKinds[0], kPlayKinds[1], kPlayKinds[2], kPlayKinds[3]}, "what was done"), "played"),
         [](const Json& value, NewPlay& it) {
           const auto place = std::ranges::find(kPlayKinds, value.text()) - kPlayKinds.begin();
           it.play.kind = static_cast<catalog::PlayKind>(place);
         },
         {}},
       K{"at_ms",
         integer(0, wire::kLargestWhole, "milliseconds since 1970 (UTC); default: now"),
         [](const Json& value, NewPlay& it) { it.play.at_ms = value.get<std::int64_t>(); },
         {}},
       K{"weight",
         with_default(wire::number(0, 1000, "how much it counts; 0 keeps the event out"), 1),
         [](const Json& value, NewPlay& it) { it.play.weight = value.get<double>(); },
         {}}},
      {"song"});
  return table;
}

const wire::Request<NewPlay>& heart_keys() {
  using K = wire::Key<NewPlay>;
  static const wire::Request<NewPlay> table(
      "Heart",
      {K{"song", song_id(), [](const Json& value, NewPlay& it) { it.play.song = value.get<std::int64_t>(); }, {}}},
      {"song"});
  return table;
}

const wire::Table<Listeners>& listeners_table() {
  using L = wire::Field<ListenerLine>;
  static const wire::Table<ListenerLine> line(
      "ListenerLine", {L::value("name", &ListenerLine::name, any_text()),
                       L::value("songs", &ListenerLine::songs, count("that are liked")),
                       L::value("hearts", &ListenerLine::hearts, count("that have a heart")),
                       L::value("events", &ListenerLine::events, count("plays, hearts, skips that are kept"))});
  static const wire::Table<Listeners> table("Listeners",
                                            {wire::Field<Listeners>::list("listeners", &Listeners::listeners, line)});
  return table;
}

const wire::Table<ListenerPage>& listener_table() {
  using S = wire::Field<ListenerSong>;
  using P = wire::Field<ListenerPage>;
  static const wire::Table<ListenerSong> song(
      "ListenerSong", {S::value("song", &ListenerSong::song, song_id()),
                       S::value("strength", &ListenerSong::strength, any_number("plays and hearts less skips")),
                       S::value("loved", &ListenerSong::is_loved, truth("it has a heart")),
                       S::value("disliked", &ListenerSong::is_disliked, truth("it is never recommended")),
                       S::value("plays", &ListenerSong::plays, any_number("how often it was played")),
                       S::value("last_ms", &ListenerSong::last_ms, any_number("milliseconds since 1970 (UTC)"))});
  static const wire::Table<ListenerPage> table("ListenerPage", {P::value("name", &ListenerPage::name, any_text()),
                                                                P::list("songs", &ListenerPage::songs, song)});
  return table;
}

const wire::Table<Changed>& changed_table() {
  static const wire::Table<Changed> table(
      "ChangedEvents", {wire::Field<Changed>::value("events", &Changed::events, count("that are new or gone"))});
  return table;
}

Parameter listener_name() { return {"name", text(1, answers::kLongestName), "the listener", true}; }

std::string name_of(const Call& call) { return call.parameters["name"].text(); }

Response keep(engine::Engine& engine, const Call& call, NewPlay wish) {
  catalog::Play& play = wish.play;
  play.listener = name_of(call);
  play.source = kPageSource;
  const std::int64_t now = present_ms();
  if (play.at_ms == 0 || play.at_ms > now) play.at_ms = now;  // a client's clock may be ahead
  return table_response(changed_table(), {engine.taste().add_plays({&play, 1})}, 201);
}

Response love(engine::Engine& engine, const Call& call) {
  NewPlay wish = heart_keys().read(call.body);
  wish.play.kind = catalog::PlayKind::loved;
  return keep(engine, call, std::move(wish));
}

Response take_back(engine::Engine& engine, const Call& call) {
  const NewPlay wish = heart_keys().read(call.body);
  if (!engine.taste().take_heart_back(name_of(call), wish.play.song))
    throw Error(ErrorKind::not_found, "body", "the song has no heart");
  return table_response(changed_table(), {1});
}

Response forget_listener(engine::Engine& engine, const Call& call) {
  const std::size_t events = engine.taste().forget(name_of(call));
  if (events == 0) throw Error(ErrorKind::not_found, "name", "no such listener");
  return table_response(changed_table(), {events});
}

Route changing(const char* method, const char* pattern, const char* summary, Schema body,
               std::function<Response(const Call&)> handler) {
  return {.method = method,
          .pattern = pattern,
          .summary = summary,
          .path = {listener_name()},
          .body = std::move(body),
          .success = {std::string_view(method) == "POST" ? 201 : 200, "application/json", changed_table().schema()},
          .errors = {404},
          .handler = std::move(handler)};
}

}  // namespace

void add_listener_routes(RouteTable& table, Parts& parts) {
  engine::Engine& engine = parts.engine;
  table.push_back(
      {.method = "GET",
       .pattern = "/api/v1/listeners",
       .summary = "Who listens: everybody the library has plays or hearts of",
       .success = {200, "application/json", listeners_table().schema()},
       .handler = [&engine](const Call&) { return table_response(listeners_table(), {engine.taste().listeners()}); }});
  table.push_back(
      {.method = "GET",
       .pattern = "/api/v1/listeners/{name}",
       .summary = "The songs of a listener, the strongest first; none for one who is not known",
       .path = {listener_name()},
       .success = {200, "application/json", listener_table().schema()},
       .handler = [&engine](const Call& call) {
         return table_response(listener_table(), {name_of(call), engine.taste().songs_of_listener(name_of(call))});
       }});
  table.push_back(changing("POST", "/api/v1/listeners/{name}/plays",
                           "Keep that a song was played, skipped, loved or disliked", play_keys().schema(),
                           [&engine](const Call& call) { return keep(engine, call, play_keys().read(call.body)); }));
  table.push_back(changing("POST", "/api/v1/listeners/{name}/hearts", "Give a song a heart", heart_keys().schema(),
                           [&engine](const Call& call) { return love(engine, call); }));
  table.push_back(changing("DELETE", "/api/v1/listeners/{name}/hearts", "Take a heart back", heart_keys().schema(),
                           [&engine](const Call& call) { return take_back(engine, call); }));
  table.push_back(changing("DELETE", "/api/v1/listeners/{name}", "Forget everything of a listener", {},
                           [&engine](const Call& call) { return forget_listener(engine, call); }));
}

}  // namespace leitmotif::service

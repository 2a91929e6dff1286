#include "leitmotif/players/alike.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/recommend/query.hpp"

namespace leitmotif::players {
namespace {

constexpr std::size_t kMostSeeds = 20;  // songs of an album or artist that speak for it
constexpr std::size_t kMostOfOne = 1000;

/// How much two mixtures have in common, 0..1 (Bhattacharyya's coefficient of their shares); -1 when nothing is known
/// of one.
double in_common(const std::vector<float>& a, const std::vector<float>& b) {
  const double whole = std::sqrt(std::accumulate(a.begin(), a.end(), 0.0) * std::accumulate(b.begin(), b.end(), 0.0));
  if (a.size() != b.size() || !(whole > 0)) return -1;
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::sqrt(static_cast<double>(a[i]) * static_cast<double>(b[i]));
  return std::clamp(sum / whole, 0.0, 1.0);
}

/// Of several songs those whose lyrics say something: the others have nothing to say for an album or an artist.
std::vector<std::int64_t> telling(const engine::Engine& engine, const std::vector<std::int64_t>& songs) {
  if (songs.size() < 2) return songs;
  answers::BrowseRequest wanted;
  wanted.ids = songs;
  wanted.limit = songs.size();
  std::vector<std::int64_t> known;
  for (const answers::SongLine& line : engine.browse(wanted).songs)
    if (!line.topic.empty()) known.push_back(line.head.id);
  return known.empty() ? songs : known;
}

/// Evenly drawn from all, in their order.
std::vector<std::int64_t> some_of(const std::vector<std::int64_t>& songs, std::size_t most) {
  if (songs.size() <= most) return songs;
  std::vector<std::int64_t> some;
  for (std::size_t i = 0; i < most; ++i) some.push_back(songs[i * songs.size() / most]);
  return some;
}

/// The ranked songs; empty when nothing is known of what they are to be like.
answers::RecommendAnswer ranked(const engine::Engine& engine, const answers::RecommendRequest& wish) {
  try {
    return engine.rank(wish);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::invalid_argument && error.kind() != ErrorKind::not_found) throw;
    return {};
  }
}

wire::Schema reference_form(std::string_view words) {
  const wire::Schema name = wire::text(0, answers::kLongestName);
  return wire::object(
      {{"server_id", wire::text(0, answers::kLongestName, "the id that the server named by `server` has for it"),
        false},
       {"recording_id", wire::text(0, answers::kLongestName, "MusicBrainz's"), false},
       {"isrc", wire::text(0, answers::kLongestName), false},
       {"artist", name, false},
       {"title", name, false},
       {"album", name, false},
       {"length_ms", wire::count(), false}},
      words);
}

/// A text of a reference.
struct ReferenceText {
  const char* key;
  std::string& (*place)(SeedReference&);
};

constexpr ReferenceText kTexts[] = {
    {"server_id", [](SeedReference& song) -> std::string& { return song.server_id; }},
    {"recording_id", [](SeedReference& song) -> std::string& { return song.ids.recording_id; }},
    {"isrc", [](SeedReference& song) -> std::string& { return song.ids.isrc; }},
    {"artist", [](SeedReference& song) -> std::string& { return song.artist; }},
    {"title", [](SeedReference& song) -> std::string& { return song.title; }},
    {"album", [](SeedReference& song) -> std::string& { return song.album; }}};

SeedReference reference_from(const Json& value) {
  SeedReference meant;
  for (const ReferenceText& text : kTexts) text.place(meant) = value.value(text.key, "");
  if (value.contains("length_ms")) meant.length_ms = value["length_ms"].get<std::int64_t>();
  return meant;
}

Json json_of(SeedReference meant) {
  Json value = Json::object();
  for (const ReferenceText& text : kTexts)
    if (!text.place(meant).empty()) value[text.key] = text.place(meant);
  if (meant.length_ms) value["length_ms"] = *meant.length_ms;
  return value;
}

template <class Wish>
wire::Key<Wish> reference_key(std::string_view name, SeedReference Wish::*place, std::string_view words) {
  return {name, reference_form(words), [place](const Json& value, Wish& wish) { wish.*place = reference_from(value); },
          [place](const Wish& wish) { return json_of(wish.*place); }};
}

template <class Wish>
wire::Key<Wish> server_key() {
  return wire::Key<Wish>::optional(
      "server", &Wish::server,
      wire::text(0, answers::kLongestName,
                 "the music server that asks, as `servers list` names it: only songs it has are told"));
}

const wire::Table<AlikeSong>& alike_song_table() {
  using F = wire::Field<AlikeSong>;
  static const wire::Table<AlikeSong> table(
      "AlikeSong", {F::value("similarity", &AlikeSong::similarity,
                             wire::number(-1, 1, "1: alike in all that is known; -1: not known")),
                    F::object("song", &AlikeSong::song, answers::song_line_table())});
  return table;
}

}  // namespace

std::vector<answers::RecommendedSong> songs_like(const engine::Engine& engine, const std::vector<std::int64_t>& seeds,
                                                 std::size_t count, const Keep& keep) {
  answers::RecommendRequest wish;
  for (const std::int64_t seed : some_of(telling(engine, seeds), kMostSeeds)) wish.like.push_back(std::to_string(seed));
  std::vector<answers::RecommendedSong> found;
  constexpr std::int64_t kMostAsked = 8000;
  // Songs are taken away from those that are found: then more are asked for.
  for (wish.n = std::max<std::int64_t>(1, static_cast<std::int64_t>(count)); count > 0; wish.n *= 4) {
    found = ranked(engine, wish).songs;
    const bool is_all = std::ssize(found) < wish.n;
    std::erase_if(found, [](const answers::RecommendedSong& song) { return song.inferred; });
    keep(found);
    if (found.size() >= count || is_all || wish.n >= kMostAsked) break;
  }
  if (found.size() > count) found.resize(count);
  return found;
}

std::vector<AlikeId> path_between(const engine::Engine& engine, std::int64_t from, std::int64_t to, std::size_t count) {
  if (from == to) return {{from, 1}};
  answers::RecommendRequest wish;
  wish.from = std::to_string(from);
  wish.to = std::to_string(to);
  wish.n = std::clamp<std::int64_t>(static_cast<std::int64_t>(count), 2, recommend::kLongestPath);
  const answers::RecommendAnswer answer = ranked(engine, wish);
  std::vector<AlikeId> path;
  for (const answers::RecommendedSong& song : answer.songs)
    path.push_back({song.id, in_common(answer.songs.front().mixture, song.mixture)});
  return path;
}

const wire::Request<AlikeRequest>& alike_keys() {
  using K = wire::Key<AlikeRequest>;
  static const wire::Request<AlikeRequest> table(
      "AlikeRequest",
      {reference_key("song", &AlikeRequest::song,
                     "a song as another program knows it; without title and ids an album's or an artist's songs"),
       server_key<AlikeRequest>(),
       K::member("n", &AlikeRequest::n, wire::with_default(wire::integer(1, kMostAlike, "how many songs"), 50))},
      {"song"});
  return table;
}

const wire::Request<PathRequest>& alike_path_keys() {
  using K = wire::Key<PathRequest>;
  static const wire::Request<PathRequest> table(
      "AlikePathRequest",
      {reference_key("from", &PathRequest::from, "the first song as another program knows it"),
       reference_key("to", &PathRequest::to, "the last one"), server_key<PathRequest>(),
       K::member(
           "n", &PathRequest::n,
           wire::with_default(wire::integer(2, recommend::kLongestPath, "how many songs, both ends included"), 25))},
      {"from", "to"});
  return table;
}

const wire::Table<AlikeAnswer>& alike_table() {
  using F = wire::Field<AlikeAnswer>;
  static const wire::Table<AlikeAnswer> table(
      "AlikeSongs", {F::value("found", &AlikeAnswer::found, wire::truth("the library has what was asked about")),
                     F::list("songs", &AlikeAnswer::songs, alike_song_table(),
                             "the likest first, or along the path; none when nothing is known")});
  return table;
}

void Alike::read_again() const {
  const std::int64_t generation = engine_.generation();
  if (finder_ && generation_ == generation) return;
  finder_ = std::make_unique<library::SongFinder>(engine_.own(), std::filesystem::path());
  servers_.clear();
  generation_ = generation;
}

std::int64_t Alike::matched(const SeedReference& meant) const {
  const std::lock_guard lock(mutex_);
  read_again();
  return finder_->match(meant);
}

void Alike::require_server(const std::string& server) const {
  if (server.empty()) return;
  const std::lock_guard lock(mutex_);
  read_again();
  if (servers_.contains(server)) return;
  if (engine_.own().servers().songs(server).empty())
    throw Error(ErrorKind::not_found, "body.server",
                "no song of a music server '" + server +
                    "' is in the library; expected a name that `servers list` "
                    "tells, after `servers sync`");
  servers_.insert(server);
}

std::vector<std::int64_t> Alike::songs_meant(const SeedReference& meant, const std::string& server) const {
  if (!server.empty() && !meant.server_id.empty())
    if (const auto remote = engine_.own().servers().song(server, meant.server_id)) return {remote->song};
  if (!meant.title.empty() || !meant.ids.recording_id.empty() || !meant.ids.isrc.empty()) {
    const std::int64_t song = matched(meant);
    return song == 0 ? std::vector<std::int64_t>() : std::vector<std::int64_t>{song};
  }
  if (meant.album.empty() && meant.artist.empty()) {
    if (!meant.server_id.empty()) return {};
    throw Error(ErrorKind::invalid_argument, "body",
                "no song is named; expected an id, a title, an album or an artist");
  }
  answers::BrowseRequest wanted;
  wanted.artist = meant.artist;
  wanted.album = meant.album;
  wanted.limit = kMostOfOne;
  std::vector<std::int64_t> songs;
  for (const answers::SongLine& line : engine_.browse(wanted).songs) songs.push_back(line.head.id);
  return songs;
}

AlikeAnswer Alike::answer(const std::vector<AlikeId>& found) const {
  AlikeAnswer answer;
  answer.found = true;
  if (found.empty()) return answer;
  answers::BrowseRequest wanted;
  std::unordered_map<std::int64_t, double> similarity;
  for (const AlikeId& song : found) {
    wanted.ids.push_back(song.song);
    similarity.emplace(song.song, song.similarity);
  }
  wanted.limit = found.size();
  for (answers::SongLine& line : engine_.browse(wanted).songs)
    answer.songs.push_back({similarity.at(line.head.id), std::move(line)});
  return answer;
}

AlikeAnswer Alike::like(const AlikeRequest& request) const {
  require_server(request.server);
  const std::vector<std::int64_t> seeds = songs_meant(request.song, request.server);
  if (seeds.empty()) return {};
  const auto there = [&](std::vector<answers::RecommendedSong>& songs) {
    if (request.server.empty()) return;
    std::vector<std::int64_t> ids;
    for (const answers::RecommendedSong& song : songs) ids.push_back(song.id);
    const auto remote = engine_.own().servers().of_songs(request.server, ids);
    std::size_t at = 0;
    std::erase_if(songs, [&](const answers::RecommendedSong&) { return !remote[at++].has_value(); });
  };
  std::vector<AlikeId> found;
  for (const answers::RecommendedSong& song : songs_like(engine_, seeds, static_cast<std::size_t>(request.n), there))
    found.push_back({song.id, std::clamp(song.score, 0.0, 1.0)});
  return answer(found);
}

AlikeAnswer Alike::path(const PathRequest& request) const {
  require_server(request.server);
  const std::vector<std::int64_t> from = songs_meant(request.from, request.server);
  const std::vector<std::int64_t> to = songs_meant(request.to, request.server);
  if (from.empty() || to.empty()) return {};
  std::vector<AlikeId> path = path_between(engine_, from.front(), to.front(), static_cast<std::size_t>(request.n));
  if (!request.server.empty()) {
    std::vector<std::int64_t> ids;
    for (const AlikeId& song : path) ids.push_back(song.song);
    const auto remote = engine_.own().servers().of_songs(request.server, ids);
    std::size_t at = 0;
    std::erase_if(path, [&](const AlikeId&) { return !remote[at++].has_value(); });
  }
  return answer(path);
}

}  // namespace leitmotif::players

#include "leitmotif/engine/resolve.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/library/names.hpp"
#include "leitmotif/listeners/taste_ways.hpp"
#include "leitmotif/people/wish_ways.hpp"
#include "leitmotif/recommend/recommend.hpp"

namespace leitmotif::engine {
namespace {

using library::position_of;
using library::row_named;
using library::unknown_name;

constexpr std::string_view kObscene = "obscene";
/// How much typical songs are spread when nobody says how much.
constexpr double kVarietyOfTypical = 0.3;

[[noreturn]] void refuse(const std::string& key, const std::string& reason) {
  throw Error(ErrorKind::invalid_argument, key, reason);
}

std::span<const std::string> parts_of(const models::Classifier& model) {
  return model.mixture_parts().empty() ? model.labels() : model.mixture_parts();
}

void check_path(const answers::RecommendRequest& request) {
  if (request.from.empty() != request.to.empty())
    refuse(request.from.empty() ? "from" : "to", "is missing; a path needs a beginning and an end");
}

/// Weights by part, from names and numbers. Throws invalid_argument.
std::vector<float> mix_weights(const answers::RecommendRequest& request, std::span<const std::string> parts) {
  std::vector<float> weights(request.mix.empty() ? 0 : parts.size());
  double sum = 0;
  std::set<std::size_t> seen;
  for (const auto& [name, weight] : request.mix) {
    const std::size_t part = position_of(name, parts, "mix");
    if (!(weight >= 0) || !std::isfinite(weight))
      refuse("mix",
             "the weight of " + parts[part] + " is " + std::to_string(weight) + "; expected a number of at least 0");
    if (!seen.insert(part).second) refuse("mix", parts[part] + " is named twice");
    weights[part] = static_cast<float>(weight);
    sum += weight;
  }
  if (!request.mix.empty() && !(sum > 0)) refuse("mix", "all weights are 0; expected at least one above 0");
  return weights;
}

/// Asking for explicit songs and to avoid them.
void check_explicit(const answers::RecommendRequest& request) {
  if (!request.avoid_explicit) return;
  if (ascii::lower_case(request.topic) == kObscene)
    refuse("explicit", "leaves out the songs that the topic obscene asks for");
  const bool only_obscene = !request.mix.empty() && std::ranges::all_of(request.mix, [](const auto& part) {
    return part.second <= 0 || ascii::lower_case(part.first) == kObscene;
  });
  if (only_obscene) refuse("explicit", "leaves out the songs that a mix of obscene alone asks for");
}

std::vector<std::uint32_t> rows_of(const std::vector<std::string>& songs, const library::Snapshot& snapshot,
                                   std::string_view what) {
  std::vector<std::uint32_t> rows;
  for (const std::string& song : songs) {
    const std::uint32_t row = row_named(snapshot, song, what);
    if (std::ranges::find(rows, row) == rows.end()) rows.push_back(row);
  }
  return rows;
}

/// The songs of a wish, as rows and as they are called.
void resolve_songs(const library::Snapshot& snapshot, Resolved& resolved) {
  answers::RecommendRequest& wish = resolved.understood;
  recommend::Query& query = resolved.query;
  const auto names = [&](const std::vector<std::uint32_t>& rows) {
    std::vector<std::string> list;
    for (const std::uint32_t row : rows) list.push_back(snapshot.name(row));
    return list;
  };
  query.like = rows_of(wish.like, snapshot, "like");
  query.unlike = rows_of(wish.unlike, snapshot, "unlike");
  for (const std::uint32_t row : query.like)
    if (std::ranges::find(query.unlike, row) != query.unlike.end())
      refuse("unlike", "'" + snapshot.name(row) + "' cannot be in like too");
  wish.like = names(query.like);
  wish.unlike = names(query.unlike);
  if (wish.from.empty()) return;
  query.path = recommend::Path{row_named(snapshot, wish.from, "from"), row_named(snapshot, wish.to, "to")};
  wish.from = snapshot.name(query.path->from);
  wish.to = snapshot.name(query.path->to);
  if (query.path->from == query.path->to) refuse("to", "is the same song as from, '" + wish.from + "'");
}

void require_known(const library::Snapshot& snapshot, const recommend::Query& query) {
  const auto check = [&](std::uint32_t row, const char* what) {
    if (!snapshot.columns.space->is_known(row))
      refuse(what, "nothing is known of '" + snapshot.name(row) + "' that songs could be compared by");
  };
  for (const std::uint32_t row : query.like) check(row, "like");
  for (const std::uint32_t row : query.unlike) check(row, "unlike");
  if (!query.path) return;
  check(query.path->from, "from");
  check(query.path->to, "to");
}

/// Whether it is known of any song.
bool is_known_of_any(const Column<float>& values) {
  for (std::size_t song = 0; song < values.size(); ++song)
    if (!std::isnan(values[song])) return true;
  return false;
}

std::vector<std::string> artists_of(const library::Snapshot& snapshot) {
  std::vector<std::string> artists;
  for (std::size_t i = 0; i < snapshot.columns.artists.size(); ++i) artists.emplace_back(snapshot.columns.artists[i]);
  return artists;
}

void resolve_filters(const library::Snapshot& snapshot, Resolved& resolved) {
  answers::RecommendRequest& wish = resolved.understood;
  recommend::Query& query = resolved.query;
  const std::vector<std::string>& genres = snapshot.columns.genres;
  for (std::string& genre : wish.genres) {
    const std::size_t place = position_of(genre, genres, "genre");
    query.genres.push_back(static_cast<std::uint32_t>(place));
    genre = genres[place];
  }
  for (const std::string& artist : wish.artists) {
    const std::vector<std::uint32_t> found = snapshot.artists_named(artist);
    if (found.empty()) refuse("artist", unknown_name("", artist, artists_of(snapshot)));
    query.artists.insert(query.artists.end(), found.begin(), found.end());
  }
  const SongColumns& columns = snapshot.columns;
  if (query.instrumental == recommend::Instrumental::only && !is_known_of_any(columns.sound_of("instrumentalness")) &&
      std::ranges::none_of(columns.flags.all(), [](std::uint8_t flags) { return (flags & kFoundInstrumental) != 0; }))
    refuse("instrumental", "no song of the library says how instrumental it is");
  if ((query.tempo || query.key) && !is_known_of_any(columns.sound_of("tempo")))
    refuse(query.tempo ? "tempo" : "key", "no song of the library was listened to; `leitmotif scan FOLDER` does that");
  if (query.mood && !is_known_of_any(columns.sound_of("valence")) && !is_known_of_any(columns.sound_of("energy")))
    refuse("mood", "no song of the library has the audio features valence and energy");
}

/// What needs no library.
recommend::Query query_of(const answers::RecommendRequest& request) {
  recommend::Query query;
  query.threshold = request.threshold;
  if (request.mood) query.mood = request.mood->point;
  query.years = request.years;
  query.tempo = request.tempo;
  query.key = request.key;
  query.instrumental = request.instrumental;
  query.n = request.n;
  query.order = request.at_random ? recommend::Order::random : recommend::Order::best;
  query.seed = request.seed;
  query.artist_cap = static_cast<std::size_t>(request.artist_cap);
  query.variety = request.variety;
  query.typical = answers::only_says_which_songs(request);
  // The most typical songs are much alike.
  if (query.typical && query.variety <= 0) query.variety = kVarietyOfTypical;
  return query;
}

}  // namespace

void check_request(const answers::RecommendRequest& request, const reading::Reader& reader) {
  answers::recommend_keys().check(request);
  check_path(request);
  recommend::Query query = query_of(request);
  if (!request.topic.empty()) query.topic = position_of(request.topic, reader.model().labels(), "topic");
  query.mix = mix_weights(request, parts_of(reader.model()));
  check_explicit(request);
  // Songs are not looked up yet: these stand for them.
  if (!request.like.empty()) query.like = {0};
  if (!request.unlike.empty()) query.unlike = {1};
  if (!request.from.empty()) query.path = recommend::Path{0, 1};
  if (request.rediscover && request.listener.empty()) refuse("rediscover", "expected a listener to do it for");
  if (request.discover > 0 && !listeners::asks_taste(request))
    refuse("discover", "expected a listener or a list it is for");
  if (!request.about.empty() || !request.text.empty() || listeners::asks_taste(request))
    query.others.push_back(std::make_shared<people::ColumnWay>(people::kAbout, std::vector<float>()));
  recommend::check_query(query);
}

Resolved resolve(const answers::RecommendRequest& request, const current::View& view) {
  const library::Snapshot& snapshot = *view.snapshot;
  Resolved resolved{query_of(request), request};
  recommend::Query& query = resolved.query;
  if (!request.topic.empty()) {
    query.topic = position_of(request.topic, *snapshot.topics, "topic");
    resolved.understood.topic = (*snapshot.topics)[*query.topic];
  }
  query.mix = mix_weights(request, *snapshot.parts);
  for (auto& [name, weight] : resolved.understood.mix)
    name = (*snapshot.parts)[position_of(name, *snapshot.parts, "mix")];
  query.left_out = *view.blocked;
  query.left_out.insert(query.left_out.end(), view.gone->begin(), view.gone->end());
  resolved.understood.variety = query.variety;
  resolve_songs(snapshot, resolved);
  require_known(snapshot, query);
  resolve_filters(snapshot, resolved);
  return resolved;
}

}  // namespace leitmotif::engine

#include "leitmotif/service/rest.hpp"

#include <algorithm>
#include <charconv>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/lines.hpp"
#include "leitmotif/http/target.hpp"
#include "leitmotif/players/alike.hpp"
#include "leitmotif/servers/client.hpp"

namespace leitmotif::service {
namespace {

constexpr std::string_view kRest = "/rest/";
constexpr std::size_t kMostAnswered = 500;
// The protocol's codes.
constexpr int kGeneric = 0;
constexpr int kMissing = 10;
constexpr int kNotFound = 70;

/// What is answered with a code.
struct RestFailure {
  int code = kGeneric;
  std::string message;
};

Json lines_in(const std::string& lyric) {
  Json lines = Json::array();
  const std::string ended = lyric + '\n';  // what stands behind the last line feed is a line too
  for (const std::string_view line : each_line(ended)) lines.push_back(Json{{"value", line}});
  return lines;
}

std::string language_of(const std::optional<catalog::SongFacts>& facts) {
  return facts && !facts->language.empty() ? facts->language : "und";
}

}  // namespace

/// A question, taken apart.
struct Rest::Call {
  std::string method;
  servers::RestForm form = servers::RestForm::xml;
  servers::Parameters parameters;

  [[nodiscard]] std::string value(std::string_view name) const {
    for (const auto& [key, value] : parameters)
      if (key == name) return value;
    return {};
  }
  [[nodiscard]] std::string needed(std::string_view name) const {
    std::string found = value(name);
    if (found.empty()) throw RestFailure{kMissing, "a required parameter is missing: " + std::string(name)};
    return found;
  }
  [[nodiscard]] std::size_t count(std::size_t unless_given) const {
    const std::string text = value("count");
    if (text.empty()) return unless_given;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
      throw RestFailure{kGeneric, "count: expected a number from 0"};
    return std::min(number, kMostAnswered);
  }
};

bool is_rest(std::string_view target) noexcept { return target.starts_with(kRest); }

Rest::Rest(const engine::Engine& engine, BesideServer beside)
    : engine_(engine),
      beside_(std::move(beside)),
      callers_(std::make_unique<servers::Callers>(beside_.account, beside_.make_transport)) {}

std::shared_ptr<const RestSongs> Rest::songs() const {
  const std::int64_t generation = engine_.generation();
  const std::lock_guard lock(mutex_);
  if (!songs_ || generation_ != generation) {
    songs_ = std::make_shared<const RestSongs>(engine_.own(), beside_.account.name);
    generation_ = generation;
  }
  return songs_;
}

std::vector<answers::RecommendedSong> Rest::like(const std::vector<std::int64_t>& seeds, std::size_t count,
                                                 const RestSongs& there) const {
  return players::songs_like(engine_, seeds, count, [&](std::vector<answers::RecommendedSong>& songs) {
    std::erase_if(songs, [&](const answers::RecommendedSong& song) { return !there.has(song.id); });
  });
}

Json Rest::similar(const Call& call, const char* element) const {
  constexpr std::size_t kUsual = 50;
  const std::string id = call.needed("id");
  const std::size_t count = call.count(kUsual);
  const auto there = songs();
  const std::vector<std::int64_t> seeds = there->songs_of(id);
  if (seeds.empty()) throw RestFailure{kNotFound, "there is no such song, album or artist; sync the library again?"};
  Json list = Json::array();
  for (const answers::RecommendedSong& song : like(seeds, count, *there)) list.push_back(there->entry_of(song.id));
  return Json{{element, Json{{"song", std::move(list)}}}};
}

Json Rest::sonic_tracks(const Call& call) const {
  constexpr std::size_t kUsual = 10;
  const std::string id = call.needed("id");
  const std::size_t count = call.count(kUsual);
  const auto there = songs();
  const std::int64_t seed = there->song(id);
  if (seed == 0) throw RestFailure{kNotFound, "there is no such song; sync the library again?"};
  Json matches = Json::array();
  for (const answers::RecommendedSong& song : like({seed}, count, *there))
    matches.push_back(Json{{"entry", there->entry_of(song.id)}, {"similarity", std::clamp(song.score, 0.0, 1.0)}});
  return Json{{"sonicMatch", std::move(matches)}};
}

Json Rest::sonic_path(const Call& call) const {
  constexpr std::size_t kUsual = 25;
  const std::string first = call.needed("startSongId");
  const std::string last = call.needed("endSongId");
  const std::size_t count = call.count(kUsual);
  const auto there = songs();
  const std::int64_t from = there->song(first);
  const std::int64_t to = there->song(last);
  if (from == 0 || to == 0) throw RestFailure{kNotFound, "there is no such song; sync the library again?"};
  Json matches = Json::array();
  for (const players::AlikeId& song : players::path_between(engine_, from, to, count))
    if (Json entry = there->entry_of(song.song); !entry.is_null())
      matches.push_back(Json{{"entry", std::move(entry)}, {"similarity", song.similarity}});
  return Json{{"sonicMatch", std::move(matches)}};
}

Json Rest::top_songs(const Call& call) const {
  constexpr std::size_t kUsual = 50;
  const std::string artist = call.needed("artist");
  const std::size_t count = call.count(kUsual);
  const auto there = songs();
  std::vector<std::int64_t> top = there->top_of(artist);
  top.resize(std::min(top.size(), count));
  Json list = Json::array();
  for (const std::int64_t song : top) list.push_back(there->entry_of(song));
  return Json{{"topSongs", Json{{"song", std::move(list)}}}};
}

Json Rest::lyrics(const Call& call) const {
  const std::int64_t id = songs()->song(call.needed("id"));
  if (id == 0) throw RestFailure{kNotFound, "there is no such song; sync the library again?"};
  const auto stored = engine_.own().songs().song(id);
  Json list = Json::array();
  if (stored && stored->song.form == LyricsForm::sung && !stored->song.lyrics.empty())
    list.push_back(Json{{"displayArtist", stored->song.artist},
                        {"displayTitle", stored->song.title},
                        {"lang", language_of(engine_.own().files().facts_of({&id, 1}).front())},
                        {"synced", false},
                        {"line", lines_in(stored->song.lyrics)}});
  return Json{{"lyricsList", Json{{"structuredLyrics", std::move(list)}}}};
}

Json Rest::extensions() const {
  std::optional<std::vector<std::string>> names;
  {
    const std::lock_guard lock(mutex_);
    names = extensions_;
  }
  if (!names) {
    const auto transport = beside_.make_transport();
    servers::Client client(beside_.account, *transport);
    names = client.extensions();
    const std::lock_guard lock(mutex_);
    extensions_ = names;
  }
  for (const char* const ours : {"songLyrics", "sonicSimilarity"})
    if (std::ranges::find(*names, ours) == names->end()) names->emplace_back(ours);
  Json list = Json::array();
  for (const std::string& name : *names) list.push_back(Json{{"name", name}, {"versions", Json::array({1})}});
  return Json{{"openSubsonicExtensions", std::move(list)}};
}

Json Rest::content_of(const Call& call) const {
  if (call.method == "getOpenSubsonicExtensions") return extensions();  // anybody may ask this
  if (const auto refused = callers_->refusal(call.parameters)) throw RestFailure{refused->code, refused->message};
  if (call.method == "ping") return Json::object();
  if (call.method == "getSimilarSongs") return similar(call, "similarSongs");
  if (call.method == "getSimilarSongs2") return similar(call, "similarSongs2");
  if (call.method == "getSonicSimilarTracks") return sonic_tracks(call);
  if (call.method == "findSonicPath") return sonic_path(call);
  if (call.method == "getTopSongs") return top_songs(call);
  if (call.method == "getLyricsBySongId") return lyrics(call);
  throw RestFailure{kGeneric, "unknown method; Leitmotif answers those about likeness and lyrics, the server others"};
}

http::Response Rest::answer(const http::Request& request) const {
  http::Response response;
  response.route = "/rest/{method}";
  response.headers.emplace_back("x-leitmotif-likeness", "by lyrics, and by sound where it is known");
  Call call;
  std::optional<RestFailure> failure;
  try {
    const std::size_t query = std::min(request.target.find('?'), request.target.size());
    call.method = request.target.substr(kRest.size(), query - kRest.size());
    constexpr std::string_view kView = ".view";
    if (call.method.ends_with(kView)) call.method.resize(call.method.size() - kView.size());
    if (query < request.target.size()) call.parameters = http::parse_form(request.target.substr(query + 1));
    call.form = servers::rest_form(call.value("f"));
    if (request.method == "POST") {
      const auto posted = http::parse_form(request.body);
      call.parameters.insert(call.parameters.end(), posted.begin(), posted.end());
      call.form = servers::rest_form(call.value("f"));
    }
    response.body = servers::rest_answer(content_of(call), call.form);
  } catch (const RestFailure& refused) {
    failure = refused;
  } catch (const Error& error) {
    failure = RestFailure{error.kind() == ErrorKind::not_found ? kNotFound : kGeneric, error.what()};
  }
  if (failure) {
    response.body = servers::rest_failure(failure->code, failure->message, call.form);
    response.error = failure->message;
  }
  response.type = servers::media_type(call.form);
  return response;
}

}  // namespace leitmotif::service

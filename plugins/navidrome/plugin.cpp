// Leitmotif inside Navidrome: similar songs and paths between songs, for Instant Mix, song radio and the clients of
// OpenSubsonic's sonicSimilarity.
// Flow: Navidrome's question about its songs -> POST /api/v1/alike of a running `leitmotif serve` -> songs by every
// name and id that Navidrome matches by. What Leitmotif knows nothing of has an empty answer; what failed is an error.
// Source: Navidrome's plugin capabilities MetadataAgent and SonicSimilarity.
#include <cerrno>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base64.hpp"
#include "extism.hpp"

namespace {

using Json = nlohmann::json;

constexpr int kTimeoutMs = 10'000;
constexpr int kMostAlike = 500;  // as the service allows
constexpr int kLongestPath = 200;
constexpr int kStatusOk = 200;

/// What went wrong; empty: nothing.
struct Outcome {
  std::string error;
  Json answer;
};

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

int count_in(const Json& input, int most) {
  const auto found = input.find("count");
  if (found == input.end() || !found->is_number()) return 0;
  const double count = found->get<double>();
  return count >= most ? most : count >= 1 ? static_cast<int>(count) : 0;
}

void put(Json& object, const char* key, std::string value) {
  if (!value.empty()) object[key] = std::move(value);
}

/// Navidrome's SongRef as the service names songs.
Json reference_of(const Json& song) {
  Json reference = Json::object();
  put(reference, "server_id", text_of(song, "id"));
  put(reference, "recording_id", text_of(song, "mbid"));
  put(reference, "isrc", text_of(song, "isrc"));
  put(reference, "title", text_of(song, "name"));
  put(reference, "album", text_of(song, "album"));
  std::string artist = text_of(song, "artist");
  if (const auto artists = song.find("artists"); artist.empty() && artists != song.end() && artists->is_array())
    if (!artists->empty() && artists->front().is_object()) artist = text_of(artists->front(), "name");
  put(reference, "artist", std::move(artist));
  if (const auto length = song.find("durationMs"); length != song.end() && length->is_number_unsigned())
    if (length->get<std::uint64_t>() > 0) reference["length_ms"] = *length;
  return reference;
}

/// A song of the service as Navidrome's SongRef; `server`: what Navidrome is called there.
Json song_ref_of(const Json& song, const std::string& server) {
  Json reference = {{"name", text_of(song, "title")}};
  put(reference, "artist", text_of(song, "artist"));
  put(reference, "album", text_of(song, "album"));
  put(reference, "mbid", text_of(song, "recording_id"));
  put(reference, "isrc", text_of(song, "isrc"));
  if (const auto length = song.find("length_ms"); length != song.end() && length->is_number())
    reference["durationMs"] = *length;
  if (const auto ids = song.find("server_ids"); !server.empty() && ids != song.end() && ids->is_array())
    for (const Json& id : *ids)
      if (id.is_object() && text_of(id, "server") == server) put(reference, "id", text_of(id, "id"));
  return reference;
}

/// The service's own words for what it refused, behind the status.
std::string refusal_of(const Json& result, const std::string& body) {
  const std::string status = "status " + (result.contains("statusCode") ? result["statusCode"].dump() : "unknown");
  const Json said = Json::parse(body, nullptr, false);
  if (said.is_object() && said.contains("error") && said["error"].is_object())
    if (const std::string message = text_of(said["error"], "message"); !message.empty()) return status + ": " + message;
  return status;
}

/// Asks the service. `address` without its beginning.
Outcome asked(const std::string& address, const Json& question) {
  std::string url = extism::setting("apiUrl");
  while (!url.empty() && url.back() == '/') url.pop_back();
  if (url.empty())
    return {"apiUrl is not set; expected the address of `leitmotif serve`, such as http://host:8080", {}};
  url += address;
  Json headers = {{"Content-Type", "application/json"}};
  if (const std::string token = extism::setting("apiToken"); !token.empty())
    headers["Authorization"] = "Bearer " + token;
  const std::string dumped = question.dump(-1, ' ', false, Json::error_handler_t::replace);
  const Json request = {{"request",
                         {{"method", "POST"},
                          {"url", url},
                          {"headers", std::move(headers)},
                          {"body", base64::encoded(dumped)},
                          {"timeoutMs", kTimeoutMs}}}};
  const Json sent =
      Json::parse(extism::http_send(request.dump(-1, ' ', false, Json::error_handler_t::replace)), nullptr, false);
  if (!sent.is_object()) return {url + ": Navidrome gave no answer", {}};
  if (const std::string error = text_of(sent, "error"); !error.empty()) return {url + ": " + error, {}};
  const auto result = sent.find("result");
  if (result == sent.end() || !result->is_object()) return {url + ": Navidrome gave no answer", {}};
  const std::optional<std::string> body = base64::decoded(text_of(*result, "body"));
  if (!body) return {url + ": the body is no base64", {}};
  if (const auto status = result->find("statusCode"); status == result->end() || *status != kStatusOk)
    return {url + ": " + refusal_of(*result, *body), {}};
  Json answer = Json::parse(*body, nullptr, false);
  if (!answer.is_object() || !answer.contains("songs") || !answer["songs"].is_array())
    return {url + ": not an answer of Leitmotif", {}};
  return {{}, std::move(answer)};
}

/// The songs of an answer: as {song, similarity} under `matches`, or bare under `songs`.
std::int32_t give_songs(const Outcome& outcome, const std::string& server, bool with_similarity) {
  if (!outcome.error.empty()) return extism::fail("Leitmotif: " + outcome.error);
  Json list = Json::array();
  for (const Json& alike : outcome.answer["songs"]) {
    if (!alike.is_object() || !alike.contains("song") || !alike["song"].is_object()) continue;
    Json song = song_ref_of(alike["song"], server);
    if (with_similarity)
      list.push_back({{"song", std::move(song)}, {"similarity", alike.value("similarity", -1.0)}});
    else
      list.push_back(std::move(song));
  }
  const Json output = {{with_similarity ? "matches" : "songs", std::move(list)}};
  return extism::give(output.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// One exported function: `question_of` makes the service's question of the input, with `n`.
template <class QuestionOf>
std::int32_t answered(const char* address, bool with_similarity, int most, QuestionOf question_of) {
  const Json input = Json::parse(extism::input(), nullptr, false);
  if (!input.is_object()) return extism::fail("Leitmotif: the question is no JSON object");
  const int count = count_in(input, most);
  if (count == 0) return give_songs({{}, {{"songs", Json::array()}}}, {}, with_similarity);
  Json question = question_of(input);
  question["n"] = count;
  const std::string server = extism::setting("serverName");
  put(question, "server", server);
  return give_songs(asked(address, question), server, with_similarity);
}

Json member_of(const Json& input, const char* key) {
  const auto found = input.find(key);
  return found != input.end() && found->is_object() ? *found : Json::object();
}

constexpr const char* kAlike = "/api/v1/alike";
constexpr const char* kPath = "/api/v1/alike/path";

}  // namespace

#define LEITMOTIF_EXPORT(name) extern "C" __attribute__((export_name(#name))) std::int32_t name()

LEITMOTIF_EXPORT(nd_get_sonic_similar_tracks) {
  return answered(kAlike, true, kMostAlike, [](const Json& input) {
    return Json{{"song", reference_of(member_of(input, "song"))}};
  });
}

LEITMOTIF_EXPORT(nd_find_sonic_path) {
  return answered(kPath, true, kLongestPath, [](const Json& input) {
    return Json{{"from", reference_of(member_of(input, "startSong"))},
                {"to", reference_of(member_of(input, "endSong"))}};
  });
}

LEITMOTIF_EXPORT(nd_get_similar_songs_by_track) {
  return answered(kAlike, false, kMostAlike, [](const Json& input) { return Json{{"song", reference_of(input)}}; });
}

LEITMOTIF_EXPORT(nd_get_similar_songs_by_album) {
  return answered(kAlike, false, kMostAlike, [](const Json& input) {
    Json album = Json::object();
    put(album, "album", text_of(input, "name"));
    put(album, "artist", text_of(input, "artist"));
    return Json{{"song", std::move(album)}};
  });
}

LEITMOTIF_EXPORT(nd_get_similar_songs_by_artist) {
  return answered(kAlike, false, kMostAlike, [](const Json& input) {
    Json artist = Json::object();
    put(artist, "artist", text_of(input, "name"));
    return Json{{"song", std::move(artist)}};
  });
}

#include "support/music_server.hpp"

#include <algorithm>
#include <stdexcept>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/hex.hpp"
#include "leitmotif/core/lines.hpp"
#include "leitmotif/http/target.hpp"

namespace leitmotif::testing {
namespace {

using Form = std::vector<std::pair<std::string, std::string>>;

std::string value_in(const Form& form, const std::string& name) {
  for (const auto& [key, value] : form)
    if (key == name) return value;
  return {};
}

std::vector<std::string> values_in(const Form& form, const std::string& name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : form)
    if (key == name) values.push_back(value);
  return values;
}

Json failed(int code) {
  return {{"status", "failed"}, {"error", Json{{"code", code}, {"message", "code " + std::to_string(code)}}}};
}

Json child_of(const ServerSong& song) {
  Json child = {{"id", song.id},         {"isDir", false},           {"title", song.title},
                {"artist", song.artist}, {"duration", song.seconds}, {"type", "music"}};
  if (!song.album.empty()) child["album"] = song.album;
  if (!song.recording_id.empty()) child["musicBrainzId"] = song.recording_id;
  if (!song.isrc.empty()) child["isrc"] = Json::array({song.isrc});
  return child;
}

Json list_json(const std::string& id, const ServerList& list) {
  return {{"id", id}, {"name", list.name}, {"songCount", list.songs.size()}};
}

Json lines_of(const std::string& lyric) {
  Json lines = Json::array();
  const std::string ended = lyric + '\n';  // what stands behind the last line feed is a line too
  for (const std::string_view line : each_line(ended)) lines.push_back(Json{{"value", line}});
  return lines;
}

}  // namespace

int MusicServer::refusal(const Form& form) const {
  const auto has = [&](servers::SignIn way) { return ways.contains(way); };
  if (const std::string key = value_in(form, "apiKey"); !key.empty()) {
    if (!has(servers::SignIn::api_key)) return 42;
    return key == secret ? 0 : 44;
  }
  if (value_in(form, "u").empty()) return 10;
  if (const std::string token = value_in(form, "t"); !token.empty()) {
    if (!has(servers::SignIn::token)) return has(servers::SignIn::password) ? 41 : 42;
    return token == md5_hex(secret + value_in(form, "s")) && value_in(form, "u") == user ? 0 : 40;
  }
  const std::string password = value_in(form, "p");
  if (password.empty()) return 10;
  if (!has(servers::SignIn::password)) return 42;
  return password == "enc:" + hex_of(secret) && value_in(form, "u") == user ? 0 : 40;
}

Json MusicServer::list_answer(const std::string& method, const Form& form) {
  if (method == "getPlaylists") {
    Json all = Json::array();
    for (const auto& [id, list] : lists) all.push_back(list_json(id, list));
    return {{"status", "ok"}, {"playlists", Json{{"playlist", all}}}};
  }
  std::string id = value_in(form, method == "getPlaylist" || method == "deletePlaylist" ? "id" : "playlistId");
  if (method == "createPlaylist" && id.empty()) {
    id = "list-" + std::to_string(next_list_++);
    lists[id].name = value_in(form, "name");
  }
  if (!lists.contains(id)) return failed(70);
  ServerList& list = lists[id];
  if (method == "deletePlaylist") {
    lists.erase(id);
    return {{"status", "ok"}};
  }
  if (method == "createPlaylist") list.songs = values_in(form, "songId");
  if (method == "updatePlaylist") {
    for (const std::string& song : values_in(form, "songIdToAdd")) list.songs.push_back(song);
    if (const std::string comment = value_in(form, "comment"); !comment.empty()) list.comment = comment;
    return {{"status", "ok"}};
  }
  Json json = list_json(id, list);
  if (method == "getPlaylist") {
    json["entry"] = Json::array();
    for (const std::string& song : list.songs) json["entry"].push_back(Json{{"id", song}});
  } else if (!says_made_list) {
    return {{"status", "ok"}};
  }
  return {{"status", "ok"}, {"playlist", json}};
}

Json MusicServer::answer(const std::string& method, const Form& form) {
  if (const int code = refusal(form); code != 0) return failed(code);
  if (method == "ping") return {{"status", "ok"}, {"version", "1.16.1"}};
  if (method == "getOpenSubsonicExtensions" && !extensions.empty()) {
    Json all = Json::array();
    for (const std::string& name : extensions) all.push_back(Json{{"name", name}, {"versions", Json::array({1})}});
    return {{"status", "ok"}, {"openSubsonicExtensions", all}};
  }
  if (method == "search3") {
    Json found = Json::array();
    const std::size_t offset = std::stoul(value_in(form, "songOffset"));
    const std::size_t most = std::min<std::size_t>(most_songs, std::stoul(value_in(form, "songCount")));
    for (std::size_t i = offset; i < songs.size() && i < offset + most; ++i) found.push_back(child_of(songs[i]));
    return {{"status", "ok"}, {"searchResult3", Json{{"song", found}}}};
  }
  if (method == "getLyricsBySongId" && std::ranges::find(extensions, "songLyrics") != extensions.end()) {
    for (const ServerSong& song : songs)
      if (song.id == value_in(form, "id")) {
        Json lyrics = Json::array();
        if (!song.lyric.empty())
          lyrics.push_back(Json{{"lang", "xxx"}, {"synced", false}, {"line", lines_of(song.lyric)}});
        return {{"status", "ok"}, {"lyricsList", Json{{"structuredLyrics", lyrics}}}};
      }
    return failed(70);
  }
  if (method == "getLyrics") {
    // As real servers do: the first song whose names hold what is asked for.
    for (const ServerSong& song : songs)
      if (song.artist.find(value_in(form, "artist")) != std::string::npos &&
          song.title.find(value_in(form, "title")) != std::string::npos && !song.lyric.empty())
        return {{"status", "ok"},
                {"lyrics", Json{{"artist", song.artist}, {"title", song.title}, {"value", song.lyric}}}};
    return {{"status", "ok"}};
  }
  if (method.find("laylist") != std::string::npos) return list_answer(method, form);
  return {{"status", "failed"}, {"error", Json{{"code", 0}, {"message", "Unknown method"}}}};
}

servers::HttpAnswer MusicServer::send(const servers::Ask& ask) {
  const std::size_t query = ask.url.find('?');
  longest_line = std::max(longest_line, ask.url.size());
  const std::string method = ask.url.substr(ask.url.rfind('/', query) + 1, query - ask.url.rfind('/', query) - 1);
  methods.push_back(method);
  if (!takes_posts && !ask.form.empty()) return {405, "text/html", {}, "<html>no</html>"};
  const std::string text = ask.form.empty() ? ask.url.substr(query + 1) : ask.form;
  return {200, "application/json", {}, Json{{"subsonic-response", answer(method, http::parse_form(text))}}.dump()};
}

}  // namespace leitmotif::testing
